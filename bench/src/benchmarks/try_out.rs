//! Trying a model on the whole history while a slider moves, against a bare scan of the same columns.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Result;
use ripen_app::models::file::DEFAULT;
use ripen_app::workbench::try_out::TryQuery;

use crate::context::{Bed, Context};
use crate::histories;
use crate::report::{Latencies, Report, ms, number, per_second};

/// Places that the slider is moved to.
const MOVES: u32 = 12;

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let (people, each) = (context.size.choose(20_000, 200_000, 1_000_000), 10);
    let bed = context.bed()?;
    histories::fill(&bed.app, people, each)?;
    let interactions = (people * each) as usize;
    let begun = Instant::now();
    let first = tried(&bed, DEFAULT.to_owned())?;
    let loading = begun.elapsed().saturating_sub(first);

    report.note("people", number(people as f64));
    report.note("interactions", number(interactions as f64));
    report.note(
        "reading the history into memory",
        per_second(interactions, loading, "interactions"),
    );
    let bytes = bed.app.columns_memory();
    report.note("memory of the columns", format!("{} MB", bytes >> 20));
    report.at_most(
        "memory of the columns",
        bytes as f64 / interactions as f64,
        24.0,
        "bytes/interaction",
    );
    report.note("first answer", format!("{} ms", number(ms(first))));
    let scan = scan(&bed)?;
    let mut times = Latencies::default();
    for points in 0..MOVES {
        let moved = format!("points = {}\n", 9 + points);
        times.push(tried(&bed, DEFAULT.replacen("points = 8\n", &moved, 1))?);
    }
    report.note("from slider to answer, p50/p99/worst", times.text());
    report.at_most(
        "from slider to answer, p99",
        ms(times.at(0.99)),
        2_000.0,
        "ms",
    );
    report.note(
        "bare scan of the same columns",
        format!("{} ms", number(ms(scan))),
    );
    report.note(
        "answer against bare scan",
        format!("{} x", number(ms(times.at(0.5)) / ms(scan))),
    );
    Ok(())
}

fn tried(bed: &Bed, text: String) -> Result<Duration> {
    let query = TryQuery {
        model: ripen_store::ModelId::PRIMARY,
        text,
        filter: String::new(),
    };
    Ok(black_box(bed.app.try_out_now(&query, |_| ())?).took)
}

/// Looks at every number in the columns, on one core.
fn scan(bed: &Bed) -> Result<Duration> {
    Ok(bed.app.with_columns_now(
        |_| (),
        |columns| {
            let begun = Instant::now();
            let mut sum = 0_i64;
            for rows in columns.chunks().iter().flat_map(|chunk| chunk.iter()) {
                let shapes: i64 = rows.shape.iter().map(|shape| i64::from(*shape)).sum();
                sum = sum.wrapping_add(shapes);
                sum = rows.at.iter().fold(sum, |sum, at| sum.wrapping_add(*at));
            }
            black_box(sum);
            Ok(begun.elapsed())
        },
    )?)
}
