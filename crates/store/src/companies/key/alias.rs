//! What was said of companies by hand.

use std::collections::HashMap;

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Lock, Param, Result};

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
pub fn company_alias_add_in_txn(conn: &mut Conn, alias: &CompanyAlias) -> Result<i64> {
    conn.lock(Lock::Projection)?;
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
pub fn company_alias_rekey_in_txn(conn: &mut Conn, rule: impl Fn(&str) -> String) -> Result<()> {
    for alias in company_alias_list(conn)? {
        let (key, means) = (rule(&alias.key), rule(&alias.means));
        let sql = "UPDATE company_alias SET key = $2, means = $3 WHERE id = $1";
        conn.run(sql, &[alias.id.into(), (&key).into(), (&means).into()])?;
    }
    Ok(())
}

/// What keys mean by hand.
pub fn company_aliases_of(conn: &mut Conn, keys: &[&str]) -> Result<HashMap<String, String>> {
    let sql = format!(
        "SELECT key, means FROM company_alias WHERE {} AND undone_at IS NULL ORDER BY id",
        conn.any("key", 1)
    );
    let found = conn.query(&sql, &[keys.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}
