//! The frequent names of a column, each with a feature of its own.

use std::cmp::Reverse;

use crate::table::{Category, MISSING};

/// A name needs that many rows for a feature of its own.
const NAME_ROWS: usize = 10;
/// The most names of a column with a feature of their own; where there are more, the column is
/// target-encoded as well.
pub(super) const NAMES: usize = 30;

/// The frequent names, most frequent first, each with its share of `rows`; and how many rows have none.
pub(super) fn frequent(category: &Category, rows: &[usize]) -> (Vec<(String, f64)>, usize) {
    let mut counts = vec![0; category.levels.len()];
    let mut missing = 0;
    for &row in rows {
        match category.codes[row] {
            MISSING => missing += 1,
            code => counts[code as usize] += 1,
        }
    }
    let mut order: Vec<usize> = (0..counts.len())
        .filter(|&code| counts[code] >= NAME_ROWS)
        .collect();
    order.sort_by_key(|&code| (Reverse(counts[code]), &category.levels[code]));
    order.truncate(NAMES);
    let name = |&code: &usize| {
        let share = counts[code] as f64 / rows.len() as f64;
        (category.levels[code].clone(), share)
    };
    (order.iter().map(name).collect(), missing)
}

/// Whether each of `rows` has this name.
pub(super) fn has<'a>(
    category: &'a Category,
    rows: &'a [usize],
    name: &str,
) -> impl Iterator<Item = bool> + use<'a> {
    let code = category.levels.iter().position(|level| level == name);
    let code = code.and_then(|code| u32::try_from(code).ok());
    rows.iter()
        .map(move |&row| Some(category.codes[row]) == code)
}

/// Whether each of `rows` has none.
pub(super) fn has_none<'a>(
    category: &'a Category,
    rows: &'a [usize],
) -> impl Iterator<Item = bool> + use<'a> {
    rows.iter().map(|&row| category.codes[row] == MISSING)
}
