//! Work that lasts: jobs, and the facts that others follow.
//!
//! A job is a small struct that is kept in the transaction which calls for it. A worker takes it on under a lease and
//! runs it; what fails is tried again later and later, and stays with its reason where it failed too often.

pub mod desk;
pub mod fact;
mod kinds;
mod lease;
mod worker;

use std::sync::Arc;

use ripen_domain::time::{Span, Timestamp};
use ripen_store::work::job::{Lease, NewJob, job_hold_in_txn, job_make_in_txn};
use ripen_store::{Conn, Result as StoreResult};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;

/// Which workers take a job on: those of one queue never wait for those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// What is short and has to be in time.
    Prompt,
    /// What computes for minutes.
    Long,
}

impl Queue {
    /// All of them, with their names.
    pub const NAMED: &'static [(&'static str, Self)] =
        &[("prompt", Self::Prompt), ("long", Self::Long)];

    /// The number by which it is stored.
    pub(crate) fn code(self) -> i64 {
        match self {
            Self::Prompt => 0,
            Self::Long => 1,
        }
    }
}

/// What goes first within a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Priority {
    /// Like any other.
    Usual,
}

impl Priority {
    /// One of `ripen_store::work::job::PRIORITIES`.
    fn code(self) -> i64 {
        match self {
            Self::Usual => 1,
        }
    }
}

/// A kind of job. What it holds is what it is told, and is kept as JSON: a field that comes later has a default.
pub(crate) trait Job: Serialize + DeserializeOwned {
    /// Its name, which never changes.
    const NAME: &'static str;
    /// Which workers take it on.
    const QUEUE: Queue;
    /// What goes first within the queue.
    const PRIORITY: Priority = Priority::Usual;
    /// How often it is tried; with the pauses between them, a day and a half.
    const ATTEMPTS: i64 = 20;

    /// Of those of one key one waits, and one is worked on, at a time.
    fn key(&self) -> Option<String> {
        None
    }

    /// Does it. It may be run again where a process dies before what it did is kept: what it changes, it changes in
    /// transactions that [`Work::hold_in_txn`] lets.
    ///
    /// # Errors
    /// Why it is to be tried again.
    fn run(self, work: &Work) -> Result<()>;
}

/// A job that is being done.
pub(crate) struct Work<'a> {
    /// The application.
    pub app: &'a Arc<Ripen>,
    lease: Lease,
}

impl Work<'_> {
    /// Has a transaction fail where the job is no longer this worker's.
    ///
    /// # Errors
    /// A conflict then; those of the database.
    pub fn hold_in_txn(&self, conn: &mut Conn) -> StoreResult<()> {
        job_hold_in_txn(conn, self.lease)
    }
}

/// Keeps a job, to be done from `due_at` on.
///
/// # Errors
/// Those of the database.
pub(crate) fn make_in_txn<J: Job>(conn: &mut Conn, job: &J, due_at: Timestamp) -> StoreResult<()> {
    let body = serde_json::to_string(job)
        .map_err(|error| ripen_store::Error::Rejected(format!("a job of {}: {error}", J::NAME)))?;
    let key = job.key();
    let new = NewJob {
        name: J::NAME,
        queue: J::QUEUE.code(),
        priority: J::PRIORITY.code(),
        key: key.as_deref(),
        body: &body,
        due_at,
        most: J::ATTEMPTS,
    };
    job_make_in_txn(conn, &new, clock::now())
}

/// How long it is waited before the next try, after so many: longer and longer, up to three hours.
fn pause_after(attempts: i64) -> Span {
    let doublings = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or_default();
    Span::seconds((5_i64 << doublings).min(3 * 60 * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_have_an_end() {
        let pauses: Vec<i64> = (1..=20)
            .map(|nth| pause_after(nth).as_micros() / 1_000_000)
            .collect();
        assert_eq!(&pauses[..4], [5, 10, 20, 40]);
        assert!(pauses.is_sorted() && pauses[19] == 10_800);
        let all: i64 = pauses.iter().sum();
        assert!((24 * 3_600..48 * 3_600).contains(&all), "{all} s");
    }

    #[test]
    fn queues_are_told_apart() {
        let codes: Vec<i64> = Queue::NAMED.iter().map(|(_, queue)| queue.code()).collect();
        assert_eq!(codes, [0, 1]);
    }
}
