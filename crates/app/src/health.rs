//! Whether scores follow the log.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use ripen_domain::time::{Span, Timestamp};
use ripen_store::Error as StoreError;
use ripen_store::capture::set_aside::set_aside_count;
use ripen_store::work::job::job_next_due;
use ripen_store::work::job_list::job_dead_count;

use crate::clock;
use crate::error::{Error, Result};
use crate::people::overview::Lag;
use crate::ripen::Ripen;
use crate::work::Queue;

/// Failures in a row from which on the projection counts as failing: one or two pass by themselves.
const FAILING: u32 = 3;

/// How long after the start the database is checked: whoever waits for the start has better use for the disk.
const SETTLE: Duration = Duration::from_secs(60);
/// How soon it is noticed that the application stops.
const NAP: Duration = Duration::from_millis(100);

/// What became of the latest work of the projection.
#[derive(Debug, Default)]
pub(crate) struct Watch(Mutex<Failures>);

#[derive(Clone, Debug, Default)]
struct Failures {
    in_a_row: u32,
    /// Since when, and what went wrong the last time.
    latest: Option<(Timestamp, String)>,
}

impl Watch {
    /// Takes note of what became of a piece of work.
    pub fn note<T>(&self, outcome: &Result<T>) {
        match outcome {
            Ok(_) => *self.0.lock() = Failures::default(),
            Err(error) => self.failed(&error.to_string()),
        }
    }

    /// Takes note of a failure.
    pub fn failed(&self, error: &str) {
        metrics::counter!("ripen_projection_failures").increment(1);
        let mut failures = self.0.lock();
        failures.in_a_row += 1;
        let since = failures
            .latest
            .as_ref()
            .map_or_else(clock::now, |(since, _)| *since);
        failures.latest = Some((since, error.to_owned()));
    }

    fn failing(&self) -> Option<(Timestamp, String)> {
        let failures = self.0.lock();
        let failing = failures.in_a_row >= FAILING;
        failures.latest.clone().filter(|_| failing)
    }
}

/// Whether scores follow the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// How far the projection is behind.
    pub lag: Lag,
    /// Since when the projection of this process fails, and why.
    pub failing: Option<(Timestamp, String)>,
    /// Interactions that were set aside.
    pub set_aside: i64,
    /// Jobs that failed for good.
    pub jobs_dead: i64,
    /// For how long the job of the prompt queue that is due longest has been waiting.
    pub jobs_lag: Span,
    /// What the database found damaged in itself.
    pub damage: Option<String>,
}

impl Ripen {
    /// Starts to look whether the file of the database is sound, in a thread of its own: damage in the middle of it
    /// shows only where it is read. What it finds is told by [`Self::health`].
    pub fn start_checking(self: &Arc<Self>) {
        let app = self.clone();
        let run = move || {
            let begin = Instant::now() + SETTLE;
            while !app.is_stopping() && Instant::now() < begin {
                std::thread::sleep(NAP);
            }
            let watched = app.clone();
            match app.db.check(move || watched.is_stopping()) {
                // The database tells it in the log.
                Ok(()) | Err(StoreError::Damaged(_)) => {}
                Err(_) if app.is_stopping() => {}
                Err(error) => tracing::warn!(%error, "the database could not be checked"),
            }
        };
        let thread = std::thread::Builder::new().name("check".into()).spawn(run);
        self.keep_thread(thread.expect("a thread can be started"));
    }

    /// Whether scores follow the log.
    pub fn health(&self) -> Result<Health> {
        let (jobs_dead, due) = self.db.read(|conn| {
            // What computes for minutes makes others of its kind wait, and nobody waits for those.
            let due = job_next_due(conn, Queue::Prompt.code())?;
            Ok((job_dead_count(conn)?, due))
        })?;
        Ok(Health {
            jobs_dead,
            jobs_lag: due.map_or(Span::default(), |due| {
                (clock::now() - due).max(Span::default())
            }),
            lag: self.lag()?,
            failing: self.watch.failing(),
            damage: self.db.damage().map(str::to_owned),
            set_aside: self.db.read(set_aside_count).map_err(Error::from)?,
        })
    }
}
