//! Scores of the people of a batch.

use std::collections::HashMap;

use ripen_domain::profile::{Profile, ProfileChange, field};
use ripen_domain::scoring::{Entry, Scorer};
use ripen_domain::signal::Fired;
use ripen_domain::time::Timestamp;
use ripen_store::intern::Names;
use ripen_store::model::model_rescored_to;
use ripen_store::person::{
    Person, person_find, person_load_custom_fields, person_save_custom_fields_in_txn,
    person_save_in_txn,
};
use ripen_store::rescore::person_advance_in_txn;
use ripen_store::timeline::{TimelineRow, history_load};
use ripen_store::{Conn, Result};

use super::cards::{self, Change, Opening};
use super::companies::{self, Attendance};
use super::signals::{self, Given};
use crate::models::Scoring;

/// The last instant there is: a history up to it is whole.
const ALWAYS: Timestamp = Timestamp::from_micros(i64::MAX);

/// What is new about one person.
#[derive(Debug, Default)]
pub(crate) struct Subject {
    /// New interactions with their profile changes, in any order.
    pub fresh: Vec<(TimelineRow, Vec<ProfileChange>)>,
    /// Whether the whole history has to be folded again.
    pub replay: bool,
    /// Whether the cards may not be what the stored state says: they were folded into another's.
    pub cards_lost: bool,
}

/// Whether profile changes touch more than the standard fields.
fn has_custom(fresh: &[(TimelineRow, Vec<ProfileChange>)]) -> bool {
    fresh
        .iter()
        .flat_map(|(_, changes)| changes)
        .any(|change| !field::STANDARD.contains(&change.field.as_str()))
}

/// Scores people and stores the result. The timeline holds the fresh interactions already. Returns
/// others whom it concerns: people of companies that gave a signal.
pub(crate) fn rescore_in_txn(
    conn: &mut Conn,
    scoring: &Scoring,
    names: &mut Names,
    mut subjects: HashMap<i64, Subject>,
    now: Timestamp,
) -> Result<Vec<i64>> {
    let scorer = scoring.scorer();
    let mut ids: Vec<i64> = subjects.keys().copied().collect();
    ids.sort_unstable();
    let mut known = person_find(conn, &ids)?;
    if subjects.values().any(|subject| has_custom(&subject.fresh)) || scoring.needs_custom_fields()
    {
        person_load_custom_fields(conn, &mut known)?;
    }
    let rescored_to = model_rescored_to(conn, scoring.version)?;
    let current = |mut person: Person| {
        // What the model in force left as it was is as good as written with it.
        if person.is_scored_with(scoring.version, rescored_to) {
            person.model_version = scoring.version;
        }
        (person.id, person)
    };
    let mut known: HashMap<i64, Person> = known.into_iter().map(current).collect();
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(subject) = subjects.remove(&id) else {
            continue;
        };
        people.push(score(
            conn,
            scoring,
            &scorer,
            names,
            (id, known.remove(&id)),
            subject,
            now,
        )?);
    }
    store(conn, &scorer, names, people)
}

/// A person with what has to be stored besides the row.
struct Scored {
    person: Person,
    /// Whether profile, fit and first touch are as they are stored.
    goes_on: bool,
    custom: bool,
    cards: bool,
    /// Whether there may be a lead card and a customer card already.
    may_have: (bool, bool),
    /// The stage that opened the customer card, if this fold has seen it.
    customer_stage: Option<usize>,
    /// The signals that this fold gave.
    signals: Vec<Fired>,
    /// Whether the signals that are stored do not count any more.
    replaces_signals: bool,
    /// What is new to the company.
    attendance: Attendance,
}

fn score(
    conn: &mut Conn,
    scoring: &Scoring,
    scorer: &Scorer,
    names: &Names,
    (id, known): (i64, Option<Person>),
    mut subject: Subject,
    now: Timestamp,
) -> Result<Scored> {
    subject.fresh.sort_by_key(|(row, _)| (row.at, row.seq));
    let first = subject.fresh.first().map(|(row, _)| (row.at, row.seq));
    let goes_on = |person: &Person| {
        person.model_version == scoring.version
            && first.is_none_or(|first| {
                // A stage that was entered by the passing of time since then is taken back as well.
                first > person.state.last
                    && person
                        .state
                        .stage_since
                        .is_none_or(|since| since <= first.0)
                    // So is a look at the gates.
                    && person.state.looked_at <= Some(first.0)
                    // So is a signal.
                    && person.state.signals.iter().all(|signal| signal.last <= Some(first.0))
            })
    };
    let is_known = known.is_some();
    let company = known
        .as_ref()
        .and_then(|person| person.profile.company_key());
    let before = known.as_ref().map(|person| person.state.clone());
    let mut opening = Opening::new(scorer.model);
    let custom = has_custom(&subject.fresh);
    let merged_into = known.as_ref().and_then(|person| person.merged_into);
    let (mut state, mut profile, whole) = match known {
        Some(person) if !subject.replay && goes_on(&person) => {
            (person.state, person.profile, false)
        }
        None if !subject.replay => (scorer.begin(), Profile::default(), false),
        _ => {
            let history = history_load(conn, id, ALWAYS)?;
            // A clock that was set back must not hide what has happened already.
            let now = history.rows.last().map_or(now, |last| now.max(last.at));
            let (state, profile) = scorer.replay(history.entries(names), now, &mut opening);
            (state, profile, true)
        }
    };
    if !whole {
        for (row, changes) in &subject.fresh {
            scorer.step(
                &mut state,
                &mut profile,
                &Entry {
                    fact: row.fact(names),
                    changes,
                },
                &mut opening,
            );
        }
    }
    let before = before.unwrap_or_else(|| scorer.begin());
    let cards = match subject.cards_lost {
        true => cards::may_exist(&before, &state),
        false => cards::differ(&before, &state),
    };
    let may_have = (
        subject.cards_lost || before.lead_at.is_some(),
        subject.cards_lost || before.customer_at.is_some(),
    );
    let known_customer = !whole && before.customer_at.is_some();
    let goes_on = is_known
        && !whole
        && subject.fresh.iter().all(|(_, changes)| changes.is_empty())
        && before.fit == state.fit
        && before.first_touch == state.first_touch;
    let attendance = Attendance {
        person: id,
        after: match goes_on {
            true => company.clone(),
            false => profile.company_key(),
        },
        before: company,
        moved: subject.replay,
        fresh: Attendance::times(&subject.fresh),
    };
    let person = Person {
        id,
        merged_into,
        state,
        profile,
        model_version: scoring.version,
    };
    Ok(Scored {
        person,
        goes_on,
        custom: custom || whole,
        cards,
        may_have,
        customer_stage: opening.stage.filter(|_| !known_customer),
        signals: opening.signals,
        replaces_signals: whole && signals::may_exist(&before),
        attendance,
    })
}

fn store(
    conn: &mut Conn,
    scorer: &Scorer,
    names: &mut Names,
    people: Vec<Scored>,
) -> Result<Vec<i64>> {
    let rows = |goes_on: bool| -> Vec<(&Person, Option<Timestamp>)> {
        let some = people.iter().filter(|one| one.goes_on == goes_on);
        let due_at = |one: &Scored| scorer.next_time(&one.person.state);
        some.map(|one| (&one.person, due_at(one))).collect()
    };
    person_save_in_txn(conn, &rows(false), &scorer.decays, names)?;
    person_advance_in_txn(conn, &rows(true), &scorer.decays)?;
    let custom = people.iter().filter(|one| one.custom);
    let custom: Vec<&Person> = custom.map(|one| &one.person).collect();
    person_save_custom_fields_in_txn(conn, &custom)?;
    let changes = people.iter().filter(|one| one.cards).map(|one| Change {
        person: one.person.id,
        state: &one.person.state,
        may_have: one.may_have,
        customer_stage: one.customer_stage,
    });
    cards::settle_in_txn(conn, scorer.model, names, &changes.collect::<Vec<_>>())?;
    let given = people.iter().map(|one| Given {
        person: one.person.id,
        replaces: one.replaces_signals,
        fired: &one.signals,
    });
    signals::settle_in_txn(conn, scorer.model, &given.collect::<Vec<_>>())?;
    let attendances = people.into_iter().map(|one| one.attendance);
    companies::settle_in_txn(conn, scorer.model, &attendances.collect::<Vec<_>>())
}
