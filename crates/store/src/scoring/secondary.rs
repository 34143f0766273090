//! What secondary models make of people: rows beside the person, one a model.
//!
//! A row holds what differs from model to model. When somebody was seen first and last, how often and
//! by which touch is read from the person, whose columns are also the scores of the primary model.

use std::collections::HashMap;

use ripen_domain::person::PersonKind;
use ripen_domain::scoring::{Decays, ScoreState};
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Param, Result, Row};
use crate::models::entry::ModelId;
use crate::people::person::{COLUMNS, Person, read};
use crate::scoring::rescore::{INDEXED, INSIDE, indexed_params, score_params};
use crate::scoring::tally;

/// Columns of [`take`], over `person_score s`.
const KEPT: &str = "s.model_version, s.kind, s.stage, s.stage_since, s.fit, s.disqualified, s.nurture, s.fast, s.normal,
    s.slow, s.recent, s.baseline, s.tallies, s.lead_at, s.customer_at, s.due_at, s.rank_bound";

/// Puts the scores of a row, from column `at` on, in the place of those of the primary model.
fn take(row: &Row, at: usize, person: &mut Person) -> Result<()> {
    let time =
        |n: usize| Ok::<_, Error>(row.get::<Option<i64>>(at + n)?.map(Timestamp::from_micros));
    let bytes: Option<Vec<u8>> = row.get(at + 12)?;
    let kept = tally::decode(bytes.as_deref().unwrap_or(&[0, 0]))
        .ok_or_else(|| Error::Corrupt("tallies of a person".into()))?;
    person.model_version = row.get(at)?;
    let state = &mut person.state;
    *state = ScoreState {
        kind: PersonKind::from_code(row.get(at + 1)?).unwrap_or_default(),
        stage: row.get::<i64>(at + 2)? as usize,
        stage_since: time(3)?,
        fit: row.get(at + 4)?,
        disqualified: row.get(at + 5)?,
        nurture: row.get(at + 6)?,
        sums: [row.get(at + 7)?, row.get(at + 8)?, row.get(at + 9)?],
        pace: [row.get(at + 10)?, row.get(at + 11)?],
        tallies: kept.tallies,
        groups: kept.groups,
        measures: kept.measures,
        looked_at: kept.looked_at,
        signals: kept.signals,
        lead_at: time(13)?,
        customer_at: time(14)?,
        first_touch: state.first_touch.take(),
        created: state.created,
        last_touch: state.last_touch,
        last: state.last,
        interactions: state.interactions,
    };
    Ok(())
}

/// These people with the scores of a secondary model in the place of the primary's; those whom it has
/// not scored yet are left out.
pub fn score_find(conn: &mut Conn, model: ModelId, people: &[Person]) -> Result<Vec<Person>> {
    let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
    let by_id: HashMap<i64, &Person> = people.iter().map(|person| (person.id, person)).collect();
    let sql = format!(
        "SELECT s.person_id, {KEPT} FROM person_score s WHERE s.model_id = $1 AND {}",
        conn.any("s.person_id", 2)
    );
    conn.query(
        &sql,
        &[model.number().into(), ids.as_slice().into()],
        |row| {
            let mut person = by_id[&row.get::<i64>(0)?].clone();
            take(row, 1, &mut person)?;
            Ok(person)
        },
    )
}

/// A person with the score of a secondary model, as it is stored.
pub(crate) struct Scored {
    pub person: Person,
    /// When the stage changes by the passing of time, and the bound; nothing where there is no score.
    pub kept: Option<(Option<Timestamp>, f64)>,
}

/// Who a secondary model has no score of this version for, over `person p` beside `person_score s`.
const BEHIND: &str = "p.merged_into IS NULL AND (s.person_id IS NULL OR s.model_version < $2)";

/// The score of model `$1` beside each person, where there is one.
const BESIDE: &str = "LEFT JOIN person_score s ON s.model_id = $1 AND s.person_id = p.person_id";

/// People in `from..=to` whom a secondary model has no score of this version for, by number.
pub(crate) fn score_standings(
    conn: &mut Conn,
    model: ModelId,
    version: i64,
    (from, to): (i64, i64),
) -> Result<Vec<Scored>> {
    let sql = format!(
        "SELECT {COLUMNS}, {KEPT} FROM person p LEFT JOIN touch f ON f.touch_id = p.first_touch_id {BESIDE}
         WHERE p.person_id BETWEEN $3 AND $4 AND {BEHIND} ORDER BY p.person_id"
    );
    let at = COLUMNS.split(',').count();
    let params = [
        model.number().into(),
        version.into(),
        from.into(),
        to.into(),
    ];
    conn.query(&sql, &params, |row| {
        let mut person = read(row)?;
        if row.get::<Option<i64>>(at)?.is_none() {
            return Ok(Scored { person, kept: None });
        }
        take(row, at, &mut person)?;
        let due_at: Option<i64> = row.get(at + 15)?;
        let kept = Some((due_at.map(Timestamp::from_micros), row.get(at + 16)?));
        Ok(Scored { person, kept })
    })
}

/// People after number `after` whom a secondary model has no score of this version for, by number.
pub(crate) fn score_outdated(
    conn: &mut Conn,
    model: ModelId,
    version: i64,
    (after, limit): (i64, i64),
) -> Result<Vec<i64>> {
    let sql = format!(
        "SELECT p.person_id FROM person p {BESIDE} WHERE p.person_id > $3 AND {BEHIND} ORDER BY p.person_id LIMIT $4"
    );
    let params = [
        model.number().into(),
        version.into(),
        after.into(),
        limit.into(),
    ];
    conn.query(&sql, &params, |row| row.get(0))
}

/// How many people after number `after` a secondary model has no score of this version for.
pub(crate) fn score_behind(
    conn: &mut Conn,
    model: ModelId,
    version: i64,
    after: i64,
) -> Result<i64> {
    let sql = format!("SELECT count(*) FROM person p {BESIDE} WHERE p.person_id > $3 AND {BEHIND}");
    conn.query_value(&sql, &[model.number().into(), version.into(), after.into()])
}

/// Of these people those whom a rescoring must not write: who were scored with this version of a
/// secondary model meanwhile, or merged into somebody else.
pub(crate) fn score_settled(
    conn: &mut Conn,
    model: ModelId,
    version: i64,
    ids: &[i64],
) -> Result<Vec<i64>> {
    let sql = format!(
        "SELECT p.person_id FROM person p {BESIDE} WHERE {} AND NOT ({BEHIND})",
        conn.any("p.person_id", 3)
    );
    let params = [model.number().into(), version.into(), ids.into()];
    conn.query(&sql, &params, |row| row.get(0))
}

/// What a secondary model makes of a person.
#[derive(Clone, Copy, Debug)]
pub struct Score<'s> {
    /// Number of the person.
    pub person: i64,
    /// The state.
    pub state: &'s ScoreState,
    /// When the stage changes by the passing of time.
    pub due_at: Option<Timestamp>,
}

/// Whose score it is, and by which version.
const OF: &[&str] = &["person_id", "model_id", "model_version"];

/// Writes what this version of a secondary model makes of people.
pub fn score_save_in_txn(
    conn: &mut Conn,
    (model, version): (ModelId, i64),
    scores: &[Score],
    decays: &Decays,
) -> Result<()> {
    let tallies: Vec<Vec<u8>> = scores.iter().map(|one| tally::encode(one.state)).collect();
    let rows = scores.iter().zip(&tallies).map(|(one, tallies)| {
        let of: [Param; 3] = [one.person.into(), model.number().into(), version.into()];
        of.into_iter()
            .chain(score_params(tallies, one.state))
            .chain(indexed_params(one.state, one.due_at, decays))
            .collect()
    });
    let rows: Vec<Vec<Param>> = rows.collect();
    let columns = [OF, INSIDE, INDEXED].concat();
    let updates = columns[2..]
        .iter()
        .map(|column| format!("{column} = excluded.{column}"));
    let updates: Vec<String> = updates.collect();
    let tail = format!(
        "ON CONFLICT (model_id, person_id) DO UPDATE SET {}",
        updates.join(", ")
    );
    conn.insert("person_score", &columns, &rows, &tail)
}

/// People whose stage in one of these secondary models changes by the passing of time, and for whom
/// that time has come; once for each of the models.
pub fn score_due(
    conn: &mut Conn,
    models: &[ModelId],
    now: Timestamp,
    limit: i64,
) -> Result<Vec<i64>> {
    let numbers: Vec<i64> = models.iter().map(|model| model.number()).collect();
    let sql = format!(
        "SELECT person_id FROM person_score WHERE due_at IS NOT NULL AND due_at <= $1 AND {} ORDER BY due_at LIMIT $2",
        conn.any("model_id", 3)
    );
    let params = [
        now.as_micros().into(),
        limit.into(),
        numbers.as_slice().into(),
    ];
    conn.query(&sql, &params, |row| row.get(0))
}

/// Takes away what these secondary models made of a person who is part of somebody else by now.
pub fn score_remove_in_txn(conn: &mut Conn, models: &[ModelId], person: i64) -> Result<()> {
    let numbers: Vec<i64> = models.iter().map(|model| model.number()).collect();
    let sql = format!(
        "DELETE FROM person_score WHERE {} AND person_id = $2",
        conn.any("model_id", 1)
    );
    conn.run(&sql, &[numbers.as_slice().into(), person.into()])
}

/// Takes away at most `limit` scores of models that are retired; returns how many.
pub fn score_sweep_in_txn(conn: &mut Conn, limit: i64) -> Result<u64> {
    let retired = "SELECT model_id FROM model WHERE retired_at IS NOT NULL ORDER BY model_id DESC";
    let mut swept = 0;
    for model in conn.query(retired, &[], |row| row.get::<i64>(0))? {
        let left = limit - swept as i64;
        let sql = "DELETE FROM person_score WHERE model_id = $1 AND person_id IN
                   (SELECT person_id FROM person_score WHERE model_id = $1 ORDER BY person_id LIMIT $2)";
        swept += conn.execute(sql, &[model.into(), left.into()])?;
    }
    Ok(swept)
}
