//! What trees compute with: numbers as they are, a feature for each frequent name, target encoding where
//! there are many names.

use serde::{Deserialize, Serialize};

use super::names::{NAMES, frequent, has, has_none};
use super::{Features, TargetCoding, category, numbers};
use crate::Result;
use crate::table::{Category, Table, Values};

/// How a table becomes numbers for trees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TreeEncoding {
    columns: Vec<(String, TreeColumn)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TreeColumn {
    Number,
    Names {
        /// The frequent ones.
        names: Vec<String>,
        /// Whether rows without a name have a feature.
        missing: bool,
        /// Where there are many names.
        target: Option<TargetCoding>,
    },
}

impl TreeEncoding {
    /// Learns the encoding from `rows` and encodes them, without a look at their own outcome.
    #[must_use]
    pub fn learn(table: &Table, rows: &[usize], outcomes: &[bool], seed: u64) -> (Self, Features) {
        let mut features = Features::default();
        let mut columns = Vec::new();
        for (origin, column) in table.columns().iter().enumerate() {
            let encoding = match &column.values {
                Values::Number(all) => {
                    features.push(origin, pick(all, rows));
                    TreeColumn::Number
                }
                Values::Category(category) => {
                    let (names, missing) = frequent(category, rows);
                    let names: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
                    let missing = missing > 0 && missing < rows.len();
                    flags(origin, (category, rows), &names, missing, &mut features);
                    let target = (names.len() == NAMES).then(|| {
                        let (coding, encoded) =
                            TargetCoding::learn_cross_fitted(category, rows, outcomes, seed);
                        features.push(origin, encoded);
                        coding
                    });
                    TreeColumn::Names {
                        names,
                        missing,
                        target,
                    }
                }
            };
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
        for (origin, (name, column)) in self.columns.iter().enumerate() {
            match column {
                TreeColumn::Number => features.push(origin, pick(numbers(table, name)?, rows)),
                TreeColumn::Names {
                    names,
                    missing,
                    target,
                } => {
                    let category = category(table, name)?;
                    flags(origin, (category, rows), names, *missing, &mut features);
                    if let Some(coding) = target {
                        features.push(origin, coding.apply(category, rows));
                    }
                }
            }
        }
        Ok(features)
    }

    /// How many features there are.
    #[must_use]
    pub fn width(&self) -> usize {
        let of_column = |(_, column): &(String, TreeColumn)| match column {
            TreeColumn::Number => 1,
            TreeColumn::Names {
                names,
                missing,
                target,
            } => names.len() + usize::from(*missing) + usize::from(target.is_some()),
        };
        self.columns.iter().map(of_column).sum()
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }
}

fn flags(
    origin: usize,
    (category, rows): (&Category, &[usize]),
    names: &[String],
    missing: bool,
    features: &mut Features,
) {
    for name in names {
        features.push(origin, has(category, rows, name).map(f64::from).collect());
    }
    if missing {
        features.push(origin, has_none(category, rows).map(f64::from).collect());
    }
}

fn pick(all: &[f64], rows: &[usize]) -> Vec<f64> {
    rows.iter().map(|&row| all[row]).collect()
}
