//! The binary as a user meets it.

mod data;
mod learn;
mod models;
mod serving;
mod sides;
mod support;
mod trying;
mod usage;
mod verify;
