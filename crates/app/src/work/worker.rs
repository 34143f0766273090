//! Workers: a thread a queue takes on what is due.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ripen_store::Error as StoreError;
use ripen_store::work::job::{
    Taken, job_done_in_txn, job_failed_in_txn, job_is_due, job_lapse_in_txn, job_next_due,
    job_take_in_txn,
};

use super::lease::{LEASE, keeping};
use super::{Queue, Work, kinds, pause_after};
use crate::clock;
use crate::error::Result;
use crate::guard::{guarded, kept_alive};
use crate::ripen::Ripen;

/// How long a worker waits at most before it looks again: another process may have made a job.
const LOOK: Duration = Duration::from_secs(1);
/// Letters of a reason that are kept.
const REASON: usize = 500;

/// How often it is looked whether time alone calls for a job.
const DUTIES: Duration = Duration::from_secs(60);
/// How long after the start that is looked at first: whoever waits for the start has better use for the cores.
const SETTLE: Duration = Duration::from_secs(15);

impl Ripen {
    /// Starts the workers.
    pub fn start_work(self: &Arc<Self>) {
        for (name, queue) in Queue::NAMED {
            let app = self.clone();
            let run = move || {
                kept_alive(
                    || serve(&app, *queue),
                    |failure| {
                        tracing::error!(failure, "a worker died and is started again");
                        !app.is_stopping()
                    },
                );
            };
            let thread = std::thread::Builder::new()
                .name(format!("work-{name}"))
                .spawn(run)
                .expect("a thread can be started");
            self.keep_worker(thread);
        }
    }

    /// Does all jobs of a queue that are due now, in this thread; returns how many.
    ///
    /// # Errors
    /// Those of the database; a job that fails waits for its next try.
    pub fn work_off(self: &Arc<Self>, queue: Queue) -> Result<usize> {
        let mut done = 0;
        while turn(self, queue)? {
            done += 1;
        }
        Ok(done)
    }
}

/// Does what is due until the application stops.
fn serve(app: &Arc<Ripen>, queue: Queue) {
    let mut duties = Instant::now() + SETTLE;
    while !app.is_stopping() {
        if queue == Queue::Prompt && Instant::now() >= duties {
            duties = Instant::now() + DUTIES;
            if let Err(error) = app.duties() {
                tracing::warn!(%error, "it was not found out what time calls for");
            }
        }
        match turn(app, queue) {
            Ok(true) => {}
            Ok(false) => app.nap(until_due(app, queue)),
            Err(error) => {
                tracing::warn!(%error, "no job could be taken on");
                app.nap(LOOK);
            }
        }
    }
}

/// How long until the next job is due, as far as is known. One that is due and was not taken on waits for another of its
/// key.
fn until_due(app: &Ripen, queue: Queue) -> Duration {
    let next = app.db.read(|conn| job_next_due(conn, queue.code()));
    let left = next
        .ok()
        .flatten()
        .map(|due| (due - clock::now()).as_micros());
    match left {
        Some(left) if left > 0 => Duration::from_micros(left.unsigned_abs()).min(LOOK),
        _ => LOOK,
    }
}

/// Takes on the next job that is due, and does it; whether there was one.
fn turn(app: &Arc<Ripen>, queue: Queue) -> Result<bool> {
    let now = clock::now();
    // Whoever finds nothing has written nothing.
    if !app.db.read(|conn| job_is_due(conn, queue.code(), now))? {
        return Ok(false);
    }
    let taken = app.db.write(|conn| {
        job_lapse_in_txn(conn, now)?;
        job_take_in_txn(conn, queue.code(), (now, now + LEASE), 1)
    })?;
    let Some(taken) = taken.into_iter().next() else {
        return Ok(false);
    };
    let lease = taken.lease;
    let outcome = keeping(app, lease, || done(app, &taken));
    settle(app, &taken, outcome);
    Ok(true)
}

/// Does a job; a panic is a failure like any other.
fn done(app: &Arc<Ripen>, taken: &Taken) -> Result<()> {
    let work = Work {
        app,
        lease: taken.lease,
    };
    guarded(|| kinds::run(&work, &taken.name, &taken.body))
}

/// Keeps what became of a job. Where that fails its lease ends by itself, and it is done again.
fn settle(app: &Ripen, taken: &Taken, outcome: Result<()>) {
    let now = clock::now();
    let name = taken.name.as_str();
    let kept = match outcome {
        Ok(()) => app.db.write(|conn| job_done_in_txn(conn, taken.lease)),
        // It was given back, and what it says is said of having been stopped.
        Err(_) if app.is_stopping() => return,
        Err(error) => {
            tracing::warn!(%error, name, attempts = taken.attempts, "a job failed");
            metrics::counter!("ripen_jobs_failed").increment(1);
            let reason: String = error.to_string().chars().take(REASON).collect();
            let again = now + pause_after(taken.attempts);
            app.db
                .write(|conn| job_failed_in_txn(conn, taken.lease, &reason, (now, again)))
        }
    };
    match kept {
        Ok(()) => {}
        Err(StoreError::Conflict(_)) => {
            tracing::warn!(name, "a job was somebody else's before it was done");
        }
        Err(error) => tracing::warn!(%error, name, "what became of a job was not kept"),
    }
}
