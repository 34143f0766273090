//! People at past moments, with what became of them.

use ripen_domain::scoring::{Model, Scorer};
use ripen_domain::time::{Span, Timestamp};
use ripen_domain::zone::Zone;
use ripen_learn::split::Order;
use ripen_learn::table::Table;
use ripen_learn::train::{Examples, enough};

use super::gather::Gathered;
use super::horizon::{denser, to_try};
use super::sample::{Counted, Sampler};
use crate::error::Result;
use crate::models::Scoring;
use crate::workbench::backtest::BacktestQuery;
use crate::workbench::backtest::plan::{Plan, Times};
use crate::workbench::columns::Columns;

/// Rows that are learned from; of a longer history, a repeatable part of the people.
const ROWS: usize = 100_000;

/// People whose way to becoming a customer tells how long that takes.
const WAYS: usize = 20_000;
/// People at cut-offs with their outcomes.
pub(super) struct Examined {
    pub rows: Gathered,
    pub outcomes: Vec<bool>,
    pub kinds: Vec<String>,
    /// The cut-off of each row, in microseconds.
    pub at: Vec<i64>,
    /// People as they are at the end of the history, of whom nobody knows yet.
    pub now: Gathered,
    pub horizon: Span,
}

impl Examined {
    /// One number for all rows of a person.
    pub fn groups(&self) -> Vec<u32> {
        let mut numbers = std::collections::HashMap::new();
        let people = self.rows.people.iter();
        people
            .map(|person| {
                let next = numbers.len() as u32;
                *numbers.entry(*person).or_insert(next)
            })
            .collect()
    }

    /// What is learned from, with a table of the rows.
    pub fn examples<'a>(&'a self, table: &'a Table, groups: &'a [u32]) -> Examples<'a> {
        Examples {
            table,
            outcomes: &self.outcomes,
            groups: Some(groups),
            order: Some(Order {
                moments: &self.at,
                gap: self.horizon.as_micros(),
            }),
        }
    }

    fn is_enough(&self) -> bool {
        let all: Vec<usize> = (0..self.outcomes.len()).collect();
        enough(&self.outcomes, &all).is_ok()
    }
}

/// Looks at people at cut-offs a horizon apart, and at the end of the history.
pub(super) fn examine(
    query: &BacktestQuery,
    of: (&Model, &Zone),
    columns: &Columns,
    now: Timestamp,
) -> Result<Examined> {
    let times = Times::new(query, of.0, columns, now)?;
    examine_at(query, times, of, columns)
}

/// Looks at people at one moment, and at what became of them within the horizon after.
pub(super) fn examine_once(
    (scoring, horizon): (&Scoring, Span),
    columns: &Columns,
    (at, now): (Timestamp, Timestamp),
) -> Result<Examined> {
    let query = BacktestQuery {
        horizon,
        as_of: Some(at),
        ..BacktestQuery::new(scoring.text.clone())
    };
    let mut times = Times::new(&query, &scoring.model, columns, now)?;
    times.cut_offs = vec![at];
    (times.end, times.landmark) = (times.end.min(at + horizon), at);
    examine_at(&query, times, (&scoring.model, &scoring.zone), columns)
}

fn examine_at(
    query: &BacktestQuery,
    mut times: Times,
    (model, zone): (&Model, &Zone),
    columns: &Columns,
) -> Result<Examined> {
    let known = times.cut_offs.len();
    times.cut_offs.push(times.end);
    let scorer = Scorer::new(model, times.landmark)
        .in_zone(zone)
        .without_signals();
    let plan = Plan::new(query, times, &scorer, columns)?;
    let counted = Counted::most_frequent(columns);
    let mut sampler = Sampler::new(&plan, &counted);
    let gathered = || Gathered::new(model, counted.kinds.len());
    let (mut rows, mut now) = (gathered(), gathered());
    let (mut outcomes, mut at) = (Vec::new(), Vec::new());
    let one_in = one_in(columns.people() * known, ROWS);
    for person in columns.chunks().iter().flat_map(|chunk| chunk.iter()) {
        if !scatter(person.person).is_multiple_of(one_in) {
            continue;
        }
        let before = at.len();
        let course = sampler.person(&person, |cut_off, sample| {
            if cut_off == known {
                now.push(&sample);
            } else {
                rows.push(&sample);
                at.push(plan.cut_offs[cut_off]);
            }
        });
        outcomes.extend(at[before..].iter().map(|from| {
            let converted_at = course.converted_at;
            converted_at.is_some_and(|at| at > *from && at <= *from + plan.horizon)
        }));
    }
    Ok(Examined {
        rows,
        outcomes,
        at: at.into_iter().map(Timestamp::as_micros).collect(),
        now,
        horizon: plan.horizon,
        kinds: counted.kinds,
    })
}

/// Looks at people at cut-offs with the horizon that is asked for, or the one that suits the history best
/// and gives enough outcomes.
pub(super) fn examine_best(
    scoring: &Scoring,
    horizon: Option<Span>,
    columns: &Columns,
    now: Timestamp,
) -> Result<Examined> {
    let of = (&scoring.model, &scoring.zone);
    let usual = BacktestQuery::new(scoring.text.clone());
    let first = columns.first().unwrap_or(now);
    let history = columns.latest(now).unwrap_or(now) - first;
    let horizons = match horizon {
        Some(horizon) => vec![horizon],
        None => to_try(took(&usual, of, columns, now)?, history),
    };
    let mut best: Option<Result<Examined>> = None;
    for horizon in horizons {
        let query = BacktestQuery {
            horizon,
            ..usual.clone()
        };
        let examined = Times::new(&query, of.0, columns, now).and_then(|mut times| {
            if let Some(denser) = denser(&times.cut_offs, horizon, first) {
                let half = (times.end - denser[0]).as_micros() / 2;
                times.landmark = denser[0] + Span::from_micros(half);
                times.cut_offs = denser;
            }
            examine_at(&query, times, of, columns)
        });
        if examined.as_ref().is_ok_and(Examined::is_enough) {
            return examined;
        }
        best = best.or(Some(examined));
    }
    best.unwrap_or_else(|| examine(&usual, of, columns, now))
}

/// How long those who converted took from their first interaction on. Who came with the outcome, as many do
/// who are imported, took no time that could be waited for.
fn took(
    usual: &BacktestQuery,
    (model, zone): (&Model, &Zone),
    columns: &Columns,
    now: Timestamp,
) -> Result<Vec<Span>> {
    let end = columns.latest(now).unwrap_or(now);
    let times = Times {
        cut_offs: Vec::new(),
        end,
        landmark: end,
    };
    let scorer = Scorer::new(model, times.landmark)
        .in_zone(zone)
        .without_signals();
    let plan = Plan::new(usual, times, &scorer, columns)?;
    let counted = Counted::of(Vec::new(), columns);
    let mut sampler = Sampler::new(&plan, &counted);
    let one_in = one_in(columns.people(), WAYS);
    let people = columns.chunks().iter().flat_map(|chunk| chunk.iter());
    let people = people.filter(|person| scatter(person.person).is_multiple_of(one_in));
    let took = people.filter_map(|person| {
        let course = sampler.person(&person, |_, _| ());
        let (first, converted_at) = (course.first?, course.converted_at?);
        (converted_at > first).then(|| converted_at - first)
    });
    Ok(took.collect())
}

/// Of how many one is taken, for at most `most`.
fn one_in(all: usize, most: usize) -> u64 {
    all.div_ceil(most).max(1) as u64
}

/// A number of a person that has nothing to do with when they came.
fn scatter(person: i64) -> u64 {
    (person as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33
}
