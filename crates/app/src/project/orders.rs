//! Orders: whatever is said about one is about one purchase.
//!
//! What is said about an order is kept by person and order. Which of a person's rows of the timeline is
//! the purchase, and of how much, is written there, so that scores, filters, signals and companies all
//! see the same; it follows from the person's own history, whatever the order of arrival.

use std::collections::{BTreeSet, HashMap, HashSet};

use ripen_domain::interaction::{kind, order};
use ripen_store::log::intern::Names;
use ripen_store::log::{follower_advance_in_txn, follower_position};
use ripen_store::orders::{
    OrderStatement, Shown, by_order, claimed_among, order_statement_insert_in_txn,
    order_statements, order_statements_of, person_next, timeline_show_in_txn,
};
use ripen_store::people::timeline::{TimelineRow, timeline_of_kinds};
use ripen_store::{Conn, Result as StoreResult};

use super::score::{Subject, rescore_in_txn};
use super::{FOLLOWER, alone};
use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;

/// How far orders were looked for in what was stored before they were known.
pub const PAST: &str = "orders:5";
/// People of one transaction while the past is gone through.
const STRETCH: i64 = 1_000;

/// Takes in what is fresh about orders, before it is on the timeline: the fresh rows become what they
/// are to be there, and whoever has an older row that is another now is folded again. `public` are the
/// positions of what came by keys that everybody can read.
pub fn settle_fresh_in_txn(
    conn: &mut Conn,
    names: &mut Names,
    subjects: &mut HashMap<i64, Subject>,
    public: &HashSet<i64>,
) -> StoreResult<()> {
    let rows = subjects.values().flat_map(|subject| &subject.fresh);
    let mut fresh: Vec<OrderStatement> =
        rows.filter_map(|(row, _)| statement(row, names)).collect();
    for one in &mut fresh {
        one.statement.claimed = public.contains(&one.statement.seq);
    }
    if fresh.is_empty() {
        return Ok(());
    }
    let orders: BTreeSet<(i64, &str)> = fresh
        .iter()
        .map(|one| (one.person, one.order.as_str()))
        .collect();
    let stored = order_statements(conn, &orders.into_iter().collect::<Vec<_>>())?;
    order_statement_insert_in_txn(conn, &fresh)?;
    let is_fresh: HashSet<i64> = fresh.iter().map(|one| one.statement.seq).collect();
    let changed = differing(conn, names, stored.into_iter().chain(fresh).collect())?;
    let (fresh, older): (Vec<Shown>, Vec<Shown>) = changed
        .into_iter()
        .partition(|row| is_fresh.contains(&row.seq));
    for shown in fresh {
        let subject = subjects.entry(shown.person).or_default();
        let rows = subject.fresh.iter_mut().map(|(row, _)| row);
        for row in rows.filter(|row| row.seq == shown.seq) {
            (row.kind_id, row.amount) = (shown.kind_id, shown.amount);
        }
    }
    for shown in &older {
        subjects.entry(shown.person).or_default().replay = true;
    }
    timeline_show_in_txn(conn, &older)
}

/// Brings the timelines of people in line whose history is another than it was; returns those whose
/// rows changed.
pub fn settle_people_in_txn(
    conn: &mut Conn,
    names: &mut Names,
    people: &[i64],
) -> StoreResult<Vec<i64>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let stored = order_statements_of(conn, people)?;
    let changed = differing(conn, names, stored)?;
    timeline_show_in_txn(conn, &changed)?;
    let people: BTreeSet<i64> = changed.iter().map(|row| row.person).collect();
    Ok(people.into_iter().collect())
}

/// What a row of the timeline says about an order.
fn statement(row: &TimelineRow, names: &Names) -> Option<OrderStatement> {
    let (order, statement) = order::statement(&row.fact(names))?;
    Some(OrderStatement {
        person: row.person_id,
        home: row.home,
        order,
        statement,
        shown: (row.kind_id, row.amount),
    })
}

/// The rows of the timeline that are not what follows from everything said about their orders.
fn differing(
    conn: &mut Conn,
    names: &mut Names,
    statements: Vec<OrderStatement>,
) -> StoreResult<Vec<Shown>> {
    let mut changed = Vec::new();
    for about in by_order(statements).into_values() {
        let said: Vec<_> = about.iter().map(|one| one.statement.clone()).collect();
        for (seq, standing) in order::settle(&said) {
            let shown = (names.kind_in_txn(conn, standing.kind)?, standing.amount);
            let row = about.iter().find(|one| one.statement.seq == seq);
            changed.extend(row.filter(|row| row.shown != shown).map(|row| Shown {
                person: row.person,
                at: row.statement.at,
                seq,
                kind_id: shown.0,
                amount: shown.1,
            }));
        }
    }
    Ok(changed)
}

/// Goes on through what was stored before orders were known; returns how many people were looked at.
pub fn outdated(app: &Ripen) -> Result<i64> {
    if app.db.read(|conn| follower_position(conn, PAST))? == i64::MAX {
        return Ok(0);
    }
    let (many, position, people) = alone(app, |conn, models| {
        let mut names = app.names_in_txn(conn)?;
        let (many, changed) = look_back_in_txn(conn, &mut names)?;
        let replay = |id: &i64| {
            let subject = Subject {
                replay: true,
                ..Subject::default()
            };
            (*id, subject)
        };
        let subjects: HashMap<i64, Subject> = changed.iter().map(replay).collect();
        let others = match subjects.is_empty() {
            true => Vec::new(),
            false => rescore_in_txn(conn, models, &mut names, subjects, clock::now())?,
        };
        let position = follower_position(conn, FOLLOWER)?;
        Ok((many, position, [changed, others].concat()))
    })?;
    if !people.is_empty() {
        app.kept.read_again();
        app.live.people(position, people);
    }
    Ok(many)
}

/// Finds the orders of the next people; returns how many people there were, and whose rows changed.
fn look_back_in_txn(conn: &mut Conn, names: &mut Names) -> StoreResult<(i64, Vec<i64>)> {
    let kinds = names.kinds_where(|known| {
        order::said(known).is_some() || kind::meant(known).is_some_and(|meant| meant != known)
    });
    let done = follower_position(conn, PAST)?;
    let next = match kinds.is_empty() || done == i64::MAX {
        true => Vec::new(),
        false => person_next(conn, done, STRETCH)?,
    };
    let (Some(first), Some(last)) = (next.first(), next.last()) else {
        follower_advance_in_txn(conn, PAST, i64::MAX)?;
        return Ok((0, Vec::new()));
    };
    let rows = timeline_of_kinds(conn, (*first, *last), &kinds)?;
    let found = rows.iter().filter_map(|row| statement(row, names));
    let mut found: Vec<OrderStatement> = found.collect();
    let seqs: Vec<i64> = found.iter().map(|one| one.statement.seq).collect();
    let claimed: HashSet<i64> = claimed_among(conn, &seqs)?.into_iter().collect();
    for one in &mut found {
        one.statement.claimed = claimed.contains(&one.statement.seq);
    }
    order_statement_insert_in_txn(conn, &found)?;
    let people: BTreeSet<i64> = found.iter().map(|one| one.person).collect();
    let people: Vec<i64> = people.into_iter().collect();
    let mut changed: BTreeSet<i64> = settle_people_in_txn(conn, names, &people)?
        .into_iter()
        .collect();
    changed.extend(rename_in_txn(conn, names, &rows)?);
    follower_advance_in_txn(conn, PAST, *last)?;
    Ok((next.len() as i64, changed.into_iter().collect()))
}

/// Gives rows the kind of today that say no number of an order, or are about something else, and were stored before
/// their name was known; returns whose they are.
fn rename_in_txn(
    conn: &mut Conn,
    names: &mut Names,
    rows: &[TimelineRow],
) -> StoreResult<Vec<i64>> {
    let mut renamed = Vec::new();
    for row in rows {
        let known = row.fact(names).kind;
        let meant = kind::meant(known).filter(|meant| *meant != known);
        let Some(meant) = meant.filter(|_| statement(row, names).is_none()) else {
            continue;
        };
        renamed.push(Shown {
            person: row.person_id,
            at: row.at,
            seq: row.seq,
            kind_id: names.kind_in_txn(conn, meant)?,
            amount: row.amount,
        });
    }
    timeline_show_in_txn(conn, &renamed)?;
    Ok(renamed.iter().map(|row| row.person).collect())
}
