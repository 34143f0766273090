//! Distributions of scores, old against new.

/// Bins that are aimed at.
const BINS: f64 = 24.0;
/// Share of the scores that lie beyond the last closed bin, so that a few very active people do not
/// squeeze everybody else into one.
const OPEN: f64 = 0.005;

/// How many people have which score, before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Where the first bin begins; nobody lies below it.
    pub from: f64,
    /// Width of a bin; the last one is open.
    pub step: f64,
    /// People by bin with the model in force.
    pub before: Vec<usize>,
    /// People by bin with the tried one.
    pub after: Vec<usize>,
}

impl Histogram {
    /// Chooses bins of a round width that suit both, and counts.
    pub fn new(
        before: impl Iterator<Item = f64> + Clone,
        after: impl Iterator<Item = f64> + Clone,
    ) -> Self {
        let mut all: Vec<f64> = before.clone().chain(after.clone()).collect();
        let last = ((all.len() as f64) * (1.0 - OPEN)) as usize;
        let (low, high) = match all.len().checked_sub(1) {
            None => (0.0, 0.0),
            Some(most) => {
                let low = all.iter().copied().fold(f64::INFINITY, f64::min);
                let (_, high, _) = all.select_nth_unstable_by(last.min(most), f64::total_cmp);
                (low, *high)
            }
        };
        let step = round_up((high - low) / BINS);
        let from = (low / step).floor() * step;
        let bins = ((high - from) / step).floor() as usize + 1;
        let count = |scores: &mut dyn Iterator<Item = f64>| {
            let mut counts = vec![0; bins];
            scores.for_each(|score| {
                counts[(((score - from) / step) as usize).min(bins - 1)] += 1;
            });
            counts
        };
        Self {
            from,
            step,
            before: count(&mut { before }),
            after: count(&mut { after }),
        }
    }
}

/// The next of 1, 2, 5, 10, 20, 50 … that is not smaller.
fn round_up(width: f64) -> f64 {
    let power = 10_f64.powf(width.max(1.0).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power);
    let next = steps.into_iter().find(|step| *step >= width);
    next.unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn everybody_is_in_a_bin(before in proptest::collection::vec(-200.0..5e3, 0..200), after in proptest::collection::vec(-200.0..90.0, 0..200)) {
            let histogram = Histogram::new(before.iter().copied(), after.iter().copied());
            prop_assert_eq!(histogram.before.iter().sum::<usize>(), before.len());
            prop_assert_eq!(histogram.after.iter().sum::<usize>(), after.len());
            prop_assert_eq!(histogram.before.len(), histogram.after.len());
            prop_assert!(histogram.before.len() <= BINS as usize + 2);
            prop_assert!(before.iter().chain(&after).all(|score| *score >= histogram.from));
            let second = histogram.from + histogram.step;
            let first = before.iter().filter(|score| **score < second).count();
            if histogram.before.len() > 1 {
                prop_assert_eq!(histogram.before[0], first);
            }
        }
    }

    #[test]
    fn widths_are_round() {
        assert_eq!(
            [0.0, 1.0, 1.1, 3.0, 7.0, 18.0, 60.0].map(round_up),
            [1.0, 1.0, 2.0, 5.0, 10.0, 20.0, 100.0]
        );
    }
}
