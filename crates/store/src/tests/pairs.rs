//! Pairs of people: what was said of two last.

use ripen_domain::time::Span;

use super::{now, on_every_engine, person, save};
use crate::identity::pair::{
    Word, merge_suggestions, pair_reopen_in_txn, pair_suggest_in_txn, parted_from,
    person_part_in_txn, suggestion_list,
};

/// Two who were merged have homes enough for several words.
#[test]
fn the_last_word_on_two_people_is_told_with_who_said_it() {
    on_every_engine(|conn| {
        save(conn, &[person(1, 1.0), person(2, 1.0)])?;
        let later = |hours| now() + Span::hours(hours);
        let word = |hours, by: &str| {
            let (at, by) = (later(hours), Some(by.to_owned()));
            Some(Word { at, by })
        };
        let homes = |one, other| ((1, one), (2, other));
        person_part_in_txn(conn, homes(1, 2), "phone", (later(1), Some("Zoe")))?;
        pair_reopen_in_txn(conn, (1, 2), (later(2), "Yves"))?;
        person_part_in_txn(conn, homes(11, 2), "phone", (later(3), Some("Ana")))?;
        person_part_in_txn(conn, homes(12, 2), "phone", (later(2), Some("Max")))?;
        assert_eq!(parted_from(conn, 1)?[0].said, word(3, "Ana"));
        pair_reopen_in_txn(conn, (1, 2), (later(4), "Bea"))?;
        // What was never taken back says nothing.
        pair_suggest_in_txn(conn, homes(13, 2), "phone", later(5), 5)?;
        let suggested = merge_suggestions(conn, 1)?;
        assert_eq!(
            (suggested.len(), &suggested[0].reopened),
            (1, &word(4, "Bea"))
        );
        let listed = suggestion_list(conn, 10)?;
        assert_eq!((listed.len(), &listed[0].1.reopened), (1, &word(4, "Bea")));
        Ok(())
    });
}
