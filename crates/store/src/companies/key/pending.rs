//! Companies whose people may be of another by now.

use std::collections::BTreeSet;

use crate::engine::{Conn, Param, Result};

/// Has the people of companies looked at again.
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
pub fn company_pending(conn: &mut Conn, limit: i64) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT company_key, after_id FROM company_pending ORDER BY company_key LIMIT $1";
    conn.query(sql, &[limit.into()], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Keeps after whom to go on with a company; nobody is left without a number.
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
