//! Scores in three dimensions: engagement, fit and lifecycle.
//!
//! A score is a pure function of the model, the profile, the interactions and the moment. The same
//! fold serves the live projection (one step an interaction), re-scoring, explanation and history
//! (a replay from the start), so they cannot disagree.

pub mod decay;
pub mod explain;
pub mod fold;
pub mod model;
pub mod state;

pub use decay::{DecayClass, Decays};
pub use explain::{Explanation, explain, history};
pub use fold::{Entry, Matched, Observer, RuleMatch, Scorer};
pub use model::{Area, Cap, EngagementRule, FitRule, Model, ModelError, Stage};
pub use state::{ScoreState, Tally};

#[cfg(test)]
mod tests;
