//! Learning in the background: again when enough has happened, and telling people their probability.

use std::sync::Arc;

use ripen_domain::scoring::Scorer;
use ripen_domain::time::{Span, Timestamp};
use ripen_learn::model::Model;
use ripen_store::Conn;
use ripen_store::learning::{
    Learned, Probability, learned_get, learned_told_in_txn, probability_save_in_txn,
};
use ripen_store::log::follower_position;
use ripen_store::work::job::job_is_there;
use serde::{Deserialize, Serialize};

use super::gather::Gathered;
use super::model::Stored;
use super::reasons::Sides;
use super::sample::{Counted, Sampler};
use crate::clock;
use crate::error::{Error, Result};
use crate::models::Scoring;
use crate::project::FOLLOWER;
use crate::ripen::Ripen;
use crate::work::{Job, Queue, Work, make_in_txn};
use crate::workbench::backtest::BacktestQuery;
use crate::workbench::backtest::plan::{Plan, Times};
use crate::workbench::columns::{Columns, Progress};

/// What was learned is learned again after this time, if anything has happened since.
const LEARN_AGAIN: Span = Span::days(1);
/// Where there was too little, it is tried again after this time.
const TRY_AGAIN: Span = Span::hours(1);
/// Probabilities are told again after this time, if anything has happened since.
const TELL_AGAIN: Span = Span::hours(1);
/// People of one transaction: short enough that appends hardly wait.
const BATCH: usize = 500;
/// People looked at before the history is let go, so that it can be brought up to date.
const STRETCH: usize = 20_000;

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    Learn,
    Tell,
}

/// What is to be done at `now` with the log read up to `position`. What an older version learned is learned
/// again.
pub(super) fn due(learned: &Learned, version: i64, position: i64, now: Timestamp) -> Option<Due> {
    let Some(learned_at) = learned.learned_at else {
        return (position > 0).then_some(Due::Learn);
    };
    let is_foreign = |text: &String| !Stored::is_current(text);
    if learned.model_version != version || learned.text.as_ref().is_some_and(is_foreign) {
        return Some(Due::Learn);
    }
    let again = if learned.text.is_some() {
        LEARN_AGAIN
    } else {
        TRY_AGAIN
    };
    if position > learned.position && now >= learned_at + again {
        return Some(Due::Learn);
    }
    learned.text.as_ref()?;
    let is_news = learned.told_at.is_none_or(|told| told < learned_at);
    let is_time = learned.told_at.is_none_or(|told| now >= told + TELL_AGAIN);
    (is_news || (is_time && position > learned.told_position)).then_some(Due::Tell)
}

/// Learns and tells people their probability, as far as that is due.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Learn {}

impl Job for Learn {
    const NAME: &'static str = "learn";
    const QUEUE: Queue = Queue::Long;

    fn key(&self) -> Option<String> {
        Some(Self::NAME.to_owned())
    }

    fn run(self, work: &Work) -> Result<()> {
        // At most both, once: what fails to become up to date waits for the next look.
        for _ in 0..2 {
            match work.app.learning_due()? {
                Some(Due::Learn) => {
                    let attempt = work.app.learn_under(Some(work), |_| ())?;
                    tracing::info!(?attempt, "learned from who became a customer");
                }
                Some(Due::Tell) => drop(work.app.tell_under(Some(work), |_| ())?),
                None => break,
            }
        }
        Ok(())
    }
}

impl Ripen {
    /// What is to be done now.
    fn learning_due(&self) -> Result<Option<Due>> {
        let version = self.model()?.version;
        let (learned, position) = self
            .db
            .read(|conn| Ok((learned_get(conn)?, follower_position(conn, FOLLOWER)?)))?;
        Ok(due(&learned, version, position, clock::now()))
    }

    /// Makes a job of learning where that is due.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn learning_duty(&self) -> Result<()> {
        // One that is under way does what is due.
        let is_there = self
            .db
            .read(|conn| job_is_there(conn, Learn::NAME, Learn::NAME))?;
        if is_there || self.learning_due()?.is_none() {
            return Ok(());
        }
        let make = |conn: &mut Conn| make_in_txn(conn, &Learn {}, clock::now());
        Ok(self.db.write(make)?)
    }

    /// Learns and tells people their probability in this thread, where that is due.
    ///
    /// # Errors
    /// Those of the store.
    pub fn learn_if_due(self: &Arc<Self>) -> Result<()> {
        self.learning_duty()?;
        self.work_off(Queue::Long).map(drop)
    }

    /// Tells everybody their probability by what was learned last; returns how many.
    ///
    /// # Errors
    /// Those of the store; when what is stored cannot be read.
    pub fn probabilities_tell(self: &Arc<Self>, told: impl FnMut(Progress)) -> Result<usize> {
        self.tell_under(None, told)
    }

    /// As [`Self::probabilities_tell`], as long as the job is not another worker's.
    fn tell_under(
        self: &Arc<Self>,
        work: Option<&Work>,
        mut told: impl FnMut(Progress),
    ) -> Result<usize> {
        let hold = |conn: &mut Conn| match work {
            Some(work) => work.hold_in_txn(conn),
            None => Ok(()),
        };
        let scoring = self.model()?;
        let (learned, position) = self
            .db
            .read(|conn| Ok((learned_get(conn)?, follower_position(conn, FOLLOWER)?)))?;
        let is_ours = learned.model_version == scoring.version;
        let text = learned
            .text
            .filter(|text| is_ours && Stored::is_current(text));
        let Some(text) = text else {
            return Ok(0);
        };
        let (stored, model) = Stored::read(&text)?;
        let now = clock::now();
        let (mut after, mut many) = (i64::MIN, 0);
        loop {
            let stretch = self.with_columns_now(&mut told, |columns| {
                stretch(&scoring, &stored, columns, (after, now))
            })?;
            let Some(last) = stretch.last else { break };
            after = last;
            let probabilities = probabilities(&model, &stored, stretch.rows, now)?;
            for batch in probabilities.chunks(BATCH) {
                if self.is_stopping() {
                    return Ok(many);
                }
                self.db.write(|conn| {
                    hold(conn)?;
                    probability_save_in_txn(conn, batch)
                })?;
                many += batch.len();
            }
        }
        self.db.write(|conn| {
            hold(conn)?;
            learned_told_in_txn(conn, now, position)
        })?;
        Ok(many)
    }
}

/// People as they are now.
struct Stretch {
    rows: Gathered,
    /// The last person looked at; `None` when there was nobody left.
    last: Option<i64>,
}

fn stretch(
    scoring: &Scoring,
    stored: &Stored,
    columns: &Columns,
    (after, now): (i64, Timestamp),
) -> Result<Stretch> {
    let query = BacktestQuery {
        horizon: Span::from_micros(stored.horizon),
        as_of: Some(now),
        ..BacktestQuery::new(scoring.text.clone())
    };
    let mut times = Times::new(&query, &scoring.model, columns, now)?;
    times.cut_offs = vec![now];
    (times.end, times.landmark) = (now, now);
    let scorer = Scorer::new(&scoring.model, times.landmark)
        .in_zone(&scoring.zone)
        .without_signals();
    let plan = Plan::new(&query, times, &scorer, columns)?;
    let counted = Counted::of(stored.layout.kinds.clone(), columns);
    let mut sampler = Sampler::new(&plan, &counted);
    let mut rows = Gathered::new(&scoring.model, counted.kinds.len());
    let mut last = None;
    let people = columns.chunks().iter().flat_map(|chunk| chunk.iter());
    let behind = people.filter(|person| person.person > after);
    for person in behind.take(STRETCH) {
        last = Some(person.person);
        sampler.person(&person, |_, sample| rows.push(&sample));
    }
    Ok(Stretch { rows, last })
}

fn probabilities(
    model: &Model,
    stored: &Stored,
    rows: Gathered,
    now: Timestamp,
) -> Result<Vec<Probability>> {
    let horizon = Span::from_micros(stored.horizon);
    let people = rows.people.clone();
    let table = rows.table(&stored.layout)?;
    let values = model.probabilities(&table)?;
    let reasons = model.reasons(&table)?;
    let told = people.into_iter().zip(values).zip(&reasons);
    let told = told.map(|((person_id, value), reasons)| {
        Ok(Probability {
            person_id,
            value,
            reasons: serde_json::to_string(&Sides::new(reasons, horizon))
                .map_err(|error| Error::Learning(ripen_learn::Error::Format(error.to_string())))?,
            as_of: now,
        })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_micros(0) + Span::hours(1_000 + hours)
    }

    fn learned() -> Learned {
        Learned {
            learned_at: Some(at(0)),
            told_at: Some(at(0)),
            position: 10,
            told_position: 10,
            model_version: 1,
            text: Some(r#"{"format":3}"#.into()),
            missing: None,
        }
    }

    #[test]
    fn nothing_is_done_twice_without_news() {
        assert_eq!(due(&Learned::default(), 1, 0, at(0)), None);
        assert_eq!(due(&Learned::default(), 1, 1, at(0)), Some(Due::Learn));
        assert_eq!(due(&learned(), 1, 10, at(1_000)), None);
        assert_eq!(due(&learned(), 2, 10, at(0)), Some(Due::Learn));
    }

    #[test]
    fn what_an_older_version_learned_is_learned_again() {
        let of = |text: &str| Learned {
            text: Some(text.into()),
            ..learned()
        };
        for text in [
            "",
            "{}",
            r#"{"layout":{},"horizon":1,"model":""}"#,
            r#"{"format":2}"#,
        ] {
            assert_eq!(due(&of(text), 1, 10, at(0)), Some(Due::Learn), "{text}");
        }
        assert_eq!(due(&learned(), 1, 10, at(0)), None);
    }

    #[test]
    fn people_are_told_each_hour_and_it_is_learned_each_day() {
        assert_eq!(due(&learned(), 1, 11, at(0)), None);
        assert_eq!(due(&learned(), 1, 11, at(1)), Some(Due::Tell));
        assert_eq!(due(&learned(), 1, 11, at(24)), Some(Due::Learn));
        let fresh = Learned {
            learned_at: Some(at(1)),
            ..learned()
        };
        assert_eq!(due(&fresh, 1, 10, at(1)), Some(Due::Tell));
    }

    #[test]
    fn too_little_is_looked_at_again_after_an_hour_and_tells_nobody() {
        let little = Learned {
            text: None,
            told_at: None,
            missing: Some("not enough outcomes yet".into()),
            ..learned()
        };
        assert_eq!(due(&little, 1, 10, at(50)), None);
        assert_eq!(due(&little, 1, 11, at(0)), None);
        assert_eq!(due(&little, 1, 11, at(1)), Some(Due::Learn));
    }
}
