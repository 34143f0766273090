//! Group commit: many requests, one durable transaction.
//!
//! A single thread takes everything that is waiting and commits it at once, so throughput does not
//! cost one disk synchronisation a request, and nobody is answered before the commit.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use ripen_store::log::{Appended, log_append_in_txn};
use ripen_store::{Db, Error as StoreError};
use tokio::sync::oneshot;

use crate::capture::Captured;
use crate::error::{Error, Result};
use crate::guard::guarded;

/// Bytes that may wait to be written before requests are turned away.
const MAX_WAITING: usize = 64 << 20;
/// Events of one transaction.
const MAX_GROUP: usize = 4_000;
/// What an event occupies in memory besides its texts.
const EVENT_OVERHEAD: usize = 600;

/// What the writer answers.
pub type Reply = std::result::Result<Vec<Appended>, StoreError>;

struct Job {
    captured: Captured,
    bytes: usize,
    reply: oneshot::Sender<Reply>,
}

/// The way into the interaction log.
pub struct Appender {
    jobs: Mutex<Option<Sender<Job>>>,
    waiting: Arc<AtomicUsize>,
}

impl Appender {
    /// An appender and the loop that its thread has to run until the appender is closed.
    pub fn new(
        db: Db,
        committed: impl Fn() + Send + 'static,
    ) -> (Self, impl FnOnce() + Send + 'static) {
        let (sender, receiver) = channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let counter = waiting.clone();
        (
            Self {
                jobs: Mutex::new(Some(sender)),
                waiting,
            },
            move || run(&db, &receiver, &counter, committed),
        )
    }

    /// Hands events over; the answer comes when they are durable.
    ///
    /// # Errors
    /// [`Error::Overloaded`] when too much is waiting already.
    pub fn submit(&self, captured: Captured) -> Result<oneshot::Receiver<Reply>> {
        let bytes = size(&captured);
        if self.waiting.fetch_add(bytes, Ordering::Relaxed) + bytes > MAX_WAITING {
            self.waiting.fetch_sub(bytes, Ordering::Relaxed);
            metrics::counter!("ripen_ingest_turned_away").increment(1);
            return Err(Error::Overloaded);
        }
        let (reply, answer) = oneshot::channel();
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        match jobs.as_ref().map(|jobs| {
            jobs.send(Job {
                captured,
                bytes,
                reply,
            })
        }) {
            Some(Ok(())) => Ok(answer),
            _ => Err(StoreError::Unavailable("the server is shutting down".into()).into()),
        }
    }

    /// Appends events and waits until they are durable. Not to be called on an asynchronous thread.
    ///
    /// # Errors
    /// As [`Self::submit`], and those of the store.
    pub fn append(&self, captured: Captured) -> Result<Vec<Appended>> {
        settle(self.submit(captured)?.blocking_recv())
    }

    /// Ends the loop once everything that was handed over is written.
    pub fn close(&self) {
        self.jobs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
    }
}

/// The outcome of a reply, or of a writer that has gone away.
pub fn settle(
    reply: std::result::Result<Reply, oneshot::error::RecvError>,
) -> Result<Vec<Appended>> {
    Ok(reply.unwrap_or_else(|_| Err(StoreError::Unavailable("the writer has stopped".into())))?)
}

fn size(captured: &Captured) -> usize {
    let good = captured
        .good
        .iter()
        .map(|one| one.body.len() + EVENT_OVERHEAD)
        .sum::<usize>();
    good + captured
        .bad
        .iter()
        .map(|bad| bad.raw.len() + EVENT_OVERHEAD)
        .sum::<usize>()
}

fn run(db: &Db, jobs: &Receiver<Job>, waiting: &AtomicUsize, committed: impl Fn()) {
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        let mut events = group[0].captured.good.len();
        while events < MAX_GROUP
            && let Ok(job) = jobs.try_recv()
        {
            events += job.captured.good.len();
            group.push(job);
        }
        let bytes: usize = group.iter().map(|job| job.bytes).sum();
        metrics::histogram!("ripen_ingest_group_events").record(events as f64);
        // Whoever waits is told when the replies go; the writer itself goes on.
        let written = guarded(|| {
            commit(db, group);
            ripen_store::Result::Ok(())
        });
        if let Err(error) = written {
            tracing::error!(%error, "events could not be written");
        }
        waiting.fetch_sub(bytes, Ordering::Relaxed);
        committed();
    }
}

/// Commits a group at once. If the data of one request cannot be stored, the others must not
/// suffer: then each is tried alone.
fn commit(db: &Db, group: Vec<Job>) {
    let mut all = Captured::default();
    let mut parts = Vec::with_capacity(group.len());
    for Job {
        mut captured,
        reply,
        ..
    } in group
    {
        let part = (
            all.good.len()..all.good.len() + captured.good.len(),
            all.bad.len()..all.bad.len() + captured.bad.len(),
        );
        all.good.append(&mut captured.good);
        all.bad.append(&mut captured.bad);
        parts.push((part, reply));
    }
    match db.write(|conn| log_append_in_txn(conn, &all.good, &all.bad)) {
        Ok(appended) => {
            for ((good, _), reply) in parts {
                // A client that has gone away does not wait for its answer.
                let _ = reply.send(Ok(appended[good].to_vec()));
            }
        }
        Err(error) if !error.is_passing() && parts.len() > 1 => {
            tracing::warn!(
                %error,
                requests = parts.len(),
                "a group could not be written, trying each request alone"
            );
            for ((good, bad), reply) in parts {
                let _ = reply.send(db.write(|conn| {
                    log_append_in_txn(conn, &all.good[good.clone()], &all.bad[bad.clone()])
                }));
            }
        }
        Err(error) => {
            tracing::error!(%error, requests = parts.len(), "events could not be written");
            for (_, reply) in parts {
                let _ = reply.send(Err(error.clone()));
            }
        }
    }
}
