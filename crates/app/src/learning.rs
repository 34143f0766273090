//! Learning from who became a customer: points for the rules of a model, and for each person the
//! probability to become one.
//!
//! What is learned from is what was known at a cut-off: interactions and profile changes up to it, of
//! the person as they were known then. The outcome is what happened within the horizon after it. So a
//! field that is filled when a deal is won, or a merge that came with it, is not looked at.

mod examine;
mod follow;
mod gather;
mod horizon;
mod model;
mod reasons;
mod sample;
mod suggest;

pub(crate) use follow::Learn;
pub use model::{Attempt, Checked, Figures, Shifted, Tested};
pub use reasons::{Apart, ProbabilityOf, Reason};
pub(crate) use reasons::{apart, days_of};
pub use suggest::{SuggestQuery, SuggestedPoints, Suggestions};

/// Numbers drawn while learning begin here, so that the same history gives the same result.
const SEED: u64 = 1;
