//! The probability of one person, with the reasons in words.

use ripen_domain::person::Temperature;
use ripen_domain::time::{Span, Timestamp};
use ripen_learn::model::{Contribution, Reasons};
use ripen_learn::table::Value;
use ripen_store::learning::{Probability, learned_get, probability_get};
use ripen_store::people::person::person_get;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::ripen::Ripen;

/// Reasons on each side.
const REASONS: usize = 3;
/// A reason needs that much of an effect on the log-odds to be told …
const LEAST: f64 = 0.01;
/// … and that much of the effect of the strongest one: what hardly counts beside it speaks for or against nothing.
const SHARE: f64 = 0.1;

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

/// Under which probability somebody hot is one whom it does not speak for.
const UNLIKELY: f64 = 0.05;
/// From which probability on somebody cold is one whom it speaks for.
const LIKELY: f64 = 0.5;

/// Where probability and temperature say the opposite, the strongest reason of the probability: the one is
/// about what became of people like them, the other about what they did lately.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The strongest reason for the probability of somebody cold, or against that of somebody hot, where one is
    /// known.
    pub reason: Option<Reason>,
}

/// Whether what was told of somebody says the opposite of their temperature, and its strongest reason.
pub(crate) fn apart(temperature: Temperature, told: &Probability) -> Option<Apart> {
    let side = match temperature {
        Temperature::Hot if told.value < UNLIKELY => |sides: Sides| sides.against,
        Temperature::Cold if told.value >= LIKELY => |sides: Sides| sides.in_favour,
        _ => return None,
    };
    Some(Apart {
        reason: side(sides(told)).into_iter().next(),
    })
}

impl Sides {
    pub fn new(reasons: &Reasons, horizon: Span) -> Self {
        let all = usize::MAX;
        let both = reasons.in_favour(all).chain(reasons.against(all));
        let strongest = both.map(|reason| reason.log_odds.abs()).fold(0.0, f64::max);
        let least = LEAST.max(strongest * SHARE);
        let told = |reasons: &mut dyn Iterator<Item = &Contribution>| {
            let telling = reasons.filter(|reason| reason.log_odds.abs() >= least);
            telling.take(REASONS).map(reason).collect()
        };
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
    // One digit is enough for days and counts; there is no less than nothing that is nothing.
    ((number * 10.0).round() / 10.0 + 0.0).to_string()
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
        let (learned, told, person) = self.db.read(|conn| {
            Ok((
                learned_get(conn)?,
                probability_get(conn, id)?,
                person_get(conn, id)?,
            ))
        })?;
        if learned.missing.is_some() {
            return Ok(ProbabilityOf::Missing(learned.missing));
        }
        let Some(told) = told else {
            let reason = match learned.text {
                Some(_) if person.state.last_touch.is_none() => {
                    "it is told from what a human did, and nothing of the kind is known yet"
                }
                Some(_) => "not computed yet; it will be when people are looked at next",
                // Where there was too little, it says so above: nobody has tried yet.
                None => {
                    "it is being learned from who became a customer; the first time, that takes some minutes"
                }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(value: f64) -> Probability {
        let reason = |name: &str| Reason {
            name: name.into(),
            value: None,
            weight: 1.0,
        };
        let sides = Sides {
            in_favour: vec![reason("Orders"), reason("Visits")],
            against: vec![reason("No title")],
            ..Sides::default()
        };
        Probability {
            person_id: 1,
            value,
            reasons: serde_json::to_string(&sides).expect("text"),
            as_of: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn temperature_and_probability_that_say_the_opposite_are_told_with_the_strongest_reason() {
        let of = |temperature, value| {
            let apart = apart(temperature, &told(value))?;
            Some(apart.reason.expect("a reason").name)
        };
        assert_eq!(of(Temperature::Hot, 0.01).as_deref(), Some("No title"));
        assert_eq!(of(Temperature::Cold, 0.9).as_deref(), Some("Orders"));
        for (temperature, value) in [
            (Temperature::Hot, 0.05),
            (Temperature::Hot, 0.9),
            (Temperature::Warm, 0.01),
            (Temperature::Warm, 0.9),
            (Temperature::Cold, 0.49),
            (Temperature::Cold, 0.01),
        ] {
            assert_eq!(of(temperature, value), None, "{temperature:?} {value}");
        }
        // What an older version stored may have no reasons.
        let bare = Probability {
            reasons: String::new(),
            ..told(0.01)
        };
        let apart = apart(Temperature::Hot, &bare);
        assert_eq!(apart, Some(Apart { reason: None }));
    }
}
