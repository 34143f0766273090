//! What is left of a transaction that did not end well, and of a question that nobody waits for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::engine::{Asker, Conn, Db, Error, Lock, Result};
use crate::testing::databases;

fn follower_insert(conn: &mut Conn, name: &str) -> Result<u64> {
    let sql = "INSERT INTO follower (name, position) VALUES ($1, -7)";
    conn.execute(sql, &[name.into()])
}

fn followers(db: &Db) -> Vec<String> {
    let sql = "SELECT name FROM follower WHERE position = -7 ORDER BY name";
    db.read(|conn| conn.query(sql, &[], |row| row.get(0)))
        .expect("they are read")
}

#[test]
fn a_panic_leaves_nothing_behind() {
    for test in databases() {
        let db = &test.db;
        for nth in 0..20 {
            let panics = catch_unwind(AssertUnwindSafe(|| {
                db.write(|conn| {
                    conn.lock(Lock::Accounts)?;
                    follower_insert(conn, &format!("lost-{nth}"))?;
                    if nth >= 0 {
                        panic!("half done");
                    }
                    Ok(())
                })
            }));
            assert!(panics.is_err());
        }
        // Neither the lock nor what was half done is there for the next one.
        let wrote = db.write(|conn| {
            conn.lock(Lock::Accounts)?;
            follower_insert(conn, "kept")
        });
        assert_eq!(wrote.expect("it is written"), 1);
        assert_eq!(followers(db), ["kept"], "on {}", db.engine());
    }
}

#[test]
fn a_failed_statement_leaves_the_connection_usable() {
    for test in databases() {
        let db = &test.db;
        for _ in 0..40 {
            let twice = db.write(|conn| {
                follower_insert(conn, "twice")?;
                follower_insert(conn, "twice")
            });
            assert!(matches!(twice, Err(Error::Constraint)), "{twice:?}");
        }
        assert!(followers(db).is_empty());
    }
}

#[test]
fn a_process_that_is_frozen_in_a_transaction_loses_it_and_its_locks() {
    for test in databases() {
        let db = &test.db;
        if db.engine() != "postgres" {
            // There one process writes, and whoever freezes it has nobody waiting.
            continue;
        }
        let frozen = db.write(|conn| {
            let own = "SHOW idle_in_transaction_session_timeout";
            assert_eq!(conn.query_value::<String>(own, &[])?, "1min");
            conn.execute_script("SET LOCAL idle_in_transaction_session_timeout = '100ms'")?;
            conn.lock(Lock::Accounts)?;
            follower_insert(conn, "frozen")?;
            std::thread::scope(|scope| {
                let other = scope.spawn(|| {
                    db.write(|conn| {
                        conn.lock(Lock::Accounts)?;
                        follower_insert(conn, "other")
                    })
                });
                other.join().expect("no panic")
            })?;
            follower_insert(conn, "too late")
        });
        assert!(matches!(frozen, Err(Error::Unavailable(_))), "{frozen:?}");
        assert_eq!(followers(db), ["other"]);
    }
}

/// Far longer than anybody waits, on both engines.
const ENDLESS: &str = "WITH RECURSIVE n (x) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT x + 1 FROM n WHERE x < 100000000000)
    SELECT count(*) FROM n";

fn ask_for_ever(db: &Db, asker: &Asker) -> Result<i64> {
    db.ask(asker, |conn| conn.query_value(ENDLESS, &[]))
}

fn check_still_answers(db: &Db) {
    for _ in 0..8 {
        let one = db.ask(&Asker::default(), |conn| {
            conn.query_value::<i64>("SELECT CAST(1 AS BIGINT)", &[])
        });
        assert_eq!(one.expect("it answers"), 1, "on {}", db.engine());
    }
}

#[test]
fn a_question_that_takes_too_long_is_given_up() {
    for test in databases() {
        let asker = Asker::waiting(Duration::from_millis(50));
        let answer = ask_for_ever(&test.db, &asker);
        assert!(matches!(answer, Err(Error::TooCostly)), "{answer:?}");
        check_still_answers(&test.db);
    }
}

#[test]
fn a_question_ends_when_the_asker_leaves() {
    for test in databases() {
        let asker = Asker::waiting(Duration::from_secs(600));
        let begun = Instant::now();
        std::thread::scope(|threads| {
            let answer = threads.spawn(|| ask_for_ever(&test.db, &asker));
            while !answer.is_finished() {
                asker.leave();
                std::thread::sleep(Duration::from_millis(20));
            }
            let answer = answer.join().expect("it ends");
            assert!(matches!(answer, Err(Error::TooCostly)), "{answer:?}");
        });
        assert!(begun.elapsed() < Duration::from_secs(300));
        check_still_answers(&test.db);
        // Whoever has left asks nothing more.
        let answer = ask_for_ever(&test.db, &asker);
        assert!(matches!(answer, Err(Error::TooCostly)), "{answer:?}");
    }
}
