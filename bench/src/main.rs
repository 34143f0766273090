//! Benchmarks of Ripen: each prints its figures, the ratio to a simple alternative or the physical
//! limit measured in the same run, and whether the bar is met.
//!
//! Every benchmark runs in a process of its own, so that its memory is its own, and once on each
//! engine. `RIPEN_BENCH_POSTGRES` names the PostgreSQL server; without it only SQLite is measured.

mod benchmarks;
mod beside;
mod context;
mod events;
mod histories;
mod load;
mod memory;
mod population;
mod report;
mod server;
mod serving;

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

use benchmarks::{BENCHMARKS, Benchmark};
use context::{Context, Engine, Size};

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Names the PostgreSQL server to measure on, as a `postgres://` URL.
const POSTGRES: &str = "RIPEN_BENCH_POSTGRES";

const USAGE: &str = "\
usage: cargo xtask bench [NAME..] [--quick | --full] [--sqlite | --postgres]

  --quick      small data, a look at everything in about a minute
  --full       one million people, ten million interactions
  --sqlite     only on the embedded database
  --postgres   only on PostgreSQL

benchmarks:";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match args.first().map(String::as_str) {
        Some("--help" | "-h") => {
            usage();
            Ok(true)
        }
        Some("--one") => run_one(&args[1..]).map(|()| true),
        Some("--serve") => server::serve_for_parent(&args[1..]).map(|()| true),
        _ => run_all(&args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn usage() {
    println!("{USAGE}");
    for Benchmark { name, about, .. } in BENCHMARKS {
        println!("  {name:<14} {about}");
    }
}

/// Runs the chosen benchmarks, each in a process of its own; false when one could not run.
fn run_all(args: &[String]) -> Result<bool> {
    let (flags, names): (Vec<&str>, Vec<&str>) = args
        .iter()
        .map(String::as_str)
        .partition(|arg| arg.starts_with("--"));
    let size = flags
        .iter()
        .find_map(|flag| Size::from_flag(flag))
        .unwrap_or_default();
    let engines = engines(&flags)?;
    for name in &names {
        find(name)?;
    }
    let chosen = BENCHMARKS
        .iter()
        .filter(|one| names.is_empty() || names.contains(&one.name));
    let mut all_ran = true;
    for benchmark in chosen {
        for engine in &engines {
            all_ran &= run_child(benchmark.name, *engine, size)?;
        }
    }
    Ok(all_ran)
}

fn engines(flags: &[&str]) -> Result<Vec<Engine>> {
    let known = |flag: &&&str| {
        Size::from_flag(flag).is_none() && !matches!(**flag, "--sqlite" | "--postgres")
    };
    if let Some(unknown) = flags.iter().find(known) {
        bail!("{unknown} is not understood\n\n{USAGE} see --help");
    }
    let mut engines = Vec::new();
    if !flags.contains(&"--postgres") {
        engines.push(Engine::Sqlite);
    }
    if !flags.contains(&"--sqlite") {
        match std::env::var(POSTGRES) {
            Ok(_) => engines.push(Engine::Postgres),
            Err(_) => println!("skipped on PostgreSQL: {POSTGRES} is not set"),
        }
    }
    Ok(engines)
}

fn find(name: &str) -> Result<&'static Benchmark> {
    BENCHMARKS
        .iter()
        .find(|one| one.name == name)
        .with_context(|| format!("there is no benchmark \"{name}\"; see --help"))
}

fn run_child(name: &str, engine: Engine, size: Size) -> Result<bool> {
    let mut child = Command::new(std::env::current_exe()?);
    child.args(["--one", name, engine.name(), size.flag()]);
    if let (Engine::Postgres, Ok(url)) = (engine, std::env::var(POSTGRES)) {
        child.env(ripen_store::testing::POSTGRES, url);
    } else {
        child.env_remove(ripen_store::testing::POSTGRES);
    }
    Ok(child.status().context("starting a benchmark")?.success())
}

fn run_one(args: &[String]) -> Result<()> {
    let [name, engine, size] = args else {
        bail!("--one needs a name, an engine and a size");
    };
    let context = Context {
        engine: Engine::from_name(engine).context("no such engine")?,
        size: Size::from_flag(size).unwrap_or_default(),
    };
    let benchmark = find(name)?;
    let mut report = report::Report::default();
    (benchmark.run)(&context, &mut report)
        .with_context(|| format!("{name} on {}", context.engine.name()))?;
    report.note(
        "memory at its peak, load included",
        memory::own_peak()?.to_string(),
    );
    report.print(
        &format!("{name} on {}", context.engine.label()),
        benchmark.about,
    );
    Ok(())
}
