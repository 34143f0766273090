//! History that comes late: interactions of the past, in random order of time and of people, into a
//! large database.

use std::fs;
use std::time::Instant;

use anyhow::{Context as _, Result};
use fastrand::Rng;
use ripen_app::{Ripen, clock};
use ripen_domain::identity::resolve::Held;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::time::Span;
use ripen_store::identity::{Link, identifier_link_in_txn};
use serde_json::json;

use crate::context::Context;
use crate::events::captured;
use crate::population;
use crate::report::{Report, number, rate};

/// Interactions of each person before.
const EACH: i64 = 10;
/// How far back what comes late lies, in days.
const DAYS: i64 = 900;
/// Events that are handed to the log at once.
const GROUP: usize = 500;

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let people = context.size.choose(10_000, 200_000, 1_000_000);
    let events = context.size.choose(5_000, 50_000, 200_000);
    let bed = context.bed()?;
    population::fill(&bed.app, people, EACH)?;
    name_everybody(&bed.app, people)?;
    append(&bed.app, people, events)?;
    let written = bytes_written()?;
    let begun = Instant::now();
    bed.app.project_all()?;
    let took = begun.elapsed();
    let each = (bytes_written()? - written) / events as f64;
    report.note("people", people.to_string());
    report.note("late interactions", events.to_string());
    report.note("scored", format!("{} events/s", number(rate(events, took))));
    report.note("written an event", format!("{} KB", number(each / 1024.0)));
    Ok(())
}

/// Gives everybody a user id.
fn name_everybody(app: &Ripen, people: i64) -> Result<()> {
    let at = clock::now();
    let numbers: Vec<i64> = (0..people).collect();
    for some in numbers.chunks(20_000) {
        let link = |number: &i64| {
            let person = population::FIRST_ID + number;
            Link {
                identifier: Identifier {
                    kind: IdentifierKind::UserId,
                    value: user(*number),
                },
                held: Held {
                    person,
                    home: person,
                },
                at,
                seq: person,
                evidence: IdentifierKind::UserId,
                shared: false,
                bond: Some(person),
            }
        };
        let links: Vec<Link> = some.iter().map(link).collect();
        app.db()
            .write(|conn| identifier_link_in_txn(conn, &links))?;
    }
    Ok(())
}

fn user(number: i64) -> String {
    format!("user-{number:08}")
}

/// Puts page views of random people at random times of the past into the log.
fn append(app: &Ripen, people: i64, events: usize) -> Result<()> {
    let (mut rng, now) = (Rng::with_seed(11), clock::now());
    for first in (0..events).step_by(GROUP) {
        let numbers = first..(first + GROUP).min(events);
        let batch: Vec<_> = numbers
            .map(|nth| {
                let at = now - Span::seconds(rng.i64(3_600..DAYS * 86_400));
                json!({
                    "type": "page", "messageId": format!("late-{nth}"), "userId": user(rng.i64(..people)),
                    "timestamp": at.to_rfc3339(), "properties": {"path": population::path(&mut rng)},
                })
            })
            .collect();
        app.append(captured(&json!({ "batch": batch }).to_string(), now)?)?;
    }
    Ok(())
}

/// What this process has had written so far, in bytes.
fn bytes_written() -> Result<f64> {
    let io = fs::read_to_string("/proc/self/io")?;
    let line = io
        .lines()
        .find_map(|line| line.strip_prefix("write_bytes: "));
    Ok(line.context("the kernel tells no write_bytes")?.parse()?)
}
