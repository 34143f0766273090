//! The probability of one person, with the reasons in words.

use ripen_domain::time::{Span, Timestamp};
use ripen_learn::model::{Contribution, Reasons};
use ripen_learn::table::Value;
use ripen_store::learned::{Probability, learned_get, probability_get};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::ripen::Ripen;

/// Reasons on each side.
const REASONS: usize = 3;
/// A reason needs that much of an effect on the log-odds to be told.
const LEAST: f64 = 0.01;

/// What speaks for or against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was looked at: a rule, a kind of interaction, a profile field …
    pub name: String,
    /// What the person has there, where that is not said by the name.
    pub value: Option<String>,
    /// The effect in log-odds, compared with the average person.
    pub weight: f64,
}

/// The strongest reasons on both sides, as they are stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Sides {
    /// Within how many days.
    days: f64,
    in_favour: Vec<Reason>,
    against: Vec<Reason>,
}

impl Default for Sides {
    /// As it was before horizons were chosen.
    fn default() -> Self {
        Self {
            days: 30.0,
            in_favour: Vec::new(),
            against: Vec::new(),
        }
    }
}

/// How likely somebody is to become a customer within the horizon.
#[derive(Clone, Debug, PartialEq)]
pub enum ProbabilityOf {
    /// It is known.
    Known {
        /// Between 0 and 1.
        value: f64,
        /// Within how many days: the horizon that was learned for.
        days: f64,
        /// The strongest reasons for it.
        in_favour: Vec<Reason>,
        /// The strongest reasons against it.
        against: Vec<Reason>,
        /// What it was known from.
        as_of: Timestamp,
    },
    /// It is not, and why; `None` where there is nothing to say, as for a customer.
    Missing(Option<String>),
}

/// Within how many days a stored probability is.
pub(crate) fn days_of(told: &Probability) -> f64 {
    sides(told).days
}

fn sides(told: &Probability) -> Sides {
    serde_json::from_str(&told.reasons).unwrap_or_default()
}

impl Sides {
    pub fn new(reasons: &Reasons, horizon: Span) -> Self {
        let told = |reasons: &mut dyn Iterator<Item = &Contribution>| {
            let telling = reasons.filter(|reason| reason.log_odds.abs() >= LEAST);
            telling.take(REASONS).map(reason).collect()
        };
        let all = usize::MAX;
        Self {
            days: horizon.as_days(),
            in_favour: told(&mut reasons.in_favour(all)),
            against: told(&mut reasons.against(all)),
        }
    }
}

fn reason(contribution: &Contribution) -> Reason {
    let column = contribution.column.as_str();
    let (of, name) = match column.split_once(' ') {
        Some((of @ ("rule" | "fit" | "kind" | "profile"), name)) => (of, name),
        _ => ("", column),
    };
    let value = match (of, &contribution.value) {
        ("rule", Value::Number(number)) => {
            (*number == 0.0).then(|| "never, or long ago".to_owned())
        }
        ("fit", Value::Number(number)) => {
            Some(if *number == 0.0 { "no" } else { "yes" }.to_owned())
        }
        (_, Value::Number(number)) => Some(rounded(*number)),
        (_, Value::Name(name)) => Some(name.clone()),
        (_, Value::Missing) => Some("unknown".to_owned()),
    };
    Reason {
        name: name.to_owned(),
        value,
        weight: (contribution.log_odds * 1e4).round() / 1e4,
    }
}

fn rounded(number: f64) -> String {
    // One digit is enough for days and counts.
    ((number * 10.0).round() / 10.0).to_string()
}

impl Ripen {
    /// How likely somebody is to become a customer.
    ///
    /// # Errors
    /// Those of the store.
    pub fn person_probability(&self, id: i64, is_customer: bool) -> Result<ProbabilityOf> {
        if is_customer {
            return Ok(ProbabilityOf::Missing(None));
        }
        let (learned, told) = self
            .db
            .read(|conn| Ok((learned_get(conn)?, probability_get(conn, id)?)))?;
        if learned.missing.is_some() {
            return Ok(ProbabilityOf::Missing(learned.missing));
        }
        let Some(told) = told else {
            let reason = match learned.text {
                Some(_) => "not computed yet; it will be when people are looked at next",
                None => "not learned yet; it will be once there is a history to learn from",
            };
            return Ok(ProbabilityOf::Missing(Some(reason.to_owned())));
        };
        let sides = sides(&told);
        Ok(ProbabilityOf::Known {
            value: told.value,
            days: sides.days,
            in_favour: sides.in_favour,
            against: sides.against,
            as_of: told.as_of,
        })
    }
}
