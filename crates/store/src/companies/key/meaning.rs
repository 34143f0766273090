//! What keys mean by votes.

use std::collections::HashMap;

use crate::engine::{Conn, Param, Result};

/// What keys mean by votes; those that mean nothing but themselves are left out.
pub fn company_meanings(conn: &mut Conn, keys: &[&str]) -> Result<HashMap<String, String>> {
    let sql = format!(
        "SELECT key, means FROM company_meaning WHERE {}",
        conn.any("key", 1)
    );
    let found = conn.query(&sql, &[keys.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

/// Keeps what keys mean from now on.
pub fn company_meanings_set_in_txn(
    conn: &mut Conn,
    meanings: &[(&String, &Option<String>)],
) -> Result<()> {
    let gone = meanings.iter().filter(|(_, means)| means.is_none());
    let gone: Vec<&str> = gone.map(|(key, _)| key.as_str()).collect();
    if !gone.is_empty() {
        let sql = format!("DELETE FROM company_meaning WHERE {}", conn.any("key", 1));
        conn.run(&sql, &[gone.as_slice().into()])?;
    }
    let set = meanings.iter();
    let set = set.filter_map(|(key, means)| Some(vec![Param::from(*key), means.as_ref()?.into()]));
    conn.insert(
        "company_meaning",
        &["key", "means"],
        &set.collect::<Vec<_>>(),
        "ON CONFLICT (key) DO UPDATE SET means = excluded.means",
    )
}
