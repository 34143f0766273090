//! The report of an import, for the terminal.

use std::fmt::Write;
use std::time::Duration;

use ripen_app::data::import::{
    DateOrder, Dates, Field, FirstRow, Foreseen, Note, Notes, Report, Understood, What, shown,
};

use crate::command::counted::counted;

/// Letters shown of a value.
const SHOWN: usize = 60;

/// How the file was understood, as text.
pub fn header(understood: &Understood) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_header(&mut text, understood);
    text
}

/// The report as text.
pub fn text(report: &Report, took: Duration) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut text, report, took);
    text
}

fn write_header(out: &mut String, understood: &Understood) -> std::fmt::Result {
    let Some(delimiter) = understood.delimiter else {
        return writeln!(out, "Messages as JSON lines, {}", understood.encoding);
    };
    writeln!(
        out,
        "Columns, separated by {:?}, {}:",
        char::from(delimiter),
        understood.encoding
    )?;
    for column in &understood.columns {
        let fills = fills(&column.field, understood.what);
        let stops = match column.parts_thousands {
            true => ", 1.250 is 1250",
            false => "",
        };
        writeln!(out, "  {:<40} {fills}{stops}", shown(&column.header, SHOWN))?;
    }
    if let Some(number) = &understood.orders {
        writeln!(
            out,
            "No column tells what happened, and {} has the number of an order: each order is one row, a purchase if its \
             state does not say that it is open, cancelled or refunded; --map \"Column=event\" says it otherwise",
            shown(number, SHOWN)
        )?;
    }
    let order = |order| match order {
        DateOrder::DayFirst => "the day first",
        DateOrder::MonthFirst => "the month first",
    };
    match understood.dates {
        Dates::Seen(seen) => writeln!(out, "Dates have {}, as the column shows", order(seen)),
        Dates::Spoken(spoken) => writeln!(
            out,
            "Dates have {}, as in the language of the header; --date-format says it otherwise",
            order(spoken)
        ),
        Dates::Contradict => writeln!(
            out,
            "Some dates have the day first, others the month; those that leave it open are not read"
        ),
        Dates::Said(_) | Dates::Open => Ok(()),
    }
}

fn fills(field: &Field, what: What) -> String {
    match (field, what) {
        (Field::Custom(name), What::People) => format!("custom field {}", shown(name, SHOWN)),
        (Field::Custom(name), What::Events) => format!("property {}", shown(name, SHOWN)),
        (Field::Skip, _) => "left out".to_owned(),
        (Field::Time, What::People) => "time: when the person became known".to_owned(),
        (field, _) => field.name().to_owned(),
    }
}

fn write(out: &mut String, report: &Report, took: Duration) -> std::fmt::Result {
    first_rows(out, &report.first)?;
    rows(out, report, took)?;
    repeated(out, report)?;
    left_out(out, &report.notes)?;
    for reason in &report.examples {
        writeln!(out, "  {}", shown(reason, 4 * SHOWN))?;
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

fn first_rows(out: &mut String, first: &[FirstRow]) -> std::fmt::Result {
    if !first.is_empty() {
        writeln!(out, "The first rows:")?;
    }
    for row in first {
        let fields = row
            .fields
            .iter()
            .map(|(name, text)| format!("{}: {}", shown(name, SHOWN), shown(text, SHOWN)));
        let fields: Vec<String> = fields.collect();
        writeln!(out, "  line {}: {}", row.line, fields.join(" | "))?;
    }
    Ok(())
}

/// What could not be read, the first of each column.
fn left_out(out: &mut String, notes: &Notes) -> std::fmt::Result {
    if notes.count() > 0 {
        writeln!(
            out,
            "{} on rows that went in without what could not be read:",
            counted(notes.count(), "note", "notes")
        )?;
    }
    for column in notes.0.values() {
        for note in &column.first {
            writeln!(out, "  {}", noted(note))?;
        }
        let more = column.count - column.first.len() as u64;
        if more > 0 {
            writeln!(out, "  and {more} more of this column")?;
        }
    }
    Ok(())
}

fn noted(note: &Note) -> String {
    let place = match &note.column {
        Some(column) => format!("line {}, {}", note.line, shown(column, SHOWN)),
        None => format!("line {}", note.line),
    };
    match note.value.is_empty() {
        true => format!("{place}: it {}", note.why),
        false => format!("{place}: \"{}\" {}", note.value, note.why),
    }
}

fn rows(out: &mut String, report: &Report, took: Duration) -> std::fmt::Result {
    let rows = report.good + report.bad;
    if report.before > 0 {
        writeln!(
            out,
            "{} imported before and passed over",
            counted(report.before, "row was", "rows were")
        )?;
    }
    if rows == 0 && report.before > 0 && report.finished {
        return writeln!(out, "there is nothing new in this file");
    }
    let speed = rows as f64 / took.as_secs_f64().max(1e-3);
    writeln!(
        out,
        "{}: {} good, {} bad ({speed:.0} rows a second)",
        counted(rows, "row", "rows"),
        report.good,
        report.bad
    )?;
    if report.blank > 0 {
        let blank = counted(report.blank, "blank row was", "blank rows were");
        writeln!(out, "{blank} passed over")?;
    }
    if report.further > 0 {
        let further = counted(
            report.further,
            "row with further goods was",
            "rows with further goods were",
        );
        writeln!(
            out,
            "{further} passed over: their order is told by the row before"
        )?;
    }
    if report.dry_run {
        return writeln!(out, "nothing was written, as this was a dry run");
    }
    writeln!(
        out,
        "{} stored, {} were known already",
        report.stored, report.repeats
    )
}

fn repeated(out: &mut String, report: &Report) -> std::fmt::Result {
    for (count, kind) in report
        .duplicates
        .iter()
        .zip(["id", "e-mail address", "telephone number"])
    {
        if *count > 0 {
            let rows = counted(*count, "row has", "rows have");
            writeln!(out, "{rows} the {kind} of an earlier row")?;
        }
    }
    if let Some(Foreseen { known, new }) = report.foreseen {
        writeln!(
            out,
            "{} about somebody who is known already; {} new",
            counted(known, "row is", "rows are"),
            counted(new, "person is", "people are")
        )?;
    }
    Ok(())
}
