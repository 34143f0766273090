//! Every kind of job there is.

use super::{Job, Work};
use crate::error::Result;
use crate::learning::Learn;

/// A kind of job, by its name.
pub(super) struct Kind {
    pub name: &'static str,
    run: fn(&Work, &str) -> Result<()>,
}

/// A test holds the list complete.
const KINDS: &[Kind] = &[Kind::of::<Learn>()];

impl Kind {
    const fn of<J: Job>() -> Self {
        Self {
            name: J::NAME,
            run: |work, body| {
                let job: J = serde_json::from_str(body).map_err(|error| {
                    ripen_store::Error::Corrupt(format!("what the job is told: {error}"))
                })?;
                job.run(work)
            },
        }
    }
}

/// Does a job.
///
/// # Errors
/// Those of the job; when no kind has this name, as where a newer version made it.
pub(super) fn run(work: &Work, name: &str, body: &str) -> Result<()> {
    let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else {
        let unknown = format!("this version knows no job of the name {name}");
        return Err(ripen_store::Error::Version(unknown).into());
    };
    (kind.run)(work, body)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let listed = fs::read_dir(folder).expect("a folder").flatten();
        let paths = listed.map(|entry| entry.path());
        paths
            .flat_map(|path| match path.is_dir() {
                true => sources(&path),
                false => vec![path],
            })
            .collect()
    }

    #[test]
    fn every_kind_is_listed_and_has_a_name_of_its_own() {
        let names: HashSet<&str> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), KINDS.len());
        let files = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let texts = files
            .iter()
            .filter_map(|file| fs::read_to_string(file).ok());
        let needle = format!("impl {} for ", "Job");
        let kinds: usize = texts.map(|text| text.matches(&needle).count()).sum();
        assert_eq!(kinds, KINDS.len(), "a kind of job is not in the list");
    }
}
