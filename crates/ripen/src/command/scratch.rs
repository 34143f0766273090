//! Room for what is needed while a command runs.

use std::fs::{DirBuilder, Metadata, read_dir, remove_dir_all};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::signals;

/// How often a directory is removed in which something is written meanwhile.
const TRIES: u32 = 100;

/// A directory that goes when it is not needed any more, also when the process is asked to stop.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes a directory for a command, and removes those of its processes that were killed.
    pub fn new(command: &str) -> Result<Self> {
        let within = std::env::temp_dir();
        // The number of the process follows.
        let name = format!("ripen-{command}-");
        let path = within.join(format!("{name}{}", std::process::id()));
        // As nobody else may read the data directory, so nobody may read what is made of it.
        let made = DirBuilder::new().mode(0o700).create(&path);
        let made = made.and_then(|()| {
            let interrupted = path.clone();
            signals::end_with(move || remove(&interrupted))?;
            remove_left_over((&within, &name), &path.metadata()?)
        });
        made.map_err(|error| Failure::new(format!("cannot make {}: {error}", path.display())))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

fn remove(path: &Path) {
    let removed = (0..TRIES).map(|_| remove_dir_all(path)).find(|removed| {
        let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        removed.as_ref().is_ok() || removed.as_ref().is_err_and(is_gone)
    });
    if removed.is_none() {
        tracing::warn!(path = %path.display(), "it could not be removed");
    }
}

/// Removes the directories of processes that are no more, as far as they are of the user of `own`.
fn remove_left_over((within, name): (&Path, &str), own: &Metadata) -> io::Result<()> {
    for entry in read_dir(within)? {
        let entry = entry?;
        let found = entry.file_name();
        let process = found.to_str().and_then(|found| found.strip_prefix(name));
        let Some(process) = process.and_then(|number| number.parse::<u32>().ok()) else {
            continue;
        };
        let is_ours = entry
            .metadata()
            .is_ok_and(|one| one.uid() == own.uid() && one.is_dir());
        if is_ours && !Path::new(&format!("/proc/{process}")).exists() {
            remove(&entry.path());
        }
    }
    Ok(())
}
