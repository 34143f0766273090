//! Learning the probability to become a customer.

use std::sync::Arc;

use ripen_domain::scoring::Scorer;
use ripen_domain::time::{Span, Timestamp};
use ripen_domain::zone::Zone;
use ripen_learn::model::Model;
use ripen_learn::train::{Examples, Options, train};
use ripen_store::learned::{Learned, Lease, learned_hold_in_txn, learned_save_in_txn};
use ripen_store::log::follower_position;
use serde::{Deserialize, Serialize};

use super::SEED;
use super::gather::{Gathered, Layout};
use super::sample::{Counted, Sampler};
use crate::backtest::BacktestQuery;
use crate::backtest::plan::{Plan, Times};
use crate::clock;
use crate::columns::{Columns, Progress};
use crate::error::{Error, Result};
use crate::models::Scoring;
use crate::project::FOLLOWER;
use crate::ripen::Ripen;

/// Rows that are learned from; of a longer history, a repeatable part of the people.
const ROWS: usize = 100_000;

/// A learned model with the columns that it looks at, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stored {
    /// The columns.
    pub layout: Layout,
    /// How long after a cut-off an outcome counts, in microseconds.
    pub horizon: i64,
    /// The learner's own format.
    pub model: String,
    /// How good it was on rows that it had not seen.
    pub figures: Figures,
}

/// How good a learned model was on rows that it had not seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Name of the learner.
    pub learner: String,
    /// People at cut-offs.
    pub rows: usize,
    /// How many of them converted within the horizon.
    pub converted: usize,
    /// How often somebody who converted was above somebody who did not.
    pub auc: f64,
    /// Mean squared difference of probability and outcome.
    pub brier: f64,
    /// Expected calibration error.
    pub calibration_error: f64,
}

/// What an attempt to learn came to.
#[derive(Clone, Debug)]
pub enum Attempt {
    /// Something was learned.
    Learned(Figures),
    /// There was too little to learn from, and why.
    TooLittle(String),
}

/// People at cut-offs with their outcomes.
pub(super) struct Examined {
    pub rows: Gathered,
    pub outcomes: Vec<bool>,
    pub kinds: Vec<String>,
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
}

/// Looks at people at cut-offs a horizon apart.
pub(super) fn examine(
    query: &BacktestQuery,
    (model, zone): (&ripen_domain::scoring::Model, &Zone),
    columns: &Columns,
    now: Timestamp,
) -> Result<Examined> {
    let times = Times::new(query, model, columns, now)?;
    let scorer = Scorer::new(model, times.landmark)
        .in_zone(zone)
        .without_signals();
    let plan = Plan::new(query, times, &scorer, columns)?;
    let counted = Counted::most_frequent(columns);
    let mut sampler = Sampler::new(&plan, &counted);
    let mut rows = Gathered::new(model, counted.kinds.len());
    let mut outcomes = Vec::new();
    let one_in = (columns.people() * plan.cut_offs.len())
        .div_ceil(ROWS)
        .max(1) as u64;
    for person in columns.chunks().iter().flat_map(|chunk| chunk.iter()) {
        if !scatter(person.person).is_multiple_of(one_in) {
            continue;
        }
        let mut cut_offs = Vec::new();
        let converted_at = sampler.person(&person, |cut_off, sample| {
            rows.push(&sample);
            cut_offs.push(plan.cut_offs[cut_off]);
        });
        outcomes.extend(
            cut_offs.iter().map(|from| {
                converted_at.is_some_and(|at| at > *from && at <= *from + plan.horizon)
            }),
        );
    }
    Ok(Examined {
        rows,
        outcomes,
        kinds: counted.kinds,
    })
}

/// A number of a person that has nothing to do with when they came.
fn scatter(person: i64) -> u64 {
    (person as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33
}

impl Ripen {
    /// Learns now, from everything that is known; `told` hears how far reading the history is.
    ///
    /// # Errors
    /// Those of the store.
    pub fn learn(self: &Arc<Self>, told: impl FnMut(Progress)) -> Result<Attempt> {
        self.learn_under(None, told)
    }

    /// As [`Self::learn`]; nothing is kept when the lease is another's by then.
    pub(super) fn learn_under(
        self: &Arc<Self>,
        lease: Option<Lease>,
        told: impl FnMut(Progress),
    ) -> Result<Attempt> {
        let scoring = self.model()?;
        let now = clock::now();
        let position = self.db.read(|conn| follower_position(conn, FOLLOWER))?;
        let query = BacktestQuery::new(scoring.text.clone());
        let examined = self.with_columns_now(told, |columns| {
            examine(&query, (&scoring.model, &scoring.zone), columns, now)
        });
        let (text, attempt) =
            match examined.and_then(|examined| learn(&scoring, query.horizon, examined)) {
                Ok((stored, figures)) => (Some(stored), Attempt::Learned(figures)),
                Err(Error::TooLittle(reason)) => (None, Attempt::TooLittle(reason)),
                Err(other) => return Err(other),
            };
        let missing = match &attempt {
            Attempt::TooLittle(reason) => Some(reason.clone()),
            Attempt::Learned(_) => None,
        };
        let learned = Learned {
            learned_at: Some(now),
            position,
            model_version: scoring.version,
            text,
            missing,
            ..Learned::default()
        };
        self.db.write(|conn| {
            if let Some(lease) = lease {
                learned_hold_in_txn(conn, lease)?;
            }
            learned_save_in_txn(conn, &learned)
        })?;
        Ok(attempt)
    }
}

fn learn(scoring: &Scoring, horizon: Span, examined: Examined) -> Result<(String, Figures)> {
    let groups = examined.groups();
    let layout = examined.rows.layout(&scoring.model, &examined.kinds);
    let table = examined.rows.table(&layout)?;
    let all: Vec<usize> = (0..table.rows()).collect();
    let examples = Examples {
        table: &table,
        outcomes: &examined.outcomes,
        groups: Some(&groups),
    };
    let options = Options {
        seed: SEED,
        ..Options::default()
    };
    let mut candidates = train(examples, &all, options)?;
    let chosen = candidates.swap_remove(0);
    let figures = Figures {
        learner: chosen.model.kind.name().to_owned(),
        rows: chosen.figures.rows,
        converted: chosen.figures.positive,
        auc: chosen.figures.auc,
        brier: chosen.figures.brier,
        calibration_error: chosen.figures.calibration_error,
    };
    let stored = Stored {
        layout,
        horizon: horizon.as_micros(),
        model: chosen.model.to_text()?,
        figures: figures.clone(),
    };
    let text = serde_json::to_string(&stored)
        .map_err(|error| Error::Learning(ripen_learn::Error::Format(error.to_string())))?;
    Ok((text, figures))
}

impl Stored {
    /// Reads what was stored.
    pub fn read(text: &str) -> Result<(Self, Model)> {
        let fault = |error: serde_json::Error| {
            Error::Learning(ripen_learn::Error::Format(error.to_string()))
        };
        let stored: Self = serde_json::from_str(text).map_err(fault)?;
        let model = Model::from_text(&stored.model)?;
        Ok((stored, model))
    }
}
