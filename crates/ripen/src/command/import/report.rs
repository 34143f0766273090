//! The report of an import, for the terminal.

use std::fmt::Write;
use std::time::Duration;

use ripen_app::import::{Field, Report, What};

/// The report as text.
pub fn text(what: What, report: &Report, took: Duration) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut text, what, report, took);
    text
}

fn write(out: &mut String, what: What, report: &Report, took: Duration) -> std::fmt::Result {
    if !report.columns.is_empty() {
        let delimiter = report.delimiter.map_or(' ', char::from);
        writeln!(out, "Columns, separated by {delimiter:?}:")?;
        for column in &report.columns {
            let fills = match &column.field {
                Field::Custom(name) if what == What::People => format!("custom field {name}"),
                Field::Custom(name) => format!("property {name}"),
                Field::Skip => "left out".to_owned(),
                field => field.name().to_owned(),
            };
            writeln!(out, "  {:<40} {fills}", column.header)?;
        }
    }
    rows(out, report, took)?;
    notes(out, report)?;
    for reason in &report.examples {
        writeln!(out, "  {reason}")?;
    }
    let more = report.bad.saturating_sub(report.examples.len() as u64);
    if more > 0 {
        writeln!(out, "  and {more} more")?;
    }
    if report.bad > 0 && !report.dry_run {
        writeln!(
            out,
            "Bad rows are kept as bad events: ripen export bad-events"
        )?;
    }
    Ok(())
}

fn rows(out: &mut String, report: &Report, took: Duration) -> std::fmt::Result {
    let rows = report.good + report.bad;
    if report.before > 0 {
        writeln!(
            out,
            "{} rows were imported before and are passed over",
            report.before
        )?;
    }
    if rows == 0 && report.before > 0 && report.finished {
        return writeln!(out, "there is nothing new in this file");
    }
    let speed = rows as f64 / took.as_secs_f64().max(1e-3);
    writeln!(
        out,
        "{rows} rows: {} good, {} bad ({speed:.0} rows a second)",
        report.good, report.bad
    )?;
    if report.dry_run {
        return writeln!(out, "nothing was written, as this was a dry run");
    }
    writeln!(
        out,
        "{} stored, {} were known already",
        report.stored, report.repeats
    )
}

fn notes(out: &mut String, report: &Report) -> std::fmt::Result {
    for (count, kind) in report
        .duplicates
        .iter()
        .zip(["id", "e-mail address", "telephone number"])
    {
        if *count > 0 {
            writeln!(out, "{count} rows have the {kind} of an earlier row")?;
        }
    }
    if let Some(known) = report.known {
        writeln!(out, "{known} rows are about somebody who is known already")?;
    }
    if report.odd_emails > 0 {
        writeln!(
            out,
            "{} rows have an e-mail address that is none; it is not used to reach them",
            report.odd_emails
        )?;
    }
    if report.odd_phones > 0 {
        writeln!(
            out,
            "{} rows have a telephone number that is none, or that does not name its country (see capture.region); it is not used",
            report.odd_phones
        )?;
    }
    Ok(())
}
