//! Score columns alone: of people who are scored again without anything new, and of people who went
//! on with nothing new in their profile.

use std::collections::HashSet;

use ripen_domain::scoring::{Decays, ScoreState};
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result};
use crate::log::intern::Names;
use crate::models::entry::ModelId;
use crate::people::person::{COLUMNS, FROM, Person, first_seen, read};
use crate::scoring::secondary::{
    Score, score_outdated, score_save_in_txn, score_settled, score_standings,
};
use crate::scoring::tally;

/// A person with what is stored of the score besides the state.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The person.
    pub person: Person,
    /// When the stage changes by the passing of time.
    pub due_at: Option<Timestamp>,
    /// Nothing where there is no score yet.
    rank_bound: Option<f64>,
}

/// The outcome of scoring a person again.
#[derive(Clone, Debug)]
pub struct Rescored {
    /// Number of the person.
    pub id: i64,
    /// The new state.
    pub state: ScoreState,
    /// When the stage changes by the passing of time.
    pub due_at: Option<Timestamp>,
    /// When the latest interaction with a mail was.
    pub mail_at: Option<Timestamp>,
}

/// People after number `after` whose score of a model is of an older version than `version`, by
/// number. Merged ones are among them for the primary model alone, which keeps a row of them.
pub fn person_outdated(
    conn: &mut Conn,
    (model, version): (ModelId, i64),
    after: i64,
    limit: i64,
) -> Result<Vec<i64>> {
    if !model.is_primary() {
        return score_outdated(conn, model, version, (after, limit));
    }
    let sql = "SELECT person_id FROM person WHERE person_id > $1 AND model_version < $2 ORDER BY person_id LIMIT $3";
    conn.query(sql, &[after.into(), version.into(), limit.into()], |row| {
        row.get(0)
    })
}

/// The people of [`person_outdated`] with numbers in `from..=to`.
pub fn person_standings(
    conn: &mut Conn,
    (model, version): (ModelId, i64),
    (from, to): (i64, i64),
) -> Result<Vec<Standing>> {
    if !model.is_primary() {
        let scored = score_standings(conn, model, version, (from, to))?.into_iter();
        let standing = scored.map(|one| Standing {
            due_at: one.kept.and_then(|(due_at, _)| due_at),
            rank_bound: one.kept.map(|(_, rank_bound)| rank_bound),
            person: one.person,
        });
        return Ok(standing.collect());
    }
    let sql = format!(
        "SELECT {COLUMNS}, p.due_at, p.rank_bound FROM {FROM}
         WHERE p.person_id BETWEEN $1 AND $2 AND p.model_version < $3 ORDER BY p.person_id"
    );
    let columns = COLUMNS.split(',').count();
    conn.query(&sql, &[from.into(), to.into(), version.into()], |row| {
        Ok(Standing {
            person: read(row)?,
            due_at: row.get::<Option<i64>>(columns)?.map(Timestamp::from_micros),
            rank_bound: Some(row.get(columns + 1)?),
        })
    })
}

/// What has to be written for a person who was scored again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum Difference {
    /// Nothing.
    None,
    /// Scores, but no column that lists and timers go by, save the fit.
    Inside,
    /// Any column of scores.
    Whole,
    /// Besides those, when and how often there were interactions, and the first touch.
    Counted,
}

impl Standing {
    /// How the new outcome differs from what is stored.
    pub fn difference(&self, fresh: &Rescored, decays: &Decays) -> Difference {
        let stored = &self.person.state;
        let is_counted = counted(stored) == counted(&fresh.state);
        if !is_counted || self.person.mail_at != fresh.mail_at {
            return Difference::Counted;
        }
        let indexed = |state: &ScoreState, due_at, rank_bound: Option<f64>| {
            (state.stage, due_at, rank_bound.map(f64::to_bits))
        };
        let bound = Some(rank_bound(&fresh.state, decays));
        if indexed(stored, self.due_at, self.rank_bound)
            != indexed(&fresh.state, fresh.due_at, bound)
        {
            return Difference::Whole;
        }
        let kept = [stored, &fresh.state].map(tally::encode);
        match score_params(&kept[0], stored) == score_params(&kept[1], &fresh.state) {
            true => Difference::None,
            false => Difference::Inside,
        }
    }
}

/// Columns that no index goes by, and the fit, which comes first.
pub(crate) const INSIDE: &[&str] = &[
    "fit",
    "tallies",
    "kind",
    "stage_since",
    "disqualified",
    "nurture",
    "fast",
    "normal",
    "slow",
    "recent",
    "baseline",
    "lead_at",
    "customer_at",
];
/// Columns that an index goes by.
pub(crate) const INDEXED: &[&str] = &["stage", "rank_bound", "due_at"];

/// Values of [`INSIDE`].
pub(crate) fn score_params<'p>(tallies: &'p [u8], state: &'p ScoreState) -> Vec<Param<'p>> {
    let time = |at: Option<Timestamp>| Param::from(at.map(Timestamp::as_micros));
    vec![
        state.fit.into(),
        tallies.into(),
        state.kind.code().into(),
        time(state.stage_since),
        state.disqualified.as_ref().into(),
        state.nurture.as_ref().into(),
        state.sums[0].into(),
        state.sums[1].into(),
        state.sums[2].into(),
        state.pace[0].into(),
        state.pace[1].into(),
        time(state.lead_at),
        time(state.customer_at),
    ]
}

/// Values of [`INDEXED`].
pub(crate) fn indexed_params<'p>(
    state: &ScoreState,
    due_at: Option<Timestamp>,
    decays: &Decays,
) -> [Param<'p>; 3] {
    [
        (state.stage as i64).into(),
        rank_bound(state, decays).into(),
        due_at.map(Timestamp::as_micros).into(),
    ]
}

/// Columns that move with every interaction, besides the scores.
const COUNTED: &[&str] = &["last_touch", "interactions", "last_at", "last_seq"];
/// Columns that say how somebody came, and when a mail was.
const ORIGIN: &[&str] = &["created_at", "first_touch_at", "first_touch_id", "mail_at"];

/// Values of [`COUNTED`].
fn counted_params<'p>(state: &ScoreState) -> [Param<'p>; 4] {
    [
        state.last_touch.map(Timestamp::as_micros).into(),
        (state.interactions as i64).into(),
        state.last.0.as_micros().into(),
        state.last.1.into(),
    ]
}

/// What [`COUNTED`] and [`ORIGIN`] say.
fn counted(state: &ScoreState) -> impl PartialEq {
    let counts = (state.last_touch, state.interactions, state.last);
    (counts, first_seen(state), state.first_touch.as_ref())
}

/// Values of [`ORIGIN`].
fn origin_params<'p>(conn: &mut Conn, names: &mut Names, one: &Rescored) -> Result<[Param<'p>; 4]> {
    let state = &one.state;
    let first = state.first_touch.as_ref();
    let touch = first.map(|first| names.touch_in_txn(conn, &first.touch));
    Ok([
        first_seen(state).into(),
        first.map(|first| first.at.as_micros()).into(),
        touch.transpose()?.into(),
        one.mail_at.map(Timestamp::as_micros).into(),
    ])
}

/// Writes known people who had later interactions than all before: profile, fit and first touch have
/// to be as they are stored, and their columns and indexes are left alone.
///
/// # Errors
/// Those of the database; [`Error::NotFound`] when somebody is not stored at all.
pub fn person_advance_in_txn(
    conn: &mut Conn,
    people: &[(&Person, Option<Timestamp>)],
    decays: &Decays,
) -> Result<()> {
    let columns: Vec<&str> = ["person_id", "model_version"]
        .iter()
        .chain(&INSIDE[1..])
        .chain(INDEXED)
        .chain(COUNTED)
        .copied()
        .chain(["mail_at"])
        .collect();
    let tallies: Vec<Vec<u8>> = people
        .iter()
        .map(|(one, _)| tally::encode(&one.state))
        .collect();
    let mut rows = Vec::with_capacity(people.len());
    for ((one, due_at), tallies) in people.iter().zip(&tallies) {
        let state = &one.state;
        let mut row = vec![Param::Int(one.id), one.model_version.into()];
        row.extend(score_params(tallies, state).into_iter().skip(1));
        row.extend(indexed_params(state, *due_at, decays));
        row.extend(counted_params(state));
        row.push(one.mail_at.map(Timestamp::as_micros).into());
        rows.push(row);
    }
    conn.update_all("person", &columns, &rows)
}

/// Writes the scores of people whose profile is as stored. Whoever was written
/// with this version of the model meanwhile is left as they are; tells for each whether it was
/// written. With [`Difference::Inside`] no index of the person is touched but that of the fit.
pub fn person_rescore_in_txn(
    conn: &mut Conn,
    (model, version): (ModelId, i64),
    people: &[&Rescored],
    (decays, names): (&Decays, &mut Names),
    difference: Difference,
) -> Result<Vec<bool>> {
    if !model.is_primary() && difference != Difference::None {
        return score_rescore_in_txn(conn, (model, version), people, decays);
    }
    let further: &[&[&str]] = match difference {
        Difference::None => return Ok(vec![true; people.len()]),
        Difference::Inside => &[],
        Difference::Whole => &[INDEXED],
        Difference::Counted => &[INDEXED, COUNTED, ORIGIN],
    };
    let columns = [&["person_id", "model_version"], INSIDE, &further.concat()].concat();
    let tallies: Vec<Vec<u8>> = people.iter().map(|one| tally::encode(&one.state)).collect();
    let mut rows = Vec::with_capacity(people.len());
    for (one, tallies) in people.iter().zip(&tallies) {
        let state = &one.state;
        let mut row = vec![Param::Int(one.id), version.into()];
        row.extend(score_params(tallies, state));
        if difference >= Difference::Whole {
            row.extend(indexed_params(state, one.due_at, decays));
        }
        if difference == Difference::Counted {
            row.extend(counted_params(state));
            row.extend(origin_params(conn, names, one)?);
        }
        rows.push(row);
    }
    let guard = format!("AND person.model_version < {version}");
    conn.update("person", &columns, &rows, &guard)
}

/// [`person_rescore_in_txn`] of a secondary model.
fn score_rescore_in_txn(
    conn: &mut Conn,
    (model, version): (ModelId, i64),
    people: &[&Rescored],
    decays: &Decays,
) -> Result<Vec<bool>> {
    let ids: Vec<i64> = people.iter().map(|one| one.id).collect();
    let settled: HashSet<i64> = score_settled(conn, model, version, &ids)?
        .into_iter()
        .collect();
    let due = people.iter().filter(|one| !settled.contains(&one.id));
    let scores: Vec<Score> = due
        .map(|one| Score {
            person: one.id,
            state: &one.state,
            due_at: one.due_at,
        })
        .collect();
    score_save_in_txn(conn, (model, version), &scores, decays)?;
    Ok(ids.iter().map(|id| !settled.contains(id)).collect())
}

/// The bound that lists are walked by.
pub(crate) fn rank_bound(state: &ScoreState, decays: &Decays) -> f64 {
    decays.rank_bound(&state.sums, state.last_touch.unwrap_or(state.last.0))
}
