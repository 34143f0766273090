//! The rules of Ripen, free of input and output.
//!
//! Nothing here reads a clock, draws a random number, opens a file or knows a database: time comes
//! in as an argument, so every result can be repeated.

pub mod company;
pub mod filter;
pub mod identity;
pub mod interaction;
pub mod measure;
pub mod money;
pub mod number;
pub mod person;
pub mod profile;
pub mod scoring;
pub mod signal;
pub mod text;
pub mod time;
pub mod touch;
pub mod verdict;
pub mod zone;
