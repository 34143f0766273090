//! Durable ingest in batches, against a bare loop that inserts the same finished rows.

use std::time::{Duration, Instant};

use anyhow::Result;
use ripen_store::access::KeyKind;
use ripen_store::{Conn, Db, Param, Row, Value};

use crate::context::Context;
use crate::events::{batch_requests, captured, events};
use crate::load::{self, Plan};
use crate::memory::Kilobytes;
use crate::report::{Report, ms, per_second, rate};
use crate::server::Server;
use crate::serving::Serving;

/// Events of a request.
const BATCH: usize = 100;
/// Rows of one transaction of the bare loop.
const GROUP: usize = 4_000;
const PLAN: Plan = Plan {
    connections: 16,
    rate: None,
};

/// Columns of the log with the kind of value that each holds: i for whole numbers, f for numbers,
/// t for text.
const COLUMNS: &[(&str, char)] = &[
    ("seq", 'i'),
    ("message_hash", 'i'),
    ("message_nth", 'i'),
    ("message_id", 't'),
    ("source_id", 'i'),
    ("kind", 't'),
    ("channel", 'i'),
    ("at", 'i'),
    ("received_at", 'i'),
    ("anonymous_id", 't'),
    ("user_id", 't'),
    ("previous_id", 't'),
    ("email", 't'),
    ("phone", 't'),
    ("verdict", 'i'),
    ("verdict_reasons", 't'),
    ("path", 't'),
    ("label", 't'),
    ("amount", 'f'),
    ("touch", 't'),
    ("traits", 't'),
    ("body", 't'),
];

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let count = context.size.choose(20_000, 200_000, 500_000);
    let bed = context.bed()?;
    let (_, key) = bed.app.write_key_create("bench", KeyKind::Server)?;
    let requests = batch_requests(count, BATCH, &key);
    let server = Server::start(bed.app.clone())?;
    let outcome = load::run(server.address, &requests, PLAN)?;
    drop(server);
    let rows = bed.db.db.read(finished_rows)?;
    let bare = bare_loop(&context.database()?.db, &rows)?;
    let direct = append_directly(context, count)?;

    report.note("bare loop of inserts", per_second(rows.len(), bare, "rows"));
    report.note(
        "append of captured events, without HTTP",
        per_second(rows.len(), direct, "rows"),
    );
    report.note(
        "durable over HTTP, batches of 100",
        per_second(rows.len(), outcome.elapsed, "rows"),
    );
    report.note("a request, p50 / p99 / worst", outcome.latencies.text());
    let ratio = rate(rows.len(), outcome.elapsed) / rate(rows.len(), bare);
    report.at_least("over HTTP against the bare loop", ratio, 0.5, "x");
    report.note(
        "a request, p99",
        format!("{:.1} ms", ms(outcome.latencies.at(0.99))),
    );
    report.note("requests turned away", outcome.turned_away.to_string());
    let peak = peak_of_server(context, count)?;
    report.at_most(
        "memory of the server at its peak, projecting",
        peak.megabytes(),
        400.0,
        "MB",
    );
    Ok(())
}

/// Memory of a server in a process of its own that takes in the same requests and projects them.
fn peak_of_server(context: &Context, count: usize) -> Result<Kilobytes> {
    let bed = context.bed()?;
    let (_, key) = bed.app.write_key_create("bench", KeyKind::Server)?;
    let target = bed.db.target.clone();
    bed.app.stop();
    let server = Serving::start(&target)?;
    load::run(server.address, &batch_requests(count, BATCH, &key), PLAN)?;
    Ok(server.resident()?.peak)
}

/// The rows as they ended up in the log.
fn finished_rows(conn: &mut Conn) -> ripen_store::Result<Vec<Vec<Value>>> {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let sql = format!("SELECT {} FROM interaction ORDER BY seq", names.join(", "));
    conn.query(&sql, &[], |row| {
        (0..COLUMNS.len()).map(|at| value(row, at)).collect()
    })
}

fn value(row: &Row, at: usize) -> ripen_store::Result<Value> {
    Ok(match COLUMNS[at].1 {
        'i' => row.get::<Option<i64>>(at)?.map_or(Value::Null, Value::Int),
        'f' => row.get::<Option<f64>>(at)?.map_or(Value::Null, Value::Real),
        _ => row
            .get::<Option<String>>(at)?
            .map_or(Value::Null, Value::Text),
    })
}

/// Inserts finished rows and nothing else.
fn bare_loop(db: &Db, rows: &[Vec<Value>]) -> Result<Duration> {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let begun = Instant::now();
    for group in rows.chunks(GROUP) {
        let params: Vec<Vec<Param>> = group
            .iter()
            .map(|row| row.iter().map(Value::as_param).collect())
            .collect();
        db.write(|conn| conn.insert("interaction", &names, &params, ""))?;
    }
    Ok(begun.elapsed())
}

/// The way of the events through the group commit, as the import takes it.
fn append_directly(context: &Context, count: usize) -> Result<Duration> {
    let bed = context.bed()?;
    let now = ripen_app::clock::now();
    let mut events = events(count);
    let mut batches = Vec::new();
    loop {
        let batch: Vec<_> = events.by_ref().take(GROUP).collect();
        if batch.is_empty() {
            break;
        }
        let body = serde_json::json!({ "batch": batch }).to_string();
        batches.push(captured(&body, now)?);
    }
    let begun = Instant::now();
    for batch in batches {
        bed.app.append(batch)?;
    }
    Ok(begun.elapsed())
}
