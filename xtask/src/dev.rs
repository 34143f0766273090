//! `cargo xtask dev`: the server and the web application, both up to date.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use nix::sys::signal::Signal;

use crate::files;
use crate::run::{self, Group};
use crate::setup::{self, Need};

/// How often the sources are looked at.
const LOOK: Duration = Duration::from_millis(500);

/// What the server is made of.
const SERVER_SOURCES: [&str; 3] = ["crates", "Cargo.toml", "Cargo.lock"];

/// Options of the development servers.
#[derive(clap::Args)]
pub struct Options {
    /// The data directory; that of the demo is `target/demo`.
    #[arg(long, default_value = "target/dev")]
    data_dir: String,
}

/// Serves until Ctrl-C. The web application on Vite's port passes its
/// requests on to the server on port 7700.
///
/// # Errors
/// When a need cannot be met or the web application's server ends.
pub fn run(options: &Options) -> Result<ExitCode> {
    setup::ensure(&[Need::Node, Need::NpmPackages("web")])?;
    let mut web = Group::start(
        &mut run::command_in("web", "npm", &["run", "dev"]),
        Signal::SIGTERM,
    )?;
    let mut server = None;
    let mut seen = None;
    while !run::interrupted() {
        let newest = newest_change()?;
        if seen != newest {
            seen = newest;
            // The old server goes on until a new one has been built.
            if run::shown(&mut run::command("cargo", &["build", "--package", "ripen"]))? {
                drop(server.take());
                server = Some(serve(&options.data_dir)?);
            }
        }
        if let Some(status) = web.try_wait()? {
            bail!("the web application's server ended: {status}");
        }
        sleep(LOOK);
    }
    Ok(ExitCode::SUCCESS)
}

fn serve(data_dir: &str) -> Result<Group> {
    let args = [
        "serve",
        "--data-dir",
        data_dir,
        "--listen",
        "127.0.0.1:7700",
    ];
    Group::start(
        &mut run::command("target/debug/ripen", &args),
        Signal::SIGTERM,
    )
}

fn newest_change() -> Result<Option<SystemTime>> {
    let files = files::sources(&SERVER_SOURCES)?;
    // A file can go between being listed and being looked at.
    Ok(files
        .iter()
        .filter_map(|file| file.metadata().ok()?.modified().ok())
        .max())
}
