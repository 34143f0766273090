//! What was stored by the rules of an older release, brought to the form of today.

use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::profile::field;
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Result};
use crate::identity::{Link, read_link};

/// A value of a contact point, a name or a country, as some interaction brought it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The person.
    pub person: i64,
    /// The person that the identifier of the interaction was first given to.
    pub home: i64,
    /// When it became known.
    pub at: Timestamp,
    /// The interaction that brought it.
    pub seq: i64,
    /// Field name.
    pub field: String,
    /// The value.
    pub value: String,
}

/// The number of the person up to whom the next `limit` people after `after` go; `None` when there
/// is nobody any more.
pub fn person_stretch(conn: &mut Conn, after: i64, limit: i64) -> Result<Option<i64>> {
    let sql = "SELECT max(person_id) FROM (
                   SELECT person_id FROM person WHERE person_id > $1 ORDER BY person_id LIMIT $2) t";
    let last = conn.query_opt(sql, &[after.into(), limit.into()], |row| row.get(0))?;
    Ok(last.flatten())
}

/// The identifiers of the people from the first number, exclusive, to the second.
pub fn identifier_stretch(conn: &mut Conn, (after, to): (i64, i64)) -> Result<Vec<Link>> {
    let sql = "SELECT kind, value, person_id, home, linked_at, seq, evidence, bond FROM identifier
               WHERE person_id > $1 AND person_id <= $2 ORDER BY person_id, kind, value";
    conn.query(sql, &[after.into(), to.into()], read_link)
}

/// What was said of addresses, numbers, names and countries of the same people.
pub fn said_stretch(conn: &mut Conn, (after, to): (i64, i64)) -> Result<Vec<Said>> {
    let others = [field::EMAIL, field::PHONE, field::COUNTRY];
    let fields = [&field::NAMES[..], &field::CHOSEN, &others].concat();
    let sql = format!(
        "SELECT person_id, home, at, seq, field, value FROM profile_change
         WHERE person_id > $1 AND person_id <= $2 AND value IS NOT NULL AND {}
         ORDER BY person_id, at, seq, field",
        conn.any("field", 3)
    );
    let params = [after.into(), to.into(), fields.as_slice().into()];
    conn.query(&sql, &params, |row| {
        Ok(Said {
            person: row.get(0)?,
            home: row.get(1)?,
            at: Timestamp::from_micros(row.get(2)?),
            seq: row.get(3)?,
            field: row.get(4)?,
            value: row.get(5)?,
        })
    })
}

/// Gives an identifier another value, which nobody holds.
pub fn identifier_rename_in_txn(conn: &mut Conn, from: &Identifier, to: &str) -> Result<()> {
    let sql = "UPDATE identifier SET value = $1 WHERE kind = $2 AND value = $3";
    let params = [
        to.into(),
        from.kind.code().into(),
        from.value.as_str().into(),
    ];
    conn.run(sql, &params)
}

/// Takes an identifier away that is none.
pub fn identifier_remove_in_txn(conn: &mut Conn, kind: IdentifierKind, value: &str) -> Result<()> {
    let sql = "DELETE FROM identifier WHERE kind = $1 AND value = $2";
    conn.run(sql, &[kind.code().into(), value.into()])
}

/// Changes what was said to the form of today; `None` takes it away.
pub fn said_amend_in_txn(conn: &mut Conn, said: &Said, value: Option<&str>) -> Result<()> {
    let which = "WHERE person_id = $1 AND at = $2 AND seq = $3 AND field = $4";
    let mut params = vec![
        said.person.into(),
        said.at.as_micros().into(),
        said.seq.into(),
        said.field.as_str().into(),
    ];
    let sql = match value {
        Some(value) => {
            params.push(value.into());
            format!("UPDATE profile_change SET value = $5 {which}")
        }
        None => format!("DELETE FROM profile_change {which}"),
    };
    conn.run(&sql, &params)
}
