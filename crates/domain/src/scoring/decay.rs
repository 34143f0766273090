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
        self.growth(self.half_lives[class as usize], at)
    }

    /// What the stored sums are to be multiplied with to get their value at `now`.
    pub fn factors(&self, now: Timestamp) -> [f64; 3] {
        self.half_lives
            .map(|half_life| 1.0 / self.growth(half_life, now))
    }

    /// What one point at `at` adds to the stored recent and baseline sums.
    pub fn velocity_weights(&self, at: Timestamp) -> [f64; 2] {
        [RECENT, BASELINE].map(|half_life| self.growth(half_life, at))
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
        let factors = self.factors(at);
        let value: f64 = sums
            .iter()
            .zip(factors)
            .map(|(sum, factor)| sum.max(0.0) * factor)
            .sum();
        value * self.growth(self.slowest(), at)
    }

    /// What [`Self::rank_bound`] is to be multiplied with to get the bound at `now`.
    pub fn rank_factor(&self, now: Timestamp) -> f64 {
        1.0 / self.growth(self.slowest(), now)
    }

    fn slowest(&self) -> Span {
        self.half_lives.into_iter().max().unwrap_or(BASELINE)
    }

    fn growth(&self, half_life: Span, at: Timestamp) -> f64 {
        ((at - self.landmark).as_micros() as f64 / half_life.as_micros() as f64).exp2()
    }
}
