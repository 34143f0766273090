//! Long commands behind a spinner, with their output kept in a file.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use nix::sys::signal::Signal;

use crate::run::{self, Group};

/// Runs a long command behind a spinner that shows its latest line. All of
/// its output is kept in `target/xtask/NAME.log`.
///
/// # Errors
/// When it fails, after the end of its output is shown.
pub fn run(title: &str, name: &str, command: &mut Command) -> Result<()> {
    std::fs::create_dir_all("target/xtask")?;
    let path = format!("target/xtask/{name}.log");
    let log = File::create(&path).with_context(|| format!("cannot write {path}"))?;
    let started = Instant::now();
    let spinner = spinner(title);
    let mut group = Group::start(
        command.stdout(log.try_clone()?).stderr(log),
        Signal::SIGTERM,
    )?;
    let status = loop {
        if let Some(status) = group.try_wait()? {
            break status;
        }
        if run::interrupted() {
            bail!("interrupted");
        }
        spinner.set_message(last_line(&path));
        sleep(run::POLL * 3);
    };
    spinner.finish_and_clear();
    let seconds = started.elapsed().as_secs_f32();
    if status.success() {
        println!("✔ {title} ({seconds:.1} s)");
        return Ok(());
    }
    show_end(&path, 60);
    bail!(
        "{title}: `{}` failed; all of its output is in {path}",
        run::line_of(command)
    )
}

fn spinner(title: &str) -> ProgressBar {
    let spinner = ProgressBar::new_spinner();
    if spinner.is_hidden() {
        println!("… {title}");
        let _ = std::io::stdout().flush();
        return spinner;
    }
    if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg:.dim}")
    {
        spinner.set_style(style);
    }
    spinner.set_prefix(title.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}

fn last_line(path: &str) -> String {
    let end = lines_of(path).pop().unwrap_or_default();
    end.trim().to_owned()
}

fn show_end(path: &str, count: usize) {
    let lines = lines_of(path);
    for line in lines.iter().skip(lines.len().saturating_sub(count)) {
        eprintln!("  {line}");
    }
}

fn lines_of(path: &str) -> Vec<String> {
    File::open(path).map_or_else(
        |_| Vec::new(),
        |file| {
            BufReader::new(file)
                .lines()
                .map_while(Result::ok)
                .filter(|l| !l.trim().is_empty())
                .collect()
        },
    )
}
