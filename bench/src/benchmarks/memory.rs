//! Start-up and memory of a server in a process of its own, on an empty and on a large database.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use ripen_app::Ripen;
use ripen_store::access::KeyKind;

use crate::context::Context;
use crate::events::single_requests;
use crate::load::{self, Outcome, Plan, Requests};
use crate::population;
use crate::report::{Report, ms, per_second};
use crate::serving::Serving;

/// How long a server idles before its memory is read.
const IDLE: Duration = Duration::from_secs(2);
const PASSWORD: &str = "a long enough password";

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let empty = context.bed()?;
    let target = empty.db.target.clone();
    empty.app.stop();
    let server = Serving::start(&target)?;
    std::thread::sleep(IDLE);
    let idle = server.resident()?;
    report.at_most("idle, empty database", idle.now.megabytes(), 60.0, "MB");
    drop(server);
    on_large_database(context, report)
}

fn on_large_database(context: &Context, report: &mut Report) -> Result<()> {
    let people = context.size.choose(20_000, 200_000, 1_000_000);
    let bed = context.bed()?;
    population::fill(&bed.app, people, 10)?;
    let (_, key) = bed.app.write_key_create("bench", KeyKind::Server)?;
    let lists = list_requests(&bed.app, context.size.choose(50, 400, 400))?;
    bed.app.stop();
    let target = bed.db.target.clone();

    let server = Serving::start(&target)?;
    let what = format!("{people} people");
    report.at_most(
        format!("start-up, {what}"),
        ms(server.started),
        2_000.0,
        "ms",
    );
    std::thread::sleep(IDLE);
    let idle = server.resident()?;
    let most = context.size.choose(60.0, 60.0, 80.0);
    report.at_most(format!("idle, {what}"), idle.now.megabytes(), most, "MB");
    let requests = single_requests(context.size.choose(10_000, 100_000, 200_000), &key);
    let (ingest, read) = load_both(server.address, &requests, &lists)?;
    let loaded = server.resident()?;
    report.note(
        "ingest",
        per_second(ingest.good, ingest.elapsed, "requests"),
    );
    report.note("lists, p50 / p99 / worst", read.latencies.text());
    report.at_most(
        format!("peak under load, {what}"),
        loaded.peak.megabytes(),
        500.0,
        "MB",
    );
    report.note("of it pages of mapped files", loaded.files.to_string());
    Ok(())
}

/// Interactions come in while lists are read.
fn load_both(
    address: SocketAddr,
    ingest: &Requests,
    lists: &Requests,
) -> Result<(Outcome, Outcome)> {
    let plan = |connections| Plan {
        connections,
        rate: None,
    };
    std::thread::scope(|scope| {
        let lists = scope.spawn(|| load::run(address, lists, plan(4)));
        let ingest = load::run(address, ingest, plan(64))?;
        match lists.join() {
            Ok(lists) => Ok((ingest, lists?)),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Requests for lists, signed in.
fn list_requests(app: &Ripen, count: usize) -> Result<Requests> {
    let email = "bench@company.example";
    app.admin_create(email, "Bench", PASSWORD)?;
    let (_, token) = app.sign_in(email, PASSWORD)?;
    let filters = [
        "",
        "?filter=temperature%20%3D%20hot%20and%20fit%20%3E%3D%2030",
        "?filter=kind%20%3D%20lead%20and%20employees%20%3E%3D%2050",
    ];
    let request = |number: usize| {
        let filter = filters[number % filters.len()];
        format!("GET /api/v1/people{filter} HTTP/1.1\r\nhost: localhost\r\ncookie: {COOKIE}={token}\r\n\r\n").into_bytes()
    };
    Ok(Arc::new((0..count).map(request).collect()))
}

/// Name of the session cookie.
const COOKIE: &str = "ripen_session";
