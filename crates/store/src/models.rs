//! Versions of scoring models: every published one is kept, the newest of a model is in force.
//!
//! Numbers are given out across all models, so that a number names one text.

pub mod draft;
pub mod entry;

use ripen_domain::scoring::FOLD_VERSION;
use ripen_domain::time::Timestamp;
use ripen_domain::zone::Zone;

use crate::engine::{Conn, Error, Lock, Result, Row};
use crate::models::entry::ModelId;

/// A published version of a scoring model.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelVersion {
    /// The model that it is a version of.
    pub model: ModelId,
    /// Version, from 1.
    pub version: i64,
    /// Name of the model, as its file says it.
    pub name: String,
    /// The model file.
    pub text: String,
    /// Landmark of its forward decay.
    pub landmark: Timestamp,
    /// When it was published.
    pub published_at: Timestamp,
    /// Who published it.
    pub published_by: String,
    /// Why, in the words of who published it.
    pub note: Option<String>,
    /// The older version whose text this is, where it was brought back.
    pub rolled_back_from: Option<i64>,
    /// Time zone whose days, weeks and months its caps count.
    pub zone: Zone,
    /// By which rules of folding it scores people: those of the program that published it, see
    /// [`FOLD_VERSION`].
    pub fold: i64,
}

impl Default for ModelVersion {
    fn default() -> Self {
        Self {
            model: ModelId::default(),
            version: 0,
            name: String::new(),
            text: String::new(),
            landmark: Timestamp::default(),
            published_at: Timestamp::default(),
            published_by: String::new(),
            note: None,
            rolled_back_from: None,
            zone: Zone::default(),
            fold: FOLD_VERSION,
        }
    }
}

const SELECT: &str = "SELECT version, name, text, landmark, published_at, published_by, note, rolled_back_from, model_id, time_zone, fold FROM model_version";

fn zone(name: String) -> Result<Zone> {
    Zone::named(&name).ok_or_else(|| Error::Corrupt(format!("time zone {name}")))
}

fn read(row: &Row) -> Result<ModelVersion> {
    Ok(ModelVersion {
        version: row.get(0)?,
        name: row.get(1)?,
        text: row.get(2)?,
        landmark: Timestamp::from_micros(row.get(3)?),
        published_at: Timestamp::from_micros(row.get(4)?),
        published_by: row.get(5)?,
        note: row.get(6)?,
        rolled_back_from: row.get(7)?,
        model: ModelId::stored(row.get(8)?),
        zone: zone(row.get(9)?)?,
        fold: row.get(10)?,
    })
}

/// Waits until nobody else publishes or changes the draft; held to the end of the transaction.
pub fn model_lock_in_txn(conn: &mut Conn) -> Result<()> {
    conn.lock(Lock::Models)
}

/// The version of a model that is in force, if any was ever published.
pub fn model_current(conn: &mut Conn, model: ModelId) -> Result<Option<ModelVersion>> {
    conn.query_opt(
        &format!("{SELECT} WHERE model_id = $1 ORDER BY version DESC LIMIT 1"),
        &[model.number().into()],
        read,
    )
}

/// Number of the version of a model that is in force; 0 when none was ever published.
pub fn model_current_version(conn: &mut Conn, model: ModelId) -> Result<i64> {
    let sql = "SELECT coalesce(max(version), 0) FROM model_version WHERE model_id = $1";
    conn.query_value(sql, &[model.number().into()])
}

/// A published version.
///
/// # Errors
/// [`Error::NotFound`] when there is none of this number.
pub fn model_version_load(conn: &mut Conn, version: i64) -> Result<ModelVersion> {
    conn.query_opt(
        &format!("{SELECT} WHERE version = $1"),
        &[version.into()],
        read,
    )?
    .ok_or(Error::NotFound)
}

/// Every published version of a model, newest first, without the texts.
pub fn model_version_list(conn: &mut Conn, model: ModelId) -> Result<Vec<ModelVersion>> {
    let select = SELECT.replacen("text", "''", 1);
    let sql = format!("{select} WHERE model_id = $1 ORDER BY version DESC");
    conn.query(&sql, &[model.number().into()], read)
}

/// Publishes the next version of a model; its number is given out here, and it scores by the rules of
/// this program.
pub fn model_publish_in_txn(conn: &mut Conn, model: &ModelVersion) -> Result<i64> {
    model_lock_in_txn(conn)?;
    let sql = "SELECT coalesce(max(version), 0) + 1 FROM model_version";
    let version: i64 = conn.query_value(sql, &[])?;
    conn.run(
        "INSERT INTO model_version (version, name, text, landmark, published_at, published_by, note, rolled_back_from, model_id, time_zone, fold)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            version.into(),
            (&model.name).into(),
            (&model.text).into(),
            model.landmark.as_micros().into(),
            model.published_at.as_micros().into(),
            (&model.published_by).into(),
            model.note.as_deref().into(),
            model.rolled_back_from.into(),
            model.model.number().into(),
            model.zone.name().into(),
            FOLD_VERSION.into(),
        ],
    )?;
    Ok(version)
}

/// What [`model_rescored_to`] says when nobody is left.
pub const EVERYBODY: i64 = i64::MAX;

/// The number up to which everybody is scored with this version; [`EVERYBODY`] when nobody is left.
/// People who came after it was published are scored with it anyway.
pub fn model_rescored_to(conn: &mut Conn, version: i64) -> Result<i64> {
    let sql = "SELECT rescored_to FROM model_version WHERE version = $1";
    let known = conn.query_opt(sql, &[version.into()], |row| row.get(0))?;
    Ok(known.unwrap_or(0))
}

/// Keeps that everybody with a number in `from + 1..=to` is scored with this version; false when
/// that was known already, from another process.
pub fn model_rescored_in_txn(
    conn: &mut Conn,
    version: i64,
    (from, to): (i64, i64),
) -> Result<bool> {
    let sql = "UPDATE model_version SET rescored_to = $3 WHERE version = $1 AND rescored_to = $2";
    Ok(conn.execute(sql, &[version.into(), from.into(), to.into()])? > 0)
}

/// How many people a model has no score of this version for.
pub fn model_behind(conn: &mut Conn, model: ModelId, version: i64) -> Result<i64> {
    let done = model_rescored_to(conn, version)?;
    if done == EVERYBODY {
        return Ok(0);
    }
    if !model.is_primary() {
        return crate::scoring::secondary::score_behind(conn, model, version, done);
    }
    conn.query_value(
        "SELECT count(*) FROM person WHERE person_id > $1 AND model_version < $2",
        &[done.into(), version.into()],
    )
}

/// How many people there are, merged ones included, who are scored again after a publication too.
pub fn model_people(conn: &mut Conn) -> Result<i64> {
    conn.query_value("SELECT count(*) FROM person", &[])
}
