//! Conversion by score band.

use super::estimate::{Estimate, proportion};
use super::ranking::Scored;

/// People of one range of scores.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Least score.
    pub from: f64,
    /// Scores lie below this; `None` for the highest band.
    pub to: Option<f64>,
    /// How many people.
    pub people: usize,
    /// How many of them converted.
    pub converted: usize,
    /// Share that converted, with Wilson's interval.
    pub rate: Estimate,
}

/// At most `many` bands of about equally many people, with edges rounded to two digits. Those who are
/// out (a score of negative infinity) are in the lowest.
pub fn bands(scored: &[Scored], many: usize) -> Vec<Band> {
    let mut scores: Vec<f64> = scored.iter().map(|one| one.score).collect();
    scores.retain(|score| score.is_finite());
    if scores.is_empty() {
        return Vec::new();
    }
    scores.sort_unstable_by(f64::total_cmp);
    let quantile = |nth: usize| rounded_down(scores[scores.len() * nth / many.max(1)]);
    let mut edges: Vec<f64> = (0..many.max(1)).map(quantile).collect();
    edges.dedup();
    let place = |score: f64| {
        edges
            .partition_point(|edge| *edge <= score)
            .saturating_sub(1)
    };
    let mut counts = vec![(0, 0); edges.len()];
    for one in scored {
        let count = &mut counts[place(one.score)];
        *count = (count.0 + 1, count.1 + usize::from(one.converted));
    }
    let band = |(at, (people, converted)): (usize, (usize, usize))| Band {
        from: edges[at],
        to: edges.get(at + 1).copied(),
        people,
        converted,
        rate: proportion(converted as f64, people as f64),
    };
    counts.into_iter().enumerate().map(band).collect()
}

/// Rounded towards negative infinity to two significant digits.
fn rounded_down(score: f64) -> f64 {
    if score.abs() < 1.0 {
        return score.floor();
    }
    let unit = 10_f64.powf(score.abs().log10().floor() - 1.0).max(1.0);
    (score / unit).floor() * unit
}
