//! Columns that know too much: typed in or computed after the outcome, so that a model that uses them
//! shines on history and fails on the day.

use crate::encode::TargetCoding;
use crate::measure::auc;
use crate::table::{Table, Values};

/// A column that alone ranks the outcomes better than this is suspected.
pub const SUSPICIOUS_AUC: f64 = 0.95;
/// The fewest rows with a value that a suspicion of one-sided filling rests on.
const FILLED_ROWS: usize = 30;

/// Why a column is suspected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Suspicion {
    /// It alone ranks the outcomes this well.
    Ranks(f64),
    /// It is filled for one outcome only: for those with it, or for those without.
    FilledFor {
        /// The outcome of all filled rows.
        outcome: bool,
    },
}

/// The columns that are suspected, with the reason.
#[must_use]
pub fn suspects(table: &Table, outcomes: &[bool], seed: u64) -> Vec<(String, Suspicion)> {
    let columns = table.columns().iter();
    let found = columns.filter_map(|column| {
        let suspicion = one_sided(&column.values, outcomes).or_else(|| {
            let alone = alone(&column.values, outcomes, seed);
            (alone > SUSPICIOUS_AUC).then_some(Suspicion::Ranks(alone))
        })?;
        Some((column.name.clone(), suspicion))
    });
    found.collect()
}

/// How well a column alone ranks the outcomes, in whichever direction; for names, by what their other
/// rows have become.
#[must_use]
pub fn alone(values: &Values, outcomes: &[bool], seed: u64) -> f64 {
    let scores = match values {
        Values::Number(numbers) => numbers
            .iter()
            .map(|&number| if number.is_nan() { f64::MIN } else { number })
            .collect(),
        Values::Category(category) => {
            let rows: Vec<usize> = (0..outcomes.len()).collect();
            TargetCoding::learn_cross_fitted(category, &rows, outcomes, seed).1
        }
    };
    let area = auc(&scores, outcomes);
    area.max(1.0 - area)
}

fn one_sided(values: &Values, outcomes: &[bool]) -> Option<Suspicion> {
    let filled = (0..outcomes.len()).filter(|&row| !values.is_missing(row));
    let filled: Vec<usize> = filled.collect();
    let with = filled.iter().filter(|&&row| outcomes[row]).count();
    let is_gap = filled.len() < outcomes.len();
    let is_enough = filled.len() >= FILLED_ROWS;
    let outcome = match with {
        0 => false,
        all if all == filled.len() => true,
        _ => return None,
    };
    // Rows without the outcome may be so many that thirty of them together are nothing strange.
    let all_with = outcomes.iter().filter(|&&outcome| outcome).count();
    let share = if outcome {
        all_with
    } else {
        outcomes.len() - all_with
    };
    let by_chance = (share as f64 / outcomes.len() as f64).powf(filled.len() as f64);
    (is_gap && is_enough && by_chance < 1e-6).then_some(Suspicion::FilledFor { outcome })
}
