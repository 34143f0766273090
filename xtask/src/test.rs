//! `cargo xtask test`: every test, and one closing line.

use std::fs;
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::postgres::Postgres;
use crate::report::{self, Count};
use crate::setup::{self, CHROMIUM, CLIENT_PYTHON, Need};
use crate::times::Times;
use crate::{properties, run, web};

/// Options of the tests.
#[derive(clap::Args)]
pub struct Options {
    /// Run one suite only.
    #[arg(long, value_enum)]
    only: Option<Suite>,
}

/// One runner with its tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Suite {
    /// Unit, property, conformance and API tests.
    Rust,
    /// Unit tests of the web application.
    Web,
    /// Browser tests.
    E2e,
    /// The official Segment clients against a running server.
    Clients,
}

const ALL: [Suite; 4] = [Suite::Rust, Suite::Web, Suite::E2e, Suite::Clients];

/// Runs the suites one after the other, all of them even when one fails.
///
/// # Errors
/// When a need cannot be met or this process is asked to end.
pub fn run(options: &Options) -> Result<ExitCode> {
    let suites: Vec<Suite> = ALL
        .into_iter()
        .filter(|suite| options.only.is_none_or(|only| only == *suite))
        .collect();
    for suite in &suites {
        setup::ensure(needs(*suite))?;
    }
    if suites.contains(&Suite::E2e) {
        web::build()?;
    }
    let mut total = Count::default();
    let mut times = Times::default();
    for suite in suites {
        println!("\n== {suite:?} tests ==");
        total += match suite {
            Suite::Rust => rust(&mut times)?,
            Suite::Web => times.of("web", vitest)?,
            Suite::E2e => times.of("e2e", || playwright("browser"))?,
            Suite::Clients => times.of("clients", || playwright("clients"))?,
        };
    }
    println!("\n{times}");
    if let Ok(seed) = std::env::var(properties::SEED) {
        println!("random cases of seed {seed}; fresh ones: cargo xtask properties");
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn needs(suite: Suite) -> &'static [Need] {
    match suite {
        Suite::Rust => &[Need::Postgres, Need::Nextest],
        Suite::Web => &[Need::Node, Need::NpmPackages("web")],
        Suite::E2e => &[Need::Node, Need::Chromium, Need::NpmPackages("e2e")],
        Suite::Clients => &[
            Need::Node,
            Need::Chromium,
            Need::NpmPackages("e2e"),
            Need::ClientPython,
        ],
    }
}

fn rust(times: &mut Times) -> Result<Count> {
    // Built first, so that the database does not wait for the compiler.
    let build = ["nextest", "run", "--workspace", "--no-run"];
    let built = times.of("building", || {
        run::shown(&mut run::command("cargo", &build))
    })?;
    if !built {
        return Ok(Count::broken());
    }
    times.of("rust", || {
        let postgres = Postgres::start()?;
        let mut nextest = run::command("cargo", &["nextest", "run", "--workspace"]);
        nextest.env("RIPEN_TEST_POSTGRES", postgres.url());
        let report = "target/nextest/default/junit.xml";
        counted(&mut nextest, report, report::junit)
    })
}

fn vitest() -> Result<Count> {
    let path = "target/xtask/vitest.json";
    let file = format!("--outputFile.json=../{path}");
    let mut vitest = run::command_in(
        "web",
        "npm",
        &["test", "--", "--reporter=default", "--reporter=json"],
    );
    counted(vitest.arg(file), path, report::vitest)
}

/// The browser tests and the client tests are projects of one runner, each
/// worker with a server of its own.
fn playwright(project: &str) -> Result<Count> {
    if !run::shown(&mut run::command("cargo", &["build", "--package", "ripen"]))? {
        return Ok(Count::broken());
    }
    let path = format!("target/xtask/playwright-{project}.json");
    let root = std::env::current_dir()?;
    let mut playwright =
        run::command_in("e2e", "npx", &["playwright", "test", "--project", project]);
    playwright
        .env("RIPEN_E2E_REPORT", root.join(&path))
        .env("RIPEN_E2E_CHROMIUM", CHROMIUM)
        .env("RIPEN_E2E_PYTHON", root.join(CLIENT_PYTHON));
    counted(&mut playwright, &path, report::playwright)
}

/// Runs a runner and reads its report. A runner that fails without a failed
/// test, or says nothing, counts as one failure.
fn counted(command: &mut Command, report: &str, read: fn(&str) -> Option<Count>) -> Result<Count> {
    fs::create_dir_all("target/xtask")?;
    // The report of an earlier run must not be taken for this one's.
    let _ = fs::remove_file(report);
    let succeeded = run::shown(command)?;
    let count = fs::read_to_string(report).ok().and_then(|text| read(&text));
    Ok(match count {
        Some(count) if succeeded || count.failed > 0 => count,
        Some(count) => Count { failed: 1, ..count },
        None => Count::broken(),
    })
}
