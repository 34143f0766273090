//! The outbox, on both engines: what is told is read once by each follower, in the order of commits.

use ripen_domain::time::Span;

use super::{now, on_every_engine};
use crate::engine::{Conn, Error, Result};
use crate::testing::databases;
use crate::work::outbox::{
    Fact, NewFact, fact_forget_in_txn, fact_last, fact_oldest, fact_read, fact_tell_in_txn,
    outbox_advance_in_txn, outbox_hold_in_txn, outbox_position,
};

fn fact(body: impl Into<String>) -> NewFact {
    NewFact {
        kind: "test",
        person: Some(7),
        body: body.into(),
    }
}

fn tell(conn: &mut Conn, bodies: &[&str]) -> Result<()> {
    let facts: Vec<NewFact> = bodies.iter().map(|body| fact(*body)).collect();
    fact_tell_in_txn(conn, &facts, now())
}

fn bodies(facts: &[Fact]) -> Vec<&str> {
    facts.iter().map(|one| one.body.as_str()).collect()
}

#[test]
fn facts_are_read_in_order_from_a_position() {
    on_every_engine(|conn| {
        assert_eq!(fact_last(conn)?, 0);
        tell(conn, &[])?;
        tell(conn, &["a", "b"])?;
        tell(conn, &["c"])?;
        assert_eq!(fact_last(conn)?, 3);
        let all = fact_read(conn, 0, 9)?;
        assert_eq!(bodies(&all), ["a", "b", "c"]);
        assert_eq!((all[0].position, all[0].told_at), (1, now()));
        assert_eq!((all[0].kind.as_str(), all[0].person), ("test", Some(7)));
        assert_eq!(bodies(&fact_read(conn, 1, 1)?), ["b"]);
        Ok(())
    });
}

#[test]
fn many_are_read_as_they_were_told_also_from_the_middle() {
    on_every_engine(|conn| {
        let all: Vec<String> = (0..2_500)
            .map(|nth| format!("{{\"nth\": {nth}}}"))
            .collect();
        let facts: Vec<NewFact> = all.iter().map(fact).collect();
        fact_tell_in_txn(conn, &facts, now())?;
        let nobody = NewFact {
            person: None,
            ..fact("last")
        };
        fact_tell_in_txn(conn, &[nobody], now())?;
        let told = fact_read(conn, 0, i64::MAX)?;
        let positions: Vec<i64> = told.iter().map(|one| one.position).collect();
        assert_eq!(positions, (1..=2_501).collect::<Vec<_>>());
        assert_eq!(bodies(&told[..2_500]), all);
        assert_eq!(
            (told[2_500].person, told[2_500].body.as_str()),
            (None, "last")
        );
        assert_eq!(fact_read(conn, 999, i64::MAX)?, &told[999..]);
        // A follower that takes them a few at a time misses none.
        let (mut at, mut taken) = (0, Vec::new());
        loop {
            let some = fact_read(conn, at, 7)?;
            let Some(last) = some.last() else { break };
            at = last.position;
            taken.extend(some);
        }
        assert_eq!(taken, told);
        assert!(matches!(
            tell(conn, &["two\nlines"]),
            Err(Error::Rejected(_))
        ));
        Ok(())
    });
}

#[test]
fn old_facts_are_forgotten_once_all_followers_have_read_them() {
    on_every_engine(|conn| {
        for body in ["a", "b", "c"] {
            tell(conn, &[body])?;
        }
        let later = now() + Span::hours(1);
        assert_eq!(fact_oldest(conn)?, Some(now()));
        let young = fact_forget_in_txn(conn, now(), (&["one"], 99))?;
        let unread = fact_forget_in_txn(conn, later, (&["one"], 99))?;
        assert_eq!((young, unread), (0, 0));
        outbox_advance_in_txn(conn, "one", 3)?;
        outbox_advance_in_txn(conn, "two", 2)?;
        assert_eq!(fact_forget_in_txn(conn, later, (&["one", "two"], 1))?, 1);
        assert_eq!(fact_forget_in_txn(conn, later, (&["one", "two"], 99))?, 1);
        assert_eq!(bodies(&fact_read(conn, 0, 9)?), ["c"]);
        assert_eq!(fact_forget_in_txn(conn, later, (&[], 99))?, 1);
        assert_eq!(fact_oldest(conn)?, None);
        tell(conn, &["d"])?;
        assert_eq!(
            fact_read(conn, 0, 9)?[0].position,
            4,
            "no position is given twice"
        );
        Ok(())
    });
}

/// Several transactions tell facts at once, some of which are undone, while two workers of one follower read: each fact
/// that was committed is taken once and in order, and none is passed by.
#[test]
fn each_fact_is_followed_once_whoever_tells_and_whoever_follows() {
    const TELLERS: usize = 3;
    const EACH: usize = 40;
    for test in databases() {
        let db = &test.db;
        let teller = |nth: usize| {
            for one in 0..EACH {
                let told: Result<()> = db.write(|conn| {
                    tell(conn, &[&format!("{nth}-{one}")])?;
                    match one % 4 {
                        3 => Err(Error::NotFound),
                        _ => Ok(()),
                    }
                });
                assert_eq!(told.is_err(), one % 4 == 3, "{told:?}");
            }
        };
        let wanted = TELLERS * EACH * 3 / 4;
        let follower = || {
            let mut taken: Vec<Fact> = Vec::new();
            loop {
                let (fresh, at) = db
                    .write(|conn| {
                        let position = outbox_hold_in_txn(conn, "one")?;
                        let facts = fact_read(conn, position, 5)?;
                        let last = facts.last().map_or(position, |fact| fact.position);
                        outbox_advance_in_txn(conn, "one", last)?;
                        Ok((facts, last))
                    })
                    .expect("followed");
                taken.extend(fresh);
                // Positions have no gaps: what was undone gave its own back.
                if at == wanted as i64 {
                    return taken;
                }
            }
        };
        let mut taken: Vec<Fact> = std::thread::scope(|scope| {
            let tellers: Vec<_> = (0..TELLERS)
                .map(|nth| scope.spawn(move || teller(nth)))
                .collect();
            let followers = [0, 1].map(|_| scope.spawn(follower));
            tellers
                .into_iter()
                .for_each(|one| one.join().expect("told"));
            followers.map(|one| one.join().expect("followed")).concat()
        });
        taken.sort_by_key(|fact| fact.position);
        let positions: Vec<i64> = taken.iter().map(|fact| fact.position).collect();
        assert_eq!(
            positions,
            (1..=wanted as i64).collect::<Vec<_>>(),
            "{}",
            db.engine()
        );
        assert_eq!(
            db.read(|conn| outbox_position(conn, "one")).expect("read"),
            wanted as i64
        );
    }
}
