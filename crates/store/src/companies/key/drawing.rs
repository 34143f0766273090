//! Domains that mean another name than before: the names of their people are gone through for those that
//! are drawn to it.

use std::collections::BTreeSet;

use crate::engine::{Conn, Param, Result};

/// Has the names that the people of domains state looked at again.
pub fn company_drawing_add_in_txn(conn: &mut Conn, domains: &BTreeSet<&str>) -> Result<()> {
    let rows = domains.iter();
    let rows = rows.map(|domain| vec![Param::from(*domain), "".into()]);
    conn.insert(
        "company_drawing",
        &["domain", "after_name"],
        &rows.collect::<Vec<_>>(),
        "ON CONFLICT (domain) DO UPDATE SET after_name = ''",
    )
}

/// Some domains whose names are to be looked at, and after which.
pub fn company_drawing(conn: &mut Conn, limit: i64) -> Result<Vec<(String, String)>> {
    let sql = "SELECT domain, after_name FROM company_drawing ORDER BY domain LIMIT $1";
    conn.query(sql, &[limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Keeps after which name to go on with a domain; none is left without one.
pub fn company_drawing_advance_in_txn(
    conn: &mut Conn,
    domain: &str,
    after: Option<&str>,
) -> Result<()> {
    match after {
        Some(after) => {
            let sql = "UPDATE company_drawing SET after_name = $2 WHERE domain = $1";
            conn.execute(sql, &[domain.into(), after.into()])
        }
        None => {
            let sql = "DELETE FROM company_drawing WHERE domain = $1";
            conn.execute(sql, &[domain.into()])
        }
    }?;
    Ok(())
}

/// What the people of a domain state of their companies, after a key and in the order of keys; each with whether
/// somebody is only claimed to be of it.
pub fn company_names_at(
    conn: &mut Conn,
    domain: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, bool)>> {
    let sql = "SELECT other, people, firm FROM company_vote WHERE key = $1 AND other > $2 ORDER BY other LIMIT $3";
    let params = [domain.into(), after.into(), limit.into()];
    conn.query(sql, &params, |row| {
        Ok((row.get(0)?, row.get::<i64>(1)? > row.get::<i64>(2)?))
    })
}
