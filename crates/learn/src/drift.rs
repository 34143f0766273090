//! How far what is asked about differs from what was learned from.

use std::collections::BTreeMap;

use crate::split::{Order, stretches};
use crate::table::{Category, Table, Values};

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

/// The columns with a [`MAJOR`] shift from one table to another, greatest first.
#[must_use]
pub fn shifts(from: &Table, to: &Table) -> Vec<Shift> {
    let columns = from.columns().iter();
    let both = columns.filter_map(|column| Some((column, to.column(&column.name)?)));
    let mut found: Vec<Shift> = both
        .map(|(column, to)| Shift {
            column: column.name.clone(),
            index: stability_index(&column.values, &to.values),
        })
        .filter(|shift| shift.index > MAJOR)
        .collect();
    found.sort_by(|a, b| b.index.total_cmp(&a.index));
    found
}

/// The population stability index of a column: Σ (q − p)·ln(q ÷ p) over ten classes of numbers with about
/// as many of the first rows each, or over names, new ones together; p is the share of the first rows in a
/// class and q that of the others. A row more in each class keeps it finite. 0 where a side has no rows or
/// the types differ.
#[must_use]
pub fn stability_index(from: &Values, to: &Values) -> f64 {
    if from.is_empty() || to.is_empty() {
        return 0.0;
    }
    let (first, second) = match (from, to) {
        (Values::Number(from), Values::Number(to)) => {
            let edges = edges(from);
            let class = |number: &f64| match number {
                number if number.is_nan() => usize::MAX,
                number => edges.partition_point(|edge| edge < number),
            };
            let of = |numbers: &[f64]| numbers.iter().map(class).collect::<Vec<usize>>();
            (of(from), of(to))
        }
        (Values::Category(from), Values::Category(to)) => {
            let known: BTreeMap<&str, usize> =
                (from.levels.iter().map(String::as_str)).zip(0..).collect();
            let class = |of: &Category, code: u32| match of.levels.get(code as usize) {
                None => usize::MAX,
                Some(name) => known.get(name.as_str()).copied().unwrap_or(usize::MAX - 1),
            };
            let of = |of: &Category| {
                of.codes
                    .iter()
                    .map(|&code| class(of, code))
                    .collect::<Vec<usize>>()
            };
            (of(from), of(to))
        }
        _ => return 0.0,
    };
    let mut counts: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for class in &first {
        counts.entry(*class).or_default().0 += 1.0;
    }
    for class in &second {
        counts.entry(*class).or_default().1 += 1.0;
    }
    let classes = counts.len() as f64;
    let terms = counts.values().map(|&(p, q)| {
        let p = (p + 1.0) / (first.len() as f64 + classes);
        let q = (q + 1.0) / (second.len() as f64 + classes);
        (q - p) * (q / p).ln()
    });
    terms.sum()
}

/// The edges between classes with about as many numbers each.
fn edges(numbers: &[f64]) -> Vec<f64> {
    let known = numbers.iter().copied();
    let mut known: Vec<f64> = known.filter(|number| !number.is_nan()).collect();
    known.sort_by(f64::total_cmp);
    let edge = |nth: usize| known.get(known.len() * nth / CLASSES).copied();
    let mut edges: Vec<f64> = (1..CLASSES).filter_map(edge).collect();
    edges.dedup();
    edges
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
