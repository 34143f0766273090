//! Pairs of people: two who may be one, and two who were taken apart.
//!
//! A pair is two rows, one for each of the two. Each follows its home like any row of a person, so that a
//! pair is about whoever has the two homes today, through merges with third people and their undoing.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Param, Result, Row};

/// Two people who may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The other person.
    pub person: i64,
    /// Their name, if known.
    pub name: Option<String>,
    /// What speaks for it: kind of a shared identifier, `alias`, or `repeated_message`.
    pub evidence: String,
    /// When it was seen.
    pub at: Timestamp,
    /// When it was taken back that they are two, where that was said.
    pub reopened: Option<Word>,
}

/// That somebody said something of two people.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Option<String>,
}

/// Two people who were taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Parted {
    /// The other person.
    pub person: i64,
    /// Their name, if known.
    pub name: Option<String>,
    /// What spoke for that they are one.
    pub evidence: String,
    /// When it was said that they are two; `None` for what an older release kept.
    pub said: Option<Word>,
}

const COLUMNS: &[&str] = &[
    "home",
    "other",
    "person_id",
    "apart",
    "evidence",
    "at",
    "seq",
    "parted_at",
    "parted_by",
];

/// The rows of a pair of homes, each with the person who has it.
fn rows<'a>(
    (one, other): ((i64, i64), (i64, i64)),
    apart: bool,
    evidence: &'a str,
    (at, seq): (Timestamp, i64),
    by: Option<&'a str>,
) -> Vec<Vec<Param<'a>>> {
    let row = |(person, home): (i64, i64), other: i64| -> Vec<Param> {
        vec![
            home.into(),
            other.into(),
            person.into(),
            i64::from(apart).into(),
            evidence.into(),
            at.as_micros().into(),
            seq.into(),
            apart.then_some(at.as_micros()).into(),
            by.into(),
        ]
    };
    vec![row(one, other.1), row(other, one.1)]
}

/// Keeps that two people may be one, unless they were taken apart.
pub fn merge_suggest_in_txn(
    conn: &mut Conn,
    (one, other): (i64, i64),
    evidence: &str,
    at: Timestamp,
    seq: i64,
) -> Result<()> {
    pair_suggest_in_txn(conn, ((one, one), (other, other)), evidence, at, seq)
}

/// Keeps that two people may be one, unless they were taken apart. Each is given as the person of today and
/// the home that it is about.
pub fn pair_suggest_in_txn(
    conn: &mut Conn,
    pair: ((i64, i64), (i64, i64)),
    evidence: &str,
    at: Timestamp,
    seq: i64,
) -> Result<()> {
    let rows = rows(pair, false, evidence, (at, seq), None);
    conn.insert(
        "person_pair",
        COLUMNS,
        &rows,
        "ON CONFLICT (home, other) DO NOTHING",
    )
}

/// Keeps that two people are two, until somebody takes it back: they are never merged by themselves, nor is it
/// suggested, whoever is merged into either. Each is given as the person of today and the home that it is about.
/// `by` says who says so.
pub fn person_part_in_txn(
    conn: &mut Conn,
    pair: ((i64, i64), (i64, i64)),
    evidence: &str,
    (now, by): (Timestamp, Option<&str>),
) -> Result<()> {
    let rows = rows(pair, true, evidence, (now, 0), by);
    let tail = "ON CONFLICT (home, other) DO UPDATE SET apart = 1, parted_at = excluded.parted_at, parted_by = excluded.parted_by";
    conn.insert("person_pair", COLUMNS, &rows, tail)
}

/// Takes back that two people of today are two, whichever of their homes it is about: they may be one again.
///
/// # Errors
/// [`Error::NotFound`] when they were not taken apart.
pub fn pair_reopen_in_txn(
    conn: &mut Conn,
    (one, other): (i64, i64),
    (now, by): (Timestamp, &str),
) -> Result<()> {
    let with = |this: &str, that: &str| {
        format!(
            "person_id = {this} AND EXISTS (SELECT 1 FROM person_pair m WHERE m.home = person_pair.other
             AND m.other = person_pair.home AND m.person_id = {that})"
        )
    };
    let sql = format!(
        "UPDATE person_pair SET apart = 0, reopened_at = $3, reopened_by = $4
         WHERE apart = 1 AND ({} OR {})",
        with("$1", "$2"),
        with("$2", "$1")
    );
    let params = [one.into(), other.into(), now.as_micros().into(), by.into()];
    match conn.execute(&sql, &params)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Pairs in which the first is the person `$1`, with the other of today.
const PAIRS: &str = "person_pair r JOIN person_pair m ON m.home = r.other AND m.other = r.home";

/// Who said the last of what was said of the same `of`, at `at`.
fn last_by(by: &str, at: &str, of: &str) -> String {
    format!("first_value({by}) OVER (PARTITION BY {of} ORDER BY coalesce({at}, 0) DESC)")
}

/// From whom a person was taken apart, the latest first.
pub fn parted_from(conn: &mut Conn, person: i64) -> Result<Vec<Parted>> {
    let sql = format!(
        "SELECT page.other, page.name, min(page.evidence), max(page.parted_at), max(page.said_by) FROM (
             SELECT m.person_id AS other, coalesce(p.name, p.email) AS name, r.evidence, r.parted_at, {} AS said_by
             FROM {PAIRS} JOIN person p ON p.person_id = m.person_id
             WHERE r.person_id = $1 AND r.apart = 1 AND m.person_id <> $1 AND p.merged_into IS NULL) page
         GROUP BY page.other, page.name ORDER BY coalesce(max(page.parted_at), 0) DESC, page.other LIMIT 50",
        last_by("r.parted_by", "r.parted_at", "m.person_id")
    );
    conn.query(&sql, &[person.into()], |row| {
        Ok(Parted {
            person: row.get(0)?,
            name: row.get(1)?,
            evidence: row.get(2)?,
            said: word(row, 3)?,
        })
    })
}

fn word(row: &Row, at: usize) -> Result<Option<Word>> {
    let said: Option<i64> = row.get(at)?;
    let by = row.get(at + 1)?;
    let at = said.map(Timestamp::from_micros);
    Ok(at.map(|at| Word { at, by }))
}

/// Who else a person may be: by what they share that was not enough to merge, or because a message of
/// one was sent again under the name of the other.
pub fn merge_suggestions(conn: &mut Conn, person: i64) -> Result<Vec<Suggestion>> {
    let sql = format!(
        "SELECT s.other, coalesce(p.name, p.email), min(s.evidence), max(s.at), max(s.reopened_at), max(s.said_by) FROM (
             SELECT m.person_id AS other, r.evidence, r.at, r.reopened_at, {} AS said_by
                 FROM {PAIRS} WHERE r.person_id = $1 AND r.apart = 0
             UNION ALL SELECT b.person_id, 'repeated_message', r.received_at, NULL, NULL FROM identifier a
                 JOIN repeat r ON r.stored_kind = a.kind AND r.stored_value = a.value
                 JOIN identifier b ON b.kind = r.repeated_kind AND b.value = r.repeated_value WHERE a.person_id = $1
             UNION ALL SELECT b.person_id, 'repeated_message', r.received_at, NULL, NULL FROM identifier a
                 JOIN repeat r ON r.repeated_kind = a.kind AND r.repeated_value = a.value
                 JOIN identifier b ON b.kind = r.stored_kind AND b.value = r.stored_value WHERE a.person_id = $1) s
         JOIN person p ON p.person_id = s.other WHERE p.merged_into IS NULL AND s.other <> $1
         AND s.other NOT IN (SELECT m.person_id FROM {PAIRS} WHERE r.person_id = $1 AND r.apart = 1)
         GROUP BY s.other, coalesce(p.name, p.email) ORDER BY max(s.at) DESC, s.other LIMIT 50",
        last_by("r.reopened_by", "r.reopened_at", "m.person_id")
    );
    conn.query(&sql, &[person.into()], |row| suggestion(row, 0))
}

fn suggestion(row: &Row, at: usize) -> Result<Suggestion> {
    Ok(Suggestion {
        person: row.get(at)?,
        name: row.get(at + 1)?,
        evidence: row.get(at + 2)?,
        at: Timestamp::from_micros(row.get(at + 3)?),
        reopened: word(row, at + 4)?,
    })
}

/// Rows that are looked at for each pair that is listed: people who were merged have several homes.
const ROWS: i64 = 8;

/// The newest `limit` pairs of people who may be one, with the number of the one known for longer. Who was taken
/// apart is looked up by the pair: by the number of a person there may be thousands.
pub fn suggestion_list(conn: &mut Conn, limit: i64) -> Result<Vec<(i64, Suggestion)>> {
    let sql = format!(
        "SELECT page.one, page.other, coalesce(p.name, p.email), min(page.evidence), max(page.at),
             max(page.reopened_at), max(page.said_by) FROM (
             SELECT page.*, {} AS said_by FROM (
             SELECT r.person_id AS one, m.person_id AS other, r.evidence, r.at, r.reopened_at, r.reopened_by FROM {PAIRS}
             WHERE r.person_id < m.person_id AND r.apart = 0
             AND NOT EXISTS (SELECT 1 FROM person_pair a JOIN person_pair b ON b.home = a.other AND b.other = a.home
                 WHERE a.person_id = r.person_id AND a.apart = 1 AND b.person_id + 0 = m.person_id)
             ORDER BY r.at DESC, r.home DESC, r.other DESC LIMIT $1) page) page
         JOIN person p ON p.person_id = page.other
         GROUP BY page.one, page.other, coalesce(p.name, p.email) ORDER BY max(page.at) DESC, page.one, page.other LIMIT $2",
        last_by("page.reopened_by", "page.reopened_at", "page.one, page.other")
    );
    let rows = limit.saturating_mul(ROWS);
    conn.query(&sql, &[rows.into(), limit.into()], |row| {
        Ok((row.get(0)?, suggestion(row, 1)?))
    })
}
