//! Which messages are the same: by source, id and what they say.

use ripen_domain::interaction::Interaction;
use ripen_domain::time::Span;

use super::{interaction, now, on_every_engine};
use crate::capture::bad_event::{NewBadEvent, bad_event_count, bad_event_list};
use crate::engine::{Conn, Result};
use crate::log::Appended::{self, Differs, Repeat, Stored};
use crate::log::{NO_SOURCE, log_append_in_txn, log_count};

fn from(source_id: i64, id: &str, user: &str) -> Interaction {
    Interaction {
        source_id,
        ..interaction(id, user)
    }
}

fn append(conn: &mut Conn, one: Interaction) -> Result<Appended> {
    Ok(log_append_in_txn(conn, &[one], &[])?[0])
}

#[test]
fn no_source_can_make_the_event_of_another_vanish() {
    on_every_engine(|conn| {
        assert_eq!(append(conn, from(1, "m", "u"))?, Stored(1));
        let Stored(other) = append(conn, from(2, "m", "u"))? else {
            panic!("another source has ids of its own")
        };
        assert_eq!(append(conn, from(1, "m", "u"))?, Repeat(1));
        assert_eq!(append(conn, from(2, "m", "u"))?, Repeat(other));
        let within = log_append_in_txn(conn, &[from(3, "x", "u"), from(4, "x", "u")], &[])?;
        assert!(matches!(within[..], [Stored(_), Stored(_)]), "{within:?}");
        assert_eq!((log_count(conn)?, bad_event_count(conn)?), (4, 0));
        Ok(())
    });
}

#[test]
fn another_event_under_a_used_id_is_bad_and_kept_once() {
    on_every_engine(|conn| {
        append(conn, from(1, "m", "u"))?;
        let late = Interaction {
            at: now() + Span::hours(1),
            received_at: now() + Span::hours(2),
            ..from(1, "m", "u")
        };
        assert_eq!(
            append(conn, late)?,
            Repeat(1),
            "clients send a repeat with other times"
        );
        type Change = fn(&mut Interaction);
        let changes: [(&str, Change); 7] = [
            ("event", |one| one.kind = "Order Completed".into()),
            ("userId", |one| one.user_id = Some("w".into())),
            ("anonymousId", |one| one.anonymous_id = Some("v".into())),
            ("properties", |one| one.amount = Some(7.5)),
            ("properties", |one| one.path = Some("/other".into())),
            ("properties", |one| {
                one.properties = Some("plan\u{1f}pro".into())
            }),
            ("traits", |one| {
                one.traits = Some("{\"name\":\"Jana\"}".into())
            }),
        ];
        for (nth, (name, change)) in (1..).zip(changes) {
            let mut other = from(1, "m", "u");
            other.body = format!("{{\"nth\":{nth}}}");
            change(&mut other);
            let appended = append(conn, other.clone())?;
            assert!(matches!(appended, Differs(1, _)), "{name}: {appended:?}");
            assert!(matches!(append(conn, other)?, Differs(1, _)), "kept once");
            assert_eq!(bad_event_count(conn)?, nth);
            let kept = bad_event_list(conn, None, i64::MAX, 1)?.remove(0).event;
            assert!(
                kept.reason.contains(&format!("`{name}`")),
                "{}",
                kept.reason
            );
            assert_eq!(kept.message_id.as_deref(), Some("m"));
            assert!(String::from_utf8_lossy(&kept.raw).contains(&nth.to_string()));
        }
        let less = Interaction {
            user_id: None,
            ..from(1, "m", "u")
        };
        assert_eq!(
            append(conn, less)?,
            Repeat(1),
            "what says less loses nothing"
        );
        assert_eq!((log_count(conn)?, bad_event_count(conn)?), (1, 7));
        Ok(())
    });
}

#[test]
fn the_same_words_are_the_same_message_whatever_another_version_made_of_them() {
    on_every_engine(|conn| {
        let body = |total: i64, sent: i64| {
            format!(
                "{{\"event\":\"Bought\",\"properties\":{{\"Toplam\":{total}}},\"sentAt\":{sent}}}"
            )
        };
        let read = |kind: &str, amount: Option<f64>, body: String| Interaction {
            kind: kind.into(),
            amount,
            properties: amount.map(|_| "total\u{1f}5".into()),
            body,
            ..from(1, "m", "u")
        };
        append(conn, read("Bought", None, body(5, 1)))?;
        let again = read("Order Completed", Some(5.0), body(5, 2));
        assert_eq!(append(conn, again)?, Repeat(1));
        let other = append(conn, read("Order Completed", Some(6.0), body(6, 2)))?;
        assert!(matches!(other, Differs(1, _)), "{other:?}");
        Ok(())
    });
}

#[test]
fn the_same_moment_under_another_name_is_the_same_message() {
    on_every_engine(|conn| {
        let at = |user: &str, ago: Span| Interaction {
            at: now() - ago,
            ..from(1, "m", user)
        };
        append(conn, at("u", Span::hours(1)))?;
        assert_eq!(append(conn, at("w", Span::seconds(3_601)))?, Repeat(1));
        let later = append(conn, at("w", Span::hours(2)))?;
        assert!(matches!(later, Differs(1, _)), "{later:?}");
        Ok(())
    });
}

#[test]
fn what_was_exported_is_known_whichever_way_it_comes_back() {
    on_every_engine(|conn| {
        append(conn, from(1, "m", "u"))?;
        let again = Interaction {
            label: Some("read by a newer version".into()),
            ..from(NO_SOURCE, "m", "u")
        };
        assert_eq!(append(conn, again)?, Repeat(1));
        // Imported first, sent by its client later.
        let Stored(seq) = append(conn, from(NO_SOURCE, "n", "u"))? else {
            panic!("it is new")
        };
        assert_eq!(append(conn, from(5, "n", "u"))?, Repeat(seq));
        assert!(matches!(append(conn, from(5, "n", "other"))?, Stored(_)));
        assert_eq!(append(conn, from(NO_SOURCE, "n", "u"))?, Repeat(seq));
        // Two rows of one file that say different things under one id.
        append(conn, from(NO_SOURCE, "row", "u"))?;
        assert!(matches!(
            append(conn, from(NO_SOURCE, "row", "w"))?,
            Differs(..)
        ));
        // A file that is read again in another way is the same file.
        append(conn, from(NO_SOURCE, "import-f-1", "u"))?;
        assert!(matches!(
            append(conn, from(NO_SOURCE, "import-f-1", "w"))?,
            Repeat(_)
        ));
        Ok(())
    });
}

#[test]
fn a_bad_event_that_is_sent_again_is_one_bad_event() {
    on_every_engine(|conn| {
        let bad = |source_id, raw: &str| NewBadEvent {
            received_at: now(),
            source_id,
            reason: "it names nobody".into(),
            cause: "nobody".into(),
            message_id: None,
            call: "track".into(),
            sent_at: None,
            client: None,
            raw: raw.as_bytes().to_vec(),
        };
        let first = bad(
            1,
            r#"{"event":"Order Completed","sentAt":"2026-01-01T00:00:00Z"}"#,
        );
        let again = bad(
            1,
            r#"{"event":"Order Completed","sentAt":"2026-01-01T00:07:00Z"}"#,
        );
        let others = [
            bad(
                2,
                r#"{"event":"Order Completed","sentAt":"2026-01-01T00:00:00Z"}"#,
            ),
            bad(
                1,
                r#"{"event":"Order Refunded","sentAt":"2026-01-01T00:00:00Z"}"#,
            ),
            bad(1, r#"{"event":"Order Completed","sentAt":"2026"#),
            bad(1, ""),
        ];
        log_append_in_txn(conn, &[], &[first.clone(), again.clone()])?;
        assert_eq!(bad_event_count(conn)?, 1);
        log_append_in_txn(conn, &[], &[again])?;
        assert_eq!(bad_event_count(conn)?, 1);
        log_append_in_txn(conn, &[], &others)?;
        assert_eq!(bad_event_count(conn)?, 5);
        Ok(())
    });
}

#[test]
fn what_an_export_brings_back_is_what_its_source_said() {
    on_every_engine(|conn| {
        assert_eq!(append(conn, from(1, "m", "u"))?, Stored(1));
        // Read by the rules of today it may look different; it is the same all the same.
        let returned = |source| Interaction {
            amount: Some(7.5),
            returned: true,
            ..from(source, "m", "u")
        };
        assert_eq!(append(conn, returned(1))?, Repeat(1));
        let Stored(other) = append(conn, returned(2))? else {
            panic!("another source has ids of its own")
        };
        assert_eq!(append(conn, returned(2))?, Repeat(other));
        Ok(())
    });
}

#[test]
fn a_currency_that_was_stored_as_it_was_written_is_the_same() {
    on_every_engine(|conn| {
        let of = |currency: &str| Interaction {
            properties: Some(format!("currency\u{1f}{currency}")),
            ..from(1, "m", "u")
        };
        assert_eq!(append(conn, of("eur"))?, Stored(1));
        assert_eq!(append(conn, of("EUR"))?, Repeat(1));
        assert!(matches!(append(conn, of("CZK"))?, Differs(1, _)));
        Ok(())
    });
}
