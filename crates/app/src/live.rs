//! What changed, as it happens, for screens that never need a reload.

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
}

/// The switchboard of changes.
pub struct Live(broadcast::Sender<Change>);

impl Default for Live {
    fn default() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }
}

impl Live {
    /// Listens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.0.subscribe()
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

    fn send(&self, change: Change) {
        // Nobody listening is no failure.
        let _ = self.0.send(change);
    }
}
