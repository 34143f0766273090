//! Learning from outcomes: a table of what was known about each person, and whether they bought.
//!
//! Everything here is a function of its arguments: no files, no clock, no ambient randomness. The same
//! table and the same seed give the same model, bit for bit.
//!
//! The way from a table to a probability: [`train`] splits the rows into folds ([`split`]), each stretch of
//! time predicted by what was known when it began, or, without an order of time, each part by the others;
//! it fits each learner ([`learner`]) in its settings, chooses the one whose predictions lose least, maps
//! its scores to probabilities ([`calibrate`]) and fits it once more on all rows. [`evaluate`] does all of
//! that on a part of the table and measures it on the rest.

pub mod boost;
pub mod calibrate;
pub mod drift;
pub mod encode;
mod error;
pub mod evaluate;
pub mod guess;
pub mod leak;
pub mod learner;
mod linear;
pub mod logistic;
pub mod measure;
pub mod model;
mod random;
pub mod split;
pub mod suggest;
pub mod table;
pub mod train;

#[cfg(test)]
mod tests;

pub use error::Error;

/// What a function of this crate returns.
pub type Result<T> = std::result::Result<T, Error>;
