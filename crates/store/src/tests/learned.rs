//! What was learned, on both engines.

use ripen_domain::time::{Span, Timestamp};

use super::{now, on_every_engine};
use crate::learning::{
    Learned, Probability, learned_get, learned_save_in_txn, learned_told_in_txn, probability_get,
    probability_save_in_txn,
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
