//! The binary as a user meets it.

mod data;
mod learn;
mod learn;
mod models;
mod models;
mod serving;
mod support;
mod usage;
