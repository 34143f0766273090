//! Durable ingest, one event a request.

use anyhow::Result;
use ripen_store::access::KeyKind;

use crate::context::Context;
use crate::events::single_requests;
use crate::load::{self, Outcome, Plan};
use crate::report::{Report, ms, number, per_second, rate};
use crate::server::Server;

const PLAN: Plan = Plan {
    connections: 64,
    rate: None,
};

/// Write key of the handler that drops.
const KEY: &str = "00112233445566778899aabbccddeeff";

/// Runs the benchmark: a handler that drops the event, the log alone, and the log with the
/// projection behind it.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let count = context.size.choose(10_000, 80_000, 200_000);
    let dropped = dropping(count)?;
    let logged = durable(context, count, false)?;
    let projected = durable(context, count, true)?;
    for (what, outcome) in [
        ("parsed and dropped", &dropped),
        ("durable", &logged),
        ("durable, projection following", &projected),
    ] {
        report.note(what, per_second(outcome.good, outcome.elapsed, "requests"));
        report.note(
            format!("{what}, p50 / p99 / worst"),
            outcome.latencies.text(),
        );
    }
    let limit = rate(dropped.good, dropped.elapsed);
    let ratio = |outcome: &Outcome| rate(outcome.good, outcome.elapsed) / limit;
    report.at_least("durable against dropped", ratio(&logged), 0.5, "x");
    report.note(
        "durable with projection against dropped",
        format!("{} x", number(ratio(&projected))),
    );
    for (what, outcome) in [
        ("durable, p99", &logged),
        ("durable, projection following, p99", &projected),
    ] {
        report.at_most(what, ms(outcome.latencies.at(0.99)), 50.0, "ms");
    }
    let turned_away = logged.turned_away + projected.turned_away;
    report.note("requests turned away", turned_away.to_string());
    Ok(())
}

fn dropping(count: usize) -> Result<Outcome> {
    let server = Server::start_dropping(KEY)?;
    load::run(server.address, &single_requests(count, KEY), PLAN)
}

fn durable(context: &Context, count: usize, projected: bool) -> Result<Outcome> {
    let bed = context.bed()?;
    let (_, key) = bed.app.write_key_create("bench", KeyKind::Server)?;
    if projected {
        bed.app.start_projection();
    }
    let server = Server::start(bed.app.clone())?;
    load::run(server.address, &single_requests(count, &key), PLAN)
}
