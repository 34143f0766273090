//! Merges and how they are undone.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Result, Row};
use crate::owner::owner_settle_in_txn;
use crate::pair::person_part_in_txn;

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
    /// The interaction that says so; 0 where somebody accepted it.
    pub seq: i64,
    /// Why: kind of the identifier that they share, `alias`, or what spoke for what was accepted.
    pub evidence: String,
    /// Who accepted it, where it did not follow from the log.
    pub accepted_by: Option<String>,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

/// Tables whose rows carry the home of their identifier and follow the person.
const MOVED: &[&str] = &[
    "timeline",
    "profile_change",
    "identifier",
    "contact_share",
    "person_pair",
    "person_owner",
    "order_statement",
];

const COLUMNS: &str = "id, at, winner, loser, seq, evidence, accepted_by, undone_at";

/// Waits until nobody else is merging this person, and has whoever merges them from now on wait for this
/// transaction: a row that is made by hand then ends with the person that it is for.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person, [`Error::Conflict`] when they are part of another by
/// now.
pub fn person_hold_in_txn(conn: &mut Conn, person: i64) -> Result<()> {
    // An update that changes nothing: it takes the lock of the row on either engine.
    let sql = "UPDATE person SET merged_into = merged_into WHERE person_id = $1";
    if conn.execute(sql, &[person.into()])? == 0 {
        return Err(Error::NotFound);
    }
    let sql = "SELECT merged_into FROM person WHERE person_id = $1";
    match conn.query_value::<Option<i64>>(sql, &[person.into()])? {
        Some(winner) => Err(Error::Conflict(format!(
            "this person is part of person {winner} by now"
        ))),
        None => Ok(()),
    }
}

/// A merge that is to be.
#[derive(Clone, Copy, Debug)]
pub struct NewMerge<'a> {
    /// Who goes on.
    pub winner: i64,
    /// Who is part of the winner from now on.
    pub loser: i64,
    /// When.
    pub at: Timestamp,
    /// The interaction that says so; 0 where somebody accepts it.
    pub seq: i64,
    /// Why.
    pub evidence: &'a str,
    /// Who accepts it, where it does not follow from the log.
    pub accepted_by: Option<&'a str>,
}

/// Makes one person part of another: everything moves, nothing is lost.
///
/// # Errors
/// Those of the database.
pub fn person_merge_in_txn(conn: &mut Conn, merge: NewMerge) -> Result<()> {
    let (winner, loser) = (merge.winner, merge.loser);
    // What is being set for either by hand is waited for, and moves as well.
    let sql = "UPDATE person SET merged_into = merged_into WHERE person_id = $1";
    for person in [winner.min(loser), winner.max(loser)] {
        conn.execute(sql, &[person.into()])?;
    }
    for table in MOVED {
        conn.execute(
            &format!("UPDATE {table} SET person_id = $1 WHERE person_id = $2"),
            &[winner.into(), loser.into()],
        )?;
    }
    merge_insert_in_txn(conn, &merge, None)
}

/// Keeps a merge; one that is undone from the start tells what was taken apart.
///
/// # Errors
/// Those of the database.
pub(crate) fn merge_insert_in_txn(
    conn: &mut Conn,
    merge: &NewMerge,
    undone_at: Option<Timestamp>,
) -> Result<()> {
    let sql =
        "INSERT INTO person_merge (id, at, winner, loser, seq, evidence, accepted_by, undone_at)
               SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM person_merge";
    let params = [
        merge.at.as_micros().into(),
        merge.winner.into(),
        merge.loser.into(),
        merge.seq.into(),
        merge.evidence.into(),
        merge.accepted_by.into(),
        undone_at.map(Timestamp::as_micros).into(),
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
    let pair = ((merge.winner, merge.winner), (merge.loser, merge.loser));
    person_part_in_txn(conn, pair, &merge.evidence, now)?;
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
    let sql = format!("SELECT {COLUMNS} FROM person_merge WHERE id = $1");
    conn.query_opt(&sql, &[id.into()], read)?
        .ok_or(Error::NotFound)
}

/// The merges that a person took part in, newest first.
///
/// # Errors
/// Those of the database.
pub fn merge_list(conn: &mut Conn, person: i64) -> Result<Vec<Merge>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM person_merge WHERE winner = $1 OR loser = $1 ORDER BY id DESC LIMIT 200"
    );
    conn.query(&sql, &[person.into()], read)
}

fn read(row: &Row) -> Result<Merge> {
    Ok(Merge {
        id: row.get(0)?,
        at: Timestamp::from_micros(row.get(1)?),
        winner: row.get(2)?,
        loser: row.get(3)?,
        seq: row.get(4)?,
        evidence: row.get(5)?,
        accepted_by: row.get(6)?,
        undone_at: row.get::<Option<i64>>(7)?.map(Timestamp::from_micros),
    })
}
