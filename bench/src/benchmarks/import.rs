//! Files of people and of events, end to end: read, checked, in the log, identified and scored.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use ripen_app::data::import::{Options, What};

use crate::context::{Bed, Context};
use crate::events::events;
use crate::report::{Report, per_second, rate};

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let count = context.size.choose(10_000, 100_000, 1_000_000);
    let files = tempfile::tempdir()?;
    let people = files.path().join("people.csv");
    std::fs::write(&people, people_csv(count))?;
    measure(context, report, (What::People, &people, count), 50_000.0)?;
    let lines = files.path().join("events.jsonl");
    let mut text = String::new();
    for event in events(count * 2) {
        writeln!(text, "{event}")?;
    }
    std::fs::write(&lines, text)?;
    measure(
        context,
        report,
        (What::Events, &lines, count * 2),
        100_000.0,
    )
}

fn people_csv(count: usize) -> String {
    let mut text = "id,name,email,phone,company,title,country,city,employees\n".to_owned();
    for number in 0..count {
        let (company, employees) = (number % 5_000, 5 + number % 700);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "u{number},Jana Nováková,jana{number}@company{company}.example,+420{},Company {company},Manager,CZ,Brno,{employees}",
            // Numbers of mobiles; what the numbering plan does not know is no telephone number.
            601_000_000 + number % 7_000_000
        );
    }
    text
}

fn measure(
    context: &Context,
    report: &mut Report,
    (what, path, count): (What, &Path, usize),
    bar: f64,
) -> Result<()> {
    let of = match what {
        What::People => "people",
        What::Events => "events",
    };
    let bed = context.bed()?;
    let (logged, projected) = import(&bed, what, path, count)?;
    report.note(format!("{of} into the log"), per_second(count, logged, of));
    let end_to_end = rate(count, logged + projected);
    report.at_least(
        format!("{of} into the log, identified and scored"),
        end_to_end,
        bar,
        &format!("{of}/s"),
    );
    Ok(())
}

/// Time until the file is in the log, people being scored meanwhile, and from there until everybody
/// is scored.
fn import(bed: &Bed, what: What, path: &Path, count: usize) -> Result<(Duration, Duration)> {
    let stop = AtomicBool::new(false);
    let begun = Instant::now();
    let options = Options::new(what, path);
    let report = bed
        .app
        .projecting(|| bed.app.import_file(&options, &stop, &mut |_| ()))?;
    let logged = begun.elapsed();
    let rows = (report.good + report.bad) as usize;
    ensure!(rows == count, "{rows} of {count} rows came in");
    let begun = Instant::now();
    bed.app.project_all()?;
    Ok((logged, begun.elapsed()))
}
