//! Ranked lists of many people with filters, and everything on the page of one person.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use ripen_app::people::PeopleQuery;
use ripen_app::{Ripen, clock};
use ripen_domain::time::Span;
use serde_json::json;

use crate::context::Context;
use crate::events::captured;
use crate::population;
use crate::report::{Latencies, Report, ms, per_second};

/// Filters with two conditions, from those that nearly everybody in front passes to those that
/// hardly anybody passes.
const FILTERS: &[&str] = &[
    "temperature = hot and fit >= 30",
    "country = \"CZ\" and engagement > 10",
    "kind = lead and employees >= 50",
    "stage = mql and title has any (\"CEO\", \"Director\")",
    "company = \"Company 77\" and employees >= 10",
    "source = \"trade-fair\" and fit >= 60",
    "fit >= 1000 and country = \"US\"",
];
/// Most lists of one filter.
const LISTS: usize = 200;
/// Most time for one filter.
const TIME: Duration = Duration::from_secs(4);
/// Interactions of the person whose page is read.
const INTERACTIONS: i64 = 1_000;
/// Pages of that person.
const PAGES: usize = 200;

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let people = context.size.choose(50_000, 1_000_000, 1_000_000);
    let bed = context.bed()?;
    let begun = Instant::now();
    population::fill(&bed.app, people, 0)?;
    let filling = begun.elapsed();
    report.note("people", crate::report::number(people as f64));
    report.note(
        "written with their scores",
        per_second(people as usize, filling, "people"),
    );
    for filter in std::iter::once(&"").chain(FILTERS) {
        let times = lists(&bed.app, filter)?;
        let what = if filter.is_empty() {
            "everybody"
        } else {
            filter
        };
        report.note(format!("{what}, p50/p99/worst"), times.text());
        report.at_most(format!("{what}, p99"), ms(times.at(0.99)), 100.0, "ms");
    }
    let times = person_pages(&bed.app)?;
    report.note("page of one person, p50/p99/worst", times.text());
    report.at_most("page of one person, p99", ms(times.at(0.99)), 20.0, "ms");
    Ok(())
}

fn lists(app: &Ripen, filter: &str) -> Result<Latencies> {
    let query = PeopleQuery {
        filter: filter.to_owned(),
        limit: 50,
        ..PeopleQuery::default()
    };
    let mut times = Latencies::default();
    app.people_list(&query)
        .with_context(|| format!("listing {filter}"))?;
    let all = Instant::now();
    for _ in 0..LISTS {
        let begun = Instant::now();
        app.people_list(&query)?;
        times.push(begun.elapsed());
        if all.elapsed() > TIME {
            break;
        }
    }
    Ok(times)
}

/// The person, the explanation, the first page of the timeline and the chart of 90 days.
fn person_pages(app: &Ripen) -> Result<Latencies> {
    let now = clock::now();
    let paths = ["/", "/pricing", "/products/cold-room", "/docs/start"];
    let event = |number: i64| {
        json!({
            "type": "page", "messageId": format!("read-{number}"), "userId": "well-read",
            "timestamp": (now - Span::seconds(number * 7_000)).to_rfc3339(),
            "properties": {"path": paths[number as usize % paths.len()], "title": "A page"},
            "context": {"userAgent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"},
        })
    };
    let batch: Vec<_> = (1..=INTERACTIONS).map(event).collect();
    app.append(captured(&json!({ "batch": batch }).to_string(), now)?)?;
    app.project_all()?;
    let id: i64 = app.db().read(|conn| {
        let sql = "SELECT person_id FROM identifier WHERE value = $1";
        conn.query_value(sql, &["well-read".into()])
    })?;
    let mut times = Latencies::default();
    for _ in 0..PAGES {
        let begun = Instant::now();
        app.person(id)?;
        app.person_explain(id, ripen_store::ModelId::PRIMARY, None)?;
        app.person_timeline(id, None, 50)?;
        app.person_history(id, ripen_store::ModelId::PRIMARY, 90)?;
        times.push(begun.elapsed());
    }
    Ok(times)
}
