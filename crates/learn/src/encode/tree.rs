//! What trees compute with: numbers as they are, names by target encoding.

use serde::{Deserialize, Serialize};

use super::{Features, TargetCoding, category, numbers};
use crate::Result;
use crate::table::{Table, Values};

/// How a table becomes numbers for trees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TreeEncoding {
    columns: Vec<(String, TreeColumn)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TreeColumn {
    Number,
    Target(TargetCoding),
}

impl TreeEncoding {
    /// Learns the encoding from `rows` and encodes them, without a look at their own outcome.
    #[must_use]
    pub fn learn(table: &Table, rows: &[usize], outcomes: &[bool], seed: u64) -> (Self, Features) {
        let mut features = Features::default();
        let mut columns = Vec::new();
        for (origin, column) in table.columns().iter().enumerate() {
            let (encoding, encoded) = match &column.values {
                Values::Number(all) => (TreeColumn::Number, pick(all, rows)),
                Values::Category(category) => {
                    let (coding, encoded) =
                        TargetCoding::learn_cross_fitted(category, rows, outcomes, seed);
                    (TreeColumn::Target(coding), encoded)
                }
            };
            columns.push((column.name.clone(), encoding));
            features.push(origin, encoded);
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
            let encoded = match column {
                TreeColumn::Number => pick(numbers(table, name)?, rows),
                TreeColumn::Target(coding) => coding.apply(category(table, name)?, rows),
            };
            features.push(origin, encoded);
        }
        Ok(features)
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }
}

fn pick(all: &[f64], rows: &[usize]) -> Vec<f64> {
    rows.iter().map(|&row| all[row]).collect()
}
