//! Scoring again: who is left, what differs, what is written.

use ripen_domain::interaction::Touch;
use ripen_domain::profile::FieldValue;
use ripen_domain::scoring::state::{FirstTouch, Measured};
use ripen_domain::scoring::{Scorer, Tally};
use ripen_domain::time::{Span, Timestamp};

use super::{model, now, on_every_engine, person, save};
use crate::ModelId;
use crate::engine::Conn;
use crate::log::intern::Names;
use crate::models::{
    EVERYBODY, ModelVersion, model_behind, model_publish_in_txn, model_rescored_in_txn,
    model_rescored_to,
};
use crate::people::person::{Person, person_get};
use crate::scoring::rescore::{
    Difference, Rescored, Standing, person_advance_in_txn, person_outdated, person_rescore_in_txn,
    person_standings,
};

fn standing(conn: &mut Conn, id: i64) -> crate::Result<Standing> {
    Ok(person_standings(conn, (ModelId::PRIMARY, i64::MAX), (id, id))?.remove(0))
}

fn unchanged(person: &Person) -> Rescored {
    Rescored {
        id: person.id,
        mail_at: None,
        state: person.state.clone(),
        due_at: None,
    }
}

#[test]
fn what_differs_is_told_from_what_is_stored() {
    on_every_engine(|conn| {
        let one = person(1, 8.5);
        save(conn, std::slice::from_ref(&one))?;
        let stored = standing(conn, 1)?;
        assert_eq!(stored.person, one);
        let model = model();
        let decays = Scorer::new(&model, now()).decays;
        let difference = |change: &dyn Fn(&mut Rescored)| {
            let mut fresh = unchanged(&one);
            change(&mut fresh);
            stored.difference(&fresh, &decays)
        };
        assert_eq!(difference(&|_| ()), Difference::None);
        let inside: [&dyn Fn(&mut Rescored); 5] = [
            &|fresh| fresh.state.fit = 1.0,
            &|fresh| fresh.state.measures = vec![Measured::Count(1)],
            &|fresh| {
                fresh.state.tallies = vec![Tally {
                    rule: 3,
                    ..Tally::default()
                }]
            },
            &|fresh| fresh.state.pace[1] = 0.5,
            &|fresh| fresh.state.disqualified = Some("spam".into()),
        ];
        for change in inside {
            assert_eq!(difference(change), Difference::Inside);
        }
        let counted: [&dyn Fn(&mut Rescored); 4] = [
            &|fresh| fresh.state.last_touch = Some(now() - Span::days(9)),
            &|fresh| fresh.state.interactions += 1,
            &|fresh| fresh.state.created = now() - Span::days(9),
            &|fresh| {
                fresh.state.first_touch = Some(FirstTouch {
                    at: now(),
                    touch: Touch::default(),
                })
            },
        ];
        for change in counted {
            assert_eq!(difference(change), Difference::Counted);
        }
        let whole: [&dyn Fn(&mut Rescored); 3] = [
            &|fresh| fresh.state.sums[0] = 1.0,
            &|fresh| fresh.state.stage = 1,
            &|fresh| fresh.due_at = Some(now()),
        ];
        for change in whole {
            assert_eq!(difference(change), Difference::Whole);
        }
        // Another half-life alone moves the bound that lists go by.
        let mut slower = decays;
        slower.half_lives[2] = Span::days(90);
        slower.landmark = now() - Span::days(10);
        let fresh = unchanged(&one);
        assert_eq!(stored.difference(&fresh, &slower), Difference::Whole);
        Ok(())
    });
}

#[test]
fn scores_are_written_and_the_profile_stays() {
    on_every_engine(|conn| {
        let named = Person {
            profile: super::profile(&[("name", FieldValue::Text("Jana".into()))]),
            ..person(1, 8.5)
        };
        let newer = Person {
            model_version: 2,
            ..person(2, 3.0)
        };
        save(conn, &[named.clone(), newer.clone(), person(3, 4.0)])?;
        let model = model();
        let decays = Scorer::new(&model, now()).decays;
        let fresh = |id: i64| Rescored {
            id,
            mail_at: None,
            due_at: Some(now()),
            state: ripen_domain::scoring::ScoreState {
                fit: 12.0,
                stage: 1,
                sums: [1.0, 2.0, 3.0],
                ..named.state.clone()
            },
        };
        let rows = [1, 2, 9].map(fresh);
        let rows: Vec<&Rescored> = rows.iter().collect();
        let written = person_rescore_in_txn(
            conn,
            (ModelId::PRIMARY, 2),
            &rows,
            (&decays, &mut Names::default()),
            Difference::Whole,
        )?;
        // The second was written with the new version already, the last does not exist.
        assert_eq!(written, [true, false, false]);
        let one = standing(conn, 1)?;
        assert_eq!(one.person.state, fresh(1).state);
        assert_eq!(
            (one.person.profile, one.person.model_version),
            (named.profile, 2)
        );
        assert_eq!(one.due_at, Some(now()));
        assert_eq!(person_get(conn, 2)?, newer);

        // Times and the first touch follow where they differ.
        let mut counted = fresh(3);
        counted.state.last_touch = None;
        counted.state.interactions = 0;
        counted.state.first_touch = Some(FirstTouch {
            at: now(),
            touch: Touch {
                source: Some("fair".into()),
                ..Touch::default()
            },
        });
        let written = person_rescore_in_txn(
            conn,
            (ModelId::PRIMARY, 2),
            &[&counted],
            (&decays, &mut Names::default()),
            Difference::Counted,
        )?;
        assert_eq!(written, [true]);
        assert_eq!(person_get(conn, 3)?.state, counted.state);

        save(conn, &[person(3, 4.0)])?;
        let inside = fresh(3);
        let written = person_rescore_in_txn(
            conn,
            (ModelId::PRIMARY, 2),
            &[&inside],
            (&decays, &mut Names::default()),
            Difference::Inside,
        )?;
        assert_eq!(written, [true]);
        let three = standing(conn, 3)?;
        assert_eq!(
            (three.person.state.fit, three.person.state.stage),
            (12.0, 0)
        );
        assert_eq!(three.due_at, None);
        assert_eq!(
            person_rescore_in_txn(
                conn,
                (ModelId::PRIMARY, 3),
                &[],
                (&decays, &mut Names::default()),
                Difference::Whole
            )?,
            [false; 0]
        );
        Ok(())
    });
}

#[test]
fn everybody_is_gone_through_once() {
    on_every_engine(|conn| {
        let publish = |conn: &mut Conn| {
            let model = ModelVersion {
                version: 0,
                name: "test".into(),
                text: String::new(),
                landmark: now(),
                published_at: Timestamp::default(),
                published_by: "test".into(),
                ..ModelVersion::default()
            };
            model_publish_in_txn(conn, &model)
        };
        publish(conn)?;
        let newer = Person {
            model_version: 2,
            ..person(4, 0.0)
        };
        save(
            conn,
            &[
                person(1, 0.0),
                person(2, 0.0),
                newer.clone(),
                person(5, 0.0),
            ],
        )?;
        assert_eq!(model_behind(conn, ModelId::PRIMARY, 1)?, 0);
        let version = publish(conn)?;
        assert_eq!(model_behind(conn, ModelId::PRIMARY, version)?, 3);
        assert_eq!(
            person_outdated(conn, (ModelId::PRIMARY, version), 0, 2)?,
            [1, 2]
        );
        assert_eq!(
            person_outdated(conn, (ModelId::PRIMARY, version), 2, 2)?,
            [5]
        );

        assert!(model_rescored_in_txn(conn, version, (0, 2))?);
        assert!(
            !model_rescored_in_txn(conn, version, (0, 2))?,
            "known already"
        );
        assert_eq!(model_rescored_to(conn, version)?, 2);
        assert_eq!(model_behind(conn, ModelId::PRIMARY, version)?, 1);
        for (id, current) in [(1, true), (2, true), (4, true), (5, false)] {
            assert_eq!(
                person_get(conn, id)?.is_scored_with(version, 2),
                current,
                "{id}"
            );
        }
        assert!(model_rescored_in_txn(conn, version, (2, EVERYBODY))?);
        assert_eq!(model_behind(conn, ModelId::PRIMARY, version)?, 0);
        // The next version starts over.
        let version = publish(conn)?;
        assert_eq!(
            (
                model_rescored_to(conn, version)?,
                model_behind(conn, ModelId::PRIMARY, version)?
            ),
            (0, 4)
        );
        Ok(())
    });
}

#[test]
fn whoever_goes_on_is_as_if_saved_whole() {
    on_every_engine(|conn| {
        let named = Person {
            profile: super::profile(&[("name", FieldValue::Text("Jana".into()))]),
            ..person(1, 8.5)
        };
        save(conn, &[named.clone(), person(2, 3.0)])?;
        let later = now() + Span::days(2);
        let mut on = named.clone();
        on.model_version = 2;
        on.state.sums = [1.0, 9.5, 0.0];
        on.state.pace = [2.0, 3.0];
        on.state.tallies.push(Tally {
            rule: 2,
            count: 4,
            ..Tally::default()
        });
        on.state.measures = vec![Measured::Count(7)];
        on.state.stage = 1;
        on.state.stage_since = Some(later);
        on.state.lead_at = Some(later);
        on.state.last_touch = Some(later);
        on.state.last = (later, 30);
        on.state.interactions = 5;
        let model = model();
        let decays = Scorer::new(&model, now()).decays;
        person_advance_in_txn(conn, &[(&on, Some(later))], &decays)?;
        let stored = standing(conn, 1)?;
        // The profile carries the stamp of the last interaction.
        assert_eq!(stored.person.profile.text("name"), Some("Jana"));
        assert_eq!(
            (&stored.person.state, stored.person.model_version),
            (&on.state, 2)
        );
        let fresh = Rescored {
            due_at: Some(later),
            ..unchanged(&on)
        };
        assert_eq!(stored.difference(&fresh, &decays), Difference::None);
        assert_eq!(person_get(conn, 2)?, person(2, 3.0));
        let nobody = person(9, 0.0);
        assert!(super::is_not_found(person_advance_in_txn(
            conn,
            &[(&nobody, None)],
            &decays
        )));
        Ok(())
    });
}
