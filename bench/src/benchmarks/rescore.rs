//! Everybody's scores after a change of the model, against merely reading the same interactions.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Result;
use ripen_app::{Ripen, clock};
use ripen_store::Db;
use ripen_store::log::intern::Names;
use ripen_store::people::timeline::{History, history_scan};

use crate::context::Context;
use crate::events::fill_log;
use crate::report::{Report, ms, per_second, rate};

/// Rounds of the replay in memory, so that it takes long enough to be measured.
const ROUNDS: usize = 5;

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let count = context.size.choose(20_000, 300_000, 2_000_000);
    let bed = context.bed()?;
    let good = fill_log(&bed.app, count)?;
    bed.app.project_all()?;
    let model = bed.app.model()?.text.replace("points = 8", "points = 9");
    let people: i64 = bed
        .db
        .db
        .read(|conn| conn.query_value("SELECT count(*) FROM person", &[]))?;
    let reading = read_all(&bed.db.db)?;
    bed.app.model_publish(&model, "bench")?;
    let begun = Instant::now();
    bed.app.project_all()?;
    let rescoring = begun.elapsed();
    let replayed = replay_speed(&bed.app, &bed.db.db)?;

    report.note("people", people.to_string());
    report.note("interactions", good.to_string());
    report.note(
        "merely reading them",
        per_second(good, reading, "interactions"),
    );
    report.note(
        "scoring again, and storing it",
        per_second(good, rescoring, "interactions"),
    );
    report.note(
        "scoring again, and storing it",
        per_second(people as usize, rescoring, "people"),
    );
    report.at_most(
        "scoring again against merely reading",
        ms(rescoring) / ms(reading),
        2.0,
        "x",
    );
    report.at_least(
        "replay in memory, one core",
        replayed,
        2_000_000.0,
        "interactions/s",
    );
    Ok(())
}

/// Reads every column of the timeline in the order that scoring needs.
fn read_all(db: &Db) -> Result<Duration> {
    let sql =
        "SELECT person_id, at, seq, home, kind_id, channel, verdict, path, label, amount, touch_id
               FROM timeline ORDER BY person_id, at, seq";
    let begun = Instant::now();
    db.read(|conn| {
        conn.for_each(sql, &[], |row| {
            for at in 0..7 {
                black_box(row.get::<i64>(at)?);
            }
            black_box((row.text(7)?, row.text(8)?));
            black_box((row.get::<Option<f64>>(9)?, row.get::<Option<i64>>(10)?));
            Ok(())
        })
    })?;
    Ok(begun.elapsed())
}

/// Interactions a second when histories are in memory already, on one core.
fn replay_speed(app: &Ripen, db: &Db) -> Result<f64> {
    let mut names = Names::default();
    let mut histories: Vec<History> = Vec::new();
    db.read(|conn| {
        names.refresh(conn)?;
        history_scan(conn, (i64::MIN, i64::MAX), |_, history| {
            histories.push(history);
            Ok(())
        })
    })?;
    let many: usize = histories.iter().map(|history| history.rows.len()).sum();
    let scoring = app.model()?;
    let scorer = scoring.scorer();
    let now = clock::now();
    // What others do with the core meanwhile is not counted.
    let begun = own_processor_time()?;
    for _ in 0..ROUNDS {
        for history in &histories {
            black_box(scorer.replay(history.entries(&names), now, &mut ()));
        }
    }
    Ok(rate(many * ROUNDS, own_processor_time()? - begun))
}

/// Time that this thread has had a core for.
fn own_processor_time() -> Result<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = text.split_whitespace().next().unwrap_or_default();
    Ok(Duration::from_nanos(nanoseconds.parse()?))
}
