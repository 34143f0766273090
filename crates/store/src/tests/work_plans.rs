//! Plans of what workers, followers and health ask again and again, among many jobs that wait.

use ripen_domain::time::{Span, Timestamp};

use super::now;
use super::plans::{full_scans, report};
use crate::engine::{Conn, Result};
use crate::work::job::{
    NewJob, State, job_is_due, job_is_there, job_make_in_txn, job_next_due, job_take_in_txn,
};
use crate::work::job_list::{job_counts, job_dead_count, job_list};
use crate::work::outbox::{NewFact, fact_oldest, fact_read, fact_tell_in_txn};

/// Jobs that wait, and rows of facts.
const MANY: i64 = 3_000;

fn fill(conn: &mut Conn) -> Result<()> {
    for nth in 0..MANY {
        let key = nth.to_string();
        let new = NewJob {
            name: "deadline",
            queue: nth % 2,
            priority: nth % 3,
            key: Some(&key),
            body: "{}",
            due_at: now() + Span::seconds(nth),
            most: 20,
        };
        job_make_in_txn(conn, &new, now())?;
        let fact = NewFact {
            kind: "test",
            person: Some(nth),
            body: "{}".into(),
        };
        fact_tell_in_txn(conn, &[fact], now())?;
    }
    conn.execute_script("ANALYZE job; ANALYZE fact")
}

fn asked(conn: &mut Conn) -> Result<String> {
    let (later, until): (Timestamp, Timestamp) = (now() + Span::seconds(9), now() + Span::hours(1));
    let mut all = String::new();
    report(conn, &mut all, "job_take", |conn| {
        job_take_in_txn(conn, 0, (later, until), 1).map(drop)
    })?;
    report(conn, &mut all, "job_next_due", |conn| {
        job_next_due(conn, 0).map(drop)
    })?;
    report(conn, &mut all, "job_is_due", |conn| {
        job_is_due(conn, 0, later).map(drop)
    })?;
    report(conn, &mut all, "job_is_there", |conn| {
        job_is_there(conn, "deadline", "7").map(drop)
    })?;
    report(conn, &mut all, "job_dead_count", |conn| {
        job_dead_count(conn).map(drop)
    })?;
    for state in [State::Waiting, State::Running, State::Dead] {
        report(conn, &mut all, &format!("job_list, {state:?}"), |conn| {
            job_list(conn, state, None, 50).map(drop)
        })?;
    }
    report(conn, &mut all, "job_counts", |conn| {
        job_counts(conn, later).map(drop)
    })?;
    report(conn, &mut all, "fact_read", |conn| {
        fact_read(conn, 2_900, 50).map(drop)
    })?;
    report(conn, &mut all, "fact_oldest", |conn| {
        fact_oldest(conn).map(drop)
    })?;
    Ok(all)
}

#[test]
fn what_is_asked_of_jobs_and_facts_goes_by_an_index() {
    for one in crate::testing::databases() {
        let db = &one.db;
        let found = db.write(|conn| fill(conn).and_then(|()| asked(conn)));
        let found = found.expect("the queries run");
        let (counts, rest) = found.split_once("## job_counts").expect("it is asked");
        assert_eq!(full_scans(counts), Vec::<&str>::new(), "{found}");
        let (_, facts) = rest.split_once("## fact_read").expect("it is asked");
        assert_eq!(full_scans(facts), Vec::<&str>::new(), "{found}");
        // Whoever counts those who wait goes through all of them: an embedded database by an index alone, a server as
        // it sees fit.
        if db.engine() == "sqlite" {
            insta::assert_snapshot!("work_sqlite", found);
        }
    }
}
