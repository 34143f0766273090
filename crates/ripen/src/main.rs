//! The `ripen` command: everything that is done from outside of the web application.

mod command;
mod config;
mod descriptors;
mod failure;
mod logging;
mod open;
mod progress;
mod reference;
mod signals;

use std::process::ExitCode;

use clap::Parser;

use crate::command::Cli;

/// Events are taken apart on one thread and written on another, which the system's allocator is slow
/// at: a fifth of the time of an ingest went there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("ripen: {failure}");
            failure.code()
        }
    }
}
