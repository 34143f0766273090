//! Signals that people gave.

use ripen_domain::time::{Span, Timestamp};

use super::{now, on_every_engine, person, save};
use crate::companies::{CompanySignal, company_signal_insert_in_txn};
use crate::engine::{Conn, Result};
use crate::signals::{
    SignalCursor, StoredSignal, signal_clear_in_txn, signal_count, signal_insert_in_txn,
    signal_of_person, signal_page, signal_recent,
};

fn signal(person: i64, key: &str, days_ago: i64) -> StoredSignal {
    StoredSignal {
        person,
        key: key.into(),
        at: now() - Span::days(days_ago),
        seq: person * 100 + days_ago,
        evidence: vec![1, person * 100 + days_ago],
    }
}

fn given(conn: &mut Conn) -> Result<Vec<StoredSignal>> {
    save(conn, &[person(1, 1.0), person(2, 2.0)])?;
    let signals = vec![
        signal(1, "cart", 3),
        signal(1, "question", 1),
        signal(2, "question", 1),
        signal(2, "surge", 40),
    ];
    signal_insert_in_txn(conn, &signals)?;
    signal_insert_in_txn(conn, &signals)?;
    Ok(signals)
}

fn own(conn: &mut Conn, person: i64, limit: i64) -> Result<Vec<StoredSignal>> {
    let listed = signal_of_person(conn, person, limit)?;
    Ok(listed.into_iter().map(|one| one.signal).collect())
}

#[test]
fn signals_of_a_person_come_newest_first_and_once() {
    on_every_engine(|conn| {
        let signals = given(conn)?;
        let of_one = [signals[1].clone(), signals[0].clone()];
        assert_eq!(own(conn, 1, 10)?, of_one);
        assert_eq!(own(conn, 1, 1)?, of_one[..1]);
        assert_eq!(own(conn, 3, 10)?, []);
        Ok(())
    });
}

#[test]
fn everybodys_signals_are_read_page_by_page() {
    on_every_engine(|conn| {
        let signals = given(conn)?;
        let mut read = Vec::new();
        let mut after = None;
        loop {
            let page = signal_page(conn, None, None, after.as_ref(), 2)?;
            let Some(last) = page.last() else { break };
            after = Some(SignalCursor {
                at: last.signal.at,
                person: last.signal.person,
                key: last.signal.key.clone(),
            });
            read.extend(page.into_iter().map(|listed| listed.signal));
        }
        assert_eq!(read, [2, 1, 0, 3].map(|at: usize| signals[at].clone()));
        let questions = signal_page(conn, Some("question"), None, None, 10)?;
        assert_eq!(questions.len(), 2);
        assert!(questions.iter().all(|one| one.signal.key == "question"));
        Ok(())
    });
}

/// A surge at a company, so many days ago.
fn surge(person: i64, days_ago: i64) -> CompanySignal {
    CompanySignal {
        company: format!("firm{days_ago}.example"),
        key: "company_surge".into(),
        at: now() - Span::days(days_ago),
        seq: person * 100 + days_ago,
        person,
        interactions: 12,
        people: 2,
        usual: 3.0,
        evidence: vec![(person * 100 + days_ago, person)],
    }
}

#[test]
fn signals_since_a_moment_are_counted_of_people_and_companies_and_read_up_to_it() {
    on_every_engine(|conn| {
        given(conn)?;
        company_signal_insert_in_txn(conn, &[surge(1, 2), surge(2, 20)])?;
        // The moment itself counts.
        let since = now() - Span::days(3);
        assert_eq!(signal_count(conn, None, since)?, 4);
        assert_eq!(signal_count(conn, Some("question"), since)?, 2);
        assert_eq!(signal_count(conn, Some("company_surge"), since)?, 1);
        assert_eq!(signal_count(conn, Some("surge"), since)?, 0);
        assert_eq!(signal_count(conn, None, now() - Span::days(50))?, 6);
        let mut read = Vec::new();
        let mut after = None;
        loop {
            let page = signal_page(conn, None, Some(since), after.as_ref(), 3)?;
            let Some(last) = page.last() else { break };
            after = Some(SignalCursor {
                at: last.signal.at,
                person: last.signal.person,
                key: last.signal.key.clone(),
            });
            read.extend(page.into_iter().map(|listed| listed.signal.key));
        }
        assert_eq!(read, ["question", "question", "company_surge", "cart"]);
        let surges = signal_page(conn, Some("company_surge"), Some(since), None, 9)?;
        assert_eq!(surges.len(), 1);
        Ok(())
    });
}

#[test]
fn recent_signals_are_those_since_a_moment() {
    on_every_engine(|conn| {
        given(conn)?;
        let recent = |conn: &mut Conn, since: Timestamp| {
            let rows = signal_recent(conn, &[1, 2], since)?;
            Ok::<_, crate::Error>(
                rows.into_iter()
                    .map(|(person, key, _)| (person, key))
                    .collect::<Vec<_>>(),
            )
        };
        let two = recent(conn, now() - Span::days(2))?;
        assert_eq!(
            two,
            [(1, "question".to_owned()), (2, "question".to_owned())]
        );
        assert_eq!(recent(conn, now())?, []);
        Ok(())
    });
}

#[test]
fn clearing_takes_only_those_people() {
    on_every_engine(|conn| {
        given(conn)?;
        signal_clear_in_txn(conn, &[1])?;
        signal_clear_in_txn(conn, &[])?;
        assert_eq!(own(conn, 1, 10)?, []);
        assert_eq!(own(conn, 2, 10)?.len(), 2);
        Ok(())
    });
}
