//! From the acknowledged event to the new score in the list, at half of the peak ingest rate.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use ripen_app::live::Change;
use ripen_app::people::PeopleQuery;
use ripen_app::{Ripen, clock};
use ripen_domain::time::Span;
use ripen_store::access::KeyKind;
use ripen_store::log::Appended;
use serde_json::{Value, json};

use crate::context::Context;
use crate::events::{captured, single_requests};
use crate::load::{self, Plan, Requests};
use crate::report::{Latencies, Report, ms, per_second, rate};
use crate::server::Server;

/// Connections of the load.
const CONNECTIONS: usize = 64;
/// Pause between two probes.
const PAUSE: Duration = Duration::from_millis(50);
/// When a probe is given up.
const PATIENCE: Duration = Duration::from_secs(60);
/// Past orders of the probe: enough to lead every list.
const ORDERS: i64 = 400;

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let count = context.size.choose(10_000, 60_000, 200_000);
    let peak = peak(context, count)?;
    report.note(
        "peak, projection following",
        format!("{peak:.0} requests/s"),
    );
    let bed = context.bed()?;
    let (_, key) = bed.app.write_key_create("bench", KeyKind::Server)?;
    make_probe(&bed.app)?;
    bed.app.start_projection();
    let server = Server::start(bed.app.clone())?;
    let requests: Requests = single_requests(count, &key);
    let plan = Plan {
        connections: CONNECTIONS,
        rate: Some(peak / 2.0),
    };
    let done = AtomicBool::new(false);
    let (outcome, probes) = std::thread::scope(|scope| {
        let prober = scope.spawn(|| probe_until(&bed.app, &done));
        let outcome = load::run(server.address, &requests, plan);
        done.store(true, Ordering::Relaxed);
        (outcome, prober.join())
    });
    let outcome = outcome?;
    let probes = match probes {
        Ok(probes) => probes?,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    let behind = Instant::now();
    bed.app.project_all()?;
    report.note(
        "load",
        per_second(outcome.good, outcome.elapsed, "requests"),
    );
    report.note("a request, p50 / p99 / worst", outcome.latencies.text());
    report.note("to the new score, p50 / p99 / worst", probes.text());
    report.at_most("to the new score, p99", ms(probes.at(0.99)), 1_000.0, "ms");
    report.note(
        "left to project at the end",
        format!("{:.0} ms", ms(behind.elapsed())),
    );
    Ok(())
}

/// Requests a second when as many as go are sent, with the projection following.
fn peak(context: &Context, count: usize) -> Result<f64> {
    let bed = context.bed()?;
    let (_, key) = bed.app.write_key_create("bench", KeyKind::Server)?;
    bed.app.start_projection();
    let server = Server::start(bed.app.clone())?;
    let plan = Plan {
        connections: CONNECTIONS,
        rate: None,
    };
    let outcome = load::run(server.address, &single_requests(count, &key), plan)?;
    Ok(rate(outcome.good, outcome.elapsed))
}

fn event(number: i64, at: ripen_domain::time::Timestamp) -> Value {
    json!({
        "type": "track", "messageId": format!("probe-{number}"), "userId": "probe",
        "event": "Order Completed", "timestamp": at.to_rfc3339(), "properties": {"revenue": 10},
    })
}

/// A person with so many orders that the list begins with them.
fn make_probe(app: &Ripen) -> Result<()> {
    let now = clock::now();
    let past = (1..=ORDERS).map(|number| event(-number, now - Span::days(number)));
    let body = json!({ "batch": past.collect::<Vec<_>>() }).to_string();
    app.append(captured(&body, now)?)?;
    app.project_all()?;
    Ok(())
}

fn probe_until(app: &Ripen, done: &AtomicBool) -> Result<Latencies> {
    let mut times = Latencies::default();
    let mut number = 0;
    while !done.load(Ordering::Relaxed) {
        number += 1;
        times.push(probe(app, number)?);
        std::thread::sleep(PAUSE);
    }
    Ok(times)
}

/// Sends one event and waits until the list shows a score that has taken it in.
fn probe(app: &Ripen, number: i64) -> Result<Duration> {
    let now = clock::now();
    let body = json!({ "batch": [event(number, now)] }).to_string();
    let (_, mut live) = app.live.subscribe();
    let appended = app.append(captured(&body, now)?)?;
    let Some(Appended::Stored(seq)) = appended.first().copied() else {
        bail!("the probe was not stored");
    };
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match live.blocking_recv() {
            Ok(Change::People { position, .. }) if position < seq => continue,
            Err(tokio::sync::broadcast::error::RecvError::Closed) => break,
            _ => {}
        }
        let page = app.people_list(&PeopleQuery {
            limit: 50,
            ..PeopleQuery::default()
        })?;
        let shown = |one: &ripen_app::people::Listed| one.person.state.last.1 >= seq;
        if page.people.iter().any(shown) {
            return Ok(begun.elapsed());
        }
    }
    None.context("the probe never reached the list")
}
