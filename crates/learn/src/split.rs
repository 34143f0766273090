//! Splitting rows into what is learned from and what is measured on.

use std::collections::BTreeMap;

use crate::random::Random;

/// Stretches among which the beginning of the latest one is sought.
const FINE: usize = 60;

/// Rows to learn from and rows to measure on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Learned from.
    pub train: Vec<usize>,
    /// Measured on, never learned from.
    pub test: Vec<usize>,
}

/// When each row was known. What is learned earlier is tried on what came later.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The moment of each row, in any unit.
    pub moments: &'a [i64],
    /// How long after its moment the outcome of a row is known, in the same unit: nothing is learned from
    /// a row before that.
    pub gap: i64,
}

/// Splits `rows` (positions in `outcomes`) into `count` folds, each measured on once; the outcome is
/// equally frequent in each.
///
/// Rows of the same group stay together, so that nobody is learned from and measured on: `groups[row]`
/// is the group of a row.
#[must_use]
pub fn shuffled(
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

/// At most `count` folds in time: each stretch but the first is measured on by what was known when it
/// began (forward chaining).
#[must_use]
pub fn forward(rows: &[usize], order: Order, count: usize) -> Vec<Fold> {
    let stretches = stretches(rows, order, count + 1);
    let mut before: Vec<usize> = Vec::new();
    let mut folds = Vec::new();
    for stretch in stretches {
        let fold = order.known_before(&before, &stretch);
        before.extend(&stretch);
        if !fold.train.is_empty() {
            folds.push(fold);
        }
    }
    folds
}

/// The latest stretch of time with `least` rows of each outcome and a sixth of all rows, and what was
/// known when it began, in which there are as many; `None` when there is no such stretch.
#[must_use]
pub fn latest(rows: &[usize], outcomes: &[bool], order: Order, least: usize) -> Option<Fold> {
    let mut before = stretches(rows, order, FINE);
    let mut last: Vec<usize> = Vec::new();
    let is_enough = |rows: &[usize]| {
        let positive = rows.iter().filter(|&&row| outcomes[row]).count();
        positive >= least && rows.len() - positive >= least
    };
    while let Some(mut stretch) = before.pop() {
        stretch.append(&mut last);
        last = stretch;
        if last.len() * 6 >= rows.len() && is_enough(&last) {
            let fold = order.known_before(&before.concat(), &last);
            return is_enough(&fold.train).then_some(fold);
        }
    }
    None
}

/// The rows in the order of time, in at most `count` stretches of about the same size. What was known at
/// the same moment is in the same one; with no more than `count` moments each is one.
pub(crate) fn stretches(rows: &[usize], order: Order, count: usize) -> Vec<Vec<usize>> {
    let mut rows = rows.to_vec();
    let moment = |at: usize| order.moments[at];
    rows.sort_by_key(|&row| moment(row));
    let changes = (1..rows.len()).filter(|&at| moment(rows[at]) > moment(rows[at - 1]));
    let mut starts: Vec<usize> = changes.collect();
    if starts.len() >= count {
        let wanted = (1..count).map(|block| rows.len() * block / count);
        let next = |wanted| {
            starts
                .get(starts.partition_point(|&at| at < wanted))
                .copied()
        };
        let mut chosen: Vec<usize> = wanted.filter_map(next).collect();
        chosen.dedup();
        starts = chosen;
    }
    let ends = starts.iter().copied().chain([rows.len()]);
    let starts = [0].into_iter().chain(starts.iter().copied());
    starts
        .zip(ends)
        .map(|(from, to)| rows[from..to].to_vec())
        .collect()
}

impl Order<'_> {
    /// `test`, and those of the rows before it whose outcome was known when it began.
    fn known_before(self, before: &[usize], test: &[usize]) -> Fold {
        let begin = test.iter().map(|&row| self.moments[row]).min();
        let known = before.iter().copied();
        let known =
            known.filter(|&row| begin.is_some_and(|begin| self.moments[row] + self.gap <= begin));
        Fold {
            train: known.collect(),
            test: test.to_vec(),
        }
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
