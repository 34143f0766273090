//! How good predictions are. What the domain measures of scores is taken from there.

use ripen_domain::measure::{self, Scored};

/// What was measured on rows that were not learned from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// How many rows.
    pub rows: usize,
    /// How many of them have the outcome.
    pub positive: usize,
    /// The mean probability, to be held against the share of `positive`.
    pub mean: f64,
    /// [`auc`].
    pub auc: f64,
    /// [`log_loss`].
    pub log_loss: f64,
    /// [`brier`].
    pub brier: f64,
    /// [`calibration_error`].
    pub calibration_error: f64,
    /// [`lift`] at 10 %.
    pub lift_at_10: f64,
}

impl Figures {
    /// Measures probabilities.
    #[must_use]
    pub fn of(probabilities: &[f64], outcomes: &[bool]) -> Self {
        Self {
            rows: outcomes.len(),
            positive: outcomes.iter().filter(|&&outcome| outcome).count(),
            mean: probabilities.iter().sum::<f64>() / probabilities.len().max(1) as f64,
            auc: auc(probabilities, outcomes),
            log_loss: log_loss(probabilities, outcomes),
            brier: brier(probabilities, outcomes),
            calibration_error: calibration_error(probabilities, outcomes),
            lift_at_10: lift(probabilities, outcomes, 0.1),
        }
    }
}

/// The probability of these log-odds.
#[must_use]
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The log-odds of a probability, which is kept a little off 0 and 1.
#[must_use]
pub fn log_odds(probability: f64) -> f64 {
    let p = probability.clamp(1e-12, 1.0 - 1e-12);
    (p / (1.0 - p)).ln()
}

/// Scores with what happened, as the measures of the domain take them.
pub(crate) fn scored(scores: &[f64], outcomes: &[bool]) -> Vec<Scored> {
    let pairs = scores.iter().zip(outcomes);
    pairs
        .map(|(&score, &converted)| Scored { score, converted })
        .collect()
}

/// [`ripen_domain::measure::auc`]; 0.5 when there is only one outcome.
#[must_use]
pub fn auc(scores: &[f64], outcomes: &[bool]) -> f64 {
    measure::auc(&scored(scores, outcomes)).map_or(0.5, |area| area.value)
}

/// The mean of −ln of the probability given to what happened; probabilities are kept 10⁻¹⁵ off 0 and 1.
#[must_use]
pub fn log_loss(probabilities: &[f64], outcomes: &[bool]) -> f64 {
    let loss = |(&p, &y): (&f64, &bool)| -(if y { p } else { 1.0 - p }).clamp(1e-15, 1.0).ln();
    let sum: f64 = probabilities.iter().zip(outcomes).map(loss).sum();
    sum / probabilities.len().max(1) as f64
}

/// [`ripen_domain::measure::brier`]; 0 for no rows.
#[must_use]
pub fn brier(probabilities: &[f64], outcomes: &[bool]) -> f64 {
    measure::brier(&scored(probabilities, outcomes)).unwrap_or(0.0)
}

/// The expected calibration error: the difference of mean probability and share of outcomes in ten
/// ranges of equal width, weighted by their rows (Naeini, Cooper & Hauskrecht, AAAI 2015).
#[must_use]
pub fn calibration_error(probabilities: &[f64], outcomes: &[bool]) -> f64 {
    let mut ranges = [(0.0, 0.0); 10];
    for (&p, &outcome) in probabilities.iter().zip(outcomes) {
        let range = &mut ranges[((p * 10.0) as usize).min(9)];
        range.0 += p;
        range.1 += f64::from(outcome);
    }
    let apart: f64 = ranges.iter().map(|(p, y)| (p - y).abs()).sum();
    apart / probabilities.len().max(1) as f64
}

/// [`ripen_domain::measure::lift`]; 1 where nothing has the outcome.
#[must_use]
pub fn lift(scores: &[f64], outcomes: &[bool], share: f64) -> f64 {
    measure::lift(&scored(scores, outcomes), share).map_or(1.0, |lift| lift.value)
}
