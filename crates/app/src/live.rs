//! What changed, as it happens, for screens that never need a reload.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use ripen_store::work::outbox::{Fact as StoredFact, NewFact, fact_last, fact_read};
use ripen_store::{Db, Result as StoreResult};
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, watch};

use crate::clock;
use crate::ripen::Ripen;
use crate::work::fact::{CHANGED, Fact};

/// Changes that a slow listener may lag behind before it has to ask afresh.
const BACKLOG: usize = 256;
/// People named in one change; beyond that only their number is told.
const NAMED: usize = 100;

/// Something changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// The scores of people.
    People {
        /// How far the projection has read.
        position: i64,
        /// Some of the people.
        ids: Vec<i64>,
        /// How many there are.
        changed: usize,
    },
    /// There are other bad events than before.
    BadEvents,
    /// A model was published, or the scores have come nearer to it.
    Model {
        /// The version in force.
        version: i64,
    },
    /// The draft of the model was changed, published or discarded.
    Draft {
        /// Its revision; 0 when there is none any more.
        revision: i64,
    },
}

impl Change {
    fn of_people(position: i64, mut ids: Vec<i64>) -> Self {
        let changed = ids.len();
        ids.truncate(NAMED);
        Self::People {
            position,
            ids,
            changed,
        }
    }
}

/// What a fact says that another server has changed.
fn of_others(fact: &StoredFact, own: u64) -> Option<Change> {
    // Of a version that says it otherwise nothing is told: its screens are read anew with its program.
    match (fact.kind == CHANGED).then(|| serde_json::from_str(&fact.body))? {
        Ok(Fact::Changed { server, change }) if server != own => Some(change),
        _ => None,
    }
}

/// Facts that are read at once.
const HEARD: i64 = 500;
/// Between two news of a rescoring that goes on.
const PROGRESS: Duration = Duration::from_secs(1);

/// A place in the stream of changes: which server it is, and how many changes it has told. Whoever
/// has read something at one place and listens from a later one has missed what lies between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    server: u64,
    told: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:x}-{}", self.server, self.told)
    }
}

/// The switchboard of changes.
pub struct Live {
    changes: broadcast::Sender<Change>,
    /// Where the stream is; held while a change is told or somebody begins to listen, so that nothing
    /// falls between.
    place: Mutex<Place>,
    /// When progress was told last, while a rescoring goes on.
    progress: Mutex<Option<Instant>>,
    /// Changes whenever a session may have ended.
    sessions: watch::Sender<()>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            changes: broadcast::Sender::new(BACKLOG),
            place: Mutex::new(Place {
                server: clock::now().as_micros().unsigned_abs(),
                told: 0,
            }),
            progress: Mutex::default(),
            sessions: watch::Sender::new(()),
        }
    }
}

impl Live {
    /// Listens from now on; which place that is.
    pub fn subscribe(&self) -> (Place, broadcast::Receiver<Change>) {
        let place = self.place.lock();
        (*place, self.changes.subscribe())
    }

    /// Where the stream is. What is read after this was asked has all that was told before.
    pub fn place(&self) -> Place {
        *self.place.lock()
    }

    /// Tells that sessions have ended here, so that nobody goes on listening by them.
    pub fn session_ended(&self) {
        self.sessions.send_replace(());
    }

    /// Changes whenever sessions have ended in this process.
    pub fn sessions(&self) -> watch::Receiver<()> {
        self.sessions.subscribe()
    }

    /// Tells that the scores of people changed.
    pub fn people(&self, position: i64, ids: Vec<i64>) {
        self.send(Change::of_people(position, ids));
    }

    /// The fact that the screens of other servers hear of that, to be told in the transaction that changes it.
    ///
    /// # Errors
    /// None that a test would not find.
    pub(crate) fn people_fact(&self, position: i64, ids: &[i64]) -> StoreResult<NewFact> {
        let fact = Fact::Changed {
            server: self.place().server,
            change: Change::of_people(position, ids.to_vec()),
        };
        fact.about(None)
    }

    /// Tells the screens of this server what other servers have changed since a fact; the fact from which to go on.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) fn hear(&self, db: &Db, after: i64) -> StoreResult<i64> {
        let facts = db.read(|conn| fact_read(conn, after, HEARD))?;
        let own = self.place().server;
        for change in facts.iter().filter_map(|fact| of_others(fact, own)) {
            self.send(change);
        }
        Ok(facts.last().map_or(after, |fact| fact.position))
    }

    /// The fact after which others are heard from now on.
    ///
    /// # Errors
    /// Those of the database.
    pub(crate) fn begin(&self, db: &Db) -> StoreResult<i64> {
        db.read(fact_last)
    }

    /// Tells that there are other bad events than before.
    pub fn bad_events(&self) {
        self.send(Change::BadEvents);
    }

    /// Tells that a version was published.
    pub fn model(&self, version: i64) {
        self.send(Change::Model { version });
    }

    /// Tells that the draft is another, or gone.
    pub fn draft(&self, revision: i64) {
        self.send(Change::Draft { revision });
    }

    /// Tells, not too often, that people were brought up to a version.
    pub fn rescoring(&self, version: i64) {
        let mut told = self.progress.lock();
        if told.is_none_or(|told| told.elapsed() >= PROGRESS) {
            *told = Some(Instant::now());
            self.send(Change::Model { version });
        }
    }

    /// Tells that everybody is of this version, if that was not so before.
    pub fn rescored(&self, version: i64) {
        if self.progress.lock().take().is_some() {
            self.send(Change::Model { version });
        }
    }

    fn send(&self, change: Change) {
        let mut place = self.place.lock();
        place.told += 1;
        // Nobody listening is no failure.
        let _ = self.changes.send(change);
    }
}

/// How often it is looked what other servers have changed.
const LOOK: Duration = Duration::from_millis(500);

impl Ripen {
    /// Starts to tell the screens of this server what other processes change, in a thread of its own.
    pub fn start_listening(self: &Arc<Self>) {
        let app = self.clone();
        let run = move || {
            let mut position = None;
            while !app.is_stopping() {
                // What was told before this server began, no screen of it has missed.
                let heard = match position {
                    None => app.live.begin(&app.db),
                    Some(after) => app.live.hear(&app.db, after),
                };
                match heard {
                    Ok(at) => position = Some(at),
                    Err(error) => {
                        tracing::warn!(%error, "what other servers changed was not heard")
                    }
                }
                app.nap(LOOK);
            }
        };
        let thread = std::thread::Builder::new().name("listen".into()).spawn(run);
        self.keep_thread(thread.expect("a thread can be started"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rescoring_is_told_at_its_beginning_and_its_end() {
        let live = Live::default();
        let (_, mut changes) = live.subscribe();
        live.rescored(2);
        assert!(changes.try_recv().is_err(), "nothing was rescored");
        live.rescoring(2);
        assert_eq!(changes.try_recv(), Ok(Change::Model { version: 2 }));
        live.rescored(2);
        assert_eq!(changes.try_recv(), Ok(Change::Model { version: 2 }));
        live.rescored(2);
        assert!(changes.try_recv().is_err(), "its end is told once");
    }
    #[test]
    fn a_listener_knows_what_it_missed() {
        let live = Live::default();
        let before = live.place();
        assert_eq!(live.subscribe().0, before);
        live.bad_events();
        let (place, mut changes) = live.subscribe();
        assert_ne!(place, before);
        assert!(
            changes.try_recv().is_err(),
            "what was told before is missed"
        );
        live.bad_events();
        assert_eq!(changes.try_recv(), Ok(Change::BadEvents));
    }
}
