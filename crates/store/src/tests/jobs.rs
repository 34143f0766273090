//! Jobs, on both engines: made once, taken on by one, finished by who has them.

use std::collections::HashSet;

use ripen_domain::time::{Span, Timestamp};

use super::{is_not_found, now, on_every_engine};
use crate::engine::{Conn, Error, Result};
use crate::testing::databases;
use crate::work::job::{
    LAPSED, Lease, NewJob, State, Taken, job_done_in_txn, job_failed_in_txn, job_give_back_in_txn,
    job_hold_in_txn, job_is_due, job_is_there, job_lapse_in_txn, job_make_in_txn, job_next_due,
    job_renew_in_txn, job_take_in_txn,
};
use crate::work::job_list::{
    job_cancel_in_txn, job_counts, job_forget_in_txn, job_get, job_list, job_retry_in_txn,
};

const QUEUE: i64 = 7;

fn at(seconds: i64) -> Timestamp {
    now() + Span::seconds(seconds)
}

fn job<'a>(body: &'a str, key: Option<&'a str>, due: i64) -> NewJob<'a> {
    NewJob {
        name: "test",
        queue: QUEUE,
        priority: 1,
        key,
        body,
        due_at: at(due),
        most: 3,
    }
}

fn make(conn: &mut Conn, new: &NewJob) -> Result<()> {
    job_make_in_txn(conn, new, now())
}

fn take(conn: &mut Conn, seconds: i64, many: i64) -> Result<Vec<Taken>> {
    job_take_in_txn(conn, QUEUE, (at(seconds), at(seconds + 60)), many)
}

fn take_one(conn: &mut Conn, seconds: i64) -> Result<Taken> {
    Ok(take(conn, seconds, 1)?.pop().expect("a job is due"))
}

fn bodies(taken: &[Taken]) -> Vec<&str> {
    taken.iter().map(|one| one.body.as_str()).collect()
}

fn is_lost<T: std::fmt::Debug>(result: Result<T>) -> bool {
    matches!(result, Err(Error::Conflict(_)))
}

/// The state of the job of a lease.
fn state(conn: &mut Conn, lease: Lease) -> Result<State> {
    Ok(job_get(conn, lease.job)?.state)
}

#[test]
fn what_is_due_is_taken_on_the_urgent_first_then_by_its_moment() {
    on_every_engine(|conn| {
        make(conn, &job("late", None, 5))?;
        make(conn, &job("early", None, 1))?;
        make(conn, &job("to come", None, 100))?;
        let urgent = NewJob {
            priority: 0,
            ..job("urgent", None, 9)
        };
        make(conn, &urgent)?;
        let other = NewJob {
            queue: QUEUE + 1,
            ..job("of others", None, 0)
        };
        make(conn, &other)?;
        assert_eq!(job_next_due(conn, QUEUE)?, Some(at(1)));
        assert!(!job_is_due(conn, QUEUE, at(0))? && job_is_due(conn, QUEUE, at(1))?);
        assert!(take(conn, 0, 9)?.is_empty());
        let taken = take(conn, 10, 2)?;
        assert_eq!(bodies(&taken), ["urgent", "early"]);
        assert_eq!(bodies(&take(conn, 10, 9)?), ["late"]);
        assert!(take(conn, 10, 9)?.is_empty());
        for one in &taken {
            assert_eq!(one.attempts, 1);
            job_done_in_txn(conn, one.lease)?;
            assert!(is_not_found(job_get(conn, one.lease.job)));
        }
        Ok(())
    });
}

#[test]
fn one_of_a_key_waits_and_is_told_the_last_word_at_the_earliest_moment() {
    on_every_engine(|conn| {
        make(conn, &job("first", Some("k"), 50))?;
        make(conn, &job("second", Some("k"), 20))?;
        make(conn, &job("third", Some("k"), 90))?;
        make(conn, &job("other", Some("l"), 20))?;
        assert!(job_is_there(conn, "test", "k")? && !job_is_there(conn, "test", "m")?);
        let taken = take(conn, 20, 9)?;
        assert_eq!(bodies(&taken), ["third", "other"]);
        assert!(job_is_there(conn, "test", "k")?, "it is worked on");
        // What comes while it is worked on waits for the end of that.
        make(conn, &job("news", Some("k"), 20))?;
        assert!(take(conn, 30, 9)?.is_empty());
        assert!(job_is_due(conn, QUEUE, at(30))?);
        job_done_in_txn(conn, taken[0].lease)?;
        assert_eq!(bodies(&take(conn, 30, 9)?), ["news"]);
        Ok(())
    });
}

#[test]
fn who_was_silent_for_longer_than_the_lease_finishes_nothing() {
    on_every_engine(|conn| {
        make(conn, &job("work", None, 0))?;
        let frozen = take_one(conn, 0)?.lease;
        job_hold_in_txn(conn, frozen)?;
        assert!(job_renew_in_txn(conn, frozen, at(100))?);
        assert_eq!(job_lapse_in_txn(conn, at(99))?, 0);
        assert_eq!(job_lapse_in_txn(conn, at(101))?, 1);
        let next = take_one(conn, 101)?;
        assert_eq!((next.lease.job, next.attempts), (frozen.job, 2));
        assert!(is_lost(job_hold_in_txn(conn, frozen)));
        assert!(is_lost(job_done_in_txn(conn, frozen)));
        assert!(is_lost(job_failed_in_txn(
            conn,
            frozen,
            "no",
            (at(102), at(110))
        )));
        assert!(!job_renew_in_txn(conn, frozen, at(900))?);
        job_give_back_in_txn(conn, frozen)?;
        job_hold_in_txn(conn, next.lease)?;
        job_done_in_txn(conn, next.lease)
    });
}

#[test]
fn what_fails_is_tried_again_and_ends_with_its_reason() {
    on_every_engine(|conn| {
        make(conn, &job("hard", Some("k"), 0))?;
        for nth in 1..=2 {
            let taken = take_one(conn, nth * 10)?;
            let again = (at(nth * 10), at(nth * 10 + 10));
            job_failed_in_txn(conn, taken.lease, "not now", again)?;
            assert_eq!(state(conn, taken.lease)?, State::Waiting);
            assert!(take(conn, nth * 10 + 9, 9)?.is_empty());
        }
        // The last time nobody hears of it any more.
        let taken = take_one(conn, 30)?;
        job_lapse_in_txn(conn, at(1_000))?;
        let dead = job_get(conn, taken.lease.job)?;
        assert_eq!((dead.state, dead.attempts), (State::Dead, 3));
        assert_eq!(dead.error.as_deref(), Some(LAPSED));
        assert_eq!(dead.ended_at, Some(at(1_000)));
        assert!(take(conn, 2_000, 9)?.is_empty());
        let listed = job_list(conn, State::Dead, None, 9)?;
        assert_eq!(listed, std::slice::from_ref(&dead));
        assert!(job_list(conn, State::Dead, Some(dead.id), 9)?.is_empty());

        job_retry_in_txn(conn, dead.id, at(3_000))?;
        assert!(is_lost(job_retry_in_txn(conn, dead.id, at(3_000))));
        assert_eq!(take_one(conn, 3_000)?.attempts, 1);
        Ok(())
    });
}

#[test]
fn a_job_that_waits_takes_the_place_of_the_next_try_of_its_key() {
    type End = fn(&mut Conn, Lease) -> Result<()>;
    let ends: [End; 3] = [
        |conn, lease| job_failed_in_txn(conn, lease, "no", (at(1), at(1))),
        |conn, _| job_lapse_in_txn(conn, at(1_000)).map(drop),
        job_give_back_in_txn,
    ];
    for end in ends {
        on_every_engine(|conn| {
            make(conn, &job("old", Some("k"), 0))?;
            let old = take_one(conn, 0)?;
            make(conn, &job("new", Some("k"), 0))?;
            end(conn, old.lease)?;
            assert!(is_not_found(job_get(conn, old.lease.job)));
            assert_eq!(bodies(&take(conn, 2_000, 9)?), ["new"]);
            Ok(())
        });
    }
}

#[test]
fn what_is_given_back_is_as_if_nobody_had_taken_it_on() {
    on_every_engine(|conn| {
        make(conn, &job("work", Some("k"), 0))?;
        let before = job_list(conn, State::Waiting, None, 9)?;
        let taken = take_one(conn, 5)?;
        job_give_back_in_txn(conn, taken.lease)?;
        assert_eq!(job_list(conn, State::Waiting, None, 9)?, before);
        assert!(is_lost(job_done_in_txn(conn, taken.lease)));
        assert_eq!(take_one(conn, 5)?.attempts, 1);
        Ok(())
    });
}

#[test]
fn what_is_called_off_is_not_done_and_changes_nothing() {
    on_every_engine(|conn| {
        for (nth, body) in ["waits", "runs"].into_iter().enumerate() {
            make(conn, &job(body, None, nth as i64))?;
        }
        let all = job_list(conn, State::Waiting, None, 9)?;
        let [runs, waits] = [0, 1].map(|nth| all[nth].id);
        job_cancel_in_txn(conn, waits, at(1))?;
        let taken = take_one(conn, 10)?;
        assert_eq!(taken.lease.job, runs);
        job_cancel_in_txn(conn, runs, at(11))?;
        assert!(is_lost(job_done_in_txn(conn, taken.lease)));
        assert!(is_lost(job_cancel_in_txn(conn, runs, at(12))));
        assert!(is_not_found(job_cancel_in_txn(conn, 999, at(12))));
        assert!(is_not_found(job_retry_in_txn(conn, 999, at(12))));
        let called_off = job_list(conn, State::Cancelled, None, 9)?;
        assert_eq!(called_off.len(), 2);
        assert_eq!(job_forget_in_txn(conn, at(5))?, 1);
        assert!(is_not_found(job_get(conn, waits)));
        job_retry_in_txn(conn, runs, at(20))?;
        assert_eq!(bodies(&take(conn, 20, 9)?), ["runs"]);
        Ok(())
    });
}

#[test]
fn a_retry_by_hand_waits_for_another_of_its_key() {
    on_every_engine(|conn| {
        make(conn, &job("one", Some("k"), 0))?;
        let one = job_list(conn, State::Waiting, None, 1)?.remove(0).id;
        job_cancel_in_txn(conn, one, at(1))?;
        make(conn, &job("two", Some("k"), 0))?;
        assert!(is_lost(job_retry_in_txn(conn, one, at(2))));
        let two = take_one(conn, 3)?;
        job_retry_in_txn(conn, one, at(4))?;
        assert!(take(conn, 5, 9)?.is_empty(), "two is worked on");
        job_done_in_txn(conn, two.lease)?;
        assert_eq!(bodies(&take(conn, 5, 9)?), ["one"]);
        Ok(())
    });
}

#[test]
fn queues_are_counted() {
    on_every_engine(|conn| {
        for due in [0, 3, 500] {
            make(conn, &job("x", None, due))?;
        }
        take_one(conn, 1)?;
        let counts = job_counts(conn, at(10))?;
        let [counts] = &counts[..] else {
            panic!("{counts:?}");
        };
        assert_eq!((counts.queue, counts.waiting, counts.due), (QUEUE, 2, 1));
        assert_eq!((counts.running, counts.dead), (1, 0));
        assert_eq!(counts.due_since, Some(at(3)));
        Ok(())
    });
}

/// Several workers take on what they can at once: nothing twice, nothing left.
#[test]
fn each_job_is_taken_on_by_one_worker() {
    for test in databases() {
        let db = &test.db;
        db.write(|conn| {
            for nth in 0..200 {
                let body = nth.to_string();
                let key = format!("k{}", nth % 50);
                let key = (nth % 2 == 0).then_some(key.as_str());
                make(conn, &job(&body, key, 0))?;
            }
            Ok(())
        })
        .expect("made");
        let work = || {
            let mut done = Vec::new();
            loop {
                let taken = db.write(|conn| take(conn, 1, 3)).expect("taken");
                if taken.is_empty() {
                    return done;
                }
                for one in taken {
                    db.write(|conn| job_done_in_txn(conn, one.lease))
                        .expect("it is this worker's");
                    done.push(one.body);
                }
            }
        };
        let done: Vec<String> = std::thread::scope(|scope| {
            let workers = [0; 4].map(|_| scope.spawn(work));
            workers.map(|one| one.join().expect("it works")).concat()
        });
        let each: HashSet<&String> = done.iter().collect();
        // Of a hundred with a key, the last of each of twenty-five was kept.
        assert_eq!((done.len(), each.len()), (125, 125), "{}", db.engine());
    }
}
