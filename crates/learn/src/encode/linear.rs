//! What a regression computes with: numbers made symmetric and of one size, a feature for each frequent
//! name, target encoding where there are many names, a feature for "is missing".

use serde::{Deserialize, Serialize};

use super::names::{NAMES, frequent, has, has_none};
use super::{Features, TargetCoding, category, numbers};
use crate::Result;
use crate::table::{Category, Table, Values};

/// How a table becomes numbers for a regression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinearEncoding {
    columns: Vec<(String, LinearColumn)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum LinearColumn {
    Number {
        /// As it is; `None` when it is the same in all rows.
        plain: Option<Scale>,
        /// The inverse hyperbolic sine of number ÷ `unit`: linear near 0, logarithmic far out, so that
        /// counts and amounts with a long tail do not hang on their largest rows.
        bent: Option<(f64, Scale)>,
        /// The share of missing rows, when there are any.
        missing: Option<f64>,
    },
    Names {
        /// Each frequent name and its share of rows.
        names: Vec<(String, f64)>,
        missing: Option<f64>,
        target: Option<(TargetCoding, Scale)>,
    },
}

/// Moves numbers to mean 0 and standard deviation 1. Beyond the range of training a straight line says
/// little: numbers keep their order there, but come no further than [`BEYOND`] past the end, however far
/// out they are, so that nobody is judged as surer than the people at the end were.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Scale {
    mean: f64,
    deviation: f64,
    lowest: f64,
    highest: f64,
}

/// How far past the ends of what was learned from a number counts at most, in standard deviations.
const BEYOND: f64 = 0.5;

impl LinearEncoding {
    /// Learns the encoding from `rows` and encodes them, without a look at their own outcome.
    #[must_use]
    pub fn learn(table: &Table, rows: &[usize], outcomes: &[bool], seed: u64) -> (Self, Features) {
        let mut features = Features::default();
        let mut columns = Vec::new();
        for (origin, column) in table.columns().iter().enumerate() {
            let encoding = match &column.values {
                Values::Number(numbers) => LinearColumn::of_numbers(numbers, rows),
                Values::Category(category) => {
                    let mut encoding = LinearColumn::of_names(category, rows);
                    if let LinearColumn::Names { names, target, .. } = &mut encoding
                        && names.len() == NAMES
                    {
                        let (coding, encoded) =
                            TargetCoding::learn_cross_fitted(category, rows, outcomes, seed);
                        if let Some(scale) = Scale::of(&encoded) {
                            features.push(origin, scale.apply(encoded));
                            *target = Some((coding, scale));
                        }
                    }
                    encoding
                }
            };
            encoding.encode(&column.values, rows, origin, &mut features);
            columns.push((column.name.clone(), encoding));
        }
        (Self { columns }, features)
    }

    /// Encodes rows of a table.
    ///
    /// # Errors
    /// When the table lacks a column or has it in another type.
    pub fn apply(&self, table: &Table, rows: &[usize]) -> Result<Features> {
        let mut features = Features::default();
        for (origin, (name, encoding)) in self.columns.iter().enumerate() {
            let values = match encoding {
                LinearColumn::Number { .. } => Values::Number(numbers(table, name)?.to_vec()),
                LinearColumn::Names { target, .. } => {
                    let category = category(table, name)?;
                    if let Some((coding, scale)) = target {
                        features.push(origin, scale.apply(coding.apply(category, rows)));
                    }
                    Values::Category(category.clone())
                }
            };
            encoding.encode(&values, rows, origin, &mut features);
        }
        Ok(features)
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }
}

impl LinearColumn {
    fn of_numbers(numbers: &[f64], rows: &[usize]) -> Self {
        let known = rows.iter().map(|&row| numbers[row]);
        let known: Vec<f64> = known.filter(|number| !number.is_nan()).collect();
        let sizes = known.iter().map(|number| number.abs());
        let mut sizes: Vec<f64> = sizes.filter(|&size| size > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let bent = sizes.get(sizes.len() / 2).and_then(|&unit| {
            let bent: Vec<f64> = known.iter().map(|number| (number / unit).asinh()).collect();
            // Of two values (yes and no) the bend makes nothing new.
            let first = known.first()?;
            let mut others = known.iter().filter(|&number| number != first);
            let second = others.next()?;
            others.any(|number| number != second).then_some(())?;
            Some((unit, Scale::of(&bent)?))
        });
        Self::Number {
            plain: Scale::of(&known),
            bent,
            missing: share(rows.len() - known.len(), rows.len()),
        }
    }

    fn of_names(category: &Category, rows: &[usize]) -> Self {
        let (names, missing) = frequent(category, rows);
        Self::Names {
            names,
            missing: share(missing, rows.len()),
            target: None,
        }
    }

    /// Adds the features of a column; the target-encoded one has been added before.
    fn encode(&self, values: &Values, rows: &[usize], origin: usize, features: &mut Features) {
        match (self, values) {
            (
                Self::Number {
                    plain,
                    bent,
                    missing,
                },
                Values::Number(numbers),
            ) => {
                let known = rows.iter().map(|&row| numbers[row]);
                if let Some(scale) = plain {
                    features.push(origin, scale.apply(known.clone().collect()));
                }
                if let Some((unit, scale)) = bent {
                    let bent = known.clone().map(|number| (number / unit).asinh());
                    features.push(origin, scale.apply(bent.collect()));
                }
                if let Some(share) = missing {
                    features.push(origin, flags(known.map(f64::is_nan), *share));
                }
            }
            (Self::Names { names, missing, .. }, Values::Category(category)) => {
                for (name, share) in names {
                    features.push(origin, flags(has(category, rows, name), *share));
                }
                if let Some(share) = missing {
                    features.push(origin, flags(has_none(category, rows), *share));
                }
            }
            _ => unreachable!("a column is encoded with the encoding of its type"),
        }
    }
}

/// 1 and 0, moved to mean 0, so that the intercept is the log-odds of the average row. They keep their
/// size: the penalty then draws the weight of a rare name to 0.
fn flags(set: impl Iterator<Item = bool>, share: f64) -> Vec<f64> {
    set.map(|set| f64::from(set) - share).collect()
}

/// `None` when it would be the same in all rows.
fn share(count: usize, all: usize) -> Option<f64> {
    (count > 0 && count < all).then(|| count as f64 / all as f64)
}

impl Scale {
    /// `None` when the numbers are all the same.
    fn of(numbers: &[f64]) -> Option<Self> {
        let count = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / count;
        let variance = numbers.iter().map(|n| (n - mean).powi(2)).sum::<f64>() / count;
        let deviation = variance.sqrt();
        // Relative to the size of the numbers: rounding is no difference.
        (deviation > 1e-9 * mean.abs().max(1e-9)).then(|| Self {
            mean,
            deviation,
            lowest: numbers.iter().copied().fold(f64::INFINITY, f64::min),
            highest: numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        })
    }

    /// Missing numbers become the mean.
    fn apply(self, numbers: Vec<f64>) -> Vec<f64> {
        let scaled = numbers.into_iter().map(|number| {
            if number.is_nan() {
                return 0.0;
            }
            let inside = number.clamp(self.lowest, self.highest);
            let beyond = (number - inside) / self.deviation;
            let beyond = BEYOND * beyond / (BEYOND + beyond.abs());
            (inside - self.mean) / self.deviation + beyond
        });
        scaled.collect()
    }
}
