//! `cargo xtask demo`: from a fresh checkout to a served demo company.

use std::os::unix::process::CommandExt;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::setup::{self, Need};
use crate::{run, step, web};

/// Options of the demo.
#[derive(clap::Args)]
pub struct Options {
    /// Drop the demo's data and seed it again.
    #[arg(long)]
    fresh: bool,
    /// The port on 127.0.0.1.
    #[arg(long, default_value_t = 7700)]
    port: u16,
}

/// Builds what has changed, then becomes the demo server.
///
/// # Errors
/// When a need cannot be met, a build fails or the server does not start.
pub fn run(options: &Options) -> Result<ExitCode> {
    setup::ensure(&[Need::Node])?;
    web::build()?;
    let mut build = run::command("cargo", &["build", "--release", "--package", "ripen"]);
    step::run("Building the server", "demo-build", &mut build)?;

    let listen = format!("127.0.0.1:{}", options.port);
    let mut demo = run::command(
        "target/release/ripen",
        &["demo", "--data-dir", "target/demo"],
    );
    demo.args(["--listen", &listen]);
    if options.fresh {
        demo.arg("--fresh");
    }
    // Replaces this process: Ctrl-C and the exit code are the server's own.
    Err(demo.exec()).context("cannot start target/release/ripen")
}
