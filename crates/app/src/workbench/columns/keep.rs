//! Columns that are there while somebody uses them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex, RwLock};
use ripen_store::log::log_count;
use ripen_store::{Conn, Error as StoreError, Result as StoreResult};

use super::Columns;
use crate::error::{Error, Result};
use crate::guard::guarded;
use crate::ripen::Ripen;

/// How long columns are kept that nobody asks for.
const UNUSED: Duration = Duration::from_secs(15 * 60);
/// Interactions between two looks at whether the application stops.
const LOOK: i64 = 4_096;

/// How far reading the history is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Interactions read.
    pub read: i64,
    /// Interactions in the log.
    pub total: i64,
}

/// An answer out of the columns, or how far they are.
#[derive(Clone, Debug)]
pub enum Ready<T> {
    /// The history is being read; ask again.
    Loading(Progress),
    /// The answer.
    Done(T),
}

impl<T> Ready<T> {
    /// The answer, made into another.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Ready<U> {
        match self {
            Self::Loading(progress) => Ready::Loading(progress),
            Self::Done(answer) => Ready::Done(make(answer)),
        }
    }
}

/// The columns, if they are there, and who looks after them.
#[derive(Default)]
pub(crate) struct Kept {
    columns: RwLock<Option<Columns>>,
    care: Mutex<Care>,
    bell: Condvar,
    read: AtomicI64,
    total: AtomicI64,
    stopping: AtomicBool,
}

#[derive(Default)]
struct Care {
    /// Whether a thread looks after the columns.
    is_running: bool,
    used: Option<Instant>,
    /// Whether so much has happened that everything is to be read again.
    is_outdated: bool,
    failed: Option<Error>,
}

impl Kept {
    /// Has everything read again: the history has changed in a way that cannot be told from where the
    /// projection is.
    pub fn outdate(&self) {
        self.care.lock().is_outdated = true;
        self.bell.notify_all();
    }

    /// Ends the thread that looks after the columns.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
        let _care = self.care.lock();
        self.bell.notify_all();
    }

    /// Has the history read again when somebody asks: others than those with something new have changed.
    pub fn read_again(&self) {
        let mut care = self.care.lock();
        care.is_outdated = care.is_running;
        self.bell.notify_all();
    }

    fn progress(&self) -> Progress {
        let read = self.read.load(Ordering::Relaxed);
        let total = self.total.load(Ordering::Relaxed).max(read);
        Progress { read, total }
    }

    /// Waits until the columns are to be read again, which it answers with true, or have not been
    /// asked for in a long time.
    fn look_after(&self) -> bool {
        let mut care = self.care.lock();
        let is_outdated = loop {
            let unused = care.used.map_or(Duration::ZERO, |used| used.elapsed());
            if self.stopping.load(Ordering::Relaxed) || unused >= UNUSED {
                care.is_running = false;
                break false;
            }
            if std::mem::take(&mut care.is_outdated) {
                break true;
            }
            self.bell.wait_for(&mut care, UNUSED - unused);
        };
        *self.columns.write() = None;
        metrics::gauge!("ripen_columns_bytes").set(0.0);
        is_outdated
    }
}

impl Ripen {
    /// Does something with the whole history. The first one who asks has it read into memory, which
    /// takes a moment; meanwhile the answer is how far that is.
    pub fn with_columns<T>(
        self: &Arc<Self>,
        work: impl FnOnce(&Columns) -> Result<T>,
    ) -> Result<Ready<T>> {
        let mut care = self.kept.care.lock();
        care.used = Some(Instant::now());
        if let Some(error) = care.failed.take() {
            return Err(error);
        }
        if !care.is_running {
            care.is_running = true;
            self.read_columns();
        }
        drop(care);
        self.refresh_columns()?;
        match &*self.kept.columns.read() {
            Some(columns) => work(columns).map(Ready::Done),
            None => Ok(Ready::Loading(self.kept.progress())),
        }
    }

    /// [`Self::with_columns`], waiting until the history is read; `told` hears how far that is.
    ///
    /// # Errors
    /// As there.
    pub fn with_columns_now<T>(
        self: &Arc<Self>,
        mut told: impl FnMut(Progress),
        mut work: impl FnMut(&Columns) -> Result<T>,
    ) -> Result<T> {
        loop {
            match self.with_columns(&mut work)? {
                Ready::Done(answer) => return Ok(answer),
                Ready::Loading(progress) => told(progress),
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Bytes that the columns take; nothing when they are not there.
    pub fn columns_memory(&self) -> usize {
        self.kept.columns.read().as_ref().map_or(0, Columns::memory)
    }

    /// Starts the thread that reads the columns and looks after them.
    fn read_columns(self: &Arc<Self>) {
        let app = self.clone();
        let run = move || {
            while match app.load_columns() {
                Ok(()) => app.kept.look_after(),
                Err(error) => {
                    tracing::warn!(%error, "the history could not be read");
                    let mut care = app.kept.care.lock();
                    (care.is_running, care.failed) = (false, Some(error));
                    false
                }
            } {}
        };
        let thread = std::thread::Builder::new()
            .name("columns".into())
            .spawn(run);
        self.keep_thread(thread.expect("a thread can be started"));
    }

    fn load_columns(&self) -> Result<()> {
        let begun = Instant::now();
        // Whoever asks would else be told for ever that it is being read.
        let columns = guarded(|| self.db.read(|conn| self.columns_from(conn)))?;
        let (bytes, took) = (columns.memory(), begun.elapsed());
        let (people, interactions) = (columns.people(), columns.interactions());
        tracing::info!(
            people,
            interactions,
            bytes,
            ?took,
            "the history is in memory"
        );
        metrics::gauge!("ripen_columns_bytes").set(bytes as f64);
        *self.kept.columns.write() = Some(columns);
        Ok(())
    }

    fn columns_from(&self, conn: &mut Conn) -> StoreResult<Columns> {
        let kept = &self.kept;
        let mut read = 0;
        kept.read.store(read, Ordering::Relaxed);
        kept.total.store(log_count(conn)?, Ordering::Relaxed);
        let names = self.names(conn)?;
        Columns::load(conn, names, || {
            read += 1;
            if read % LOOK == 0 {
                kept.read.store(read, Ordering::Relaxed);
                return self.go_on();
            }
            Ok(())
        })
    }

    fn go_on(&self) -> StoreResult<()> {
        match self.is_stopping() {
            true => Err(StoreError::Unavailable("the application stops".into())),
            false => Ok(()),
        }
    }

    /// Takes in what happened since the columns were read.
    fn refresh_columns(&self) -> Result<()> {
        let behind = match &*self.kept.columns.read() {
            Some(columns) => self.db.read(|conn| columns.is_behind(conn))?,
            None => false,
        };
        let mut kept = match behind {
            true => self.kept.columns.write(),
            false => return Ok(()),
        };
        let Some(columns) = &mut *kept else {
            return Ok(());
        };
        let refreshed = self.db.read(|conn| {
            let names = self.names(conn)?;
            columns.refresh(conn, names)
        })?;
        if !refreshed {
            *kept = None;
            // Whoever holds both locks took the other one first.
            drop(kept);
            self.kept.outdate();
        }
        Ok(())
    }
}
