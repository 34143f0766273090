//! The projection: follows the log and keeps identity, timeline and scores.
//!
//! One transaction a batch holds everything that follows from it and how far the log was read, so
//! after a crash it goes on from where it was, and the state is always a function of the log.

pub(crate) mod affiliation;
mod batch;
mod cards;
mod causes;
mod clocks;
mod companies;
mod fold;
mod foresee;
mod identify;
mod named;
pub(crate) mod orders;
mod outdated;
mod overrule;
pub(crate) mod parts;
mod renormalise;
pub(crate) mod score;
pub(crate) mod secondary;
mod set_aside;
mod signals;
mod sources;
mod sweeps;
mod timers;
mod traits;
mod words;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub use foresee::Foreseen;
pub(crate) use foresee::Foresight;
pub(crate) use named::identifiers;
use ripen_store::log::{follower_advance_in_txn, log_end, log_find};
use ripen_store::people::word;
use ripen_store::{Conn, Db, Lock, Result as StoreResult};
pub(crate) use sources::Sources;

use crate::capture::sites;
use crate::error::Result;
use crate::models::InForce;
use crate::ripen::Ripen;

/// Name of the projection among the followers of the log.
pub(crate) const FOLLOWER: &str = "projection";

/// Interactions of one transaction while the projection keeps up, so that appends never wait long.
const SMALL: i64 = 500;
/// Interactions of one transaction while it is behind, so that catching up is fast.
const LARGE: i64 = 4_000;
/// Interactions of one transaction while it is far behind. What is written of them is written in the order
/// of people, so a page that several of them share is written once; with a million people and interactions
/// in random order hardly two of a shorter stretch share one.
const FAR: i64 = 40_000;
/// Under steady ingest, the timers and the own domains get their turn after so many transactions …
const TIMERS_AFTER: u32 = 4;
/// … and the rescoring after so many.
const RESCORING_AFTER: u32 = 8;
/// People that are rescored in one transaction while nothing else waits, and under steady ingest.
const STRETCH: i64 = 4_000;
const SHORT_STRETCH: i64 = 1_000;
/// How long it sleeps when nothing rings; timers are at most this late.
const IDLE: Duration = Duration::from_millis(500);
/// After so many looks in vain the memory that work has taken is given back.
const REST_AFTER: u32 = 4;
/// How long it waits after a failure.
pub(crate) const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Notes on an empty database that nothing in it is of older rules, so that nobody is gone through again
/// after what comes in has been taken in by those of today.
pub(crate) fn begin(db: &Db) -> StoreResult<()> {
    db.write(|conn| {
        if log_end(conn)? > 0 {
            return Ok(());
        }
        for job in [
            renormalise::FOLLOWER,
            orders::PAST,
            affiliation::RULE,
            word::FOLLOWER,
        ] {
            follower_advance_in_txn(conn, job, i64::MAX)?;
        }
        Ok(())
    })
}

/// Runs until the application stops.
pub(crate) fn follow(app: &Ripen) {
    let (mut limit, mut turn, mut in_vain) = (SMALL, 0, 0_u32);
    while !app.is_stopping() {
        match work(app, limit, &mut turn) {
            Ok(done) if done > 0 => (limit, in_vain) = (next_limit(done, limit), 0),
            Ok(_) => {
                in_vain = in_vain.saturating_add(1);
                if in_vain == REST_AFTER
                    && let Err(error) = app.db.rest()
                {
                    tracing::warn!(%error, "memory was not given back");
                }
                app.wait_for_work(IDLE);
            }
            Err(error) => {
                tracing::error!(%error, "the projection failed and will be tried again");
                app.wait_for_work(AFTER_FAILURE);
            }
        }
    }
}

/// How many interactions the next transaction takes, after one that took `done` of at most `limit`.
fn next_limit(done: i64, limit: i64) -> i64 {
    match done >= limit {
        false => SMALL,
        true if limit < LARGE => LARGE,
        true => FAR,
    }
}

/// Does the next piece of work; 0 when there is none. `turn` counts the transactions.
fn work(app: &Ripen, limit: i64, turn: &mut u32) -> Result<i64> {
    let outcome = next_piece(app, limit, turn);
    app.watch.note(&outcome);
    outcome
}

/// Interactions come first, but what time makes due and what a newer model or rule asks for is done between
/// them as well, a bounded share of the work: ingest that never pauses would put it off for ever.
fn next_piece(app: &Ripen, limit: i64, turn: &mut u32) -> Result<i64> {
    app.renew_landmarks()?;
    let read = batch::project(app, limit)?;
    if read == 0 {
        sites::refresh(app)?;
        let due = timers::timers(app)?;
        let lined = bring_in_line(app, STRETCH)?;
        if lined > 0 {
            app.db.expect_much()?;
        }
        return Ok(due + lined);
    }
    if read >= LARGE {
        app.db.expect_much()?;
    }
    *turn = turn.wrapping_add(1);
    if turn.is_multiple_of(TIMERS_AFTER) {
        sites::refresh(app)?;
        timers::timers(app)?;
    }
    if turn.is_multiple_of(RESCORING_AFTER) {
        bring_in_line(app, SHORT_STRETCH)?;
    }
    Ok(read)
}

/// Brings a stretch of what was stored by older rules, or an older model, to those of today; returns how
/// much was done.
fn bring_in_line(app: &Ripen, stretch: i64) -> Result<i64> {
    let renormalised = renormalise::outdated(app)?;
    if renormalised > 0 {
        return Ok(renormalised);
    }
    Ok(clocks::settle(app)?
        + orders::outdated(app)?
        + affiliation::outdated(app)?
        + words::outdated(app)?
        + causes::outdated(app)?
        + outdated::outdated(app, stretch)?
        + companies::outdated(app)?)
}

/// Runs `work` in a transaction that is alone in changing scores, with the models in force.
///
/// Publishing a model takes the same lock: once there is a new one, nobody writes scores of the
/// former any more. That is what lets the rescoring go through everybody just once.
pub(crate) fn alone<T>(
    app: &Ripen,
    work: impl FnOnce(&mut Conn, &InForce) -> StoreResult<T>,
) -> Result<T> {
    app.db.write(|conn| {
        conn.pipeline();
        conn.lock(Lock::Projection)?;
        Ok(match app.in_force(conn) {
            Ok(models) => Ok(work(conn, &models)?),
            Err(error) => Err(error),
        })
    })?
}

/// Projects an interaction of the log that was set aside, in a transaction that `claim` has to let; returns
/// whether it did.
pub(crate) fn project_again(
    app: &Ripen,
    seq: i64,
    claim: impl FnOnce(&mut Conn) -> StoreResult<bool>,
) -> Result<bool> {
    let people = alone(app, |conn, models| {
        if !claim(conn)? {
            return Ok(None);
        }
        let mut found = log_find(conn, &[seq])?;
        clocks::settle_times(conn, &mut found)?;
        let names = app.names(conn)?;
        let (_, people) = batch::project_in_txn(app, conn, (models, &names), &found)?;
        Ok(Some(people))
    })?;
    let was_projected = people.is_some();
    if let Some(people) = people {
        app.live.people(0, people);
    }
    Ok(was_projected)
}

/// Says that it is done when it is dropped, also by a panic: else whoever follows would be waited for without end.
struct Done<'a>(&'a Ripen, &'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.1.store(true, Ordering::Relaxed);
        self.0.ring();
    }
}

impl Ripen {
    /// Runs `work` and projects meanwhile what it brings into the log. What it brought last may be
    /// left over; see [`Self::project_all`].
    ///
    /// # Errors
    /// Those of `work`, then those of the projection.
    pub fn projecting<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.db.expect_much()?;
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let follower = scope.spawn(|| -> Result<()> {
                while !done.load(Ordering::Relaxed) {
                    if batch::project(self, LARGE)? == 0 {
                        self.wait_for_work(IDLE);
                    }
                }
                Ok(())
            });
            let outcome = {
                let _done = Done(self, &done);
                work()
            };
            let followed = follower
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let outcome = outcome?;
            followed.map(|()| outcome)
        })
    }

    /// Projects everything that is in the log now, and brings all scores up to the models in force.
    pub fn project_all(&self) -> Result<()> {
        let (mut limit, mut turn) = (LARGE, 0);
        loop {
            match work(self, limit, &mut turn)? {
                0 => return Ok(()),
                done => limit = next_limit(done, limit),
            }
        }
    }
}

#[cfg(test)]
mod tests;
