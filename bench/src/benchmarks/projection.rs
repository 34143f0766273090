//! The projection: identity, verdict and score.

use std::time::Instant;

use anyhow::Result;

use crate::context::Context;
use crate::events::fill_log;
use crate::report::{Report, rate};

/// Runs the benchmark: the log of a company's first days, where everybody is new, and the rest,
/// where most people are known.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let count = context.size.choose(20_000, 200_000, 1_000_000);
    let bed = context.bed()?;
    let good = fill_log(&bed.app, count)?;
    let begun = Instant::now();
    bed.app.project_all()?;
    let speed = rate(good, begun.elapsed());
    report.note("interactions", good.to_string());
    report.at_least("projected", speed, 10_000.0, "events/s");
    Ok(())
}
