//! Scores in three dimensions: engagement, fit and lifecycle.
//!
//! A score is a pure function of the model, the profile, the interactions and the moment. The same
//! fold serves the live projection (one step an interaction), re-scoring, explanation and history
//! (a replay from the start), so they cannot disagree.

pub mod decay;
pub mod explain;
mod fold;
mod lifecycle;
mod measure;
mod memo;
pub mod model;
mod scorer;
mod signals;
pub mod state;

pub use decay::{DecayClass, Decays};
pub use explain::{Explanation, explain, history};
pub use fold::{Entry, Given, Observer};
pub use model::{
    Area, Cap, EngagementRule, FitRule, FrequencyRange, Grade, Group, Model, ModelError, Rect,
    Stage, Standing, TemperatureRegion,
};
pub use scorer::{Matched, RuleMatch, Scorer};
pub use state::{ScoreState, Tally};

/// Version of what folding means: the same model, profile and interactions come to the same scores under
/// the same number. It goes up by one whenever that changes, or what behaviour tells of verdicts; everybody is
/// judged and scored again then.
pub const FOLD_VERSION: i64 = 5;

#[cfg(test)]
mod tests;
