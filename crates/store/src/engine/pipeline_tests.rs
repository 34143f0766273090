//! What is only sent fails where it matters, and leaves nothing behind.

use super::{Conn, Error, Result};
use crate::testing::databases;

const SET: &str = "INSERT INTO follower (name, position) VALUES ($1, $2)";

fn set(conn: &mut Conn, name: &str, position: i64) -> Result<()> {
    conn.run(SET, &[name.into(), position.into()])
}

fn many(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT count(*) FROM follower WHERE name LIKE 'pipe%'", &[])
}

#[test]
fn what_was_sent_is_there_for_the_next_question() {
    for db in databases() {
        let seen = db.db.write(|conn| {
            conn.pipeline();
            for number in 0..500 {
                set(conn, &format!("pipe {number}"), number)?;
            }
            let names = conn.query("SELECT name FROM follower", &[], |row| row.get::<String>(0))?;
            let rows = ["pipe a", "pipe b"].map(|name| vec![name.into(), 1.into()]);
            conn.insert("follower", &["name", "position"], &rows, "")?;
            Ok((names.len(), many(conn)?))
        });
        let (names, seen) = seen.expect("it goes well");
        assert!(names >= 500);
        assert_eq!(seen, 502);
        assert_eq!(db.db.read(many).expect("it reads"), 502);
    }
}

#[test]
fn a_failure_of_what_was_sent_undoes_the_transaction() {
    for db in databases() {
        let at_the_end: Result<()> = db.db.write(|conn| {
            conn.pipeline();
            set(conn, "pipe", 1)?;
            set(conn, "pipe", 2)?;
            set(conn, "pipe more", 3)
        });
        assert!(
            matches!(at_the_end, Err(Error::Constraint)),
            "{at_the_end:?}"
        );
        assert_eq!(db.db.read(many).expect("it reads"), 0);
        let at_a_question = db.db.write(|conn| {
            conn.pipeline();
            set(conn, "pipe", 1)?;
            set(conn, "pipe", 2)?;
            many(conn)
        });
        assert!(
            matches!(at_a_question, Err(Error::Constraint)),
            "{at_a_question:?}"
        );
        let when_asked_for: Result<()> = db.db.write(|conn| {
            conn.pipeline();
            set(conn, "pipe", 1)?;
            let twice = set(conn, "pipe", 2).and_then(|()| conn.settle());
            assert!(matches!(twice, Err(Error::Constraint)), "{twice:?}");
            Err(Error::NotFound)
        });
        assert!(matches!(when_asked_for, Err(Error::NotFound)));
        db.db
            .write(|conn| set(conn, "pipe", 4))
            .expect("it goes on");
        assert_eq!(db.db.read(many).expect("it reads"), 1);
    }
}

#[test]
fn what_only_this_side_finds_wrong_undoes_the_transaction_too() {
    for db in databases() {
        let failed = db.db.write(|conn| {
            conn.pipeline();
            set(conn, "pipe", 1)?;
            conn.update_all("clock_turn", &["seq", "at"], &[vec![7.into(), 8.into()]])
        });
        assert!(matches!(failed, Err(Error::NotFound)), "{failed:?}");
        assert_eq!(db.db.read(many).expect("it reads"), 0);
    }
}

#[test]
fn what_was_sent_first_is_the_cause_of_what_fails_then() {
    for db in databases() {
        let failed: Result<()> = db.db.write(|conn| {
            conn.pipeline();
            set(conn, "pipe", 1)?;
            set(conn, "pipe", 2)?;
            Err(Error::Other("gave up".to_owned()))
        });
        let failed = failed.expect_err("it fails");
        let is_first = matches!(failed, Error::Constraint);
        assert!(is_first, "{failed:?}");
        assert_eq!(db.db.read(many).expect("it reads"), 0);
    }
}

#[test]
fn waiting_is_the_rule() {
    for db in databases() {
        let failed: Result<Result<()>> = db.db.write(|conn| {
            set(conn, "pipe", 1)?;
            Ok(set(conn, "pipe", 2))
        });
        // A pipeline of the transaction before does not outlive it.
        let again: Result<()> = db.db.write(|conn| {
            conn.pipeline();
            Ok(())
        });
        assert!(again.is_ok());
        assert!(matches!(failed, Ok(Err(Error::Constraint))), "{failed:?}");
    }
}
