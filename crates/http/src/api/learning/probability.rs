//! How likely a person is to become a customer, and why.

use ripen_app::learning;
use ripen_app::learning::ProbabilityOf;
use serde::Serialize;
use utoipa::ToSchema;

/// How likely a person is to become a customer within the horizon that was learned for.
#[derive(Serialize, ToSchema)]
pub struct Probability {
    /// Between 0 and 1.
    value: f64,
    /// Within how many days.
    horizon_days: f64,
    /// The strongest reasons for it, at most three.
    reasons_for: Vec<ProbabilityReason>,
    /// The strongest reasons against it, at most three.
    reasons_against: Vec<ProbabilityReason>,
    /// What it was known from (RFC 3339).
    as_of: String,
}

/// What speaks for or against.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProbabilityReason {
    /// What was looked at: a rule, a kind of interaction, a profile field …
    name: String,
    /// What the person has there.
    value: Option<String>,
    /// The effect in log-odds, compared with the average person.
    weight: f64,
}

impl From<learning::Reason> for ProbabilityReason {
    fn from(reason: learning::Reason) -> Self {
        Self {
            name: reason.name,
            value: reason.value,
            weight: reason.weight,
        }
    }
}

/// The probability, or why there is none.
pub fn view(told: ProbabilityOf) -> (Option<Probability>, Option<String>) {
    let reasons = |reasons: Vec<learning::Reason>| {
        let reasons = reasons.into_iter().map(ProbabilityReason::from);
        reasons.collect()
    };
    match told {
        ProbabilityOf::Missing(reason) => (None, reason),
        ProbabilityOf::Known {
            value,
            days,
            in_favour,
            against,
            as_of,
        } => {
            let probability = Probability {
                value,
                horizon_days: days,
                reasons_for: reasons(in_favour),
                reasons_against: reasons(against),
                as_of: as_of.to_rfc3339(),
            };
            (Some(probability), None)
        }
    }
}
