//! The projection: follows the log and keeps identity, timeline and scores.
//!
//! One transaction a batch holds everything that follows from it and how far the log was read, so
//! after a crash it goes on from where it was, and the state is always a function of the log.

mod batch;
mod cards;
mod companies;
mod fold;
mod identify;
mod named;
mod outdated;
mod renormalise;
pub(crate) mod score;
mod secondary;
mod signals;
mod timers;
mod traits;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub(crate) use named::identifiers;
use ripen_store::{Conn, Result as StoreResult};

use crate::error::Result;
use crate::models::InForce;
use crate::ripen::Ripen;

/// Name of the projection among the followers of the log.
pub(crate) const FOLLOWER: &str = "projection";
/// Lock that one process at a time projects or publishes a model under.
pub(crate) const PROJECTION_LOCK: i64 = 0x7269_7065_6e03;

/// Interactions of one transaction while the projection keeps up, so that appends never wait long.
const SMALL: i64 = 500;
/// Interactions of one transaction while it is behind, so that catching up is fast.
const LARGE: i64 = 4_000;
/// How long it sleeps when nothing rings; timers are at most this late.
const IDLE: Duration = Duration::from_millis(500);
/// How long it waits after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Runs until the application stops.
pub(crate) fn follow(app: &Ripen) {
    let mut limit = SMALL;
    while !app.is_stopping() {
        match work(app, limit) {
            Ok(done) if done > 0 => limit = if done >= limit { LARGE } else { SMALL },
            Ok(_) => app.wait_for_work(IDLE),
            Err(error) => {
                tracing::error!(%error, "the projection failed and will be tried again");
                app.wait_for_work(AFTER_FAILURE);
            }
        }
    }
}

/// Does the next piece of work; 0 when there is none.
fn work(app: &Ripen, limit: i64) -> Result<i64> {
    let read = batch::project(app, limit)?;
    if read > 0 {
        return Ok(read);
    }
    let renormalised = renormalise::outdated(app)?;
    if renormalised > 0 {
        return Ok(renormalised);
    }
    Ok(timers::timers(app)? + outdated::outdated(app)? + companies::outdated(app)?)
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
        conn.lock(PROJECTION_LOCK)?;
        Ok(match app.in_force(conn) {
            Ok(models) => Ok(work(conn, &models)?),
            Err(error) => Err(error),
        })
    })?
}

impl Ripen {
    /// Runs `work` and projects meanwhile what it brings into the log. What it brought last may be
    /// left over; see [`Self::project_all`].
    ///
    /// # Errors
    /// Those of `work`, then those of the projection.
    pub fn projecting<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
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
            let outcome = work();
            done.store(true, Ordering::Relaxed);
            self.ring();
            let followed = follower
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let outcome = outcome?;
            followed.map(|()| outcome)
        })
    }

    /// Projects everything that is in the log now, and brings all scores up to the models in force.
    ///
    /// # Errors
    /// Those of the store.
    pub fn project_all(&self) -> Result<()> {
        while work(self, LARGE)? > 0 {}
        Ok(())
    }
}
