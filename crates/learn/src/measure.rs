//! How good predictions are.

/// What was measured on rows that were not learned from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// How many rows.
    pub rows: usize,
    /// How many of them have the outcome.
    pub positive: usize,
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

/// The area under the ROC curve: how often a row with the outcome is above one without it, ties counted
/// half (Hanley & McNeil, Radiology 1982). 0.5 when there is only one outcome.
#[must_use]
pub fn auc(scores: &[f64], outcomes: &[bool]) -> f64 {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    let (mut rank_sum, mut positive, mut below) = (0.0, 0_usize, 0_usize);
    for tied in order.chunk_by(|&a, &b| scores[a].total_cmp(&scores[b]).is_eq()) {
        let with = tied.iter().filter(|&&row| outcomes[row]).count();
        let middle_rank = below as f64 + (tied.len() as f64 + 1.0) / 2.0;
        rank_sum += with as f64 * middle_rank;
        positive += with;
        below += tied.len();
    }
    let negative = scores.len() - positive;
    if positive == 0 || negative == 0 {
        return 0.5;
    }
    let positive = positive as f64;
    (rank_sum - positive * (positive + 1.0) / 2.0) / (positive * negative as f64)
}

/// The mean of −ln of the probability given to what happened; probabilities are kept 10⁻¹⁵ off 0 and 1.
#[must_use]
pub fn log_loss(probabilities: &[f64], outcomes: &[bool]) -> f64 {
    mean(probabilities, outcomes, |p, y| {
        -(if y { p } else { 1.0 - p }).clamp(1e-15, 1.0).ln()
    })
}

/// The mean squared difference of probability and outcome (Brier, Monthly Weather Review 1950).
#[must_use]
pub fn brier(probabilities: &[f64], outcomes: &[bool]) -> f64 {
    mean(probabilities, outcomes, |p, y| (p - f64::from(y)).powi(2))
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

/// How much more frequent the outcome is among the highest `share` of rows than among all. Rows that
/// tie at the edge are counted by their part, so the order of the input does not matter.
#[must_use]
pub fn lift(scores: &[f64], outcomes: &[bool], share: f64) -> f64 {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let wanted = scores.len() as f64 * share;
    let (mut taken, mut found) = (0.0, 0.0);
    for tied in order.chunk_by(|&a, &b| scores[a].total_cmp(&scores[b]).is_eq()) {
        let part = ((wanted - taken) / tied.len() as f64).clamp(0.0, 1.0);
        let with = tied.iter().filter(|&&row| outcomes[row]).count();
        found += part * with as f64;
        taken += part * tied.len() as f64;
    }
    let all = outcomes.iter().filter(|&&outcome| outcome).count() as f64;
    if all == 0.0 || taken == 0.0 {
        return 1.0;
    }
    (found / taken) / (all / outcomes.len() as f64)
}

fn mean(probabilities: &[f64], outcomes: &[bool], of: impl Fn(f64, bool) -> f64) -> f64 {
    let pairs = probabilities.iter().zip(outcomes);
    let sum: f64 = pairs.map(|(&p, &y)| of(p, y)).sum();
    sum / probabilities.len().max(1) as f64
}
