//! Names of kinds and touches: shared, read once, and only so many.

use ripen_domain::interaction::{Properties, Touch, kind, properties};

use super::on_every_engine;
use crate::engine::plans::plans_of;
use crate::log::intern::{Names, Room};

const ROOM: Room = Room {
    kinds: 10,
    touches: 40,
};

fn newsletter(content: usize) -> Touch {
    Touch {
        source: Some("newsletter".into()),
        medium: Some("email".into()),
        campaign: Some("spring".into()),
        content: Some(format!("ž{content}")),
        ..Touch::default()
    }
}

#[test]
fn unheard_of_variety_is_told_apart_less_and_less() {
    on_every_engine(|conn| {
        let mut names = Names::with_room(ROOM);
        let mut numbers = Vec::new();
        for content in 0..200 {
            numbers.push(names.touch_in_txn(conn, &newsletter(content))?);
        }
        assert!(numbers[..20].windows(2).all(|pair| pair[0] < pair[1]));
        let other = names.touch(numbers.last().copied());
        let other = other.expect("a touch");
        assert_eq!(other.campaign.as_deref(), Some("spring"));
        assert_eq!(other.content.as_deref(), Some("other"));
        for nth in 0..200 {
            let touch = Touch {
                source: Some(format!("s{nth}")),
                campaign: Some(format!("c{nth}")),
                ..Touch::default()
            };
            numbers.push(names.touch_in_txn(conn, &touch)?);
        }
        let last = names.touch(numbers.last().copied());
        assert_eq!(
            last.and_then(|touch| touch.source.as_deref()),
            Some("other")
        );
        // What was told apart before still is, and the list of it has an end.
        assert_eq!(names.touch_in_txn(conn, &newsletter(3))?, numbers[3]);
        let stored: i64 = conn.query_value("SELECT count(*) FROM touch", &[])?;
        assert!(stored <= 41, "{stored}");
        Ok(())
    });
}

#[test]
fn kinds_beyond_the_room_keep_their_own_words() {
    on_every_engine(|conn| {
        let mut names = Names::with_room(ROOM);
        for nth in 0..100 {
            names.kind_in_txn(conn, &format!("Junk {nth}"))?;
        }
        let stored: i64 = conn.query_value("SELECT count(*) FROM kind", &[])?;
        assert_eq!(stored, 11, "the room, and one for all others");
        let number = names.kind_in_txn(conn, "Trial Started")?;
        assert_eq!(names.kind(number), kind::OTHER);
        let own = properties::with_own(properties::KIND, "Trial Started", None);
        let own = Properties::from_packed(Some(&own));
        assert_eq!(names.kind_of(number, own), "Trial Started");
        assert_eq!(names.kind_of(number, Properties::default()), kind::OTHER);
        // Nobody can take the numbers of those that Ripen itself gives a meaning to.
        let number = names.kind_in_txn(conn, kind::ORDER)?;
        assert_eq!(names.kind_of(number, own), kind::ORDER);
        assert_eq!(names.kind_id("Junk 3"), Some(4));
        Ok(())
    });
}

#[test]
fn what_is_known_is_not_read_again() {
    on_every_engine(|conn| {
        let mut names = Names::default();
        for content in 0..700 {
            names.touch_in_txn(conn, &newsletter(content))?;
            names.kind_in_txn(conn, &format!("Kind {content}"))?;
        }
        let mut reader = Names::default();
        reader.refresh(conn)?;
        assert!(!reader.is_behind_at(conn, "none")?.0);
        // Whoever read it again would not find it.
        conn.execute("DELETE FROM touch WHERE touch_id <= 600", &[])?;
        conn.execute("DELETE FROM kind WHERE kind_id <= 600", &[])?;
        names.touch_in_txn(conn, &newsletter(9_000))?;
        let copy = reader.clone();
        assert!(reader.is_behind_at(conn, "none")?.0);
        let queries = plans_of(conn, |conn| reader.refresh(conn))?;
        assert_eq!(queries.len(), 2);
        for (number, content) in [(1, 0), (600, 599), (700, 699), (701, 9_000)] {
            assert_eq!(reader.touch(Some(number)), Some(&newsletter(content)));
        }
        assert_eq!(
            (reader.kind(600), reader.kind_id("Kind 699")),
            ("Kind 599", Some(700))
        );
        assert_eq!((copy.touch(Some(701)), copy.touch(Some(0))), (None, None));
        Ok(())
    });
}
