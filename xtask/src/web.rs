//! npm packages and the built web application, made only when outdated.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::{files, run, step};

/// What the built web application depends on.
const WEB_SOURCES: &str = "web";

/// Installs the npm packages of a folder when its lock file is newer.
///
/// # Errors
/// When the folder has no lock file or `npm ci` fails.
pub fn packages(folder: &str) -> Result<()> {
    let lock = Path::new(folder).join("package-lock.json");
    if !lock.exists() {
        bail!("{} is missing", lock.display());
    }
    // npm writes its own note after the lock file, whenever it has installed.
    let installed = modified(&Path::new(folder).join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&lock) {
        return Ok(());
    }
    let title = format!("Installing the npm packages of {folder}");
    // Not `npm ci`: it refuses a lock file that lacks the packages of other
    // platforms, which not every registry carries. This keeps to the locked
    // versions and checksums all the same, and leaves the lock file alone.
    let args = ["install", "--no-save", "--no-audit", "--no-fund"];
    let mut install = run::command_in(folder, "npm", &args);
    install.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    step::run(&title, &format!("npm-{folder}"), &mut install)
        .context("the npm packages are needed; is the registry reachable?")
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

/// Builds the web application into `web/dist` when its sources have changed.
///
/// # Errors
/// When the packages cannot be installed or the build fails.
pub fn build() -> Result<()> {
    packages("web")?;
    let wanted = files::fingerprint(&files::sources(&[WEB_SOURCES])?)?;
    let stamp = PathBuf::from("target/xtask/web-built");
    let built = Path::new("web/dist/index.html").exists();
    if built && fs::read_to_string(&stamp).is_ok_and(|has| has == wanted) {
        return Ok(());
    }
    let mut build = run::command_in("web", "npm", &["run", "build"]);
    step::run("Building the web application", "web-build", &mut build)?;
    fs::write(stamp, wanted)?;
    Ok(())
}
