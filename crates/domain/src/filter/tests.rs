//! Tests of the language as a whole.

mod errors;
mod form;
mod grammar;
mod guide;
mod matching;
