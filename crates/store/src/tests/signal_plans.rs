//! Plans of the lists of signals, as those who read ask for them: the writer would plan without regard to the limit.

use super::plans::{fill, full_scans, report, without_scans};
use crate::signal::signal_page;

#[test]
fn pages_of_signals_go_by_an_index() {
    for db in crate::testing::databases() {
        db.db.write(fill).expect("it is filled");
        let pages = db.db.read(|conn| {
            without_scans(conn)?;
            let mut all = String::new();
            for (name, key) in [("all", None), ("one key", Some("surge"))] {
                report(conn, &mut all, name, |conn| {
                    signal_page(conn, key, None, 50).map(drop)
                })?;
            }
            Ok(all)
        });
        let pages = pages.expect("the queries run");
        assert_eq!(full_scans(&pages), Vec::<&str>::new(), "{pages}");
        insta::assert_snapshot!(format!("signal_pages_{}", db.db.engine()), pages);
    }
}
