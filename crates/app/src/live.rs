//! What changed, as it happens, for screens that never need a reload.

use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::broadcast;

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

/// The switchboard of changes.
pub struct Live {
    changes: broadcast::Sender<Change>,
    /// When progress was told last, while a rescoring goes on.
    progress: Mutex<Option<Instant>>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            changes: broadcast::Sender::new(BACKLOG),
            progress: Mutex::default(),
        }
    }
}

impl Live {
    /// Listens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
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
        let mut changes = live.subscribe();
        live.rescored(2);
        assert!(changes.try_recv().is_err(), "nothing was rescored");
        live.rescoring(2);
        assert_eq!(changes.try_recv(), Ok(Change::Model { version: 2 }));
        live.rescored(2);
        assert_eq!(changes.try_recv(), Ok(Change::Model { version: 2 }));
        live.rescored(2);
        assert!(changes.try_recv().is_err(), "its end is told once");
    }
}
