//! Merges and how they are undone; suggestions where a human decides.

use ripen_domain::identity::IdentifierKind;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Param, Result, Row};
use crate::owner::owner_settle_in_txn;

/// A merge of two people.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// Number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who goes on.
    pub winner: i64,
    /// Who is part of the winner.
    pub loser: i64,
    /// Kind of the identifier that they share.
    pub evidence: String,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

/// Tables whose rows carry the home of their identifier and follow the person.
const MOVED: &[&str] = &[
    "timeline",
    "profile_change",
    "identifier",
    "person_owner",
    "order_statement",
];

/// Makes `loser` part of `winner`: everything moves, nothing is lost.
///
/// # Errors
/// Those of the database.
pub fn person_merge_in_txn(
    conn: &mut Conn,
    (winner, loser): (i64, i64),
    at: Timestamp,
    seq: i64,
    evidence: IdentifierKind,
) -> Result<()> {
    for table in MOVED {
        conn.execute(
            &format!("UPDATE {table} SET person_id = $1 WHERE person_id = $2"),
            &[winner.into(), loser.into()],
        )?;
    }
    let sql = "INSERT INTO person_merge (id, at, winner, loser, seq, evidence)
               SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5 FROM person_merge";
    let params = [
        at.as_micros().into(),
        winner.into(),
        loser.into(),
        seq.into(),
        evidence.name().into(),
    ];
    conn.execute(sql, &params)?;
    Ok(())
}

/// Marks a person as part of another, once both have their rows.
///
/// # Errors
/// Those of the database.
pub fn person_mark_merged_in_txn(conn: &mut Conn, (winner, loser): (i64, i64)) -> Result<()> {
    let sql = "UPDATE person SET merged_into = $1, due_at = NULL WHERE person_id = $2";
    conn.execute(sql, &[winner.into(), loser.into()])?;
    owner_settle_in_txn(conn, &[winner, loser])
}

/// Undoes a merge: what came by identifiers that were first given to the loser, or to anybody who
/// had been merged into the loser, goes back. Both people are to be scored again afterwards.
///
/// # Errors
/// [`Error::NotFound`] when there is no such merge, [`Error::Conflict`] when it was undone already
/// or the winner has been merged into somebody else since: that merge has to be undone first.
pub fn person_unmerge_in_txn(conn: &mut Conn, id: i64, now: Timestamp) -> Result<Merge> {
    let merge = merge_get(conn, id)?;
    if merge.undone_at.is_some() {
        return Err(Error::Conflict("this merge was undone already".into()));
    }
    let sql = "SELECT merged_into FROM person WHERE person_id = $1";
    if let Some(Some(next)) =
        conn.query_opt(sql, &[merge.winner.into()], |row| row.get::<Option<i64>>(0))?
    {
        return Err(Error::Conflict(format!(
            "undo the merge into person {next} first"
        )));
    }
    let homes = homes_of(conn, merge.loser)?;
    for table in MOVED {
        let any = conn.any("home", 3);
        let sql = format!("UPDATE {table} SET person_id = $1 WHERE person_id = $2 AND {any}");
        conn.execute(
            &sql,
            &[
                merge.loser.into(),
                merge.winner.into(),
                homes.as_slice().into(),
            ],
        )?;
    }
    conn.execute(
        "UPDATE person SET merged_into = NULL WHERE person_id = $1",
        &[merge.loser.into()],
    )?;
    owner_settle_in_txn(conn, &[merge.winner, merge.loser])?;
    conn.execute(
        "UPDATE person_merge SET undone_at = $1 WHERE id = $2",
        &[now.as_micros().into(), id.into()],
    )?;
    Ok(Merge {
        undone_at: Some(now),
        ..merge
    })
}

/// A person and everybody who has been merged into them, directly or not.
fn homes_of(conn: &mut Conn, person: i64) -> Result<Vec<i64>> {
    let sql = "WITH RECURSIVE part (person_id) AS (
                   SELECT CAST($1 AS BIGINT)
                   UNION
                   SELECT m.loser FROM person_merge m JOIN part ON m.winner = part.person_id WHERE m.undone_at IS NULL)
               SELECT person_id FROM part";
    conn.query(sql, &[person.into()], |row| row.get(0))
}

fn merge_get(conn: &mut Conn, id: i64) -> Result<Merge> {
    let sql = "SELECT id, at, winner, loser, evidence, undone_at FROM person_merge WHERE id = $1";
    conn.query_opt(sql, &[id.into()], read)?
        .ok_or(Error::NotFound)
}

/// The merges that a person took part in, newest first.
///
/// # Errors
/// Those of the database.
pub fn merge_list(conn: &mut Conn, person: i64) -> Result<Vec<Merge>> {
    let sql = "SELECT id, at, winner, loser, evidence, undone_at FROM person_merge WHERE winner = $1 OR loser = $1
               ORDER BY id DESC LIMIT 200";
    conn.query(sql, &[person.into()], read)
}

fn read(row: &Row) -> Result<Merge> {
    Ok(Merge {
        id: row.get(0)?,
        at: Timestamp::from_micros(row.get(1)?),
        winner: row.get(2)?,
        loser: row.get(3)?,
        evidence: row.get(4)?,
        undone_at: row.get::<Option<i64>>(5)?.map(Timestamp::from_micros),
    })
}

/// Two people who may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The other person.
    pub person: i64,
    /// Their name, if known.
    pub name: Option<String>,
    /// What speaks for it: kind of a shared identifier, or `repeated_message`.
    pub evidence: String,
    /// When it was seen.
    pub at: Timestamp,
}

/// Keeps that two people may be one.
///
/// # Errors
/// Those of the database.
pub fn merge_suggest_in_txn(
    conn: &mut Conn,
    pair: (i64, i64),
    evidence: &str,
    at: Timestamp,
    seq: i64,
) -> Result<()> {
    let (a, b) = (pair.0.min(pair.1), pair.0.max(pair.1));
    let row: Vec<Param> = vec![
        a.into(),
        b.into(),
        evidence.into(),
        at.as_micros().into(),
        seq.into(),
    ];
    conn.insert(
        "merge_suggestion",
        &["person_a", "person_b", "evidence", "at", "seq"],
        &[row],
        "ON CONFLICT DO NOTHING",
    )
}

/// Who else a person may be: by a shared identifier that was not enough to merge, or because a
/// message of one was sent again under the name of the other.
///
/// # Errors
/// Those of the database.
pub fn merge_suggestions(conn: &mut Conn, person: i64) -> Result<Vec<Suggestion>> {
    let sql = "SELECT s.other, coalesce(p.name, p.email), min(s.evidence), max(s.at) FROM (
                   SELECT person_b AS other, evidence, at FROM merge_suggestion WHERE person_a = $1
                   UNION ALL SELECT person_a, evidence, at FROM merge_suggestion WHERE person_b = $1
                   UNION ALL SELECT b.person_id, 'repeated_message', r.received_at FROM identifier a
                       JOIN repeat r ON r.stored_kind = a.kind AND r.stored_value = a.value
                       JOIN identifier b ON b.kind = r.repeated_kind AND b.value = r.repeated_value WHERE a.person_id = $1
                   UNION ALL SELECT b.person_id, 'repeated_message', r.received_at FROM identifier a
                       JOIN repeat r ON r.repeated_kind = a.kind AND r.repeated_value = a.value
                       JOIN identifier b ON b.kind = r.stored_kind AND b.value = r.stored_value WHERE a.person_id = $1) s
               JOIN person p ON p.person_id = s.other WHERE p.merged_into IS NULL AND s.other <> $1
               GROUP BY s.other, coalesce(p.name, p.email) ORDER BY max(s.at) DESC LIMIT 50";
    conn.query(sql, &[person.into()], |row| {
        let at = Timestamp::from_micros(row.get(3)?);
        Ok(Suggestion {
            person: row.get(0)?,
            name: row.get(1)?,
            evidence: row.get(2)?,
            at,
        })
    })
}
