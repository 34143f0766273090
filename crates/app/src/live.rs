//! What changed, as it happens, for screens that never need a reload.

use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::{broadcast, watch};

use crate::clock;

/// Changes that a slow listener may lag behind before it has to ask afresh.
const BACKLOG: usize = 256;
/// People named in one change; beyond that only their number is told.
const NAMED: usize = 100;

/// Something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    pub fn people(&self, position: i64, mut ids: Vec<i64>) {
        let changed = ids.len();
        ids.truncate(NAMED);
        self.send(Change::People {
            position,
            ids,
            changed,
        });
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
