//! What was learned from who became a customer, and what it says of each person.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result, Row};

/// The latest attempt to learn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learned {
    /// When something was last learned, or found to be too little.
    pub learned_at: Option<Timestamp>,
    /// When people were last told their probability.
    pub told_at: Option<Timestamp>,
    /// How far the log was read when it was learned.
    pub position: i64,
    /// How far the log was read when people were told.
    pub told_position: i64,
    /// Version of the scoring model whose rules it looks at.
    pub model_version: i64,
    /// What was learned; `None` when there was too little.
    pub text: Option<String>,
    /// Why there was too little.
    pub missing: Option<String>,
}

/// How likely somebody is to become a customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Probability {
    /// The person.
    pub person_id: i64,
    /// Between 0 and 1.
    pub value: f64,
    /// The reasons, as text of the layer above.
    pub reasons: String,
    /// What it was known from.
    pub as_of: Timestamp,
}

/// The latest attempt.
pub fn learned_get(conn: &mut Conn) -> Result<Learned> {
    let sql = "SELECT learned_at, told_at, position, told_position, model_version, text, missing
               FROM learned WHERE id = 1";
    let found = conn.query_opt(sql, &[], |row| {
        let at = |at: Option<i64>| at.map(Timestamp::from_micros);
        Ok(Learned {
            learned_at: at(row.get(0)?),
            told_at: at(row.get(1)?),
            position: row.get(2)?,
            told_position: row.get(3)?,
            model_version: row.get(4)?,
            text: row.get(5)?,
            missing: row.get(6)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// Keeps what an attempt to learn came to. Where nothing is known, nobody has a probability.
pub fn learned_save_in_txn(conn: &mut Conn, learned: &Learned) -> Result<()> {
    if learned.text.is_none() {
        conn.run("DELETE FROM probability", &[])?;
    }
    conn.run(
        "UPDATE learned SET learned_at = $1, position = $2, model_version = $3, text = $4, missing = $5 WHERE id = 1",
        &[
            learned.learned_at.map(Timestamp::as_micros).into(),
            learned.position.into(),
            learned.model_version.into(),
            learned.text.as_deref().into(),
            learned.missing.as_deref().into(),
        ],
    )
}

/// Keeps that everybody was told their probability, from the log up to `position`; what was said at
/// another time holds no longer.
pub fn learned_told_in_txn(conn: &mut Conn, at: Timestamp, position: i64) -> Result<()> {
    conn.run(
        "UPDATE learned SET told_at = $1, told_position = $2 WHERE id = 1",
        &[at.as_micros().into(), position.into()],
    )?;
    conn.run(
        "DELETE FROM probability WHERE as_of <> $1",
        &[at.as_micros().into()],
    )
}

/// Keeps probabilities in place of those that were there.
pub fn probability_save_in_txn(conn: &mut Conn, told: &[Probability]) -> Result<()> {
    let rows: Vec<Vec<Param>> = told
        .iter()
        .map(|one| {
            vec![
                one.person_id.into(),
                Some(one.value).into(),
                (&one.reasons).into(),
                one.as_of.as_micros().into(),
            ]
        })
        .collect();
    conn.insert(
        "probability",
        &["person_id", "value", "reasons", "as_of"],
        &rows,
        "ON CONFLICT (person_id) DO UPDATE SET value = excluded.value, reasons = excluded.reasons, as_of = excluded.as_of",
    )
}

/// The probability of a person, if there is one.
pub fn probability_get(conn: &mut Conn, person: i64) -> Result<Option<Probability>> {
    let sql = "SELECT person_id, value, reasons, as_of FROM probability WHERE person_id = $1";
    conn.query_opt(sql, &[person.into()], read)
}

/// The probability of anybody: what all of them have in common is in each.
pub fn probability_of_anybody(conn: &mut Conn) -> Result<Option<Probability>> {
    let sql = "SELECT person_id, value, reasons, as_of FROM probability LIMIT 1";
    conn.query_opt(sql, &[], read)
}

pub(crate) fn read(row: &Row) -> Result<Probability> {
    Ok(Probability {
        person_id: row.get(0)?,
        value: row.get(1)?,
        reasons: row.get(2)?,
        as_of: Timestamp::from_micros(row.get(3)?),
    })
}
