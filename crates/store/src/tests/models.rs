//! Models side by side: their entries, and the scores of the secondary ones.

use ripen_domain::person::PersonKind;
use ripen_domain::scoring::{ScoreState, Scorer};
use ripen_domain::time::Span;

use super::{is_not_found, model, now, on_every_engine, person, save};
use crate::engine::{Conn, Error, Result};
use crate::identity::merge::person_mark_merged_in_txn;
use crate::log::intern::Names;
use crate::models::draft::{ModelDraft, draft_load, draft_save_in_txn};
use crate::models::entry::{
    model_create_in_txn, model_entries_active, model_entry_find, model_entry_list,
    model_rename_in_txn, model_retire_in_txn,
};
use crate::models::{
    ModelVersion, model_behind, model_current_version, model_publish_in_txn, model_version_list,
};
use crate::people::person::{Person, person_find, person_get};
use crate::scoring::rescore::{
    Difference, Rescored, person_outdated, person_rescore_in_txn, person_standings,
};
use crate::scoring::secondary::{
    Score, score_due, score_find, score_remove_in_txn, score_save_in_txn, score_sweep_in_txn,
};
use crate::{ModelId, Scores};

fn create(conn: &mut Conn, key: &str) -> Result<ModelId> {
    model_create_in_txn(conn, (key, "A name"), "Jana", now())
}

fn publish(conn: &mut Conn, model: ModelId) -> Result<i64> {
    let version = ModelVersion {
        model,
        name: "test".into(),
        landmark: now(),
        published_at: now(),
        ..ModelVersion::default()
    };
    model_publish_in_txn(conn, &version)
}

fn is_conflict<T: std::fmt::Debug>(result: Result<T>) {
    assert!(matches!(result, Err(Error::Conflict(_))), "{result:?}");
}

/// What a secondary model makes of a person whom the primary makes something else of.
fn state(one: &Person, points: f64) -> ScoreState {
    ScoreState {
        sums: [points, 2.0, 3.0],
        pace: [4.0, 5.0],
        fit: 6.5,
        stage: 1,
        stage_since: Some(now()),
        disqualified: Some("competitor".into()),
        nurture: Some("Student".into()),
        kind: PersonKind::Customer,
        lead_at: Some(now() - Span::days(2)),
        customer_at: Some(now() - Span::days(1)),
        ..one.state.clone()
    }
}

fn save_scores(conn: &mut Conn, of: (ModelId, i64), states: &[(i64, ScoreState)]) -> Result<()> {
    let model = model();
    let decays = Scorer::new(&model, now()).decays;
    let scores = states.iter().map(|(person, state)| Score {
        person: *person,
        state,
        due_at: Some(now() + Span::days(*person)),
    });
    score_save_in_txn(conn, of, &scores.collect::<Vec<_>>(), &decays)
}

#[test]
fn there_is_a_primary_model_from_the_beginning() {
    on_every_engine(|conn| {
        let primary = model_entry_find(conn, "primary")?;
        assert_eq!((primary.id, primary.version), (ModelId::PRIMARY, 0));
        assert_eq!(publish(conn, ModelId::PRIMARY)?, 1);
        assert_eq!(model_entries_active(conn)?[0].version, 1);
        is_conflict(model_retire_in_txn(conn, ModelId::PRIMARY, now()));
        assert!(is_not_found(model_entry_find(conn, "other")));
        Ok(())
    });
}

#[test]
fn models_are_created_renamed_and_retired_and_their_keys_stay_taken() {
    on_every_engine(|conn| {
        let sensors = create(conn, "sensors")?;
        let service = create(conn, "service")?;
        assert_ne!(sensors, service);
        is_conflict(create(conn, "sensors"));
        model_rename_in_txn(conn, sensors, "Sensors")?;
        assert_eq!(model_entry_find(conn, "sensors")?.name, "Sensors");
        assert!(is_not_found(model_rename_in_txn(
            conn,
            ModelId::stored(99),
            "x"
        )));
        publish(conn, sensors)?;
        let draft = ModelDraft {
            model: sensors,
            revision: 0,
            text: "a draft".into(),
            base_version: 1,
            changed_at: now(),
            changed_by: "Jana".into(),
        };
        draft_save_in_txn(conn, &draft)?;
        model_retire_in_txn(conn, sensors, now())?;
        is_conflict(model_retire_in_txn(conn, sensors, now()));
        is_conflict(create(conn, "sensors"));
        assert_eq!(draft_load(conn, sensors)?, None);
        assert_eq!(model_version_list(conn, sensors)?.len(), 1);
        let keys = |entries: Vec<crate::models::entry::ModelEntry>| {
            entries.into_iter().map(|one| one.key).collect::<Vec<_>>()
        };
        assert_eq!(keys(model_entries_active(conn)?), ["primary", "service"]);
        let all = keys(model_entry_list(conn)?);
        assert_eq!(all, ["primary", "sensors", "service"]);
        Ok(())
    });
}

#[test]
fn versions_and_drafts_belong_to_a_model_and_numbers_to_all() {
    on_every_engine(|conn| {
        let sensors = create(conn, "sensors")?;
        let primary = ModelId::PRIMARY;
        let published = [primary, sensors, primary, sensors]
            .map(|model| publish(conn, model).expect("it is published"));
        assert_eq!(published, [1, 2, 3, 4]);
        assert_eq!(model_current_version(conn, primary)?, 3);
        assert_eq!(model_current_version(conn, sensors)?, 4);
        let numbers: Vec<i64> = model_version_list(conn, primary)?
            .iter()
            .map(|one| one.version)
            .collect();
        assert_eq!(numbers, [3, 1]);
        Ok(())
    });
}

#[test]
fn scores_come_back_as_they_were_saved_and_the_primary_ones_stay() {
    on_every_engine(|conn| {
        let sensors = create(conn, "sensors")?;
        save(conn, &[person(1, 10.0), person(2, 20.0)])?;
        let known = person_find(conn, &[1, 2])?;
        assert_eq!(score_find(conn, sensors, &known)?, []);
        for points in [7.0, 70.0] {
            let state = state(&known[0], points);
            let one = (known[0].id, state.clone());
            save_scores(conn, (sensors, 3), &[one])?;
            let expected = Person {
                state,
                model_version: 3,
                ..known[0].clone()
            };
            assert_eq!(score_find(conn, sensors, &known)?, [expected]);
        }
        assert_eq!(person_find(conn, &[1, 2])?, known);
        let model = model();
        let scorer = Scorer::new(&model, now());
        let scores = Scores {
            scorer: &scorer,
            model: sensors,
        };
        let listed = crate::people::people_load(conn, scores, &[1, 2])?;
        assert_eq!(listed.len(), 1, "whoever is not scored is not listed");
        assert_eq!(listed[0].state.sums, [70.0, 2.0, 3.0]);
        let cards = (listed[0].state.kind, listed[0].state.customer_at);
        assert_eq!(
            cards,
            (PersonKind::Interest, None),
            "cards are the primary's"
        );
        Ok(())
    });
}

#[test]
fn timers_look_at_the_models_that_they_are_asked_about() {
    on_every_engine(|conn| {
        let (sensors, service) = (create(conn, "sensors")?, create(conn, "service")?);
        save(conn, &[person(1, 1.0), person(2, 2.0)])?;
        let states = |ids: &[i64]| -> Vec<(i64, ScoreState)> {
            ids.iter().map(|id| (*id, person(*id, 1.0).state)).collect()
        };
        save_scores(conn, (sensors, 2), &states(&[1, 2]))?;
        save_scores(conn, (service, 3), &states(&[1]))?;
        let later = |days| now() + Span::days(days);
        assert_eq!(score_due(conn, &[sensors], later(1), 9)?, [1]);
        assert_eq!(score_due(conn, &[sensors], later(2), 9)?, [1, 2]);
        assert_eq!(score_due(conn, &[service], later(2), 9)?, [1]);
        assert_eq!(score_due(conn, &[sensors, service], later(2), 1)?, [1]);
        assert_eq!(score_due(conn, &[sensors], now(), 9)?, [0_i64; 0]);
        score_remove_in_txn(conn, &[sensors], 1)?;
        let both = score_due(conn, &[sensors, service], later(2), 9)?;
        assert_eq!(both, [1, 2], "the row of the other model is still there");
        Ok(())
    });
}

#[test]
fn a_rescoring_finds_who_is_missing_or_behind_and_skips_who_was_settled_meanwhile() {
    on_every_engine(|conn| {
        let sensors = create(conn, "sensors")?;
        let people: Vec<Person> = (1..=4).map(|id| person(id, 5.0)).collect();
        save(conn, &people)?;
        let (old, version) = (publish(conn, sensors)?, publish(conn, sensors)?);
        let of = (sensors, version);
        person_mark_merged_in_txn(conn, (1, 4))?;
        save_scores(conn, (sensors, old), &[(1, people[0].state.clone())])?;
        save_scores(conn, of, &[(2, people[1].state.clone())])?;
        assert_eq!(person_outdated(conn, of, 0, 9)?, [1, 3]);
        assert_eq!(person_outdated(conn, of, 1, 9)?, [3]);
        assert_eq!(model_behind(conn, sensors, version)?, 2);
        let standings = person_standings(conn, of, (1, 4))?;
        let model = model();
        let decays = Scorer::new(&model, now()).decays;
        let fresh = |id: i64, due: i64| Rescored {
            id,
            mail_at: None,
            state: people[0].state.clone(),
            due_at: Some(now() + Span::days(due)),
        };
        let differs = |nth: usize, one: &Rescored| standings[nth].difference(one, &decays);
        assert_eq!(differs(0, &fresh(1, 1)), Difference::None);
        assert_eq!(differs(0, &fresh(1, 2)), Difference::Whole);
        assert_eq!(
            differs(1, &fresh(3, 1)),
            Difference::Whole,
            "there is none yet"
        );
        let rows = [1, 2, 3, 4].map(|id| fresh(id, 1));
        let rows: Vec<&Rescored> = rows.iter().collect();
        let written = person_rescore_in_txn(
            conn,
            of,
            &rows,
            (&decays, &mut Names::default()),
            Difference::Whole,
        )?;
        assert_eq!(
            written,
            [true, false, true, false],
            "2 is scored, 4 is merged"
        );
        assert_eq!(model_behind(conn, sensors, version)?, 0);
        assert_eq!(person_get(conn, 1)?.model_version, 1);
        Ok(())
    });
}

#[test]
fn only_the_scores_of_retired_models_are_swept() {
    on_every_engine(|conn| {
        let (sensors, service) = (create(conn, "sensors")?, create(conn, "service")?);
        let people: Vec<Person> = (1..=3).map(|id| person(id, 5.0)).collect();
        save(conn, &people)?;
        let states: Vec<(i64, ScoreState)> = people
            .iter()
            .map(|one| (one.id, one.state.clone()))
            .collect();
        for model in [sensors, service] {
            save_scores(conn, (model, 2), &states)?;
        }
        assert_eq!(score_sweep_in_txn(conn, 2)?, 0);
        model_retire_in_txn(conn, sensors, now())?;
        let swept = [(); 3].map(|()| score_sweep_in_txn(conn, 2).expect("swept"));
        assert_eq!(swept, [2, 1, 0]);
        assert_eq!(score_find(conn, service, &people)?.len(), 3);
        assert_eq!(score_find(conn, sensors, &people)?, []);
        Ok(())
    });
}
