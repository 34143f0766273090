//! `cargo xtask properties`: every property with fresh random cases, for as long as one likes.

use std::fs;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use crate::postgres::Postgres;
use crate::setup::{self, Need};
use crate::{files, run};

/// Where a round takes its random cases from.
pub const SEED: &str = "PROPTEST_RNG_SEED";

/// Options of the command.
#[derive(clap::Args)]
pub struct Options {
    /// Rounds are begun until so many minutes have passed.
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// Run one round with this seed, to see a failure again.
    #[arg(long)]
    seed: Option<u64>,
    /// Only properties whose name contains this.
    #[arg(long)]
    only: Option<String>,
}

/// Runs rounds with fresh seeds until the time is over or a property fails.
///
/// # Errors
/// When a need cannot be met, no property is found, or this process is asked to end.
pub fn run(options: &Options) -> Result<ExitCode> {
    setup::ensure(&[Need::Postgres, Need::Nextest])?;
    let mut names = names()?;
    if let Some(part) = &options.only {
        names.retain(|name| name.contains(part.as_str()));
    }
    if names.is_empty() {
        bail!("there is no such property");
    }
    let each: Vec<String> = names.iter().map(|name| format!("{name}$")).collect();
    let filter = format!("test(/(^|::)({})/)", each.join("|"));
    let build = ["nextest", "run", "--workspace", "--no-run"];
    run::must(&mut run::command("cargo", &build))?;
    let postgres = Postgres::start()?;
    let (start, limit) = (Instant::now(), Duration::from_secs(options.minutes * 60));
    let mut rounds = 0;
    loop {
        let seed = options.seed.map_or_else(|| fresh_seed(rounds), Ok)?;
        println!("\n== {} properties, seed {seed} ==", names.len());
        let mut round = run::command("cargo", &["nextest", "run", "--workspace", "-E", &filter]);
        round.env("RIPEN_TEST_POSTGRES", postgres.url());
        round.env(SEED, seed.to_string());
        rounds += 1;
        if !run::shown(&mut round)? {
            println!("\nfailed with seed {seed}; again: cargo xtask properties --seed {seed}");
            return Ok(ExitCode::FAILURE);
        }
        if options.seed.is_some() || start.elapsed() >= limit {
            println!("\n{} properties held in {rounds} rounds", names.len());
            return Ok(ExitCode::SUCCESS);
        }
    }
}

/// A seed that no round had before.
#[expect(
    clippy::disallowed_methods,
    reason = "a fresh seed is what this command is for, and it is printed"
)]
fn fresh_seed(round: u64) -> Result<u64> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.context("the clock stands before 1970")?;
    Ok(u64::from(now.subsec_nanos()) ^ (now.as_secs() << 20) ^ round)
}

/// The names of all tests that draw random cases, by what their text says.
fn names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for path in files::sources(&["crates"])? {
        if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path)?;
            names.extend(random_tests(&text));
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// The tests in a source text that stand in a `proptest!` block or run a `TestRunner`.
fn random_tests(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut block_indent = None;
    let (mut is_test, mut current) = (false, None::<String>);
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let code = line.trim();
        if code.starts_with("proptest! {") {
            block_indent = Some(indent);
        } else if code == "}" && block_indent == Some(indent) {
            block_indent = None;
        } else if code == "#[test]" {
            is_test = true;
        } else if let Some(name) = function_name(code) {
            current = is_test.then(|| name.to_owned());
            is_test = false;
            if block_indent.is_some() {
                found.extend(current.take());
            }
        }
        if code.contains("TestRunner::new(") {
            found.extend(current.take());
        }
    }
    found
}

fn function_name(code: &str) -> Option<&str> {
    let code = code.strip_prefix("pub ").unwrap_or(code);
    code.strip_prefix("fn ")?.split(['(', '<']).next()
}

#[cfg(test)]
mod tests {
    use super::random_tests;

    #[test]
    fn random_tests_are_told_from_others() {
        let text = "
fn helper() {}
#[test]
fn plain() {
    assert!(true);
}
proptest! {
    #[test]
    fn in_a_block(a in 0..3) {
        if a == 1 {
        }
    }
}
#[test]
fn by_a_runner() {
    TestRunner::new(config).run();
}
#[test]
fn after() {}
";
        assert_eq!(random_tests(text), ["in_a_block", "by_a_runner"]);
    }
}
