//! Who looks after a person: an account of Ripen, set by hand.
//!
//! What was set stays with its home, the person it was set for, and follows merges and their undoing;
//! of several that come together in one person the latest counts. The person's row has the result,
//! which lists ask for.

use std::collections::HashMap;

use ripen_domain::time::Timestamp;

use crate::access::user_find;
use crate::engine::{Conn, Error, Result, Row};
use crate::identity::merge::person_hold_in_txn;

/// An account as owner of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// E-mail address of the account.
    pub email: String,
    /// Name.
    pub name: String,
}

/// Owners of people, by the number of the person.
pub type Owners = HashMap<i64, Owner>;

fn read(row: &Row, first: usize) -> Result<Owner> {
    Ok(Owner {
        email: row.get(first)?,
        name: row.get(first + 1)?,
    })
}

/// Makes the account with this e-mail address the owner of a person; without one, nobody is.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person, or no such account, [`Error::Conflict`] when the
/// person is part of another by now.
pub fn owner_set_in_txn(
    conn: &mut Conn,
    person: i64,
    owner: Option<&str>,
    by: i64,
    now: Timestamp,
) -> Result<()> {
    person_hold_in_txn(conn, person)?;
    let user = match owner {
        Some(email) => Some(user_find(conn, email)?.ok_or(Error::NotFound)?.id),
        None => None,
    };
    // Later than what is there, whatever the clock says: it is the latest that counts.
    let sql = "INSERT INTO person_owner (home, person_id, user_id, at, set_by)
               SELECT $1, $1, $2, max(latest.at), $4 FROM
               (SELECT $3 AS at UNION ALL SELECT o.at + 1 FROM person_owner o WHERE o.person_id = $1) AS latest
               WHERE 1 = 1
               ON CONFLICT (home) DO UPDATE SET user_id = excluded.user_id, at = excluded.at, set_by = excluded.set_by";
    let params = [
        person.into(),
        user.into(),
        now.as_micros().into(),
        by.into(),
    ];
    conn.run(sql, &params)?;
    owner_settle_in_txn(conn, &[person])
}

/// Brings the rows of people in line with what was set for whoever they are made of.
pub fn owner_settle_in_txn(conn: &mut Conn, people: &[i64]) -> Result<()> {
    let sql = format!(
        "UPDATE person SET owner_id =
         (SELECT o.user_id FROM person_owner o WHERE o.person_id = person.person_id ORDER BY o.at DESC, o.home LIMIT 1)
         WHERE {}",
        conn.any("person_id", 1)
    );
    conn.run(&sql, &[people.into()])
}

/// The owners of these people; those without one are left out.
pub fn owner_find(conn: &mut Conn, people: &[i64]) -> Result<Owners> {
    let sql = format!(
        "SELECT p.person_id, u.email, u.name FROM person p JOIN app_user u ON u.id = p.owner_id WHERE {}",
        conn.any("p.person_id", 1)
    );
    let found = conn.query(&sql, &[people.into()], |row| {
        Ok((row.get(0)?, read(row, 1)?))
    })?;
    Ok(found.into_iter().collect())
}

/// Every account, by name: whoever may look after people.
pub fn owner_list(conn: &mut Conn) -> Result<Vec<Owner>> {
    conn.query(
        "SELECT email, name FROM app_user ORDER BY name, email",
        &[],
        |row| read(row, 0),
    )
}
