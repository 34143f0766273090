//! Buying signals: what in a person's behaviour says that they may buy now.
//!
//! A model defines them; the fold of the scores detects them, so they are a pure function of model
//! and history as the scores are: a late interaction moves them, a replay finds them again.

pub mod asks;
pub mod check;
pub mod company;
pub mod detect;
pub mod pattern;
pub mod state;

#[cfg(test)]
mod tests;

pub use asks::Asks;
pub use check::check;
pub use company::CompanySurge;
pub use detect::{Detector, Fired, Moment, SignalMatch};
pub use pattern::{CoolDown, Pattern, Signal};
pub use state::SignalState;
