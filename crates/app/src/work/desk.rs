//! Jobs for whoever looks after them.

use ripen_domain::time::{Span, Timestamp};
use ripen_store::Conn;
use ripen_store::work::job::State;
use ripen_store::work::job_list::{
    QueueCounts, StoredJob, job_cancel_in_txn, job_counts, job_forget_in_txn, job_get, job_list,
    job_retry_in_txn,
};
use ripen_store::work::outbox::{fact_forget_in_txn, fact_oldest};

use super::Queue;
use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;

/// Longest page.
pub const MAX_PAGE: i64 = 200;
/// How long what failed for good or was called off is kept.
const KEPT: Span = Span::days(30);

/// How long facts are kept.
const FACTS_KEPT: Span = Span::days(7);
/// Facts that are forgotten in one transaction.
const FORGOTTEN: i64 = 5_000;
/// Those who follow the outbox and must have read a fact before it is forgotten. Screens are told as it happens, and
/// are no such.
const FOLLOWERS: &[&str] = &[];

/// How a queue stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueStanding {
    /// Its name.
    pub name: &'static str,
    /// How many there are.
    pub counts: QueueCounts,
    /// For how long the first that is due has been waiting; none where nothing is due.
    pub lag: Span,
}

impl Ripen {
    /// How every queue stands.
    ///
    /// # Errors
    /// Those of the store.
    pub fn queues(&self) -> Result<Vec<QueueStanding>> {
        let now = clock::now();
        let counts = self.db.read(|conn| job_counts(conn, now))?;
        let standing = |(name, queue): &(&'static str, Queue)| {
            let counts = counts.iter().find(|one| one.queue == queue.code());
            let counts = counts.cloned().unwrap_or_else(|| QueueCounts {
                queue: queue.code(),
                ..QueueCounts::default()
            });
            QueueStanding {
                name,
                lag: counts
                    .due_since
                    .map_or(Span::default(), |since| now - since),
                counts,
            }
        };
        Ok(Queue::NAMED.iter().map(standing).collect())
    }

    /// The jobs of a state with smaller numbers than `before`, newest first.
    ///
    /// # Errors
    /// Those of the store.
    pub fn jobs(&self, state: State, before: Option<i64>, limit: i64) -> Result<Vec<StoredJob>> {
        let limit = limit.clamp(1, MAX_PAGE);
        Ok(self.db.read(|conn| job_list(conn, state, before, limit))?)
    }

    /// Has a job that failed for good or was called off be tried again at once; returns it.
    ///
    /// # Errors
    /// A conflict where it has not ended; not found where it is done; those of the store.
    pub fn job_retry(&self, id: i64) -> Result<StoredJob> {
        Ok(self.db.write(|conn| {
            job_retry_in_txn(conn, id, clock::now())?;
            job_get(conn, id)
        })?)
    }

    /// Calls a job off, also one that is worked on: that changes nothing from then on; returns it.
    ///
    /// # Errors
    /// A conflict where it was called off already; not found where it is done; those of the store.
    pub fn job_cancel(&self, id: i64) -> Result<StoredJob> {
        Ok(self.db.write(|conn| {
            job_cancel_in_txn(conn, id, clock::now())?;
            job_get(conn, id)
        })?)
    }

    /// Looks what time alone calls for, and makes jobs of it.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn duties(&self) -> Result<()> {
        self.forget_ended(clock::now())?;
        self.forget_facts(clock::now())?;
        self.learning_duty()
    }

    /// Forgets what was told long ago and everybody has read who follows.
    fn forget_facts(&self, now: Timestamp) -> Result<()> {
        let before = now - FACTS_KEPT;
        while self
            .db
            .read(fact_oldest)?
            .is_some_and(|oldest| oldest < before)
        {
            let forget = |conn: &mut Conn| fact_forget_in_txn(conn, before, (FOLLOWERS, FORGOTTEN));
            if self.db.write(forget)? == 0 || self.is_stopping() {
                break;
            }
        }
        Ok(())
    }

    /// Forgets what ended long ago.
    fn forget_ended(&self, now: Timestamp) -> Result<()> {
        let before = now - KEPT;
        let is_there = self.db.read(|conn| {
            let ended = [State::Dead, State::Cancelled].map(|state| job_list(conn, state, None, 1));
            let mut any = false;
            for page in ended {
                any |= !page?.is_empty();
            }
            Ok(any)
        })?;
        if is_there {
            self.db.write(|conn| job_forget_in_txn(conn, before))?;
        }
        Ok(())
    }
}
