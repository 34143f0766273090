//! Which keys mean the same company: what people state together, and what was said by hand.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ripen_domain::company::Stated;
use ripen_domain::company::ballot::Votes;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Param, Result, Row};

/// Changes of votes: by how many people each pair of keys is stated more or less.
pub type VoteChanges = BTreeMap<(String, String), i64>;

/// The votes on keys; those without any are there with none.
///
/// # Errors
/// Those of the database.
pub fn company_votes(conn: &mut Conn, keys: &[&str]) -> Result<HashMap<String, Votes>> {
    let mut found: HashMap<String, Votes> = HashMap::new();
    found.extend(keys.iter().map(|key| ((*key).to_owned(), Votes::new())));
    let sql = format!(
        "SELECT key, other, people FROM company_vote WHERE {}",
        conn.any("key", 1)
    );
    conn.for_each(&sql, &[keys.into()], |row| {
        let key: String = row.get(0)?;
        found
            .entry(key)
            .or_default()
            .push((row.get(1)?, row.get(2)?));
        Ok(())
    })?;
    Ok(found)
}

/// Takes changes of votes in.
///
/// # Errors
/// Those of the database.
pub fn company_votes_add_in_txn(conn: &mut Conn, changes: &VoteChanges) -> Result<()> {
    let changes: Vec<_> = changes.iter().filter(|(_, people)| **people != 0).collect();
    let rows = changes
        .iter()
        .map(|((key, other), people)| vec![key.into(), other.into(), (**people).into()]);
    conn.insert(
        "company_vote",
        &["key", "other", "people"],
        &rows.collect::<Vec<Vec<Param>>>(),
        "ON CONFLICT (key, other) DO UPDATE SET people = company_vote.people + excluded.people",
    )?;
    let fewer = changes.iter().filter(|(_, people)| **people < 0);
    let fewer: BTreeSet<&str> = fewer.map(|((key, _), _)| key.as_str()).collect();
    if !fewer.is_empty() {
        let any = conn.any("key", 1);
        let sql = format!("DELETE FROM company_vote WHERE {any} AND people <= 0");
        let fewer: Vec<&str> = fewer.into_iter().collect();
        conn.execute(&sql, &[fewer.as_slice().into()])?;
    }
    Ok(())
}

/// What keys mean by votes; those that mean nothing but themselves are left out.
///
/// # Errors
/// Those of the database.
pub fn company_meanings(conn: &mut Conn, keys: &[&str]) -> Result<HashMap<String, String>> {
    let sql = format!(
        "SELECT key, means FROM company_meaning WHERE {}",
        conn.any("key", 1)
    );
    let found = conn.query(&sql, &[keys.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

/// Keeps what keys mean from now on.
///
/// # Errors
/// Those of the database.
pub fn company_meanings_set_in_txn(
    conn: &mut Conn,
    meanings: &BTreeMap<String, Option<String>>,
) -> Result<()> {
    let gone = meanings.iter().filter(|(_, means)| means.is_none());
    let gone: Vec<&str> = gone.map(|(key, _)| key.as_str()).collect();
    if !gone.is_empty() {
        let sql = format!("DELETE FROM company_meaning WHERE {}", conn.any("key", 1));
        conn.execute(&sql, &[gone.as_slice().into()])?;
    }
    let set = meanings.iter();
    let set = set.filter_map(|(key, means)| Some(vec![Param::from(key), means.as_ref()?.into()]));
    conn.insert(
        "company_meaning",
        &["key", "means"],
        &set.collect::<Vec<_>>(),
        "ON CONFLICT (key) DO UPDATE SET means = excluded.means",
    )
}

/// What keys mean by hand.
///
/// # Errors
/// Those of the database.
pub fn company_aliases_of(conn: &mut Conn, keys: &[&str]) -> Result<HashMap<String, String>> {
    let sql = format!(
        "SELECT key, means FROM company_alias WHERE {} AND undone_at IS NULL ORDER BY id",
        conn.any("key", 1)
    );
    let found = conn.query(&sql, &[keys.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

/// Forgets votes and what followed from them, for they were made by another rule; what was said by
/// hand stays.
///
/// # Errors
/// Those of the database.
pub fn company_votes_clear_in_txn(conn: &mut Conn) -> Result<()> {
    for table in ["company_vote", "company_meaning", "company_pending"] {
        conn.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    Ok(())
}

/// Has the people of companies looked at again.
///
/// # Errors
/// Those of the database.
pub fn company_pending_add_in_txn(conn: &mut Conn, companies: &BTreeSet<String>) -> Result<()> {
    let rows = companies.iter();
    let rows = rows.map(|company| vec![Param::from(company), Param::Int(0)]);
    conn.insert(
        "company_pending",
        &["company_key", "after_id"],
        &rows.collect::<Vec<_>>(),
        "ON CONFLICT (company_key) DO UPDATE SET after_id = 0",
    )
}

/// Some companies whose people are to be looked at, and after whom.
///
/// # Errors
/// Those of the database.
pub fn company_pending(conn: &mut Conn, limit: i64) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT company_key, after_id FROM company_pending ORDER BY company_key LIMIT $1";
    conn.query(sql, &[limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Keeps after whom to go on with a company; nobody is left without a number.
///
/// # Errors
/// Those of the database.
pub fn company_pending_advance_in_txn(
    conn: &mut Conn,
    company: &str,
    after: Option<i64>,
) -> Result<()> {
    match after {
        Some(after) => {
            let sql = "UPDATE company_pending SET after_id = $2 WHERE company_key = $1";
            conn.execute(sql, &[company.into(), after.into()])
        }
        None => {
            let sql = "DELETE FROM company_pending WHERE company_key = $1";
            conn.execute(sql, &[company.into()])
        }
    }?;
    Ok(())
}

/// Somebody with what they state of their company, and what they are told by.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Number of the person.
    pub person: i64,
    /// What they state.
    pub stated: Stated,
    /// What tells their company.
    pub company: Option<String>,
}

const MEMBER: &str = "SELECT person_id, company_id, company, email_domain, company_key FROM person";

fn member(row: &Row) -> Result<Member> {
    Ok(Member {
        person: row.get(0)?,
        stated: Stated::new(row.text(1)?, row.text(2)?, row.text(3)?),
        company: row.get(4)?,
    })
}

/// People of a company with numbers above `after`, by number.
///
/// # Errors
/// Those of the database.
pub fn company_members(
    conn: &mut Conn,
    company: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<Member>> {
    let sql =
        format!("{MEMBER} WHERE company_key = $1 AND person_id > $2 ORDER BY person_id LIMIT $3");
    let params = [company.into(), after.into(), limit.into()];
    conn.query(&sql, &params, member)
}

/// People with numbers above `after`, by number.
///
/// # Errors
/// Those of the database.
pub fn members_next(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<Member>> {
    let sql = format!("{MEMBER} WHERE person_id > $1 ORDER BY person_id LIMIT $2");
    conn.query(&sql, &[after.into(), limit.into()], member)
}

/// Writes what tells the companies of people.
///
/// # Errors
/// Those of the database.
pub fn person_company_set_in_txn(conn: &mut Conn, keys: &[(i64, Option<&str>)]) -> Result<()> {
    let rows = keys.iter();
    let rows = rows.map(|(person, company)| vec![Param::Int(*person), (*company).into()]);
    let rows: Vec<Vec<Param>> = rows.collect();
    conn.update("person", &["person_id", "company_key"], &rows, "")?;
    Ok(())
}

/// That two companies are one, said by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct CompanyAlias {
    /// Number.
    pub id: i64,
    /// What told the company.
    pub key: String,
    /// What tells the one that it is part of.
    pub means: String,
    /// The company, as it was written.
    pub company: String,
    /// The other, as it was written.
    pub same_as: String,
    /// When.
    pub at: Timestamp,
    /// The account that said so; none for the command line.
    pub set_by: Option<i64>,
}

/// Keeps that two companies are one; returns its number.
///
/// # Errors
/// Those of the database.
pub fn company_alias_add_in_txn(conn: &mut Conn, alias: &CompanyAlias) -> Result<i64> {
    let id: i64 = conn.query_value("SELECT coalesce(max(id), 0) + 1 FROM company_alias", &[])?;
    let columns = ["id", "key", "means", "company", "same_as", "at", "set_by"];
    let row: Vec<Param> = vec![
        id.into(),
        (&alias.key).into(),
        (&alias.means).into(),
        (&alias.company).into(),
        (&alias.same_as).into(),
        alias.at.as_micros().into(),
        alias.set_by.into(),
    ];
    conn.insert("company_alias", &columns, &[row], "")?;
    Ok(id)
}

/// What was said by hand and holds, newest first.
///
/// # Errors
/// Those of the database.
pub fn company_alias_list(conn: &mut Conn) -> Result<Vec<CompanyAlias>> {
    let sql = "SELECT id, key, means, company, same_as, at, set_by FROM company_alias
               WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1000";
    conn.query(sql, &[], |row| {
        Ok(CompanyAlias {
            id: row.get(0)?,
            key: row.get(1)?,
            means: row.get(2)?,
            company: row.get(3)?,
            same_as: row.get(4)?,
            at: Timestamp::from_micros(row.get(5)?),
            set_by: row.get(6)?,
        })
    })
}

/// Takes back what was said by hand.
///
/// # Errors
/// [`Error::NotFound`] when there is nothing of this number that holds.
pub fn company_alias_undo_in_txn(conn: &mut Conn, id: i64, now: Timestamp) -> Result<()> {
    let sql = "UPDATE company_alias SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL";
    match conn.execute(sql, &[id.into(), now.as_micros().into()])? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Puts the keys of what was said by hand into the form of another rule.
///
/// # Errors
/// Those of the database.
pub fn company_alias_rekey_in_txn(conn: &mut Conn, rule: impl Fn(&str) -> String) -> Result<()> {
    for alias in company_alias_list(conn)? {
        let (key, means) = (rule(&alias.key), rule(&alias.means));
        let sql = "UPDATE company_alias SET key = $2, means = $3 WHERE id = $1";
        conn.execute(sql, &[alias.id.into(), (&key).into(), (&means).into()])?;
    }
    Ok(())
}

/// What was said when people were tied to a company: person, home, time and position, and the message.
///
/// # Errors
/// Those of the database.
pub fn groupings(
    conn: &mut Conn,
    (from, to): (i64, i64),
    kind: i64,
    mut each: impl FnMut(i64, i64, (Timestamp, i64), &str) -> Result<()>,
) -> Result<()> {
    let sql = "SELECT t.person_id, t.home, t.at, t.seq, i.body FROM timeline t JOIN interaction i ON i.seq = t.seq
               WHERE t.person_id BETWEEN $1 AND $2 AND t.kind_id = $3";
    conn.for_each(sql, &[from.into(), to.into(), kind.into()], |row| {
        let at = Timestamp::from_micros(row.get(2)?);
        let body = row.text(4)?.unwrap_or_default();
        each(row.get(0)?, row.get(1)?, (at, row.get(3)?), body)
    })
}

/// Brings the ids of companies in the rows of people in line with what their profiles came to.
///
/// # Errors
/// Those of the database.
pub fn person_company_id_settle_in_txn(conn: &mut Conn, (from, to): (i64, i64)) -> Result<()> {
    let latest =
        "SELECT c.value FROM profile_change c WHERE c.person_id = person.person_id AND c.field = $3
                  ORDER BY c.at DESC, c.seq DESC LIMIT 1";
    let field = ripen_domain::profile::field::COMPANY_ID;
    let params = [from.into(), to.into(), field.into()];
    let sql = format!(
        "UPDATE person SET company_id = ({latest}) WHERE person_id BETWEEN $1 AND $2
         AND EXISTS (SELECT 1 FROM profile_change c WHERE c.person_id = person.person_id AND c.field = $3)"
    );
    conn.execute(&sql, &params)?;
    let sql = "INSERT INTO person_field (person_id, field, text)
               SELECT person_id, CAST($3 AS TEXT), company_id FROM person
               WHERE person_id BETWEEN $1 AND $2 AND company_id IS NOT NULL ON CONFLICT DO NOTHING";
    conn.execute(sql, &params)?;
    Ok(())
}
