//! `cargo xtask bench`: the benchmarks, with a PostgreSQL of their own.

use std::process::ExitCode;

use anyhow::Result;

use crate::postgres::Postgres;
use crate::setup::{self, Need};
use crate::{run, step};

/// Options of the benchmarks.
#[derive(clap::Args)]
pub struct Options {
    /// Names of benchmarks and options for them; none runs all.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

/// Runs the benchmarks in a release build.
///
/// # Errors
/// When a need cannot be met or a benchmark fails.
pub fn run(options: &Options) -> Result<ExitCode> {
    setup::ensure(&[Need::Postgres])?;
    // Built first, so that the database does not wait for the compiler.
    let mut build = run::command("cargo", &["build", "--release", "--package", "ripen-bench"]);
    step::run("Building the benchmarks", "bench-build", &mut build)?;
    let postgres = Postgres::start()?;
    let mut bench = run::command(
        "cargo",
        &[
            "run",
            "--quiet",
            "--release",
            "--package",
            "ripen-bench",
            "--",
        ],
    );
    bench
        .args(&options.args)
        .env("RIPEN_BENCH_POSTGRES", postgres.url());
    run::must(&mut bench)?;
    Ok(ExitCode::SUCCESS)
}
