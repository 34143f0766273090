//! The file that says that a directory holds a demo, and how to sign in to it.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Result};

/// Name of the file.
const FILE: &str = "demo.json";

/// What is known about a demo.
#[derive(Serialize, Deserialize)]
pub struct Marker {
    /// How many people were made.
    pub people: usize,
    /// Password of the administrator.
    pub password: String,
    /// The write key.
    pub write_key: String,
    /// Whether everything was made.
    pub complete: bool,
}

impl Marker {
    /// The demo in this directory, if there is one.
    ///
    /// # Errors
    /// When there is a database that is no demo: nobody's data is taken for a demo's.
    pub fn read(directory: &Path, database: &Path) -> Result<Option<Self>> {
        let file = directory.join(FILE);
        match fs::read_to_string(&file) {
            Ok(text) => serde_json::from_str(&text).map(Some).map_err(|error| {
                Failure::new(format!(
                    "cannot understand {}: {error}; choose another --data-dir",
                    file.display()
                ))
            }),
            Err(_) if database.exists() => Err(Failure::new(format!(
                "{} holds a database that is no demo; choose another directory with --data-dir",
                directory.display()
            ))),
            Err(_) => Ok(None),
        }
    }

    /// Keeps it; only this user may read it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, directory: &Path) -> Result<()> {
        let file = directory.join(FILE);
        let failed = |error: std::io::Error| {
            Failure::new(format!("cannot write {}: {error}", file.display()))
        };
        let text = serde_json::to_string_pretty(self).map_err(|error| failed(error.into()))?;
        let mut open = OpenOptions::new();
        let mut out = open
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&file)
            .map_err(failed)?;
        out.write_all(text.as_bytes()).map_err(failed)
    }
}

/// Removes the database of a demo with what SQLite keeps beside it.
///
/// # Errors
/// When a file cannot be removed.
pub fn remove_database(database: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut file = OsString::from(database);
        file.push(ending);
        let file = PathBuf::from(file);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::new(format!(
                    "cannot remove {}: {error}",
                    file.display()
                )));
            }
            _ => {}
        }
    }
    Ok(())
}
