//! Learning the probability to become a customer.

use std::sync::Arc;

use ripen_domain::time::Timestamp;
use ripen_learn::drift::shifts;
use ripen_learn::measure::Figures as Measured;
use ripen_learn::model::Model;
use ripen_learn::table::Table;
use ripen_learn::train::{NEEDED, told, train};
use ripen_store::leads::card::customer_count;
use ripen_store::learning::{Learned, learned_get, learned_save_in_txn};
use ripen_store::log::follower_position;
use ripen_store::models::{EVERYBODY, model_rescored_to};
use ripen_store::people::people_count;
use ripen_store::{Conn, Result as StoreResult};
use serde::{Deserialize, Serialize};

use super::SEED;
use super::examine::{Examined, examine_best, examine_once};
use super::gather::Layout;
use crate::clock;
use crate::error::{Error, Result};
use crate::models::Scoring;
use crate::project::FOLLOWER;
use crate::ripen::Ripen;
use crate::work::Work;
use crate::workbench::columns::Progress;

/// The version of what is stored. What is of another one is learned again: 2 since the error that is told is
/// that of a later stretch, 3 since a probability has a highest value.
const FORMAT: u32 = 3;

/// A learned model with the columns that it looks at, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Stored {
    /// [`FORMAT`].
    format: u32,
    /// The columns.
    pub layout: Layout,
    /// How long after a cut-off an outcome counts, in microseconds.
    pub horizon: i64,
    /// The learner's own format.
    pub model: String,
    /// How good it was on rows that it had not seen.
    pub figures: Figures,
}

/// What was learned, and how good it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Name of the learner.
    pub learner: String,
    /// Within how many days an outcome counts.
    pub horizon_days: f64,
    /// People at cut-offs that were learned from.
    pub rows: usize,
    /// How many of them converted within the horizon.
    pub converted: usize,
    /// How it did on people who took no part in it.
    pub tested: Tested,
    /// Columns in which people now differ greatly from those that were learned from, greatest first.
    pub shifted: Vec<Shifted>,
}

/// How a model of the past did on people who took no part in choosing, fitting or calibrating it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tested {
    /// Whether it was on the latest cut-offs, learned from what was known then. Otherwise the history is
    /// too short for that, and people of the same time were kept back.
    pub is_later: bool,
    /// People at cut-offs that it was tested on.
    pub rows: usize,
    /// How many of them converted within the horizon.
    pub converted: usize,
    /// Their mean probability, to be held against the share that converted.
    pub mean_probability: f64,
    /// How often somebody who converted was above somebody who did not.
    pub auc: f64,
    /// Mean squared difference of probability and outcome.
    pub brier: f64,
    /// Expected calibration error.
    pub calibration_error: f64,
}

/// A column in which people now differ from those that were learned from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shifted {
    /// The column.
    pub column: String,
    /// The population stability index; above 0.25 it is a major shift.
    pub stability_index: f64,
}

/// What was told at a past moment, and what came after it.
#[derive(Clone, Debug, Serialize)]
pub struct Checked {
    /// What was learned then, with the error that was told of it.
    pub told: Figures,
    /// What the same model did on people at that moment.
    pub seen: Tested,
}

/// What an attempt to learn came to.
#[derive(Clone, Debug)]
pub enum Attempt {
    /// Something was learned.
    Learned(Figures),
    /// There was too little to learn from, and why.
    TooLittle(String),
}

impl Ripen {
    /// Learns now, from everything that is known; `heard` is told how far reading the history is.
    ///
    /// # Errors
    /// Those of the store.
    pub fn learn(self: &Arc<Self>, heard: impl FnMut(Progress)) -> Result<Attempt> {
        self.learn_under(None, heard)
    }

    /// As [`Self::learn`]; nothing is kept when the job is another worker's by then.
    pub(super) fn learn_under(
        self: &Arc<Self>,
        work: Option<&Work>,
        heard: impl FnMut(Progress),
    ) -> Result<Attempt> {
        let scoring = self.model()?;
        let now = clock::now();
        let position = self.db.read(|conn| follower_position(conn, FOLLOWER))?;
        let horizon = self.options.horizon;
        let examined = || {
            self.db
                .read(|conn| enough_customers(conn, scoring.version))??;
            self.with_columns_now(heard, |columns| {
                examine_best(&scoring, horizon, columns, now)
            })
        };
        let (text, attempt) = match examined().and_then(|examined| learn(&scoring, examined)) {
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
            if let Some(work) = work {
                work.hold_in_txn(conn)?;
            }
            let learned = or_as_before(learned_get(conn)?, learned);
            learned_save_in_txn(conn, &learned)
        })?;
        Ok(attempt)
    }
}

impl Ripen {
    /// Learns from what was known at a past moment, and holds it against what came within the horizon
    /// after: what would have been told then, and what was seen. Nothing is stored.
    ///
    /// # Errors
    /// When there was too little then, or the moment is not a horizon ago; those of the store.
    pub fn learning_check(self: &Arc<Self>, as_of: Timestamp) -> Result<Checked> {
        let scoring = self.model()?;
        let horizon = self.options.horizon;
        let now = clock::now();
        let (then, after) = self.with_columns_now(
            |_| (),
            |columns| {
                let then = examine_best(&scoring, horizon, columns, as_of)?;
                let of = (&*scoring, then.horizon);
                let after = examine_once(of, columns, (as_of, now))?;
                Ok((then, after))
            },
        )?;
        if as_of + then.horizon > now {
            let message = "what happened within the horizon after that moment is not known yet; give an earlier one";
            return Err(Error::invalid("as_of", message));
        }
        let (text, told) = learn(&scoring, then)?;
        let (stored, model) = Stored::read(&text)?;
        let probabilities = model.probabilities(&after.rows.table(&stored.layout)?)?;
        Ok(Checked {
            told,
            seen: Tested::new(&Measured::of(&probabilities, &after.outcomes), true),
        })
    }
}

/// What holds after an attempt: one that found too little takes nothing away that was learned before.
fn or_as_before(before: Learned, attempt: Learned) -> Learned {
    let holds = before.model_version == attempt.model_version
        && before.text.as_deref().is_some_and(Stored::is_current);
    match attempt.text {
        None if holds => Learned {
            learned_at: attempt.learned_at,
            position: attempt.position,
            ..before
        },
        _ => attempt,
    }
}

/// That not too few people became customers. Of how many that is known without the history, which takes much memory:
/// an installation that has none yet would read all of it each hour.
fn enough_customers(conn: &mut Conn, version: i64) -> StoreResult<Result<()>> {
    // Until everybody is scored with the model, others may be customers by it.
    if model_rescored_to(conn, version)? != EVERYBODY {
        return Ok(Ok(()));
    }
    let customers = customer_count(conn, NEEDED)?;
    if customers >= NEEDED {
        return Ok(Ok(()));
    }
    let others = (people_count(conn)? as usize).saturating_sub(customers);
    Ok(Err(ripen_learn::Error::TooLittle {
        positive: customers,
        negative: others,
        needed: NEEDED,
    }
    .into()))
}

fn learn(scoring: &Scoring, examined: Examined) -> Result<(String, Figures)> {
    let mut examined = examined;
    let groups = examined.groups();
    let layout = examined.rows.layout(&scoring.model, &examined.kinds);
    let table = std::mem::take(&mut examined.rows).table(&layout)?;
    let now = std::mem::take(&mut examined.now).table(&layout)?;
    let all: Vec<usize> = (0..table.rows()).collect();
    let examples = examined.examples(&table, &groups);
    let tested = told(examples, &all, SEED)?;
    let chosen = train(examples, &all, SEED)?.swap_remove(0);
    let figures = Figures {
        learner: chosen.model.kind.name().to_owned(),
        horizon_days: examined.horizon.as_days(),
        rows: table.rows(),
        converted: examined.outcomes.iter().filter(|outcome| **outcome).count(),
        tested: Tested::new(&tested.figures, tested.is_later),
        shifted: shifted(&table, &now),
    };
    let stored = Stored {
        format: FORMAT,
        layout,
        horizon: examined.horizon.as_micros(),
        model: chosen.model.to_text()?,
        figures: figures.clone(),
    };
    let text = serde_json::to_string(&stored)
        .map_err(|error| Error::Learning(ripen_learn::Error::Format(error.to_string())))?;
    Ok((text, figures))
}

impl Tested {
    fn new(figures: &Measured, is_later: bool) -> Self {
        Self {
            is_later,
            rows: figures.rows,
            converted: figures.positive,
            mean_probability: figures.mean,
            auc: figures.auc,
            brier: figures.brier,
            calibration_error: figures.calibration_error,
        }
    }
}

fn shifted(learned_from: &Table, now: &Table) -> Vec<Shifted> {
    let shifts = shifts(learned_from, now).into_iter();
    shifts
        .map(|shift| Shifted {
            column: shift.column,
            stability_index: shift.index,
        })
        .collect()
}

/// What is looked at to see whether the rest can be read.
#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
}

impl Stored {
    /// Whether this version can read what was stored.
    pub fn is_current(text: &str) -> bool {
        serde_json::from_str(text).is_ok_and(|head: Head| head.format == FORMAT)
    }

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
