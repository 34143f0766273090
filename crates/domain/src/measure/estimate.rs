//! Proportions and ratios with their intervals.

/// Standard normal quantile of a two-sided 95 % interval.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// A number with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// The number multiplied, with its interval.
    pub fn times(self, factor: f64) -> Self {
        Self {
            value: self.value * factor,
            low: self.low * factor,
            high: self.high * factor,
        }
    }
}

/// A proportion with its Wilson score interval (Wilson, JASA 1927), which stays inside 0 to 1 and is
/// sound for few cases and for none. Nothing is known of nobody: 0 to 1. Counts may be fractions,
/// where a tie is shared out.
pub fn proportion(hits: f64, of: f64) -> Estimate {
    if of <= 0.0 {
        return Estimate {
            value: 0.0,
            low: 0.0,
            high: 1.0,
        };
    }
    // Shares of ties are added up, so that all of them may come to a hair more than everybody.
    let (value, z2) = ((hits / of).clamp(0.0, 1.0), Z * Z);
    let middle = (value + z2 / (2.0 * of)) / (1.0 + z2 / of);
    let half = Z / (1.0 + z2 / of) * (value * (1.0 - value) / of + z2 / (4.0 * of * of)).sqrt();
    Estimate {
        value,
        low: (middle - half).clamp(0.0, value),
        high: (middle + half).clamp(value, 1.0),
    }
}

/// How much more often something is found in one group than in another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Share of the first group.
    pub first: f64,
    /// Share of the second group.
    pub second: f64,
    /// First by second with its interval.
    pub lift: Estimate,
}

/// The ratio of two proportions, `(hits, of)` each, with the logarithmic interval of Katz et al.
/// (Biometrics 1978). Half a case is added to each count, so that it exists where one of them is zero.
pub fn ratio(first: (usize, usize), second: (usize, usize)) -> Ratio {
    let share = |(hits, of): (usize, usize)| hits as f64 / (of as f64).max(1.0);
    let added = |(hits, of): (usize, usize)| (hits as f64 + 0.5, of as f64 + 0.5);
    let ((a, m), (b, n)) = (added(first), added(second));
    let value = (a / m) / (b / n);
    // Where everybody has it there is nothing left of either term, and rounding may go below zero.
    let error = (1.0 / a - 1.0 / m + 1.0 / b - 1.0 / n).max(0.0).sqrt();
    Ratio {
        first: share(first),
        second: share(second),
        lift: Estimate {
            value,
            low: value * (-Z * error).exp(),
            high: value * (Z * error).exp(),
        },
    }
}
