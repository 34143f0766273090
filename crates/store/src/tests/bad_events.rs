//! Bad events by their causes, on both engines.

use super::plans::{full_scans, report, without_scans};
use super::{now, on_every_engine};
use crate::capture::bad_event::{
    NewBadEvent, OTHER, bad_event_count, bad_event_count_of, bad_event_fix_in_txn,
    bad_event_groups, bad_event_ids, bad_event_list, bad_event_tell_in_txn,
};
use crate::engine::{Conn, Result};
use crate::log::log_append_in_txn;

const MANY: i64 = 3_000;
const CAUSES: [&str; 3] = ["nobody", "too_large", OTHER];

fn bad(nth: i64, cause: &str) -> NewBadEvent {
    NewBadEvent {
        received_at: now(),
        source_id: 1,
        reason: format!("reason {}", nth % 7),
        cause: cause.into(),
        message_id: None,
        call: "track".into(),
        sent_at: None,
        client: None,
        raw: nth.to_string().into_bytes(),
    }
}

/// Many of each cause, every tenth fixed.
fn fill(conn: &mut Conn) -> Result<()> {
    let cause = |nth: i64| CAUSES[(nth % 5).min(2) as usize];
    let events: Vec<NewBadEvent> = (1..=MANY).map(|nth| bad(nth, cause(nth))).collect();
    log_append_in_txn(conn, &[], &events)?;
    (1..=MANY)
        .step_by(10)
        .try_for_each(|id| bad_event_fix_in_txn(conn, id, 1))
}

#[test]
fn groups_add_up_to_what_is_open_and_show_the_newest_of_theirs() {
    on_every_engine(|conn| {
        assert!(bad_event_groups(conn)?.is_empty());
        fill(conn)?;
        let groups = bad_event_groups(conn)?;
        let causes: Vec<&str> = groups.iter().map(|group| group.cause.as_str()).collect();
        assert_eq!(causes, [OTHER, "nobody", "too_large"]);
        let sum: i64 = groups.iter().map(|group| group.count).sum();
        assert_eq!(sum, bad_event_count(conn)?);
        for group in &groups {
            let cause = Some(group.cause.as_str());
            let ids = bad_event_ids(conn, cause, i64::MAX, MANY)?;
            assert_eq!(ids.len() as i64, group.count);
            assert_eq!(bad_event_count_of(conn, &group.cause)?, group.count);
            assert_eq!(
                (ids[0], &group.newest.event.cause),
                (group.newest.id, &group.cause)
            );
            let page = bad_event_list(conn, cause, ids[9], 10)?;
            let page: Vec<i64> = page.iter().map(|one| one.id).collect();
            assert_eq!(page, ids[10..20]);
        }
        Ok(())
    });
}

#[test]
fn causes_of_before_are_told_stretch_by_stretch() {
    on_every_engine(|conn| {
        fill(conn)?;
        conn.execute_script("UPDATE bad_event SET cause = 'other'")?;
        let cause = |reason: &str| match reason {
            "reason 3" => "nobody",
            _ => OTHER,
        };
        let (mut after, mut stretches) = (0, 0);
        while let Some(last) = bad_event_tell_in_txn(conn, after, 500, cause)? {
            assert!(last > after);
            (after, stretches) = (last, stretches + 1);
        }
        assert_eq!(stretches, 6, "2,700 are open");
        for one in bad_event_list(conn, None, i64::MAX, MANY)? {
            assert_eq!(one.event.cause, cause(&one.event.reason));
        }
        let fixed =
            "SELECT count(*) FROM bad_event WHERE fixed_seq IS NOT NULL AND cause <> 'other'";
        assert_eq!(conn.query_value::<i64>(fixed, &[])?, 0);
        Ok(())
    });
}

#[test]
fn groups_are_counted_and_listed_by_an_index() {
    for db in crate::testing::databases() {
        let work = |conn: &mut Conn| {
            fill(conn)?;
            conn.execute_script("ANALYZE")?;
            without_scans(conn)?;
            // Nothing was vacuumed within this transaction, so that PostgreSQL would go by way of the rows.
            let visible = conn.only_here(
                "",
                "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_hashagg = off",
            );
            let visible = visible.to_owned();
            conn.execute_script(&visible)?;
            let mut all = String::new();
            report(conn, &mut all, "groups", |conn| {
                bad_event_groups(conn).map(drop)
            })?;
            report(conn, &mut all, "of a cause", |conn| {
                bad_event_list(conn, Some("nobody"), MANY, 50).map(drop)
            })?;
            report(conn, &mut all, "how many of a cause", |conn| {
                bad_event_count_of(conn, "nobody").map(drop)
            })?;
            Ok(all)
        };
        let report = db.db.write(work).expect("the queries run");
        assert_eq!(full_scans(&report), Vec::<&str>::new());
        insta::assert_snapshot!(format!("bad_event_groups_{}", db.db.engine()), report);
    }
}
