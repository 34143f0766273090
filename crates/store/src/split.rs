//! Taking apart what one interaction joined, where no two people existed before.

use ripen_domain::identity::Identifier;
use ripen_domain::interaction::Interaction;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result, Row};
use crate::merge::{NewMerge, merge_insert_in_txn};
use crate::pair::person_part_in_txn;

/// What an interaction names, as far as it tells whose it is.
const NAMED: &str = "i.seq, i.user_id, i.email, i.phone, i.anonymous_id, i.previous_id";

fn named(row: &Row) -> Result<(i64, Interaction)> {
    let interaction = Interaction {
        user_id: row.get(1)?,
        email: row.get(2)?,
        phone: row.get(3)?,
        anonymous_id: row.get(4)?,
        previous_id: row.get(5)?,
        ..Interaction::default()
    };
    Ok((row.get(0)?, interaction))
}

/// What the interactions at these positions name.
///
/// # Errors
/// Those of the database.
pub fn log_named(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<(i64, Interaction)>> {
    let any = conn.any("i.seq", 1);
    let sql = format!("SELECT {NAMED} FROM interaction i WHERE {any}");
    conn.query(&sql, &[seqs.into()], named)
}

/// What the interactions of a person that came by identifiers of a home name.
///
/// # Errors
/// Those of the database.
pub fn timeline_named(conn: &mut Conn, person: i64, home: i64) -> Result<Vec<(i64, Interaction)>> {
    let sql = format!(
        "SELECT {NAMED} FROM timeline t JOIN interaction i ON i.seq = t.seq WHERE t.person_id = $1 AND t.home = $2"
    );
    conn.query(&sql, &[person.into(), home.into()], named)
}

/// What is to be taken apart.
#[derive(Clone, Debug)]
pub struct Split<'a> {
    /// Who has it.
    pub person: i64,
    /// The home of the identifiers.
    pub home: i64,
    /// The interaction that joined it; also the number of the person that it becomes.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Why it was joined.
    pub evidence: &'a str,
    /// The identifiers that go.
    pub identifiers: &'a [Identifier],
    /// The interactions that go, by position.
    pub interactions: &'a [i64],
    /// Contact points that both sides have: they stay, and are shared.
    pub shared: &'a [Identifier],
}

/// Gives identifiers and interactions to a person of their own, who is never merged with the former by
/// themselves again. Both are to be scored afterwards.
///
/// # Errors
/// Those of the database.
pub fn person_split_in_txn(conn: &mut Conn, split: &Split, now: Timestamp) -> Result<()> {
    for table in [
        "timeline",
        "profile_change",
        "contact_share",
        "order_statement",
    ] {
        let any = conn.any("seq", 4);
        let sql = format!(
            "UPDATE {table} SET person_id = $1, home = $1 WHERE person_id = $2 AND home = $3 AND {any}"
        );
        let params = [
            split.seq.into(),
            split.person.into(),
            split.home.into(),
            split.interactions.into(),
        ];
        conn.execute(&sql, &params)?;
    }
    for one in split.identifiers {
        let sql = "UPDATE identifier SET person_id = $1, home = $1 WHERE kind = $2 AND value = $3";
        let params = [
            split.seq.into(),
            one.kind.code().into(),
            (&one.value).into(),
        ];
        conn.execute(sql, &params)?;
    }
    let own = (split.seq, split.seq);
    for contact in split.shared {
        share(conn, contact, split, own)?;
    }
    let merge = NewMerge {
        winner: split.person,
        loser: split.seq,
        at: split.at,
        seq: split.seq,
        evidence: split.evidence,
        accepted_by: None,
    };
    merge_insert_in_txn(conn, &merge, Some(now))?;
    person_part_in_txn(conn, ((split.person, split.home), own), split.evidence, now)
}

/// Takes contact points from a person that nothing came by: from now on they are shared, and whoever gives
/// them next holds them.
///
/// # Errors
/// Those of the database.
pub fn contact_release_in_txn(conn: &mut Conn, split: &Split) -> Result<()> {
    for contact in split.identifiers {
        let sql = "DELETE FROM identifier WHERE kind = $1 AND value = $2";
        conn.execute(sql, &[contact.kind.code().into(), (&contact.value).into()])?;
        share(conn, contact, split, (split.person, split.home))?;
    }
    Ok(())
}

fn share(
    conn: &mut Conn,
    contact: &Identifier,
    split: &Split,
    (person, home): (i64, i64),
) -> Result<()> {
    let sql = "INSERT INTO contact_share (kind, value, home, person_id, linked_at, seq)
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (kind, value, home) DO NOTHING";
    let params = [
        contact.kind.code().into(),
        (&contact.value).into(),
        home.into(),
        person.into(),
        split.at.as_micros().into(),
        split.seq.into(),
    ];
    conn.execute(sql, &params)?;
    Ok(())
}
