//! Exponential decay kept as forward decay.
//!
//! Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay: A Practical Time Decay Model for Streaming
//! Systems", ICDE 2009. What is stored for an interaction at t is w·2^((t−L)/h) for a fixed
//! landmark L; the value at `now` is the stored sum × 2^(−(now−L)/h). Adding is commutative and
//! nothing has to be rewritten while time passes.

use crate::interaction::named_enum;
use crate::time::{Span, Timestamp};

/// How fast points fade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DecayClass {
    /// Days.
    Fast,
    /// Weeks.
    #[default]
    Normal,
    /// Months.
    Slow,
}

named_enum! { DecayClass, Fast = 0, "fast"; Normal = 1, "normal"; Slow = 2, "slow"; }

/// Half-life of the points that stand for "the last days" in the velocity.
pub const RECENT: Span = Span::days(7);
/// Half-life of the points that stand for the person's own baseline in the velocity.
pub const BASELINE: Span = Span::days(30);

/// Half-lives to either side of the landmark that a double holds well. Points from before have faded
/// away for good: zero at every moment rather than infinite at one, nothing at another, and an error
/// in SQL. After it nothing grows or fades any more, so that no clock makes a sum infinite.
const REACH: f64 = 900.0;
/// Half-lives after the landmark at which a model is kept from a new one.
pub const WORN: i64 = 120;
/// Half-lives before the landmark that lists go back when the clock is further back than that.
const BACK: i64 = 100;
/// Half-lives after the landmark that lists go on to, should it not have been moved in time.
const ON: i64 = 150;

/// The decay factors of one model: half-lives and landmark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decays {
    /// Half-lives of the fast, normal and slow class.
    pub half_lives: [Span; 3],
    /// The landmark L.
    pub landmark: Timestamp,
}

impl Decays {
    /// What one point at `at` adds to the stored sum of a class.
    pub fn weight(&self, class: DecayClass, at: Timestamp) -> f64 {
        self.share(self.half_lives[class as usize], at)
    }

    /// What the stored sums are to be multiplied with to get their value at `now`, wherever the clock
    /// is: the products stay within the range of a double, on every database.
    pub fn factors(&self, now: Timestamp) -> [f64; 3] {
        self.factors_at(self.present(now))
    }

    /// [`Self::factors`] at any moment of a history.
    pub(in crate::scoring) fn factors_at(&self, at: Timestamp) -> [f64; 3] {
        self.half_lives
            .map(|half_life| 1.0 / self.growth(half_life, at))
    }

    /// What one point at `at` adds to the stored recent and baseline sums.
    pub fn velocity_weights(&self, at: Timestamp) -> [f64; 2] {
        [RECENT, BASELINE].map(|half_life| self.share(half_life, at))
    }

    /// Factors that turn the stored recent and baseline sums into points a day at `now`.
    ///
    /// A steady stream of r points a day settles at a decayed sum of r·h/ln 2, hence the ln 2 / h.
    pub fn velocity_factors(&self, now: Timestamp) -> [f64; 2] {
        self.velocity_factors_at(self.present(now))
    }

    /// [`Self::velocity_factors`] at any moment of a history.
    pub(crate) fn velocity_factors_at(&self, at: Timestamp) -> [f64; 2] {
        [RECENT, BASELINE].map(|half_life| {
            std::f64::consts::LN_2 / half_life.as_days() / self.growth(half_life, at)
        })
    }

    /// Half-lives, of the shortest one, between the landmark and a moment, to either side. From
    /// [`WORN`] on, sums should be kept from a new landmark.
    pub fn wear(&self, now: Timestamp) -> i64 {
        (now - self.landmark).as_micros().saturating_abs() / self.shortest().as_micros().max(1)
    }

    /// The moment that lists are made for when the clock says `now`: a clock far away from the landmark
    /// must not take products out of the range of a double, which PostgreSQL takes for an error.
    fn present(&self, now: Timestamp) -> Timestamp {
        let away = |many: i64| Span::from_micros(self.shortest().as_micros().saturating_mul(many));
        now.clamp(self.landmark - away(BACK), self.landmark + away(ON))
    }

    fn shortest(&self) -> Span {
        self.half_lives.into_iter().fold(RECENT, Span::min)
    }

    /// An upper bound for the rank of the stored sums at any later time, comparable between people.
    ///
    /// Every class fades at least as fast as the slow one, so the value at `at`, carried on with the
    /// slow half-life, is never below the true value. Lists walk an index of it from the top and
    /// stop when the bound falls under the last row that they hold.
    pub fn rank_bound(&self, sums: &[f64; 3], at: Timestamp) -> f64 {
        let age = |half_life| self.exponent(half_life, at);
        let slowest = age(self.slowest());
        // Both factors in one: each alone leaves the range of a double for moments long past. Sums
        // of nothing stay nothing, even where `at` is no real moment.
        sums.iter()
            .zip(self.half_lives)
            .filter(|(sum, _)| **sum > 0.0)
            .map(|(sum, half_life)| sum * (slowest - age(half_life)).clamp(-REACH, REACH).exp2())
            .fold(0.0, |bound, part| (bound + part).min(f64::MAX))
    }

    /// What [`Self::rank_bound`] is to be multiplied with to get the bound at `now`.
    pub fn rank_factor(&self, now: Timestamp) -> f64 {
        1.0 / self.growth(self.slowest(), self.present(now))
    }

    fn slowest(&self) -> Span {
        self.half_lives.into_iter().max().unwrap_or(BASELINE)
    }

    /// What one point at `at` is worth in a stored sum: nothing when it has faded away.
    fn share(&self, half_life: Span, at: Timestamp) -> f64 {
        match self.exponent(half_life, at) {
            since if since < -REACH => 0.0,
            since => since.min(REACH).exp2(),
        }
    }

    fn growth(&self, half_life: Span, at: Timestamp) -> f64 {
        self.exponent(half_life, at).clamp(-REACH, REACH).exp2()
    }

    /// Half-lives from the landmark to `at`.
    fn exponent(&self, half_life: Span, at: Timestamp) -> f64 {
        (at - self.landmark).as_micros() as f64 / half_life.as_micros() as f64
    }
}

/// The value of a stored sum: nothing stays nothing, and everything else a number.
pub fn value(sum: f64, factor: f64) -> f64 {
    match sum * factor {
        product if product.is_nan() => 0.0,
        product => product.clamp(f64::MIN, f64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decays() -> Decays {
        let half_lives = [Span::days(3), Span::days(14), Span::days(60)];
        Decays {
            half_lives,
            landmark: Timestamp::from_micros(1_800_000_000_000_000),
        }
    }

    #[test]
    fn a_person_without_points_has_no_rank_at_any_time() {
        for at in [i64::MIN, 0, 1_800_000_000_000_000] {
            assert_eq!(
                decays().rank_bound(&[0.0; 3], Timestamp::from_micros(at)),
                0.0
            );
        }
    }

    #[test]
    fn no_clock_makes_a_score_infinite_or_no_number() {
        let hour = Decays {
            half_lives: [Span::hours(1), Span::days(14), Span::days(3_650)],
            ..decays()
        };
        let moments = [0, 40, 44, 90, 400, 4_000, 400_000].map(Span::days);
        let around = moments
            .iter()
            .flat_map(|far| [hour.landmark + *far, hour.landmark - *far]);
        let moments: Vec<Timestamp> = around
            .chain([i64::MIN, 0, i64::MAX].map(Timestamp::from_micros))
            .collect();
        for at in &moments {
            let sums = DecayClass::ALL
                .iter()
                .map(|class| 1e5 * hour.weight(*class, *at));
            let sums: Vec<f64> = sums.collect();
            let pace = hour.velocity_weights(*at);
            let bound = hour.rank_bound(&[sums[0], sums[1], sums[2]], *at);
            assert!(bound.is_finite() && bound >= 0.0, "{bound}");
            for now in &moments {
                let factors = hour.factors(*now).into_iter().zip(&sums);
                let velocity = hour.velocity_factors(*now).into_iter().zip(&pace);
                for (factor, sum) in factors.chain(velocity) {
                    let product = factor * sum;
                    assert!(product.is_finite() && factor > 0.0, "{sum} at {now:?}");
                    // PostgreSQL takes a product of nothing out of something for an error.
                    assert!(*sum == 0.0 || product != 0.0, "{sum} at {now:?}");
                }
                let rank = hour.rank_factor(*now);
                assert!(rank.is_normal() && (100.0 / rank).is_finite());
            }
        }
    }

    #[test]
    fn a_landmark_wears_to_either_side() {
        let decays = decays();
        for (days, wear) in [(0, 0), (359, 119), (360, 120), (-360, 120)] {
            let now = decays.landmark + Span::days(days);
            assert_eq!(decays.wear(now), wear, "{days}");
        }
        assert!(decays.wear(Timestamp::from_micros(i64::MIN)) > WORN);
    }

    #[test]
    fn points_of_ten_years_ago_are_finite_and_bounded() {
        let long_ago = Timestamp::from_micros(1_800_000_000_000_000 - 3_650 * 86_400_000_000);
        let decays = decays();
        let sums = DecayClass::ALL
            .iter()
            .map(|class| 100.0 * decays.weight(*class, long_ago))
            .collect::<Vec<_>>();
        let bound = decays.rank_bound(&[sums[0], sums[1], sums[2]], long_ago);
        assert!(bound.is_finite() && bound > 0.0);
        let at_landmark: f64 = sums.iter().sum();
        assert!(bound * decays.rank_factor(decays.landmark) >= at_landmark);
    }
}
