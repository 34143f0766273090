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

/// Half-lives before the landmark beyond which points have faded away for good. A double reaches
/// about 1,000 half-lives to either side; what it cannot hold well must be zero at every moment
/// rather than infinite at one, nothing at another, and an error in SQL.
const FADED: f64 = 900.0;

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

    /// What the stored sums are to be multiplied with to get their value at `now`.
    pub fn factors(&self, now: Timestamp) -> [f64; 3] {
        self.half_lives
            .map(|half_life| 1.0 / self.growth(half_life, now))
    }

    /// What one point at `at` adds to the stored recent and baseline sums.
    pub fn velocity_weights(&self, at: Timestamp) -> [f64; 2] {
        [RECENT, BASELINE].map(|half_life| self.share(half_life, at))
    }

    /// Factors that turn the stored recent and baseline sums into points a day at `now`.
    ///
    /// A steady stream of r points a day settles at a decayed sum of r·h/ln 2, hence the ln 2 / h.
    pub fn velocity_factors(&self, now: Timestamp) -> [f64; 2] {
        [RECENT, BASELINE].map(|half_life| {
            std::f64::consts::LN_2 / half_life.as_days() / self.growth(half_life, now)
        })
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
            .map(|(sum, half_life)| sum * (slowest - age(half_life)).exp2())
            .fold(0.0, |bound, part| bound + part)
    }

    /// What [`Self::rank_bound`] is to be multiplied with to get the bound at `now`.
    pub fn rank_factor(&self, now: Timestamp) -> f64 {
        1.0 / self.growth(self.slowest(), now)
    }

    fn slowest(&self) -> Span {
        self.half_lives.into_iter().max().unwrap_or(BASELINE)
    }

    /// What one point at `at` is worth in a stored sum: nothing when it has faded away.
    fn share(&self, half_life: Span, at: Timestamp) -> f64 {
        match self.exponent(half_life, at) {
            since if since < -FADED => 0.0,
            since => since.exp2(),
        }
    }

    fn growth(&self, half_life: Span, at: Timestamp) -> f64 {
        self.exponent(half_life, at).exp2()
    }

    /// Half-lives from the landmark to `at`.
    fn exponent(&self, half_life: Span, at: Timestamp) -> f64 {
        (at - self.landmark).as_micros() as f64 / half_life.as_micros() as f64
    }
}

/// The value of a stored sum: nothing stays nothing, however large the factor.
pub fn value(sum: f64, factor: f64) -> f64 {
    if sum == 0.0 { 0.0 } else { sum * factor }
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
