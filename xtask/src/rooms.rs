//! Capabilities have one name in every layer: a newcomer finds the room by it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// What Ripen can do, as `docs/ARCHITECTURE.md` tells.
const CAPABILITIES: &[&str] = &[
    "access",
    "capture",
    "companies",
    "data",
    "filters",
    "identity",
    "leads",
    "learning",
    "models",
    "orders",
    "people",
    "scoring",
    "signals",
    "work",
    "workbench",
];

/// A layer, and its rooms that are of no capability.
const LAYERS: &[(&str, &[&str])] = &[
    (
        "crates/store/src",
        &["engine", "lib", "log", "schema", "testing", "tests"],
    ),
    (
        "crates/app/src",
        &[
            "append", "clock", "error", "guard", "health", "lib", "live", "project", "ripen",
            "wording",
        ],
    ),
    ("crates/http/src/api", &["health", "live", "types"]),
    (
        "web/src",
        &[
            "api", "charts", "i18n", "main", "router", "shared", "shell", "theme",
        ],
    ),
];

/// Rooms that are of no capability and of no part of their layer.
///
/// # Errors
/// Names them, or what could not be read.
pub fn check() -> Result<()> {
    let mut strange = Vec::new();
    for (layer, own) in LAYERS {
        for room in rooms(Path::new(layer))? {
            if !CAPABILITIES.contains(&&*room) && !own.contains(&&*room) {
                strange.push(format!("{layer}/{room}"));
            }
        }
    }
    if strange.is_empty() {
        return Ok(());
    }
    bail!(
        "{}: no capability has this name; put it into the room of one (xtask/src/rooms.rs)",
        strange.join(", ")
    )
}

/// The names of the files and folders of a layer, without their endings.
fn rooms(layer: &Path) -> Result<BTreeSet<String>> {
    let listed = fs::read_dir(layer).with_context(|| format!("listing {}", layer.display()))?;
    let mut rooms = BTreeSet::new();
    for entry in listed {
        let path = entry?.path();
        // What a move left empty is none.
        let has_files = has_files(&path)?;
        if let Some(name) = path.file_stem().filter(|_| has_files) {
            rooms.insert(name.to_string_lossy().into_owned());
        }
    }
    Ok(rooms)
}

/// Whether a path is a file, or a folder with files however deep.
fn has_files(path: &Path) -> Result<bool> {
    if !path.is_dir() {
        return Ok(true);
    }
    for entry in fs::read_dir(path)? {
        if has_files(&entry?.path())? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_the_folder_beside_it_are_one_room_and_an_empty_folder_is_none() {
        let layer = std::env::temp_dir().join(format!("ripen-rooms-{}", std::process::id()));
        let _ = fs::remove_dir_all(&layer);
        for folder in ["people", "left/over"] {
            fs::create_dir_all(layer.join(folder)).unwrap();
        }
        for file in ["people.rs", "people/list.rs"] {
            fs::write(layer.join(file), "").unwrap();
        }
        let found = rooms(&layer).unwrap();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["people"]);
        fs::remove_dir_all(layer).unwrap();
    }
}
