//! The binary as a user meets it.

mod data;
mod models;
mod serving;
mod support;
mod usage;
