//! How far what is asked about differs from what was learned from.

use std::collections::BTreeMap;

use crate::split::{Order, stretches};
use crate::table::{Table, Values};

/// A [`stability_index`] above this is a major shift by convention (Siddiqi, Credit Risk Scorecards, 2006).
pub const MAJOR: f64 = 0.25;
/// Classes of numbers, with about the same number of the first rows in each.
const CLASSES: usize = 10;
/// Stretches of time between which columns are compared.
const STRETCHES: usize = 20;
/// A column of whose variance more than this lies between stretches of time is a clock.
const CLOCK: f64 = 0.5;

/// A column that shifted.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The column.
    pub column: String,
    /// Its [`stability_index`].
    pub index: f64,
}

/// The columns with a [`MAJOR`] shift from the first rows to the others, greatest first.
#[must_use]
pub fn shifts(table: &Table, from: &[usize], to: &[usize]) -> Vec<Shift> {
    let columns = table.columns().iter();
    let mut found: Vec<Shift> = columns
        .map(|column| Shift {
            column: column.name.clone(),
            index: stability_index(&column.values, from, to),
        })
        .filter(|shift| shift.index > MAJOR)
        .collect();
    found.sort_by(|a, b| b.index.total_cmp(&a.index));
    found
}

/// The population stability index of a column: Σ (q − p)·ln(q ÷ p) over ten classes of numbers with about
/// as many of the first rows each, or over names, where p is the share of the first rows in a class and q
/// that of the others. A row more in each class keeps it finite. 0 where there are no rows on a side.
#[must_use]
pub fn stability_index(values: &Values, from: &[usize], to: &[usize]) -> f64 {
    if from.is_empty() || to.is_empty() {
        return 0.0;
    }
    let class = classes(values, from);
    let mut counts: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for &row in from {
        counts.entry(class(row)).or_default().0 += 1.0;
    }
    for &row in to {
        counts.entry(class(row)).or_default().1 += 1.0;
    }
    let share = |count: f64, rows: &[usize]| {
        let classes = counts.len() as f64;
        (count + 1.0) / (rows.len() as f64 + classes)
    };
    let terms = counts.values().map(|&(p, q)| {
        let (p, q) = (share(p, from), share(q, to));
        (q - p) * (q / p).ln()
    });
    terms.sum()
}

/// The class of each row.
fn classes<'a>(values: &'a Values, from: &[usize]) -> Box<dyn Fn(usize) -> usize + 'a> {
    match values {
        Values::Category(category) => Box::new(|row| category.codes[row] as usize),
        Values::Number(numbers) => {
            let known = from.iter().map(|&row| numbers[row]);
            let mut known: Vec<f64> = known.filter(|number| !number.is_nan()).collect();
            known.sort_by(f64::total_cmp);
            let edge = |nth: usize| known.get(known.len() * nth / CLASSES).copied();
            let mut edges: Vec<f64> = (1..CLASSES).filter_map(edge).collect();
            edges.dedup();
            Box::new(move |row| match numbers[row] {
                number if number.is_nan() => usize::MAX,
                number => edges.partition_point(|&edge| edge < number),
            })
        }
    }
}

/// Columns of numbers that tell when a row was rather than what it is: more than half of their variance
/// lies between stretches of time (Pearson's correlation ratio). What such a column does cannot be told
/// from what the time did, and later rows lie beyond what was learned from.
#[must_use]
pub fn clocks(table: &Table, rows: &[usize], order: Order) -> Vec<String> {
    let stretches = stretches(rows, order, STRETCHES);
    let columns = table.columns().iter();
    let clocks = columns.filter(|column| match &column.values {
        Values::Number(numbers) => correlation_ratio(numbers, &stretches) > CLOCK,
        Values::Category(_) => false,
    });
    clocks.map(|column| column.name.clone()).collect()
}

/// The share of the variance of numbers that lies between groups of rows; 0 where there is none.
fn correlation_ratio(numbers: &[f64], groups: &[Vec<usize>]) -> f64 {
    let known = |rows: &[usize]| {
        let known = rows.iter().map(|&row| numbers[row]);
        known
            .filter(|number| !number.is_nan())
            .collect::<Vec<f64>>()
    };
    let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len().max(1) as f64;
    let all = known(&groups.concat());
    let middle = mean(&all);
    let whole: f64 = all.iter().map(|number| (number - middle).powi(2)).sum();
    let between = groups.iter().map(|rows| {
        let known = known(rows);
        known.len() as f64 * (mean(&known) - middle).powi(2)
    });
    // Relative to the size of the numbers: rounding is no variance.
    let is_varied = whole > 1e-18 * all.len() as f64 * middle.powi(2).max(1e-18);
    if is_varied {
        between.sum::<f64>() / whole
    } else {
        0.0
    }
}
