//! Merges and how they are undone.

use ripen_domain::identity::IdentifierKind;
use ripen_domain::profile::field;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Result, Row};
use crate::identity::pair::{pair_suggest_in_txn, person_part_in_txn};
use crate::identity::split::contact_fields;
use crate::leads::owner::owner_settle_in_txn;

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
    /// Whether it was only claimed, by a key that everybody can read.
    pub claimed: bool,
    /// What the loser was called by then: the name, address or number that was shown.
    pub loser_name: Option<String>,
    /// Whether more was known of the loser than a device.
    pub loser_known: bool,
    /// The interaction of the business that took it back, where it was not undone by hand.
    pub overruled_by: Option<i64>,
}

/// Tables whose rows carry the home of their identifier and follow the person.
pub(crate) const MOVED: &[&str] = &[
    "timeline",
    "profile_change",
    "identifier",
    "contact_share",
    "person_pair",
    "person_owner",
    "order_statement",
];

const COLUMNS: &str = "id, at, winner, loser, seq, evidence, accepted_by, undone_at, claimed, loser_name, loser_known, overruled_by";

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
    /// Whether it is only claimed, by a key that everybody can read.
    pub claimed: bool,
}

/// What took a merge back, or a join that is kept as one.
#[derive(Clone, Copy, Debug)]
pub enum TakenBack {
    /// A hand, at this moment: the two are apart for ever.
    ByHand(Timestamp),
    /// What the business said at this moment by the interaction at this position: they may be one still.
    Overruled(Timestamp, i64),
}

impl TakenBack {
    fn at(self) -> Timestamp {
        match self {
            Self::ByHand(at) | Self::Overruled(at, _) => at,
        }
    }

    fn overruled_by(self) -> Option<i64> {
        match self {
            Self::ByHand(_) => None,
            Self::Overruled(_, seq) => Some(seq),
        }
    }

    /// Keeps what it makes of two people.
    pub(crate) fn settle_pair_in_txn(
        self,
        conn: &mut Conn,
        pair: ((i64, i64), (i64, i64)),
        evidence: &str,
    ) -> Result<()> {
        match self {
            Self::ByHand(now) => person_part_in_txn(conn, pair, evidence, (now, None)),
            Self::Overruled(at, seq) => pair_suggest_in_txn(conn, pair, evidence, at, seq),
        }
    }
}

/// Makes one person part of another: everything moves, nothing is lost.
pub fn person_merge_in_txn(conn: &mut Conn, merge: NewMerge) -> Result<()> {
    let (winner, loser) = (merge.winner, merge.loser);
    // What is being set for either by hand is waited for, and moves as well.
    let sql = "UPDATE person SET merged_into = merged_into WHERE person_id = $1";
    for person in [winner.min(loser), winner.max(loser)] {
        conn.run(sql, &[person.into()])?;
    }
    // As long as both have what is theirs.
    merge_insert_in_txn(conn, &merge, None)?;
    for table in MOVED {
        conn.run(
            &format!("UPDATE {table} SET person_id = $1 WHERE person_id = $2"),
            &[winner.into(), loser.into()],
        )?;
    }
    Ok(())
}

/// Keeps a merge, with what is shown of the loser by now; one that is taken back from the start tells what
/// was taken apart.
pub(crate) fn merge_insert_in_txn(
    conn: &mut Conn,
    merge: &NewMerge,
    taken_back: Option<TakenBack>,
) -> Result<()> {
    let sql = "INSERT INTO person_merge (id, at, winner, loser, seq, evidence, accepted_by, claimed, undone_at, overruled_by,
                   loser_name, loser_known)
               SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9,
                   (SELECT coalesce(p.name, p.email, p.phone) FROM person p WHERE p.person_id = $3),
                   (SELECT count(*) FROM (SELECT 1 FROM identifier i WHERE i.person_id = $3 AND i.kind <> $10 LIMIT 1) known)
               FROM person_merge";
    let params = [
        merge.at.as_micros().into(),
        merge.winner.into(),
        merge.loser.into(),
        merge.seq.into(),
        merge.evidence.into(),
        merge.accepted_by.into(),
        i64::from(merge.claimed).into(),
        taken_back.map(|by| by.at().as_micros()).into(),
        taken_back.and_then(TakenBack::overruled_by).into(),
        IdentifierKind::AnonymousId.code().into(),
    ];
    conn.run(sql, &params)
}

/// Tells of a merge what was known of the loser by then, where that was learned together with the merge: the
/// loser has no row then, and what is theirs is the winner's by now.
fn merge_describe_in_txn(conn: &mut Conn, (winner, loser): (i64, i64)) -> Result<()> {
    let named = |field: &str| {
        format!(
            "(SELECT c.value FROM profile_change c WHERE c.person_id = $1 AND c.home = $2 AND c.field = '{field}'
                  AND c.seq < person_merge.seq ORDER BY c.at DESC, c.seq DESC LIMIT 1)"
        )
    };
    let sql = format!(
        "UPDATE person_merge SET loser_name = coalesce({}, nullif(trim(coalesce({}, '') || ' ' || coalesce({}, '')), ''), {}, {}),
             loser_known = 1
         WHERE loser = $2 AND winner = $1 AND undone_at IS NULL AND loser_known = 0
         AND EXISTS (SELECT 1 FROM identifier i WHERE i.person_id = $1 AND i.home = $2 AND i.kind <> $3
             AND i.seq < person_merge.seq)",
        named(field::NAME),
        named(field::FIRST_NAME),
        named(field::LAST_NAME),
        named(field::EMAIL),
        named(field::PHONE)
    );
    let device = IdentifierKind::AnonymousId.code();
    conn.run(&sql, &[winner.into(), loser.into(), device.into()])
}

/// Marks a person as part of another, once both have their rows. What is part of somebody has no company of its
/// own: the index of companies counts their people.
pub fn person_mark_merged_in_txn(conn: &mut Conn, (winner, loser): (i64, i64)) -> Result<()> {
    let sql = "UPDATE person SET merged_into = $1, due_at = NULL, company_key = NULL WHERE person_id = $2";
    conn.run(sql, &[winner.into(), loser.into()])?;
    merge_describe_in_txn(conn, (winner, loser))?;
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
    let top = merge.winner;
    merge_take_back_in_txn(conn, &merge, top, TakenBack::ByHand(now))?;
    Ok(Merge {
        undone_at: Some(now),
        ..merge
    })
}

/// Takes a merge back out of the person `top`, whom the winner is part of by now or is: what came by
/// identifiers that were first given to the loser, or to anybody who had been merged into the loser, goes
/// back. Both people are to be scored again afterwards.
pub fn merge_take_back_in_txn(
    conn: &mut Conn,
    merge: &Merge,
    top: i64,
    by: TakenBack,
) -> Result<()> {
    let homes = homes_of(conn, merge.loser)?;
    for table in MOVED {
        let any = conn.any("home", 3);
        let sql = format!("UPDATE {table} SET person_id = $1 WHERE person_id = $2 AND {any}");
        let params = [merge.loser.into(), top.into(), homes.as_slice().into()];
        conn.run(&sql, &params)?;
    }
    stray_remove_in_txn(conn, merge.loser)?;
    stray_remove_in_txn(conn, top)?;
    conn.run(
        "UPDATE person SET merged_into = NULL WHERE person_id = $1",
        &[merge.loser.into()],
    )?;
    owner_settle_in_txn(conn, &[top, merge.loser])?;
    let sql = "UPDATE person_merge SET undone_at = $1, overruled_by = $2 WHERE id = $3";
    let params = [
        by.at().as_micros().into(),
        by.overruled_by().into(),
        merge.id.into(),
    ];
    conn.run(sql, &params)?;
    let pair = ((top, merge.winner), (merge.loser, merge.loser));
    by.settle_pair_in_txn(conn, pair, &merge.evidence)
}

/// Takes profile changes from a person whose interaction is another's, where the person is said to have the
/// same contact point without them. Only what names one can be so far from its interaction.
pub(crate) fn stray_remove_in_txn(conn: &mut Conn, person: i64) -> Result<()> {
    for kind in [IdentifierKind::Email, IdentifierKind::Phone] {
        let fields = contact_fields(kind);
        let any = conn.any("profile_change.field", 2);
        let other = conn.any("o.field", 2);
        let sql = format!(
            "DELETE FROM profile_change WHERE person_id = $1 AND {any}
             AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.person_id = $1
                 AND t.at = profile_change.at AND t.seq = profile_change.seq)
             AND profile_change.value IN (SELECT o.value FROM profile_change o JOIN timeline t
                 ON t.person_id = o.person_id AND t.at = o.at AND t.seq = o.seq
                 WHERE o.person_id = $1 AND {other})"
        );
        conn.run(&sql, &[person.into(), fields.into()])?;
    }
    Ok(())
}

/// The newest merge that was only claimed among those by which the homes `one` and `other` are one person's,
/// with the homes of the side that it gave to the other; those of `firm` are passed over.
pub fn merge_claimed_between(
    conn: &mut Conn,
    (one, other): (i64, i64),
    firm: impl Fn(&[i64]) -> bool,
) -> Result<Option<Merge>> {
    // Where each home went, one after the other.
    let mut way = |home: i64| -> Result<Vec<Merge>> {
        let sql =
            format!("SELECT {COLUMNS} FROM person_merge WHERE loser = $1 AND undone_at IS NULL");
        let (mut way, mut at): (Vec<Merge>, i64) = (Vec::new(), home);
        // Nobody is part of two, so that there is one at most.
        while let Some(merge) = conn.query(&sql, &[at.into()], read)?.pop() {
            at = merge.winner;
            way.push(merge);
        }
        Ok(way)
    };
    let (one, other) = (way(one)?, way(other)?);
    let is_common = |merge: &Merge| {
        let is_it = |way: &[Merge]| way.iter().any(|one| one.id == merge.id);
        is_it(&one) && is_it(&other)
    };
    let mut between: Vec<&Merge> = one.iter().chain(&other).collect();
    between.retain(|merge| merge.claimed && !is_common(merge));
    between.sort_by_key(|merge| std::cmp::Reverse(merge.id));
    for merge in between {
        if !firm(&homes_of(conn, merge.loser)?) {
            return Ok(Some(merge.clone()));
        }
    }
    Ok(None)
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

/// Says of a merge that a visitor became known by it, of whom nothing but a device was known.
const OF_VISITOR: &str = "loser_known = 0 AND accepted_by IS NULL";

/// The merges that a person took part in, newest first: of people, and of visitors who became known. Those of
/// visitors are many, and must not push the others out.
pub fn merge_list(conn: &mut Conn, person: i64) -> Result<Vec<Merge>> {
    let mut merges = Vec::new();
    for (which, limit) in [("NOT", 200), ("", 100)] {
        let sql = format!(
            "SELECT {COLUMNS} FROM person_merge WHERE (winner = $1 OR loser = $1) AND {which} ({OF_VISITOR})
             ORDER BY id DESC LIMIT {limit}"
        );
        merges.extend(conn.query(&sql, &[person.into()], read)?);
    }
    merges.sort_by_key(|merge| std::cmp::Reverse(merge.id));
    Ok(merges)
}

/// How many merges of visitors a person took part in.
pub fn merged_visitors(conn: &mut Conn, person: i64) -> Result<i64> {
    let sql = format!(
        "SELECT count(*) FROM person_merge WHERE (winner = $1 OR loser = $1) AND {OF_VISITOR}"
    );
    conn.query_value(&sql, &[person.into()])
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
        claimed: row.get::<i64>(8)? != 0,
        loser_name: row.get(9)?,
        loser_known: row.get::<i64>(10)? != 0,
        overruled_by: row.get(11)?,
    })
}
