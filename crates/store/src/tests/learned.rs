//! What was learned, on both engines.

use ripen_domain::time::{Span, Timestamp};

use super::{now, on_every_engine};
use crate::engine::Error;
use crate::learning::{
    Learned, Probability, learned_claim_in_txn, learned_get, learned_hold_in_txn,
    learned_release_in_txn, learned_renew_in_txn, learned_save_in_txn, learned_told_in_txn,
    probability_get, probability_save_in_txn,
};

fn told(person_id: i64, value: f64, as_of: Timestamp) -> Probability {
    Probability {
        person_id,
        value,
        reasons: format!("[{person_id}]"),
        as_of,
    }
}

#[test]
fn an_attempt_replaces_the_one_before() {
    on_every_engine(|conn| {
        assert_eq!(learned_get(conn)?, Learned::default());
        let mut learned = Learned {
            learned_at: Some(now()),
            position: 7,
            model_version: 2,
            text: Some("{}".into()),
            ..Learned::default()
        };
        learned_save_in_txn(conn, &learned)?;
        assert_eq!(learned_get(conn)?, learned);
        (learned.text, learned.missing) = (None, Some("too little".into()));
        learned_save_in_txn(conn, &learned)?;
        assert_eq!(learned_get(conn)?, learned);
        Ok(())
    });
}

#[test]
fn one_at_a_time_learns() {
    on_every_engine(|conn| {
        let until = now() + Span::hours(1);
        let first = learned_claim_in_txn(conn, now(), until)?.expect("it is free");
        assert_eq!(learned_claim_in_txn(conn, now(), until)?, None);
        learned_hold_in_txn(conn, first)?;
        let later = until + Span::hours(1);
        learned_renew_in_txn(conn, first, later)?;
        learned_hold_in_txn(conn, first)?;
        assert_eq!(learned_claim_in_txn(conn, until, later)?, None);
        learned_release_in_txn(conn, first)?;
        let held = learned_hold_in_txn(conn, first);
        assert!(matches!(held, Err(Error::Conflict(_))), "{held:?}");
        learned_renew_in_txn(conn, first, later)?;
        assert!(learned_claim_in_txn(conn, now(), until)?.is_some());
        Ok(())
    });
}

#[test]
fn whoever_was_frozen_beyond_a_lease_changes_nothing() {
    on_every_engine(|conn| {
        let until = now() + Span::hours(1);
        let frozen = learned_claim_in_txn(conn, now(), until)?.expect("it is free");
        // Even in the moment in which it ends.
        let second = learned_claim_in_txn(conn, until, until + Span::hours(1))?;
        let second = second.expect("it has run out");
        let held = learned_hold_in_txn(conn, frozen);
        assert!(matches!(held, Err(Error::Conflict(_))), "{held:?}");
        learned_release_in_txn(conn, frozen)?;
        learned_hold_in_txn(conn, second)?;
        assert_eq!(learned_claim_in_txn(conn, until, until)?, None);
        Ok(())
    });
}

#[test]
fn probabilities_of_another_time_go_when_everybody_was_told() {
    on_every_engine(|conn| {
        let later = now() + Span::hours(1);
        probability_save_in_txn(conn, &[told(1, 0.25, now()), told(2, 0.5, now())])?;
        probability_save_in_txn(conn, &[told(2, 0.75, later)])?;
        assert_eq!(probability_get(conn, 1)?, Some(told(1, 0.25, now())));
        learned_told_in_txn(conn, later, 9)?;
        assert_eq!(probability_get(conn, 1)?, None);
        assert_eq!(probability_get(conn, 2)?, Some(told(2, 0.75, later)));
        let learned = learned_get(conn)?;
        assert_eq!((learned.told_at, learned.told_position), (Some(later), 9));
        Ok(())
    });
}
