//! Scoring people again from their whole history.

use ripen_app::models::{InForce, Scoring};
use ripen_domain::profile::{FieldValue, Profile};
use ripen_domain::scoring::ScoreState;
use ripen_domain::signal::SignalState;
use ripen_domain::time::Timestamp;
use ripen_store::intern::Names;
use ripen_store::model::model_rescored_to;
use ripen_store::person::{Person, person_find, person_load_custom_fields};
use ripen_store::score::score_find;
use ripen_store::timeline::history_load;
use ripen_store::{Conn, Result};

/// Sums are added in another order than when the interactions came in one by one.
const TOLERANCE: f64 = 1e-9;
/// The last instant there is: a history up to it is whole.
const ALWAYS: Timestamp = Timestamp::from_micros(i64::MAX);

/// Compares what is stored of these people with what their history gives, in every model.
pub fn check(
    conn: &mut Conn,
    models: &InForce,
    ids: &[i64],
    now: Timestamp,
    differences: &mut Vec<String>,
) -> Result<()> {
    let mut names = Names::default();
    names.refresh(conn)?;
    let mut people = person_find(conn, ids)?;
    person_load_custom_fields(conn, &mut people)?;
    for scoring in models.iter() {
        let scored = match scoring.id.is_primary() {
            true => people.clone(),
            false => score_find(conn, scoring.id, &people)?,
        };
        check_model(conn, (scoring, &names), scored, now, differences)?;
    }
    Ok(())
}

fn check_model(
    conn: &mut Conn,
    (scoring, names): (&Scoring, &Names),
    people: Vec<Person>,
    now: Timestamp,
    differences: &mut Vec<String>,
) -> Result<()> {
    let scorer = scoring.scorer();
    let rescored_to = model_rescored_to(conn, scoring.version)?;
    for mut person in people {
        // Scores of another version are brought up to date behind the scenes; they cannot be compared.
        if !person.is_scored_with(scoring.version, rescored_to) {
            continue;
        }
        let history = history_load(conn, person.id, ALWAYS)?;
        let (mut fresh, profile) = history.replay(&scorer, names, now, &mut ());
        scorer.advance(&mut person.state, &person.profile, now, &mut ());
        let mut found = Vec::new();
        compare(&person.state, &mut fresh, &mut found);
        if !same_profile(&person.profile, &profile) {
            found.push("profile".to_owned());
        }
        if !found.is_empty() {
            differences.push(format!(
                "person {}, model {}: stored and replayed differ in {}",
                person.id,
                scoring.key,
                found.join(", ")
            ));
        }
    }
    Ok(())
}

fn compare(stored: &ScoreState, fresh: &mut ScoreState, found: &mut Vec<String>) {
    let sums = stored
        .sums
        .iter()
        .chain(&stored.pace)
        .zip(fresh.sums.iter().chain(&fresh.pace));
    if !sums.clone().all(|(a, b)| near(*a, *b)) {
        found.push("sums".to_owned());
    }
    let tallies = stored.tallies.len() == fresh.tallies.len()
        && stored.tallies.iter().zip(&fresh.tallies).all(|(a, b)| {
            near(a.sum, b.sum)
                && (a.rule, a.count, a.capped, a.last_at) == (b.rule, b.count, b.capped, b.last_at)
        });
    if !tallies {
        found.push("points of rules".to_owned());
    }
    if !near(stored.fit, fresh.fit) {
        found.push(format!("fit ({} and {})", stored.fit, fresh.fit));
    }
    let groups = |state: &ScoreState| {
        let groups = state.groups.iter();
        groups
            .map(|one| (one.group, one.window))
            .collect::<Vec<_>>()
    };
    let given = stored.groups.iter().zip(&fresh.groups);
    if groups(stored) != groups(fresh) || !given.clone().all(|(a, b)| near(a.points, b.points)) {
        found.push("points of groups".to_owned());
    }
    let mut other = |name: &str, same: bool| {
        if !same {
            found.push(name.to_owned());
        }
    };
    other(
        "stage",
        (stored.stage, stored.stage_since) == (fresh.stage, fresh.stage_since),
    );
    other("what gates measure", stored.measures == fresh.measures);
    other("signals", same_signals(&stored.signals, &fresh.signals));
    other("kind", stored.kind == fresh.kind);
    other(
        "cards",
        (stored.lead_at, stored.customer_at) == (fresh.lead_at, fresh.customer_at),
    );
    other(
        "disqualification",
        (&stored.disqualified, &stored.nurture) == (&fresh.disqualified, &fresh.nurture),
    );
    other(
        "number of interactions",
        stored.interactions == fresh.interactions,
    );
    other(
        "last interaction",
        (stored.last, stored.last_touch) == (fresh.last, fresh.last_touch),
    );
    other("first touch", stored.first_touch == fresh.first_touch);
}

fn same_signals(stored: &[SignalState], fresh: &[SignalState]) -> bool {
    let rest = |state: &SignalState| SignalState {
        baseline: 0.0,
        ..state.clone()
    };
    stored.len() == fresh.len()
        && stored
            .iter()
            .zip(fresh)
            .all(|(a, b)| near(a.baseline, b.baseline) && rest(a) == rest(b))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1.0)
}

/// Whether all visible values are the same; when each became known is not kept with the person.
fn same_profile(stored: &Profile, fresh: &Profile) -> bool {
    let values = |profile: &Profile| {
        let texts = profile
            .iter()
            .map(|(name, value, _)| (name.to_owned(), FieldValue::to_text(value).into_owned()));
        texts.collect::<Vec<_>>()
    };
    values(stored) == values(fresh)
}
