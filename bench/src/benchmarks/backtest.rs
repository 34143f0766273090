//! A model against what happened to everybody, at six cut-offs.

use std::time::Instant;

use anyhow::Result;
use ripen_app::models::file::DEFAULT;
use ripen_app::workbench::backtest::BacktestQuery;

use crate::context::Context;
use crate::histories;
use crate::memory::own_peak;
use crate::report::{Report, ms, number, per_second};

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let (people, each) = (context.size.choose(20_000, 200_000, 1_000_000), 10);
    let bed = context.bed()?;
    histories::fill(&bed.app, people, each)?;
    let interactions = (people * each) as usize;
    bed.app.with_columns_now(|_| (), |_| Ok(()))?;
    let before = own_peak()?;
    let begun = Instant::now();
    let told = bed
        .app
        .backtest_now(&BacktestQuery::new(DEFAULT.to_owned()), |_| ())?;
    let took = begun.elapsed();

    report.note("people", number(people as f64));
    report.note("interactions", number(interactions as f64));
    report.note("cut-offs", told.series.len().to_string());
    report.note("people at the last one", number(told.people as f64));
    report.note("converted", number(told.converted as f64));
    report.note("time", format!("{} ms", number(ms(took))));
    report.note("speed", per_second(interactions, took, "interactions"));
    report.note(
        "memory of the columns",
        format!("{} MB", bed.app.columns_memory() >> 20),
    );
    let more = own_peak()?.megabytes() - before.megabytes();
    report.note("memory besides", format!("{} MB", number(more)));
    Ok(())
}
