//! The binary as a user meets it.

mod data;
mod learn;
mod serving;
mod support;
mod usage;
