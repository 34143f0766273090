//! Buying signals: what in a person's behaviour says that they may buy now.

pub mod asks;

pub use asks::Asks;
