//! The usual filters on many people with their interactions: times, and the plans of the queries.

use std::time::Instant;

use anyhow::{Context as _, Result};
use ripen_domain::filter::PersonFilter;
use ripen_store::people::{ListQuery, Sort, people_page};
use ripen_store::testing::{USUAL_FILTERS, plans_of};

use crate::context::Context;
use crate::population;
use crate::report::{Latencies, Report};

/// Interactions of a person.
const INTERACTIONS: i64 = 10;
/// Times that a list is read.
const LISTS: usize = 20;

/// Letters of a step of a plan that are shown.
const WIDTH: usize = 110;

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let people = context.size.choose(20_000, 200_000, 1_000_000);
    let bed = context.bed()?;
    population::fill(&bed.app, people, INTERACTIONS)?;
    bed.db.db.write(|conn| conn.execute_script("ANALYZE"))?;
    report.note("people", crate::report::number(people as f64));
    let scoring = bed.app.model()?;
    let scorer = scoring.scorer();
    for text in USUAL_FILTERS {
        let filter = PersonFilter::parse(text).with_context(|| format!("reading {text}"))?;
        let query = ListQuery {
            filter: &filter,
            sort: Sort::Engagement,
            after: None,
            limit: 50,
            now: ripen_app::clock::now(),
        };
        let mut times = Latencies::default();
        let plans = bed.db.db.read(|conn| {
            for _ in 0..LISTS {
                let begun = Instant::now();
                people_page(conn, &scorer, &query)?;
                times.push(begun.elapsed());
            }
            plans_of(conn, |conn| people_page(conn, &scorer, &query).map(drop))
        })?;
        report.note(format!("{text}, p50/p99/worst"), times.text());
        for step in plans.iter().flat_map(|plan| plan.lines()) {
            let step: String = step.chars().take(WIDTH).collect();
            report.note(format!("    {step}"), "");
        }
    }
    Ok(())
}
