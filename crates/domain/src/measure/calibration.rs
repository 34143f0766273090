//! Whether predicted probabilities come true.

use super::ranking::Scored;

/// A rising step function from scores to probabilities: isotonic regression over
/// [`pools`] (for classifiers Zadrozny and Elkan, KDD 2002).
#[derive(Clone, Debug, PartialEq)]
pub struct Isotonic {
    /// Lowest score of each step with the probability from there on, both rising.
    steps: Vec<(f64, f64)>,
}

/// People whose rates are pooled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pool {
    /// The lowest score in it.
    pub from: f64,
    /// The highest score in it.
    pub to: f64,
    /// How many.
    pub people: f64,
    /// How many of them converted.
    pub converted: f64,
}

impl Pool {
    fn rate(&self) -> f64 {
        self.converted / self.people
    }
}

/// Pools of rising rate, from the lowest score to the highest: adjacent violators pooled (Ayer et al.
/// 1955). People of one score are never torn apart.
pub fn pools(scored: &[Scored]) -> Vec<Pool> {
    let mut sorted = scored.to_vec();
    sorted.sort_unstable_by(|a, b| a.score.total_cmp(&b.score));
    let mut pools: Vec<Pool> = Vec::new();
    for tie in sorted.chunk_by(|a, b| a.score == b.score) {
        let mut pool = Pool {
            from: tie[0].score,
            to: tie[0].score,
            people: tie.len() as f64,
            converted: tie.iter().filter(|one| one.converted).count() as f64,
        };
        while let Some(last) = pools.pop_if(|last| last.rate() >= pool.rate()) {
            pool = Pool {
                from: last.from,
                to: pool.to,
                people: last.people + pool.people,
                converted: last.converted + pool.converted,
            };
        }
        pools.push(pool);
    }
    pools
}

impl Isotonic {
    /// Fits the function to what happened. `None` for nobody.
    pub fn fit(scored: &[Scored]) -> Option<Self> {
        let pools = pools(scored);
        let steps: Vec<_> = pools.iter().map(|pool| (pool.from, pool.rate())).collect();
        (!steps.is_empty()).then_some(Self { steps })
    }

    /// The probability of a score; the lowest known one for a score below all.
    pub fn probability(&self, score: f64) -> f64 {
        let behind = self.steps.partition_point(|(from, _)| *from <= score);
        self.steps[behind.saturating_sub(1)].1
    }
}

/// A predicted probability and whether it came true, as [`Scored`].
pub type Predicted = Scored;

/// Mean squared difference between probability and outcome (Brier, Monthly Weather Review 1950).
/// `None` for nobody.
pub fn brier(predicted: &[Predicted]) -> Option<f64> {
    let square = |one: &Predicted| (one.score - f64::from(u8::from(one.converted))).powi(2);
    let sum: f64 = predicted.iter().map(square).sum();
    (!predicted.is_empty()).then(|| sum / predicted.len() as f64)
}

/// People with nearly the same predicted probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Mean predicted probability.
    pub predicted: f64,
    /// Share that converted.
    pub observed: f64,
    /// How many.
    pub people: usize,
}

/// The calibration curve in about `bins` bins of equally many people; people of one probability are
/// never torn apart.
pub fn curve(predicted: &[Predicted], bins: usize) -> Vec<Bin> {
    let mut sorted = predicted.to_vec();
    sorted.sort_unstable_by(|a, b| a.score.total_cmp(&b.score));
    let least = sorted.len().div_ceil(bins.max(1));
    let mut curve = Vec::new();
    let mut from = 0;
    for tie in sorted.chunk_by(|a, b| a.score == b.score) {
        let upto = from_of(&sorted, tie) + tie.len();
        if upto - from >= least || upto == sorted.len() {
            curve.push(bin(&sorted[from..upto]));
            from = upto;
        }
    }
    curve
}

/// Where a part of a slice begins.
fn from_of(all: &[Scored], part: &[Scored]) -> usize {
    all.partition_point(|one| one.score.total_cmp(&part[0].score).is_lt())
}

fn bin(people: &[Predicted]) -> Bin {
    let many = people.len() as f64;
    let converted = people.iter().filter(|one| one.converted).count();
    Bin {
        predicted: people.iter().map(|one| one.score).sum::<f64>() / many,
        observed: converted as f64 / many,
        people: people.len(),
    }
}

/// Expected calibration error over the bins of a curve: mean distance between what was predicted and
/// what came true, weighed by people (Naeini, Cooper, Hauskrecht, AAAI 2015). `None` for nobody.
pub fn calibration_error(curve: &[Bin]) -> Option<f64> {
    let people: usize = curve.iter().map(|bin| bin.people).sum();
    let distance = |bin: &Bin| (bin.predicted - bin.observed).abs() * bin.people as f64;
    let sum: f64 = curve.iter().map(distance).sum();
    (people > 0).then(|| sum / people as f64)
}
