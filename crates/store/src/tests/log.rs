//! The interaction log: appended once, read in order.

use ripen_domain::interaction::{Channel, Interaction, Touch, Verdict};
use ripen_domain::time::Span;

use super::{interaction, now, on_every_engine};
use crate::capture::bad_event::{
    NewBadEvent, bad_event_count, bad_event_fix_in_txn, bad_event_list, bad_event_reword_in_txn,
};
use crate::engine::Param;
use crate::log::Appended::{Repeat, Stored};
use crate::log::intern::Names;
use crate::log::{
    follower_advance_in_txn, follower_position, log_append_in_txn, log_count, log_count_since,
    log_details, log_end, log_oldest_after, log_read,
};

#[test]
fn a_message_is_stored_once_within_a_batch_and_across_batches() {
    on_every_engine(|conn| {
        let batch = ["a", "b", "a", "c", "b"].map(|id| interaction(id, "u"));
        let appended = log_append_in_txn(conn, &batch, &[])?;
        assert_eq!(
            appended,
            [Stored(1), Stored(2), Repeat(1), Stored(4), Repeat(2)]
        );
        let again = log_append_in_txn(conn, &["c", "d", "a"].map(|id| interaction(id, "u")), &[])?;
        assert!(
            matches!(again[..], [Repeat(4), Stored(_), Repeat(1)]),
            "{again:?}"
        );
        assert_eq!(log_count(conn)?, 4);
        assert_eq!(log_append_in_txn(conn, &[], &[])?, []);
        let read = log_read(conn, 0, 100)?;
        let ids: Vec<&str> = read
            .iter()
            .map(|(_, one)| one.message_id.as_str())
            .collect();
        assert_eq!(ids, ["a", "b", "c", "d"]);
        Ok(())
    });
}

#[test]
fn two_messages_that_share_a_hash_are_two_messages() {
    on_every_engine(|conn| {
        log_append_in_txn(conn, &[interaction("a", "u")], &[])?;
        // As if the hash of "b" were that of "a".
        let hash = xxhash_rust::xxh3::xxh3_64(b"b").cast_signed();
        let sql = "UPDATE interaction SET message_hash = $1 WHERE message_id = $2";
        conn.execute(sql, &[hash.into(), "a".into()])?;
        let first = log_append_in_txn(conn, &["b", "c", "b"].map(|id| interaction(id, "u")), &[])?;
        let [Stored(b), Stored(c), Repeat(again)] = first[..] else {
            panic!("{first:?}")
        };
        assert!(b != c && again == b && b > 1 && c > 1);
        assert_eq!(
            log_append_in_txn(conn, &[interaction("b", "u")], &[])?,
            [Repeat(b)]
        );
        let nth = "SELECT message_nth FROM interaction WHERE message_id = $1";
        assert_eq!(conn.query_value::<i64>(nth, &[Param::Text("b")])?, 1);
        let read = log_read(conn, 0, 10)?;
        assert_eq!(read.len(), 3);
        assert!(read.windows(2).all(|pair| pair[0].0 < pair[1].0));
        Ok(())
    });
}

#[test]
fn what_is_appended_is_what_is_read() {
    on_every_engine(|conn| {
        let full = Interaction {
            channel: Channel::Shop,
            at: now() - Span::days(3),
            anonymous_id: Some("v'\"\\".into()),
            previous_id: Some("p".into()),
            email: Some("a@b.example".into()),
            phone: Some("+420601123456".into()),
            verdict: Verdict::Unknown,
            path: Some("/č".into()),
            label: Some("İı".into()),
            amount: Some(-1.5e300),
            touch: Some(Touch {
                source: Some("s".into()),
                term: Some("t".into()),
                ..Touch::default()
            }),
            properties: Some("plan\u{1f}pro".into()),
            traits: Some("{\"a\":1}".into()),
            verdict_reasons: "too little".into(),
            ..interaction("full", "u")
        };
        log_append_in_txn(conn, &[full.clone(), interaction("bare", "w")], &[])?;
        let details = log_details(conn, &[1, 2, 77])?;
        assert_eq!(details.len(), 2);
        assert_eq!(
            (
                details[0].body.as_str(),
                details[0].verdict_reasons.as_str()
            ),
            ("{}", "too little")
        );
        let read = log_read(conn, 0, 1)?;
        // The fast lane reads neither bodies nor reasons.
        let expected = Interaction {
            body: String::new(),
            verdict_reasons: String::new(),
            ..full
        };
        assert_eq!(read, [(1, expected)]);
        assert_eq!(log_read(conn, 1, 10)?.len(), 1);
        assert_eq!((log_end(conn)?, log_oldest_after(conn, 2)?), (2, None));
        assert_eq!(log_oldest_after(conn, 0)?, Some(now()));
        assert_eq!(log_count_since(conn, now())?, 2);
        assert_eq!(log_count_since(conn, now() + Span::seconds(1))?, 0);
        Ok(())
    });
}

#[test]
fn followers_keep_their_positions_apart() {
    on_every_engine(|conn| {
        assert_eq!(follower_position(conn, "one")?, 0);
        follower_advance_in_txn(conn, "one", 7)?;
        follower_advance_in_txn(conn, "other", 3)?;
        follower_advance_in_txn(conn, "one", 9)?;
        assert_eq!(
            (
                follower_position(conn, "one")?,
                follower_position(conn, "other")?
            ),
            (9, 3)
        );
        Ok(())
    });
}

#[test]
fn names_get_dense_numbers_that_never_change() {
    on_every_engine(|conn| {
        let mut names = Names::default();
        let touch = |source: &str| Touch {
            source: Some(source.into()),
            ..Touch::default()
        };
        for (nth, kind) in ["A", "B", "a", "A"].into_iter().enumerate() {
            assert_eq!(names.kind_in_txn(conn, kind)?, [1, 2, 3, 1][nth]);
        }
        assert_eq!(names.touch_in_txn(conn, &touch("x"))?, 1);
        assert_eq!(names.touch_in_txn(conn, &touch("y"))?, 2);
        let mut fresh = Names::default();
        assert!(fresh.is_behind_at(conn, "none")?.0);
        fresh.refresh(conn)?;
        assert!(!fresh.is_behind_at(conn, "none")?.0);
        assert_eq!(
            (fresh.kind(2), fresh.kind(9), fresh.kind(-1)),
            ("B", "", "")
        );
        assert_eq!(fresh.touch(Some(2)), Some(&touch("y")));
        assert_eq!((fresh.kind_id("a"), fresh.kind_id("b")), (Some(3), None));
        assert_eq!(fresh.kind_in_txn(conn, "C")?, 4);
        names.refresh(conn)?;
        assert_eq!(names.kind_id("C"), Some(4));
        Ok(())
    });
}

#[test]
fn bad_events_are_kept_reworded_and_closed() {
    on_every_engine(|conn| {
        let bad = |nth: i64| NewBadEvent {
            received_at: now(),
            source_id: 1,
            reason: format!("reason {nth}"),
            cause: if nth == 3 { "late" } else { "early" }.into(),
            message_id: None,
            call: "track".into(),
            sent_at: Some(now()),
            client: Some("{}".into()),
            raw: vec![0, 255, nth as u8],
        };
        log_append_in_txn(conn, &[], &[bad(1), bad(2)])?;
        log_append_in_txn(conn, &[interaction("a", "u")], &[bad(3)])?;
        bad_event_reword_in_txn(conn, 1, "another reason", "mended")?;
        bad_event_fix_in_txn(conn, 2, 1)?;
        let open = bad_event_list(conn, None, i64::MAX, 10)?;
        let seen: Vec<(i64, &str)> = open
            .iter()
            .map(|one| (one.id, one.event.reason.as_str()))
            .collect();
        assert_eq!(seen, [(3, "reason 3"), (1, "another reason")]);
        let causes: Vec<&str> = open.iter().map(|one| one.event.cause.as_str()).collect();
        assert_eq!(causes, ["late", "mended"]);
        assert_eq!(open[0].event, bad(3));
        assert_eq!(bad_event_count(conn)?, 2);
        Ok(())
    });
}
