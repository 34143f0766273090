//! Facts that are told and followed, and jobs that are due in one second.

use std::time::Instant;

use anyhow::{Result, bail};
use ripen_domain::time::Span;
use ripen_store::work::job::{NewJob, job_done_in_txn, job_make_in_txn, job_take_in_txn};
use ripen_store::work::outbox::{
    NewFact, fact_last, fact_read, fact_tell_in_txn, outbox_advance_in_txn, outbox_hold_in_txn,
};
use ripen_store::{Conn, Db, Result as StoreResult};

use crate::context::Context;
use crate::report::{Report, per_second, rate};

/// Facts that one transaction tells.
const TOLD: usize = 100;
/// Facts that a follower takes at once.
const FOLLOWED: i64 = 1_000;
/// Who follows.
const FOLLOWERS: [&str; 3] = ["cards", "routing", "webhooks"];
/// Jobs that are taken on at once.
const TAKEN: i64 = 100;
/// A queue of its own.
const QUEUE: i64 = 99;

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let bed = context.bed()?;
    let facts = context.size.choose(10_000, 100_000, 1_000_000);
    outbox(&bed.db.db, facts, report)?;
    let jobs = context.size.choose(10_000, 100_000, 1_000_000);
    drain(&bed.db.db, jobs, report)
}

/// Facts told by one and followed by three, at the same time.
fn outbox(db: &Db, many: usize, report: &mut Report) -> Result<()> {
    let begun = Instant::now();
    let position = db.read(fact_last)? + many as i64;
    let (told, followed) = std::thread::scope(|scope| {
        let followers = FOLLOWERS.map(|name| scope.spawn(move || follow(db, name, position)));
        let told = tell(db, many).map(|()| begun.elapsed());
        let followed = followers.map(|one| one.join());
        (told, followed)
    });
    let told = told?;
    for outcome in followed {
        match outcome {
            Ok(outcome) => outcome?,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
    report.note(
        "facts told, three followers beside",
        per_second(many, told, "facts"),
    );
    let all = rate(many, begun.elapsed());
    report.at_least(
        "facts told and followed by three",
        all,
        10_000.0,
        "a second",
    );
    Ok(())
}

fn tell(db: &Db, many: usize) -> StoreResult<()> {
    let fact = |nth: usize| NewFact {
        kind: "stage_entered",
        person: Some(nth as i64),
        body: r#"{"fact":"stage_entered","from":"lead","to":"mql","at":"2026-11-28T00:00:00Z"}"#
            .into(),
    };
    for first in (0..many).step_by(TOLD) {
        let facts: Vec<NewFact> = (first..(first + TOLD).min(many)).map(fact).collect();
        db.write(|conn| fact_tell_in_txn(conn, &facts, ripen_app::clock::now()))?;
    }
    Ok(())
}

/// Follows up to a position, keeping its own with each page.
fn follow(db: &Db, name: &str, to: i64) -> StoreResult<()> {
    let mut at = 0;
    while at < to {
        let behind = db.read(fact_last)? - at;
        if behind <= 0 {
            std::thread::yield_now();
            continue;
        }
        at = db.write(|conn| {
            let position = outbox_hold_in_txn(conn, name)?;
            let facts = fact_read(conn, position, FOLLOWED)?;
            let last = facts.last().map_or(position, |fact| fact.position);
            outbox_advance_in_txn(conn, name, last)?;
            Ok(last)
        })?;
    }
    Ok(())
}

/// Jobs that are all due at the same moment: made, and then taken on and finished a hundred at a time, and one at a time.
fn drain(db: &Db, many: usize, report: &mut Report) -> Result<()> {
    let begun = Instant::now();
    for first in (0..many).step_by(1_000) {
        db.write(|conn| make(conn, first..(first + 1_000).min(many)))?;
    }
    report.note(
        "jobs made, a thousand a transaction",
        per_second(many, begun.elapsed(), "jobs"),
    );
    let single = (many / 20).max(1);
    let begun = Instant::now();
    for _ in 0..single {
        if work_off(db, 1)? != 1 {
            bail!("a job is missing");
        }
    }
    report.note(
        "jobs taken on and finished, one at a time",
        per_second(single, begun.elapsed(), "jobs"),
    );
    let begun = Instant::now();
    let mut done = 0;
    loop {
        match work_off(db, TAKEN)? {
            0 => break,
            some => done += some,
        }
    }
    if done != many - single {
        bail!("{done} jobs were done, not {}", many - single);
    }
    report.note(
        "jobs taken on and finished, a hundred at a time",
        per_second(done, begun.elapsed(), "jobs"),
    );
    report.note(
        "to drain all of them",
        format!("{:.1} s", begun.elapsed().as_secs_f64()),
    );
    Ok(())
}

fn make(conn: &mut Conn, numbers: std::ops::Range<usize>) -> StoreResult<()> {
    let now = ripen_app::clock::now();
    for nth in numbers {
        let key = nth.to_string();
        let new = NewJob {
            name: "deadline",
            queue: QUEUE,
            priority: 1,
            key: Some(&key),
            body: "{}",
            due_at: now,
            most: 20,
        };
        job_make_in_txn(conn, &new, now)?;
    }
    Ok(())
}

fn work_off(db: &Db, many: i64) -> StoreResult<usize> {
    let now = ripen_app::clock::now();
    let taken =
        db.write(|conn| job_take_in_txn(conn, QUEUE, (now, now + Span::seconds(300)), many))?;
    db.write(|conn| {
        taken
            .iter()
            .try_for_each(|one| job_done_in_txn(conn, one.lease))
    })?;
    Ok(taken.len())
}
