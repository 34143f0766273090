//! From log-odds that rank well to probabilities that mean what they say.
//!
//! Two maps are fitted to predictions for rows that were not learned from: Platt's sigmoid (Platt 1999)
//! and a monotone step function (isotonic regression by pooling adjacent violators: Zadrozny & Elkan,
//! KDD 2002). Which of them is taken decides the log-loss on rows that neither saw: the sigmoid wins
//! on little data, the other where the shape is not a sigmoid (Niculescu-Mizil & Caruana, ICML 2005).
//! Under a thousand rows of either outcome the steps follow chance, and only the sigmoid is tried.

use ripen_domain::measure::pools;
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::logistic;
use crate::measure::{log_loss, probability, scored};

/// The fewest rows of either outcome for a step function.
const STEPPED: usize = 1_000;

/// The fewest rows whose share says how high a probability can be.
const SEEN: usize = 30;
/// The part of the highest probability up to which what is told is what was calibrated.
const FREE: f64 = 0.95;

/// A slope that is taken for none.
const FLAT: f64 = 1e-3;
/// How far [`slope`] draws log-odds in and out.
const SLOPES: [f64; 2] = [1.0 / 3.0, 1.5];

/// A monotone map from log-odds to a probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calibration {
    /// The probability of `slope`·z + `offset`.
    Sigmoid {
        /// Above zero, so that the order of people stays.
        slope: f64,
        /// Added to the log-odds.
        offset: f64,
    },
    /// Straight lines between points (log-odds, probability), neither falling: flat inside each pool and
    /// outside of all, sloping between them.
    Isotonic(Vec<(f64, f64)>),
}

impl Calibration {
    /// The probability of these log-odds.
    #[must_use]
    pub fn apply(&self, log_odds: f64) -> f64 {
        match self {
            Self::Sigmoid { slope, offset } => probability(slope * log_odds + offset),
            Self::Isotonic(points) => between(points, log_odds),
        }
    }

    /// Fits the better of both maps. `fold_of` says which rows are fitted together.
    ///
    /// # Errors
    /// When the numbers allow no fit.
    pub fn learn(log_odds: &[f64], outcomes: &[bool], fold_of: &[usize]) -> Result<Self> {
        let positive = outcomes.iter().filter(|&&outcome| outcome).count();
        let folds = fold_of.iter().collect::<std::collections::BTreeSet<_>>();
        if positive.min(outcomes.len() - positive) < STEPPED || folds.len() < 2 {
            return self::sigmoid(log_odds, outcomes);
        }
        let sigmoid = held_out_loss(log_odds, outcomes, fold_of, sigmoid)?;
        let isotonic = held_out_loss(log_odds, outcomes, fold_of, |z, y| Ok(self::isotonic(z, y)))?;
        if isotonic < sigmoid {
            Ok(self::isotonic(log_odds, outcomes))
        } else {
            self::sigmoid(log_odds, outcomes)
        }
    }
}

/// The log-loss of a map that is fitted on all folds but one, on that one.
fn held_out_loss(
    z: &[f64],
    outcomes: &[bool],
    fold_of: &[usize],
    fit: impl Fn(&[f64], &[bool]) -> Result<Calibration>,
) -> Result<f64> {
    let folds = fold_of.iter().max().map_or(0, |last| last + 1);
    let mut probabilities = vec![0.0; z.len()];
    for fold in 0..folds {
        let outside = (0..z.len()).filter(|&row| fold_of[row] != fold);
        let (some_z, some_outcomes): (Vec<f64>, Vec<bool>) =
            outside.map(|row| (z[row], outcomes[row])).unzip();
        let map = fit(&some_z, &some_outcomes)?;
        for row in (0..z.len()).filter(|&row| fold_of[row] == fold) {
            probabilities[row] = map.apply(z[row]);
        }
    }
    Ok(log_loss(&probabilities, outcomes))
}

/// A sigmoid. The penalty is the one of a prior seen once: it keeps the slope finite where the outcomes
/// are perfectly apart.
///
/// # Errors
/// When the numbers allow no fit.
pub fn sigmoid(log_odds: &[f64], outcomes: &[bool]) -> Result<Calibration> {
    let regression = logistic::fit(&[log_odds.to_vec()], outcomes, 1e-3)?;
    if regression.coefficients[0] < FLAT {
        // A learner whose order is upside down on unseen rows knows nothing: nearly flat, at their share.
        let flat = log_odds.iter().map(|z| FLAT * z).collect::<Vec<f64>>();
        return Ok(Calibration::Sigmoid {
            slope: FLAT,
            offset: offset(&flat, outcomes),
        });
    }
    Ok(Calibration::Sigmoid {
        slope: regression.coefficients[0],
        offset: regression.intercept,
    })
}

/// How far log-odds are to be drawn in, or out, by what they said in folds of time. Each fold has an
/// offset of its own: that more or fewer bought then says nothing about how much the scores tell. The
/// folds' models knew less than the one that is to be calibrated, so there is an end to how far.
///
/// # Errors
/// When the numbers allow no fit.
pub fn slope(log_odds: &[Vec<f64>], outcomes: &[Vec<bool>]) -> Result<f64> {
    let mut columns = vec![log_odds.concat()];
    for fold in 1..log_odds.len() {
        let rows = log_odds.iter().enumerate();
        let is_of = rows.flat_map(|(of, rows)| rows.iter().map(move |_| f64::from(of == fold)));
        columns.push(is_of.collect());
    }
    let regression = logistic::fit(&columns, &outcomes.concat(), 1e-3)?;
    let [least, most] = SLOPES;
    Ok(regression.coefficients[0].clamp(least, most))
}

/// What to add to log-odds for their mean probability to be the share of outcomes.
#[must_use]
pub fn offset(log_odds: &[f64], outcomes: &[bool]) -> f64 {
    let share = probability(logistic::base(outcomes));
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        let sum: f64 = log_odds.iter().map(|z| probability(z + middle)).sum();
        if sum < share * log_odds.len() as f64 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// A monotone map by pooling adjacent violators. Each pool's share is drawn towards the share of all
/// rows as if by one more row, so that no probability is 0 or 1.
#[must_use]
pub fn isotonic(log_odds: &[f64], outcomes: &[bool]) -> Calibration {
    let positive = outcomes.iter().filter(|&&outcome| outcome).count() as f64;
    let base = (positive + 0.5) / (outcomes.len() as f64 + 1.0);
    let mut highest: f64 = 0.0;
    let mut points = Vec::new();
    for pool in pools(&scored(log_odds, outcomes)) {
        highest = highest.max((pool.converted + base) / (pool.people + 1.0));
        points.push((pool.from, highest));
        if pool.to > pool.from {
            points.push((pool.to, highest));
        }
    }
    Calibration::Isotonic(points)
}

/// The largest share of outcomes that enough rows at the upper end of their log-odds had: what is told
/// beyond it is a line drawn on where nobody was. Drawn towards the share of all rows as in [`isotonic`].
#[must_use]
pub fn highest_share(log_odds: &[f64], outcomes: &[bool]) -> f64 {
    let all = outcomes.len() as f64;
    let positive = outcomes.iter().filter(|&&outcome| outcome).count() as f64;
    let base = (positive + 0.5) / (all + 1.0);
    let mut rows: Vec<(f64, bool)> = (log_odds.iter().copied())
        .zip(outcomes.iter().copied())
        .collect();
    rows.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut converted, mut highest) = (0.0, base);
    for (at, &(z, outcome)) in rows.iter().enumerate() {
        converted += f64::from(outcome);
        // Rows of the same log-odds are there all together or not at all.
        let is_edge = rows.get(at + 1).is_none_or(|next| next.0 < z);
        if at + 1 >= SEEN && is_edge {
            highest = f64::max(highest, (converted + base) / (at as f64 + 2.0));
        }
    }
    highest
}

/// A probability that stays under the highest that is told. What would be near or above is pressed together
/// below it, so that the order of people stays.
#[must_use]
pub fn held_under(highest: f64, probability: f64) -> f64 {
    let free = FREE * highest;
    if probability <= free {
        return probability;
    }
    free + (highest - free) * (probability - free) / (1.0 - free)
}

/// On the lines between the points.
fn between(points: &[(f64, f64)], z: f64) -> f64 {
    let after = points.partition_point(|point| point.0 <= z);
    match (after.checked_sub(1).map(|i| points[i]), points.get(after)) {
        (Some((from, low)), Some(&(to, high))) => low + (high - low) * (z - from) / (to - from),
        (Some((_, last)), None) => last,
        (None, Some(&(_, first))) => first,
        (None, None) => 0.5,
    }
}
