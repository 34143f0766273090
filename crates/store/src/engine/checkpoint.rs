//! Copies SQLite's write-ahead log back into the database in a thread of its own.
//!
//! A checkpoint inside a commit makes that commit, and everybody who waits for it, stand still while
//! thousands of pages are written. A passive checkpoint on another connection holds nobody up.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

/// Between two looks at the log.
const PERIOD: Duration = Duration::from_millis(200);
/// Bytes of new log that a checkpoint is worth.
const WORTHWHILE: u64 = 16 << 20;

/// The thread; ends with this value.
pub struct Checkpointer {
    stop: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    /// Starts to keep the log of the database at `path` short.
    pub fn start(conn: Connection, path: &Path) -> Self {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let (stop, stopped) = sync_channel(0);
        let run = move || {
            while stopped.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
                checkpoint(&conn, &log.clone().into());
            }
        };
        // Without the thread the writer does its own checkpoints, only less smoothly.
        let thread = std::thread::Builder::new()
            .name("checkpoint".into())
            .spawn(run)
            .ok();
        Self {
            stop: Some(stop),
            thread,
        }
    }
}

fn checkpoint(conn: &Connection, log: &PathBuf) {
    if std::fs::metadata(log).is_ok_and(|log| log.len() < WORTHWHILE) {
        return;
    }
    if let Err(error) = conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())) {
        tracing::debug!(%error, "a checkpoint was put off");
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the checkpoint thread ended with a panic");
        }
    }
}
