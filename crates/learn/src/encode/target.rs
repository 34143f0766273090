//! Target encoding: a name becomes the log-odds of the outcome among the rows that have it, drawn
//! towards the log-odds of all rows where there are few (Micci-Barreca, SIGKDD Explorations 2001).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::measure::log_odds;
use crate::split;
use crate::table::{Category, MISSING};

/// How many rows the share of all rows counts for: a name with as many rows of its own lies half way.
const PRIOR_ROWS: f64 = 10.0;
/// Parts in which the training rows are encoded, each by what the others gave.
const PARTS: usize = 5;

/// The numbers of the names of one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetCoding {
    /// For names that were not there at training.
    unknown: f64,
    missing: f64,
    names: BTreeMap<String, f64>,
}

impl TargetCoding {
    /// Learns the numbers from `rows`.
    #[must_use]
    pub fn learn(category: &Category, rows: &[usize], outcomes: &[bool]) -> Self {
        let mut counts = vec![(0.0, 0.0); category.levels.len()];
        let mut without = (0.0, 0.0);
        let mut all = (0.0, 0.0);
        for &row in rows {
            let outcome = f64::from(outcomes[row]);
            let of_name = match category.codes[row] {
                MISSING => &mut without,
                code => &mut counts[code as usize],
            };
            for count in [of_name, &mut all] {
                count.0 += 1.0;
                count.1 += outcome;
            }
        }
        let base = (all.1 + 0.5) / (all.0 + 1.0);
        let number = |(rows, positive): (f64, f64)| {
            log_odds((positive + PRIOR_ROWS * base) / (rows + PRIOR_ROWS))
        };
        let names = category.levels.iter().zip(&counts);
        let names = names.filter(|&(_, &(rows, _))| rows > 0.0);
        Self {
            unknown: log_odds(base),
            missing: number(without),
            names: names.map(|(n, &c)| (n.clone(), number(c))).collect(),
        }
    }

    /// Learns the numbers, and encodes the training rows so that no row's own outcome is in its number:
    /// each part of the rows by what the other parts gave. Without that a name that occurs once would
    /// give its outcome away.
    #[must_use]
    pub fn learn_cross_fitted(
        category: &Category,
        rows: &[usize],
        outcomes: &[bool],
        seed: u64,
    ) -> (Self, Vec<f64>) {
        let part_of = split::assign(rows, outcomes, None, PARTS, seed);
        let mut encoded = vec![0.0; rows.len()];
        for part in 0..PARTS {
            let others = rows.iter().zip(&part_of);
            let others: Vec<usize> = others
                .filter(|&(_, &of)| of != part)
                .map(|(&row, _)| row)
                .collect();
            let numbers = Self::learn(category, &others, outcomes).numbers(category);
            for (position, &row) in rows.iter().enumerate() {
                if part_of[position] == part {
                    encoded[position] = numbers.of(category.codes[row]);
                }
            }
        }
        (Self::learn(category, rows, outcomes), encoded)
    }

    /// Encodes rows of a column, which may have names in another order than the one at training.
    #[must_use]
    pub fn apply(&self, category: &Category, rows: &[usize]) -> Vec<f64> {
        let numbers = self.numbers(category);
        rows.iter()
            .map(|&row| numbers.of(category.codes[row]))
            .collect()
    }

    fn numbers(&self, category: &Category) -> Numbers {
        let of_name = |name: &String| self.names.get(name).copied().unwrap_or(self.unknown);
        Numbers {
            of_code: category.levels.iter().map(of_name).collect(),
            missing: self.missing,
        }
    }
}

/// The numbers by the codes of one column.
struct Numbers {
    of_code: Vec<f64>,
    missing: f64,
}

impl Numbers {
    fn of(&self, code: u32) -> f64 {
        self.of_code
            .get(code as usize)
            .copied()
            .unwrap_or(self.missing)
    }
}
