//! Splitting rows into what is learned from and what is measured on.

use std::collections::BTreeMap;

use crate::random::Random;

/// Rows to learn from and rows to measure on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Learned from.
    pub train: Vec<usize>,
    /// Measured on, never learned from.
    pub test: Vec<usize>,
}

/// How rows are split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Every row is measured on once; the outcome is equally frequent in each fold.
    Shuffled,
    /// The rows are in the order of time: each block is measured on by what was learned from all blocks
    /// before it (forward chaining). The first block is only learned from.
    Chronological,
}

/// Splits `rows` (positions in `outcomes`) into folds.
///
/// Rows of the same group stay together, so that nobody is learned from and measured on: `groups[row]`
/// is the group of a row.
#[must_use]
pub fn folds(
    rows: &[usize],
    outcomes: &[bool],
    groups: Option<&[u32]>,
    count: usize,
    scheme: Scheme,
    seed: u64,
) -> Vec<Fold> {
    match scheme {
        Scheme::Shuffled => shuffled(rows, outcomes, groups, count, seed),
        Scheme::Chronological => chronological(rows, count),
    }
}

/// The number of the fold of each of `rows`, below `count`.
pub(crate) fn assign(
    rows: &[usize],
    outcomes: &[bool],
    groups: Option<&[u32]>,
    count: usize,
    seed: u64,
) -> Vec<usize> {
    let group = |row: usize| groups.map_or(row, |groups| groups[row] as usize);
    let mut groups_of: BTreeMap<usize, bool> = BTreeMap::new();
    for &row in rows {
        *groups_of.entry(group(row)).or_default() |= outcomes[row];
    }
    let mut random = Random::new(seed);
    let mut fold_of = BTreeMap::new();
    let mut next = 0;
    for wanted in [true, false] {
        let with = groups_of
            .iter()
            .filter(|&(_, &positive)| positive == wanted);
        let mut with: Vec<usize> = with.map(|(&group, _)| group).collect();
        random.shuffle(&mut with);
        for group in with {
            fold_of.insert(group, next % count);
            next += 1;
        }
    }
    rows.iter().map(|&row| fold_of[&group(row)]).collect()
}

fn shuffled(
    rows: &[usize],
    outcomes: &[bool],
    groups: Option<&[u32]>,
    count: usize,
    seed: u64,
) -> Vec<Fold> {
    let fold_of = assign(rows, outcomes, groups, count, seed);
    let part = |number: usize, inside: bool| {
        let chosen = rows.iter().zip(&fold_of);
        let chosen = chosen.filter(|&(_, &fold)| (fold == number) == inside);
        chosen.map(|(&row, _)| row).collect()
    };
    (0..count)
        .map(|number| Fold {
            train: part(number, false),
            test: part(number, true),
        })
        .collect()
}

fn chronological(rows: &[usize], count: usize) -> Vec<Fold> {
    // One block more than folds: the first has no past to learn from.
    let edge = |block: usize| rows.len() * block / (count + 1);
    (1..=count)
        .map(|block| Fold {
            train: rows[..edge(block)].to_vec(),
            test: rows[edge(block)..edge(block + 1)].to_vec(),
        })
        .collect()
}
