//! Scores of an older version of a model, or not there yet, brought up to the one in force.
//!
//! People are gone through once a model, by number. A stretch of them is read and folded on all cores while
//! the stretch before is written, and only what came out differently is written.

use std::collections::HashMap;

use rayon::prelude::*;
use ripen_domain::scoring::{ScoreState, Scorer};
use ripen_domain::signal::Fired;
use ripen_domain::time::Timestamp;
use ripen_store::log::follower_position;
use ripen_store::log::intern::Names;
use ripen_store::models::{EVERYBODY, model_rescored_in_txn, model_rescored_to};
use ripen_store::people::overview::interaction_count_in_txn;
use ripen_store::people::timeline::{History, history_scan};
use ripen_store::scoring::rescore::{
    Difference, Rescored, Standing, person_outdated, person_rescore_in_txn, person_standings,
};
use ripen_store::{Conn, Result as StoreResult};

use super::cards::{self, Change, Opening};
use super::score::{Subject, rescore_in_txn};
use super::signals::{self, Given};
use super::sweeps::Roles;
use super::{FOLLOWER, alone};
use crate::clock;
use crate::error::Result;
use crate::models::{InForce, Scoring};
use crate::ripen::Ripen;
use crate::work::fact;

/// Parts of a stretch that are read and folded side by side.
const PARTS: usize = 4;

/// People whose numbers follow one another, folded with a model.
struct Stretch {
    /// Everybody from the first number, exclusive, to the second was looked at.
    numbers: (i64, i64),
    /// How many were.
    many: i64,
    /// Those who came out differently from what is stored.
    changed: Vec<Changed>,
    /// Those whose interactions may get other verdicts: they are judged and scored like somebody with
    /// something new.
    suspects: Vec<i64>,
}

/// What folding some people came to.
#[derive(Default)]
struct Outcome {
    changed: Vec<Changed>,
    suspects: Vec<i64>,
}

/// A person who came out differently.
struct Changed {
    before: ScoreState,
    after: Rescored,
    difference: Difference,
    customer_stage: Option<usize>,
    signals: Vec<Fired>,
}

/// Brings people up to the models in force, `stretch` of them a transaction, until interactions wait to be
/// projected; returns how many were looked at.
pub fn outdated(app: &Ripen, stretch: i64) -> Result<i64> {
    let models = app.models()?;
    let mut looked_at = 0;
    for scoring in models.iter() {
        let version = scoring.version;
        let done = app.db.read(|conn| model_rescored_to(conn, version))?;
        if done == EVERYBODY {
            continue;
        }
        looked_at += bring_up(app, scoring, (done, stretch))?;
        if looked_at > 0 {
            return Ok(looked_at);
        }
    }
    app.live.rescored(models.primary().version);
    Ok(looked_at)
}

/// Brings people with numbers after `done` up to a version.
fn bring_up(app: &Ripen, scoring: &Scoring, (done, people): (i64, i64)) -> Result<i64> {
    let mut looked_at = 0;
    let mut stretch = fold_ahead(app, scoring, (done, people))?;
    loop {
        let (_, to) = stretch.numbers;
        let goes_on = to != EVERYBODY && !app.is_stopping() && app.lag()?.behind == 0;
        let (written, next) = rayon::join(
            || write(app, scoring, &stretch),
            || {
                goes_on
                    .then(|| fold_ahead(app, scoring, (to, people)))
                    .transpose()
            },
        );
        looked_at += stretch.many;
        app.live.rescoring(scoring.version);
        match (written?, next?) {
            (true, Some(next)) => stretch = next,
            _ => return Ok(looked_at),
        }
    }
}

/// Reads and folds the next people after number `after`, at most so many.
fn fold_ahead(app: &Ripen, scoring: &Scoring, (after, most): (i64, i64)) -> Result<Stretch> {
    let of = (scoring.id, scoring.version);
    let ids = app.db.read(|conn| person_outdated(conn, of, after, most))?;
    let now = clock::now();
    let parts: Vec<&[i64]> = ids.chunks(ids.len().div_ceil(PARTS).max(1)).collect();
    let parts = parts
        .into_par_iter()
        .map(|ids| app.db.read(|conn| fold(app, conn, scoring, ids, now)))
        .collect::<StoreResult<Vec<Outcome>>>()?;
    let full = ids.len() as i64 == most;
    let to = ids.last().filter(|_| full).copied().unwrap_or(EVERYBODY);
    Ok(Stretch {
        numbers: (after, to),
        many: ids.len() as i64,
        suspects: parts
            .iter()
            .flat_map(|part| part.suspects.clone())
            .collect(),
        changed: parts.into_iter().flat_map(|part| part.changed).collect(),
    })
}

/// Reads and folds the outdated people between the first and the last of `ids`.
fn fold(
    app: &Ripen,
    conn: &mut Conn,
    scoring: &Scoring,
    ids: &[i64],
    now: Timestamp,
) -> StoreResult<Outcome> {
    let range = (ids[0], ids[ids.len() - 1]);
    let scorer = scoring.scorer();
    let names = app.names_in_txn(conn)?;
    let mut standings = person_standings(conn, (scoring.id, scoring.version), range)?
        .into_iter()
        .peekable();
    let mut roles = Roles::new(&names);
    let mut outcome = Outcome::default();
    let mut replay = |standing: Standing, history: &History| {
        // The primary model comes first, so that the others find the verdicts that count.
        if scoring.id.is_primary() && roles.is_suspect(history) {
            outcome.suspects.push(standing.person.id);
            return;
        }
        let mail_at = roles.mail_at(&history.rows);
        let with = (scoring, &scorer);
        let replayed = replay(with, &names, standing, (history, mail_at), now);
        outcome.changed.extend(replayed);
    };
    history_scan(conn, range, |id, history| {
        // Whoever was merged into somebody else has no history of their own.
        while let Some(one) = standings.next_if(|one| one.person.id < id) {
            replay(one, &History::default());
        }
        if let Some(one) = standings.next_if(|one| one.person.id == id) {
            replay(one, &history);
        }
        Ok(())
    })?;
    standings.for_each(|one| replay(one, &History::default()));
    Ok(outcome)
}

/// Folds the whole history of a person; `None` when it comes to what is stored.
fn replay(
    (scoring, scorer): (&Scoring, &Scorer),
    names: &Names,
    standing: Standing,
    (history, mail_at): (&History, Option<Timestamp>),
    now: Timestamp,
) -> Option<Changed> {
    let mut opening = Opening::new(scorer.model);
    // A clock that was set back must not hide what has happened already.
    let now = history.rows.last().map_or(now, |last| now.max(last.at));
    let (state, _) = history.replay(scorer, names, now, &mut opening);
    let merged = standing.person.merged_into.is_some();
    let after = Rescored {
        id: standing.person.id,
        due_at: scorer.next_time(&state).filter(|_| !merged),
        mail_at,
        state,
    };
    // Keys of signals may be others than before, which no state tells.
    let has_signals = scoring.id.is_primary()
        && (!opening.signals.is_empty() || signals::may_exist(&standing.person.state));
    match standing.difference(&after, &scorer.decays) {
        Difference::None if !has_signals => None,
        Difference::None => Some(Difference::Inside),
        difference => Some(difference),
    }
    .map(|difference| Changed {
        before: standing.person.state,
        after,
        difference,
        customer_stage: opening.stage,
        signals: opening.signals,
    })
}

/// Writes a stretch; false when another process has done so, or there is a newer model.
fn write(app: &Ripen, scoring: &Scoring, stretch: &Stretch) -> Result<bool> {
    let done = alone(app, |conn, models| {
        let version = scoring.version;
        let current = models.get(scoring.id).map(|one| one.version);
        if current != Some(version) || !model_rescored_in_txn(conn, version, stretch.numbers)? {
            return Ok(None);
        }
        let mut written = write_in_txn(app, conn, scoring, &stretch.changed)?;
        written.extend(judge_in_txn(app, conn, models, &stretch.suspects)?);
        let position = follower_position(conn, FOLLOWER)?;
        if !written.is_empty() {
            fact::tell_in_txn(conn, &[app.live.people_fact(position, &written)?])?;
        }
        Ok(Some((position, written)))
    })?;
    match done {
        None => Ok(false),
        Some((position, written)) => {
            if !stretch.suspects.is_empty() {
                app.kept.read_again();
            }
            if !written.is_empty() {
                app.live.people(position, written);
            }
            Ok(true)
        }
    }
}

/// Judges the interactions of people and scores them with all models; returns their numbers, and those of
/// others whom it concerns.
fn judge_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    models: &InForce,
    people: &[i64],
) -> StoreResult<Vec<i64>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let replay = |id: &i64| {
        let subject = Subject {
            replay: true,
            ..Subject::default()
        };
        (*id, subject)
    };
    let subjects: HashMap<i64, Subject> = people.iter().map(replay).collect();
    let mut names = app.names_in_txn(conn)?;
    let others = rescore_in_txn(conn, models, &mut names, subjects, clock::now())?;
    Ok([people.to_vec(), others].concat())
}

/// Writes those who have not been written with this model meanwhile; returns their numbers.
fn write_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    scoring: &Scoring,
    changed: &[Changed],
) -> StoreResult<Vec<i64>> {
    let decays = scoring.decays();
    let mut names = app.names_in_txn(conn)?;
    let mut written = Vec::with_capacity(changed.len());
    for difference in [Difference::Inside, Difference::Whole, Difference::Counted] {
        let some = changed.iter().filter(|one| one.difference == difference);
        let some: Vec<&Changed> = some.collect();
        let after: Vec<&Rescored> = some.iter().map(|one| &one.after).collect();
        let of = (scoring.id, scoring.version);
        let went_in = person_rescore_in_txn(conn, of, &after, (&decays, &mut names), difference)?;
        let some = some.into_iter().zip(went_in);
        written.extend(some.filter(|(_, went_in)| *went_in).map(|(one, _)| one));
    }
    if scoring.id.is_primary() {
        let many = |state: &ScoreState| state.interactions as i64;
        let more = written
            .iter()
            .map(|one| many(&one.after.state) - many(&one.before));
        interaction_count_in_txn(conn, more.sum())?;
        follow_in_txn(app, conn, scoring, &written)?;
    }
    Ok(written.iter().map(|one| one.after.id).collect())
}

/// Brings what follows from the scores of the primary model in line with them: cards and signals.
fn follow_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    scoring: &Scoring,
    written: &[&Changed],
) -> StoreResult<()> {
    let cards: Vec<Change> = written
        .iter()
        .filter(|one| cards::differ(&one.before, &one.after.state))
        .map(|one| Change {
            person: one.after.id,
            state: &one.after.state,
            may_have: (
                one.before.lead_at.is_some(),
                one.before.customer_at.is_some(),
            ),
            customer_stage: one.customer_stage,
        })
        .collect();
    if !cards.is_empty() {
        let mut names = app.names_in_txn(conn)?;
        cards::settle_in_txn(conn, &scoring.model, &mut names, &cards)?;
    }
    let given = written.iter().map(|one| Given {
        person: one.after.id,
        replaces: signals::may_exist(&one.before),
        fired: &one.signals,
    });
    signals::settle_in_txn(conn, &scoring.model, &given.collect::<Vec<_>>())
}
