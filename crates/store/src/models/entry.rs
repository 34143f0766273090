//! The models side by side: the primary one, and secondary ones, e.g. one per product line.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Result, Row};
use crate::models::model_lock_in_txn;

/// Number of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(i64);

impl ModelId {
    /// The primary model: it alone decides lifecycle cards, stored signals and learned probability.
    pub const PRIMARY: Self = Self(1);

    /// Whether this is the primary model.
    pub fn is_primary(self) -> bool {
        self == Self::PRIMARY
    }

    /// The number.
    pub fn number(self) -> i64 {
        self.0
    }

    /// The model with this number in the database.
    pub(crate) const fn stored(number: i64) -> Self {
        Self(number)
    }
}

impl Default for ModelId {
    fn default() -> Self {
        Self::PRIMARY
    }
}

/// A model, whichever version of it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelEntry {
    /// Number.
    pub id: ModelId,
    /// What addresses and the command line call it; never given out twice.
    pub key: String,
    /// Name on screens.
    pub name: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// Who created it.
    pub created_by: String,
    /// When it was retired.
    pub retired_at: Option<Timestamp>,
    /// The version in force; the last one, once it is retired. 0 before the first.
    pub version: i64,
}

const SELECT: &str = "SELECT m.model_id, m.key, m.name, m.created_at, m.created_by, m.retired_at,
    coalesce((SELECT max(v.version) FROM model_version v WHERE v.model_id = m.model_id), 0) FROM model m";

fn read(row: &Row) -> Result<ModelEntry> {
    Ok(ModelEntry {
        id: ModelId(row.get(0)?),
        key: row.get(1)?,
        name: row.get(2)?,
        created_at: Timestamp::from_micros(row.get(3)?),
        created_by: row.get(4)?,
        retired_at: row.get::<Option<i64>>(5)?.map(Timestamp::from_micros),
        version: row.get(6)?,
    })
}

/// All models that score people, the primary one first.
pub fn model_entries_active(conn: &mut Conn) -> Result<Vec<ModelEntry>> {
    let sql = format!("{SELECT} WHERE m.retired_at IS NULL ORDER BY m.model_id");
    conn.query(&sql, &[], read)
}

/// All models there ever were, the primary one first.
pub fn model_entry_list(conn: &mut Conn) -> Result<Vec<ModelEntry>> {
    conn.query(&format!("{SELECT} ORDER BY m.model_id"), &[], read)
}

/// The model with this key, retired or not.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn model_entry_find(conn: &mut Conn, key: &str) -> Result<ModelEntry> {
    let sql = format!("{SELECT} WHERE m.key = $1");
    conn.query_opt(&sql, &[key.into()], read)?
        .ok_or(Error::NotFound)
}

/// Adds a secondary model; its number is given out here. It scores nobody before it has a version.
///
/// # Errors
/// [`Error::Conflict`] when the key was given out already, be it to a model that is retired.
pub fn model_create_in_txn(
    conn: &mut Conn,
    (key, name): (&str, &str),
    by: &str,
    now: Timestamp,
) -> Result<ModelId> {
    model_lock_in_txn(conn)?;
    match model_entry_find(conn, key) {
        Ok(known) => {
            let retired = known.retired_at.map_or("", |_| ", which is retired");
            return Err(Error::Conflict(format!(
                "the key {key} is that of the model \"{}\"{retired}; choose another",
                known.name
            )));
        }
        Err(Error::NotFound) => {}
        Err(other) => return Err(other),
    }
    let sql = "INSERT INTO model (model_id, key, name, created_at, created_by)
               SELECT max(model_id) + 1, $1, $2, $3, $4 FROM model RETURNING model_id";
    let params = [key.into(), name.into(), now.as_micros().into(), by.into()];
    conn.query_value(sql, &params).map(ModelId)
}

/// Gives a model another name.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn model_rename_in_txn(conn: &mut Conn, id: ModelId, name: &str) -> Result<()> {
    let sql = "UPDATE model SET name = $2 WHERE model_id = $1";
    match conn.execute(sql, &[id.0.into(), name.into()])? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Ends a secondary model: nobody is scored with it any more, its draft is gone, its versions stay.
/// Its scores are taken away by [`crate::scoring::secondary::score_sweep_in_txn`] afterwards.
///
/// # Errors
/// [`Error::Conflict`] for the primary model, and when it is retired already.
pub fn model_retire_in_txn(conn: &mut Conn, id: ModelId, now: Timestamp) -> Result<()> {
    if id.is_primary() {
        let message = "the primary model cannot be retired; publish another text as it";
        return Err(Error::Conflict(message.into()));
    }
    model_lock_in_txn(conn)?;
    let sql = "UPDATE model SET retired_at = $2 WHERE model_id = $1 AND retired_at IS NULL";
    if conn.execute(sql, &[id.0.into(), now.as_micros().into()])? == 0 {
        return Err(Error::Conflict("this model is retired already".into()));
    }
    crate::models::draft::draft_remove_in_txn(conn, id).map(drop)
}
