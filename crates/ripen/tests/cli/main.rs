//! The binary as a user meets it.

mod data;
mod serving;
mod support;
mod usage;
