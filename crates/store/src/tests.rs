//! One suite over both engines.

mod bad_events;
mod cards;
mod clocks;
mod company_plans;
mod damage;
mod drafts;
mod identity_plans;
mod jobs;
mod learned;
mod log;
mod models;
mod names;
mod numbers;
mod outbox;
mod owners;
mod pairs;
mod people;
mod people_tables;
mod plans;
mod repeats;
mod rescore;
mod sessions;
mod signal_plans;
mod signals;
mod sorts;
mod top;
mod totals;
mod transactions;
mod words;
mod work_plans;

use ripen_domain::interaction::Interaction;
use ripen_domain::profile::{Authority, FieldValue, Profile, ProfileChange};
use ripen_domain::scoring::{Model, ScoreState, Scorer, Stage};
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Result};
use crate::log::intern::Names;
use crate::people::person::{Person, person_save_in_txn};

/// Runs a test in a transaction on a fresh database of each engine.
fn on_every_engine(test: impl Fn(&mut Conn) -> Result<()>) {
    for db in crate::testing::databases() {
        let result = db.db.write(&test);
        result.unwrap_or_else(|error| panic!("on {}: {error:?}", db.db.engine()));
    }
}

fn now() -> Timestamp {
    Timestamp::parse("2026-03-10T12:00:00Z").expect("a time")
}

/// A model without rules, with two stages.
fn model() -> Model {
    let stage = |key: &str, from: Vec<usize>| Stage {
        from,
        customer: key == "customer",
        ..Stage::new(key, key)
    };
    Model {
        name: "test".into(),
        stages: vec![stage("interest", vec![]), stage("customer", vec![0])],
        warm_from: 10.0,
        hot_from: 20.0,
        ..Model::default()
    }
}

fn profile(fields: &[(&str, FieldValue)]) -> Profile {
    let mut profile = Profile::default();
    for (field, value) in fields {
        profile.apply(&ProfileChange {
            at: now(),
            seq: 1,
            field: (*field).into(),
            value: Some(value.clone()),
            authority: Authority::Firm,
        });
    }
    profile
}

/// A person with points of the normal class that are worth this much at the landmark.
fn person(id: i64, points: f64) -> Person {
    Person {
        id,
        merged_into: None,
        state: ScoreState {
            sums: [0.0, points, 0.0],
            created: now(),
            last_touch: Some(now()),
            last: (now(), 1),
            interactions: 1,
            ..ScoreState::default()
        },
        profile: Profile::default(),
        company_key: None,
        model_version: 1,
        mail_at: None,
    }
}

fn save(conn: &mut Conn, people: &[Person]) -> Result<()> {
    let model = model();
    let scorer = Scorer::new(&model, now());
    let mut names = Names::default();
    names.refresh(conn)?;
    let rows: Vec<_> = people.iter().map(|person| (person, None)).collect();
    person_save_in_txn(conn, &rows, &scorer.decays, &mut names)
}

/// An interaction of a user.
fn interaction(message_id: &str, user: &str) -> Interaction {
    Interaction {
        message_id: message_id.into(),
        source_id: 1,
        kind: "Page Viewed".into(),
        at: now(),
        received_at: now(),
        user_id: Some(user.into()),
        body: "{}".into(),
        ..Interaction::default()
    }
}

fn is_not_found<T>(result: Result<T>) -> bool {
    matches!(result, Err(Error::NotFound))
}
