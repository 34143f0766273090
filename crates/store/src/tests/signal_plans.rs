//! Plans of the lists of signals, as those who read ask for them: SQLite's writer plans without regard to the limit.

use ripen_domain::time::Span;

use super::now;
use super::plans::{fill, full_scans, report};
use crate::engine::{Conn, Result};
use crate::signals::{signal_count, signal_page};

fn pages(conn: &mut Conn) -> Result<String> {
    let mut all = String::new();
    for (name, key) in [("all", None), ("one key", Some("surge"))] {
        report(conn, &mut all, name, |conn| {
            signal_page(conn, key, None, None, 50).map(drop)
        })?;
    }
    Ok(all)
}

/// The plans of the signals of the last day, and of how many they are.
fn since_yesterday(conn: &mut Conn) -> Result<String> {
    let since = now() - Span::days(1);
    let mut all = String::new();
    for (name, key) in [("all", None), ("one key", Some("surge"))] {
        report(conn, &mut all, name, |conn| {
            signal_page(conn, key, Some(since), None, 50)?;
            signal_count(conn, key, since).map(drop)
        })?;
    }
    Ok(all)
}

#[test]
fn the_signals_since_a_moment_are_read_and_counted_by_an_index() {
    for one in crate::testing::databases() {
        let db = &one.db;
        let found = match db.engine() {
            "sqlite" => db.write(fill).and_then(|()| db.read(since_yesterday)),
            _ => db.write(|conn| fill(conn).and_then(|()| since_yesterday(conn))),
        };
        let found = found.expect("the queries run");
        assert_eq!(full_scans(&found), Vec::<&str>::new(), "{found}");
        // Nothing is walked through from one end to the other, not an index either.
        let walked = found.lines().filter(|line| {
            line.contains("SCAN company_signal") || line.contains("SCAN person_signal")
        });
        assert_eq!(walked.count(), 0, "{found}");
    }
}

#[test]
fn pages_of_signals_go_by_an_index() {
    for one in crate::testing::databases() {
        let db = &one.db;
        let found = match db.engine() {
            "sqlite" => db.write(fill).and_then(|()| db.read(pages)),
            // What keeps the planner from reading a few rows as a whole holds in one transaction.
            _ => db.write(|conn| fill(conn).and_then(|()| pages(conn))),
        };
        let found = found.expect("the queries run");
        assert_eq!(full_scans(&found), Vec::<&str>::new(), "{found}");
        insta::assert_snapshot!(format!("signal_pages_{}", db.engine()), found);
    }
}
