//! `cargo xtask lint`: every check that needs no running server.

use std::fs;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::setup::{self, Need};
use crate::times::Times;
use crate::{files, generated, graph, rooms, run};

/// No source file is longer; most are under 250 lines.
const LONGEST_FILE: usize = 600;

/// Options of the checks.
#[derive(clap::Args)]
pub struct Options {
    /// Format the code and write the generated files instead of comparing.
    #[arg(long)]
    fix: bool,
}

/// Runs all checks, also after one has failed, and names those that did.
///
/// # Errors
/// When a need cannot be met or this process is asked to end.
pub fn run(options: &Options) -> Result<ExitCode> {
    setup::ensure(&[
        Need::Node,
        Need::Deny,
        Need::NpmPackages("web"),
        Need::NpmPackages("e2e"),
    ])?;
    let mut failed = Vec::new();
    let mut times = Times::default();
    for (name, check) in checks() {
        println!("\n== {name} ==");
        if let Err(error) = times.of(name, || check(options.fix)) {
            eprintln!("{error:#}");
            failed.push(name);
        }
        if run::interrupted() {
            bail!("interrupted");
        }
    }
    println!("\n{times}");
    if failed.is_empty() {
        println!("all checks passed");
        return Ok(ExitCode::SUCCESS);
    }
    println!("failed: {}", failed.join(", "));
    Ok(ExitCode::FAILURE)
}

type Check = fn(bool) -> Result<()>;

/// The cheap ones first; those that fix come before those that read.
fn checks() -> [(&'static str, Check); 10] {
    [
        ("formatting", formatting),
        ("layers", |_| graph::check()),
        ("rooms", |_| rooms::check()),
        ("file length", |_| file_length()),
        ("licences, bans and sources", |_| deny()),
        ("clippy", |_| clippy()),
        ("generated documents", generated::documents),
        ("generated client", generated::client),
        ("web types and lint", |_| npm_checks("web")),
        ("e2e types and lint", |_| npm_checks("e2e")),
    ]
}

fn formatting(fix: bool) -> Result<()> {
    let args: &[&str] = if fix {
        &["fmt", "--all"]
    } else {
        &["fmt", "--all", "--check"]
    };
    run::must(&mut run::command("cargo", args))
}

fn clippy() -> Result<()> {
    let args = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    run::must(&mut run::command("cargo", &args))
}

/// Advisories are left out: their database is on the network.
fn deny() -> Result<()> {
    let args = ["deny", "--offline", "check", "licenses", "bans", "sources"];
    run::must(&mut run::command("cargo", &args))
}

fn npm_checks(folder: &str) -> Result<()> {
    run::must(&mut run::command_in(folder, "npm", &["run", "check"]))?;
    run::must(&mut run::command_in(folder, "npm", &["run", "lint"]))
}

fn file_length() -> Result<()> {
    let sources = files::sources(&["crates", "xtask", "bench", "web/src", "tracker/src", "e2e"])?;
    let mut long = Vec::new();
    for path in sources {
        let code = path
            .extension()
            .is_some_and(|end| ["rs", "ts", "tsx", "py"].iter().any(|code| end == *code));
        // The typed client is generated; nobody reads it from end to end.
        if !code || path.ends_with("schema.d.ts") {
            continue;
        }
        let lines = fs::read_to_string(&path)?.lines().count();
        if lines > LONGEST_FILE {
            long.push(format!(
                "{}: {lines} lines, at most {LONGEST_FILE}",
                path.display()
            ));
        }
    }
    if long.is_empty() {
        return Ok(());
    }
    bail!("{}", long.join("\n"))
}
