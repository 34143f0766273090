//! Scoring people again from their whole history.

use ripen_app::data::verify::{compare, same_profile};
use ripen_app::models::{InForce, Scoring};
use ripen_domain::time::Timestamp;
use ripen_store::log::intern::Names;
use ripen_store::models::model_rescored_to;
use ripen_store::people::person::{Person, person_find, person_load_custom_fields};
use ripen_store::people::timeline::history_load;
use ripen_store::scoring::secondary::score_find;
use ripen_store::{Conn, Result};

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
        let (fresh, profile) = history.replay(&scorer, names, now, &mut ());
        scorer.advance(&mut person.state, &person.profile, now, &mut ());
        let mut found = Vec::new();
        compare(&person.state, &fresh, &mut found);
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
