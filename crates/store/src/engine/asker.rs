//! Somebody who asks what may take long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::runtime::{Builder, Runtime};

use super::postgres::Cancel;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// Somebody who asks what may take long, and may leave before it is answered: a question of theirs is
/// given up then, or when it has taken too long. Clones are the same asker.
#[derive(Clone)]
pub struct Asker {
    asking: Arc<Asking>,
    patience: Duration,
}

#[derive(Default)]
struct Asking {
    gone: AtomicBool,
    /// Questions that a server of its own is answering.
    running: Mutex<Vec<(u64, Cancel)>>,
}

impl Default for Asker {
    fn default() -> Self {
        Self::waiting(PATIENCE)
    }
}

impl Asking {
    /// Gives up what is being answered.
    fn give_up(&self, runtime: &Runtime) {
        // Under the lock, so that no question ends and another begins on its connection meanwhile.
        for (_, cancel) in &*self.running.lock() {
            if let Err(error) = runtime.block_on(cancel.give_up()) {
                tracing::debug!(%error, "a question could not be given up; its time limit ends it");
            }
        }
    }
}

impl Asker {
    /// An asker who waits so long for each answer.
    pub fn waiting(patience: Duration) -> Self {
        Self {
            asking: Arc::default(),
            patience,
        }
    }

    /// The same asker, who waits no longer than this for what matters less to them.
    pub fn hurried(&self, patience: Duration) -> Self {
        Self {
            asking: self.asking.clone(),
            patience: patience.min(self.patience),
        }
    }

    /// Whether they wait that long for an answer.
    pub fn waits(&self, time: Duration) -> bool {
        self.patience >= time
    }

    /// How long they wait for an answer.
    pub(super) fn patience(&self) -> Duration {
        self.patience
    }

    /// Whether they have left.
    pub fn is_gone(&self) -> bool {
        self.asking.gone.load(Ordering::Relaxed)
    }

    /// They leave: what is being answered is given up. Does not wait for that.
    pub fn leave(&self) {
        self.asking.gone.store(true, Ordering::Relaxed);
        if self.asking.running.lock().is_empty() {
            return;
        }
        let asking = self.asking.clone();
        let give_up = move || match Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => asking.give_up(&runtime),
            Err(error) => {
                tracing::debug!(%error, "a question could not be given up; its time limit ends it");
            }
        };
        if let Err(error) = std::thread::Builder::new()
            .name("give-up".into())
            .spawn(give_up)
        {
            tracing::debug!(%error, "no thread to give a question up; its time limit ends it");
        }
    }

    /// Notes that a server answers a question, until the value that it returns is dropped.
    pub(super) fn attend(&self, cancel: Cancel) -> Attended<'_> {
        let mut running = self.asking.running.lock();
        let number = running.last().map_or(0, |(number, _)| number + 1);
        running.push((number, cancel));
        Attended {
            asker: self,
            number,
        }
    }
}

/// A question that a server is answering.
pub(super) struct Attended<'a> {
    asker: &'a Asker,
    number: u64,
}

impl Drop for Attended<'_> {
    fn drop(&mut self) {
        let mut running = self.asker.asking.running.lock();
        running.retain(|(number, _)| *number != self.number);
    }
}

impl std::fmt::Debug for Asker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut asker = f.debug_struct("Asker");
        asker
            .field("patience", &self.patience())
            .field("gone", &self.is_gone());
        asker.finish()
    }
}
