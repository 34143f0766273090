//! Plans of the lists of signals, as those who read ask for them: SQLite's writer plans without regard to the limit.

use super::plans::{fill, full_scans, report};
use crate::engine::{Conn, Result};
use crate::signal::signal_page;

fn pages(conn: &mut Conn) -> Result<String> {
    let mut all = String::new();
    for (name, key) in [("all", None), ("one key", Some("surge"))] {
        report(conn, &mut all, name, |conn| {
            signal_page(conn, key, None, 50).map(drop)
        })?;
    }
    Ok(all)
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
