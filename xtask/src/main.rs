//! Every developer command of Ripen, run as `cargo xtask NAME`.

mod bench;
mod demo;
mod dev;
mod files;
mod generated;
mod graph;
mod lint;
mod postgres;
mod properties;
mod report;
mod rooms;
mod run;
mod setup;
mod step;
mod test;
mod times;
mod web;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Every developer command of Ripen.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what development, tests and checks need and is missing.
    Setup,
    /// Build everything, seed a believable company and serve it.
    Demo(demo::Options),
    /// Serve with live reload: the server is rebuilt, the web app reloads.
    Dev(dev::Options),
    /// Run every test, with a PostgreSQL of its own.
    Test(test::Options),
    /// Run every test that draws random cases, with fresh ones, for as long as one likes.
    Properties(properties::Options),
    /// Check formatting, lints, licences, layers and generated files.
    Lint(lint::Options),
    /// Run the benchmarks in a release build.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    match start(command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Command) -> anyhow::Result<ExitCode> {
    run::catch_interrupts()?;
    std::env::set_current_dir(root())?;
    match command {
        Command::Setup => setup::run(),
        Command::Demo(options) => demo::run(&options),
        Command::Dev(options) => dev::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Properties(options) => properties::run(&options),
        Command::Lint(options) => lint::run(&options),
        Command::Bench(options) => bench::run(&options),
    }
}

/// The root of the checkout.
fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map(PathBuf::from).unwrap_or(manifest)
}
