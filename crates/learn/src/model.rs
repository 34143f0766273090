//! A learned model: scores, their calibration, and the reasons for one row.

use serde::{Deserialize, Serialize};

use crate::boost::Trees;
use crate::calibrate::{Calibration, held_under};
use crate::encode::LinearEncoding;
use crate::learner::Kind;
use crate::table::{Table, Value};
use crate::{Error, Result};

/// The version of the stored format. A model of another version is learned again.
const FORMAT: u32 = 3;

/// Scores in log-odds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scores {
    /// A weighted sum.
    Linear(Linear),
    /// A sum of trees.
    Trees(Trees),
}

/// A weighted sum of features.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    /// How a table becomes features.
    pub encoding: LinearEncoding,
    /// The log-odds of the average row.
    pub intercept: f64,
    /// The weight of each feature.
    pub coefficients: Vec<f64>,
}

/// A model that gives probabilities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Where the scores came from.
    pub kind: Kind,
    /// The scores.
    pub scores: Scores,
    /// From scores to probabilities.
    pub calibration: Calibration,
    /// The highest probability that is told: the largest share that enough unseen rows had.
    pub highest: f64,
}

/// What a column did to the log-odds of a row, compared with the average row.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The column.
    pub column: String,
    /// What the row has there.
    pub value: Value,
    /// Added to the log-odds.
    pub log_odds: f64,
}

/// Why a row got its score.
#[derive(Clone, Debug, PartialEq)]
pub struct Reasons {
    /// The log-odds of the average row. With the contributions of all columns it adds up to the row's.
    pub base: f64,
    /// What every column did, strongest first.
    pub contributions: Vec<Contribution>,
}

impl Reasons {
    /// The strongest reasons for the outcome, at most `count`.
    pub fn in_favour(&self, count: usize) -> impl Iterator<Item = &Contribution> {
        let raising = self.contributions.iter().filter(|c| c.log_odds > 0.0);
        raising.take(count)
    }

    /// The strongest reasons against the outcome, at most `count`.
    pub fn against(&self, count: usize) -> impl Iterator<Item = &Contribution> {
        let lowering = self.contributions.iter().filter(|c| c.log_odds < 0.0);
        lowering.take(count)
    }
}

impl Scores {
    /// The log-odds of `rows`.
    ///
    /// # Errors
    /// When the table lacks a column of the model.
    pub fn log_odds(&self, table: &Table, rows: &[usize]) -> Result<Vec<f64>> {
        match self {
            Self::Linear(linear) => {
                let features = linear.encoding.apply(table, rows)?;
                let mut sums = vec![linear.intercept; rows.len()];
                for (column, weight) in features.columns.iter().zip(&linear.coefficients) {
                    for (sum, value) in sums.iter_mut().zip(column) {
                        *sum += weight * value;
                    }
                }
                Ok(sums)
            }
            Self::Trees(trees) => {
                Ok(trees.log_odds(&trees.encoding.apply(table, rows)?, rows.len()))
            }
        }
    }

    /// Why each of `rows` got its score.
    ///
    /// # Errors
    /// When the table lacks a column of the model.
    pub fn reasons(&self, table: &Table, rows: &[usize]) -> Result<Vec<Reasons>> {
        let (names, features): (Vec<&str>, _) = match self {
            Self::Linear(linear) => (
                linear.encoding.names().collect(),
                linear.encoding.apply(table, rows)?,
            ),
            Self::Trees(trees) => (
                trees.encoding.names().collect(),
                trees.encoding.apply(table, rows)?,
            ),
        };
        let of_row = |(position, &row): (usize, &usize)| {
            let (base, by_feature) = match self {
                Self::Linear(linear) => {
                    let weighted = features.columns.iter().zip(&linear.coefficients);
                    let weighted = weighted.map(|(column, weight)| weight * column[position]);
                    (linear.intercept, weighted.collect())
                }
                Self::Trees(trees) => trees.contributions(&features, position),
            };
            let mut by_column = vec![0.0; names.len()];
            for (contribution, &origin) in by_feature.iter().zip(&features.origin) {
                by_column[origin] += contribution;
            }
            Reasons {
                base,
                contributions: strongest_first(table, row, &names, &by_column),
            }
        };
        Ok(rows.iter().enumerate().map(of_row).collect())
    }
}

fn strongest_first(
    table: &Table,
    row: usize,
    names: &[&str],
    by_column: &[f64],
) -> Vec<Contribution> {
    let mut contributions: Vec<Contribution> = names
        .iter()
        .zip(by_column)
        .map(|(&name, &log_odds)| Contribution {
            column: name.to_owned(),
            value: table.value(name, row),
            log_odds,
        })
        .collect();
    contributions.sort_by(|a, b| b.log_odds.abs().total_cmp(&a.log_odds.abs()));
    contributions
}

impl Model {
    /// The probability of the outcome for each row.
    ///
    /// # Errors
    /// When the table lacks a column of the model.
    pub fn probabilities(&self, table: &Table) -> Result<Vec<f64>> {
        let rows: Vec<usize> = (0..table.rows()).collect();
        let log_odds = self.scores.log_odds(table, &rows)?;
        let calibrated = log_odds.into_iter().map(|z| self.calibration.apply(z));
        Ok(calibrated.map(|p| held_under(self.highest, p)).collect())
    }

    /// Why each row got its score.
    ///
    /// # Errors
    /// When the table lacks a column of the model.
    pub fn reasons(&self, table: &Table) -> Result<Vec<Reasons>> {
        let rows: Vec<usize> = (0..table.rows()).collect();
        self.scores.reasons(table, &rows)
    }

    /// The stored form.
    ///
    /// # Errors
    /// When a number in it is not finite.
    pub fn to_text(&self) -> Result<String> {
        let stored = StoredRef {
            format: FORMAT,
            model: self,
        };
        serde_json::to_string(&stored).map_err(|error| Error::Format(error.to_string()))
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// When it is of another version or damaged.
    pub fn from_text(text: &str) -> Result<Self> {
        let fault = |error: serde_json::Error| Error::Format(error.to_string());
        let head: Head = serde_json::from_str(text).map_err(fault)?;
        if head.format != FORMAT {
            return Err(Error::Format(format!(
                "it is of format {}, this version reads {FORMAT}",
                head.format
            )));
        }
        let stored: Stored = serde_json::from_str(text).map_err(fault)?;
        stored.model.check()?;
        Ok(stored.model)
    }

    /// That positions in it point at what is there, so that a damaged model cannot make a walk fail, and
    /// that what it tells are probabilities.
    fn check(&self) -> Result<()> {
        let is_sound = match &self.scores {
            Scores::Linear(_) => true,
            Scores::Trees(trees) => {
                let features = trees.encoding.width();
                trees.trees.iter().all(|tree| is_sound(tree, features))
            }
        };
        if !is_sound {
            return Err(Error::Format("a tree points beyond its end".to_owned()));
        }
        if !(self.highest > 0.0 && self.highest <= 1.0) {
            return Err(Error::Format("no probability is that high".to_owned()));
        }
        Ok(())
    }
}

fn is_sound(tree: &[crate::boost::Node], features: usize) -> bool {
    // Children come after their parent, so a walk ends.
    let splits = tree.iter().enumerate();
    let mut splits = splits.filter_map(|(at, node)| Some((at, node.split.as_ref()?)));
    !tree.is_empty()
        && splits.all(|(at, split)| {
            split.feature < features
                && [split.below, split.above]
                    .iter()
                    .all(|&child| child > at && child < tree.len())
        })
}

#[derive(Serialize)]
struct StoredRef<'a> {
    format: u32,
    model: &'a Model,
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Deserialize)]
struct Stored {
    model: Model,
}
