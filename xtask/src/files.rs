//! Files of the checkout: walking them, and a fingerprint of their content.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Folders that hold what was installed or built.
const NOT_SOURCES: [&str; 5] = [
    "node_modules",
    "dist",
    "target",
    "test-results",
    "playwright-report",
];

/// Every source file below the folders, in a fixed order. Hidden files and
/// what was installed or built is left out; a missing folder is empty.
///
/// # Errors
/// When a folder cannot be read.
pub fn sources(folders: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in folders {
        walk(Path::new(folder), &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn walk(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        found.push(path.to_owned());
    }
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        let text = name.to_string_lossy();
        if !text.starts_with('.') && !NOT_SOURCES.contains(&text.as_ref()) {
            walk(&path.join(&name), found)?;
        }
    }
    Ok(())
}

/// A number that changes when a file's name or content changes.
///
/// # Errors
/// When a file cannot be read.
pub fn fingerprint(files: &[PathBuf]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("ripen-files-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("node_modules/x")).unwrap();
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(folder.join("src/a.ts"), "a").unwrap();
        fs::write(folder.join("node_modules/x/b.js"), "b").unwrap();
        folder
    }

    #[test]
    fn only_sources_are_found() {
        let folder = folder("walk");
        let found = sources(&[folder.to_str().unwrap(), "no/such/folder"]).unwrap();
        assert_eq!(found, [folder.join("src/a.ts")]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_fingerprint_follows_content_and_name() {
        let folder = folder("print");
        let file = folder.join("src/a.ts");
        let before = fingerprint(std::slice::from_ref(&file)).unwrap();
        assert_eq!(before, fingerprint(std::slice::from_ref(&file)).unwrap());

        fs::write(&file, "changed").unwrap();
        let changed = fingerprint(std::slice::from_ref(&file)).unwrap();
        assert_ne!(before, changed);

        let moved = folder.join("src/c.ts");
        fs::rename(&file, &moved).unwrap();
        assert_ne!(changed, fingerprint(&[moved]).unwrap());
        fs::remove_dir_all(folder).unwrap();
    }
}
