//! What there is to be asked for when people state their companies.

use crate::engine::{Conn, Error, Result};

/// What there is to be asked for: mostly nothing was said by hand and no key is a crowd, and asking for each of
/// thousands of keys takes longer than to find that out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Census {
    /// Up to which person what is stated is counted.
    pub counted: i64,
    /// Whether it was said of any company by hand that it is another.
    pub has_aliases: bool,
    /// Whether any key is stated with many others.
    pub has_crowds: bool,
}

/// What there is; `rule` is the follower that goes through people.
pub fn company_census(conn: &mut Conn, rule: &str) -> Result<Census> {
    let sql = "SELECT coalesce((SELECT position FROM follower WHERE name = $1), 0),
               EXISTS (SELECT 1 FROM company_alias WHERE key > '' AND undone_at IS NULL),
               EXISTS (SELECT 1 FROM company_crowd WHERE key > '')";
    let census = conn.query_opt(sql, &[rule.into()], |row| {
        Ok(Census {
            counted: row.get(0)?,
            has_aliases: row.get(1)?,
            has_crowds: row.get(2)?,
        })
    })?;
    census.ok_or(Error::NotFound)
}
