//! A try-out tells what publishing then really does, and columns are what the timeline is.

use ripen_store::ModelId;
use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use ripen_app::models::file;
use ripen_app::people::{Listed, PeopleQuery};
use ripen_app::workbench::columns::{Columns, Ready};
use ripen_app::workbench::try_out::{Band, TryOut, TryQuery};
use ripen_domain::person::Temperature;
use serde_json::{Value, json};

use crate::arrival::{Event, case, message};
use crate::support::{Bench, hours_ago, identify, on_every_database, page, track};

/// Histories tried on each database.
const CASES: u32 = 5;

fn everybody(bench: &Bench) -> Vec<Listed> {
    let query = PeopleQuery {
        limit: 500,
        ..PeopleQuery::default()
    };
    bench.app.people_list(&query).expect("a list").people
}

fn try_out(bench: &Bench, text: &str, filter: &str) -> TryOut {
    let query = TryQuery {
        model: ModelId::PRIMARY,
        text: text.into(),
        filter: filter.into(),
    };
    bench
        .app
        .try_out_now(&query, |_| ())
        .expect("it can be tried")
}

/// Models that differ from the default in every part.
fn models() -> Vec<String> {
    let default = file::DEFAULT;
    let (start, rest) = default
        .split_once("[[stage]]\nkey = \"sql\"")
        .expect("the stage is there");
    let (_, end) = rest
        .split_once("# ---- Temperature")
        .expect("so is what follows");
    let fewer_stages = format!("{start}\n# ---- Temperature{end}");
    vec![
        default.replacen("points = 8", "points = 80", 1),
        default
            .replacen("normal = \"14d\"", "normal = \"30d\"", 1)
            .replacen("warm_from = 30", "warm_from = 3", 1),
        fewer_stages.replacen("points = 25", "points = -25", 1),
        default
            .replacen("at_most = \"10 per day\"", "at_most = \"1 ever\"", 1)
            .replacen("name = \"Page view\"", "name = \"Any page\"", 1),
    ]
}

/// People by (key before, key after).
fn expected_bands(pairs: &[(String, String)]) -> BTreeMap<&str, [usize; 4]> {
    let mut bands: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for (before, after) in pairs {
        bands.entry(before).or_default()[0] += 1;
        bands.entry(after).or_default()[1] += 1;
        if before != after {
            bands.entry(after).or_default()[2] += 1;
            bands.entry(before).or_default()[3] += 1;
        }
    }
    bands
}

fn check_bands(bands: &[Band], pairs: &[(String, String)]) -> Result<(), TestCaseError> {
    let expected = expected_bands(pairs);
    for band in bands {
        let told = [band.before, band.after, band.gained, band.lost];
        let expected = expected.get(band.key.as_str()).copied();
        prop_assert_eq!(told, expected.unwrap_or_default(), "{}", band.key);
    }
    prop_assert!(
        expected
            .keys()
            .all(|key| bands.iter().any(|band| band.key == *key))
    );
    Ok(())
}

/// Tries a model, publishes it, and compares.
fn check(bench: &Bench, text: &str) -> Result<(), TestCaseError> {
    let keys = |listed: &Listed| {
        let model = &bench.app.model().expect("a model").model;
        let state = &listed.person.state;
        [
            listed.temperature.name().to_owned(),
            model.stages[state.stage].key.clone(),
            model.areas[listed.area].key.clone(),
        ]
    };
    let of = |people: &[Listed]| -> BTreeMap<i64, [String; 3]> {
        people
            .iter()
            .map(|one| (one.person.id, keys(one)))
            .collect()
    };
    let told = try_out(bench, text, "");
    let before = of(&everybody(bench));
    bench.app.model_publish(text, "test").expect("it is sound");
    bench.app.project_all().expect("it runs");
    let people = everybody(bench);
    let after = of(&people);
    prop_assert_eq!(told.people, people.len());
    for (at, bands) in [&told.temperature, &told.stage, &told.index]
        .into_iter()
        .enumerate()
    {
        let pair = |(id, keys): (&i64, &[String; 3])| (keys[at].clone(), after[id][at].clone());
        check_bands(bands, &before.iter().map(pair).collect::<Vec<_>>())?;
    }
    let disqualified = people
        .iter()
        .filter(|one| one.person.state.disqualified.is_some());
    prop_assert_eq!(told.disqualified.after, disqualified.count());
    for mover in &told.movers {
        let listed = people.iter().find(|one| one.person.id == mover.who.id);
        let listed = listed.expect("a mover is somebody");
        prop_assert!((mover.engagement.after - listed.engagement).abs() < 1e-2);
        prop_assert_eq!(mover.fit.after, listed.person.state.fit);
        prop_assert_eq!(mover.temperature.after, listed.temperature);
        let sum: f64 = mover
            .why
            .iter()
            .map(|one| one.points.after - one.points.before)
            .sum();
        let moved =
            mover.engagement.after - mover.engagement.before + mover.fit.after - mover.fit.before;
        prop_assert!((sum - moved).abs() < 1e-6, "{} {}", sum, moved);
    }
    check_rules(bench, &told, &people)
}

/// What each rule gives is what the explanations of everybody say.
fn check_rules(bench: &Bench, told: &TryOut, people: &[Listed]) -> Result<(), TestCaseError> {
    let mut sums: BTreeMap<(bool, String), (usize, f64)> = BTreeMap::new();
    for listed in people {
        let story = bench.explain(listed.person.id, None);
        let model = &story.scoring.model;
        let engagement = story
            .explanation
            .engagement
            .iter()
            .filter(|share| share.count > 0);
        let shares = engagement.map(|share| {
            (
                (false, model.engagement[share.rule].name.clone()),
                share.now,
            )
        });
        let met = story.explanation.fit.iter();
        let fit = met.map(|rule| {
            (
                (true, model.fit[*rule].name.clone()),
                model.fit[*rule].points,
            )
        });
        for (rule, points) in shares.chain(fit) {
            let sum = sums.entry(rule).or_default();
            (sum.0, sum.1) = (sum.0 + 1, sum.1 + points);
        }
    }
    for rule in &told.rules {
        let (people, points) = sums
            .remove(&(rule.is_fit, rule.name.clone()))
            .unwrap_or_default();
        prop_assert_eq!(rule.people.after, people, "{}", &rule.name);
        prop_assert!(
            (rule.points.after - points).abs() < 1e-2,
            "{}: {} {}",
            &rule.name,
            rule.points.after,
            points
        );
    }
    prop_assert!(sums.is_empty(), "{:?}", sums);
    Ok(())
}

/// Everything in the columns, person by person.
fn contents(columns: &Columns) -> BTreeMap<i64, Vec<String>> {
    let people = columns.chunks().iter().flat_map(|chunk| chunk.iter());
    people
        .map(|rows| {
            let told = columns.told(rows);
            let entries = told.entries().map(|entry| format!("{entry:?}"));
            (
                rows.person,
                entries.chain([format!("{:?}", rows.homes)]).collect(),
            )
        })
        .collect()
}

/// Columns that were brought up to date are what reading everything again gives.
fn check_columns(bench: &Bench) {
    let kept = loop {
        let asked = bench.app.with_columns(|columns| Ok(contents(columns)));
        match asked.expect("columns") {
            Ready::Done(contents) => break contents,
            Ready::Loading(_) => std::thread::yield_now(),
        }
    };
    let read = bench.db.db.read(|conn| {
        let mut names = ripen_store::log::intern::Names::default();
        names.refresh(conn)?;
        Columns::load(conn, names.into(), || Ok(()))
    });
    assert_eq!(kept, contents(&read.expect("the history is read")));
}

fn messages(events: &[Event], run: u32) -> Vec<Value> {
    let end = hours_ago(1);
    let of = |(nth, one)| message(one, nth, end, &run.to_string());
    events.iter().enumerate().map(of).collect()
}

#[test]
fn publishing_does_what_the_try_out_said() {
    on_every_database(|bench| {
        let run = std::cell::Cell::new(0);
        let config = Config {
            cases: CASES,
            failure_persistence: None,
            max_shrink_iters: 20,
            ..Config::default()
        };
        let input = (case(), 0..models().len());
        let result = TestRunner::new(config).run(&input, |((events, arrival), model)| {
            run.set(run.get() + 1);
            let all = messages(&events, run.get());
            for batch in arrival.order.chunks(7) {
                let batch: Vec<Value> = batch.iter().map(|at| all[*at].clone()).collect();
                bench.feed(&batch);
                check_columns(bench);
            }
            check(bench, &models()[model])
        });
        result.unwrap_or_else(|error| panic!("{error}"));
    });
}

#[test]
fn columns_follow_merges_and_their_undoing() {
    on_every_database(|bench| {
        bench.feed(&[
            page("v", "/pricing", 50),
            track("u", "Signed Up", json!({}), 40),
        ]);
        check_columns(bench);
        bench.feed(&[identify("v", Some("u"), json!({"title": "CEO"}), 30)]);
        check_columns(bench);
        let merge = bench.person(bench.user("u")).merges.remove(0);
        bench.app.merge_undo(merge.id).expect("it is undone");
        check_columns(bench);
        assert_eq!(try_out(bench, file::DEFAULT, "").people, 2);
    });
}

#[test]
fn a_filter_says_who_is_looked_at() {
    on_every_database(|bench| {
        let traits = json!({"email": "a@firma.example", "name": "A", "title": "CEO"});
        bench.feed(&[
            page("x", "/pricing", 5),
            page("y", "/", 4),
            identify("z", Some("z"), traits, 3),
        ]);
        let text = file::DEFAULT.replacen("points = 8", "points = 800", 1);
        let all = try_out(bench, &text, "");
        assert_eq!((all.people, all.interactions), (3, 3));
        assert_eq!(all.movers.len(), 1, "only one saw the prices");
        let warm = all
            .temperature
            .iter()
            .find(|band| band.key == Temperature::Hot.name());
        assert_eq!(warm.map(|band| band.gained), Some(1));
        let leads = try_out(bench, &text, "kind = lead");
        assert_eq!((leads.people, leads.movers.len()), (1, 0));
        assert_eq!(leads.fit.after.iter().sum::<usize>(), 1);
    });
}

#[test]
fn a_faulty_model_cannot_be_tried() {
    on_every_database(|bench| {
        let query = TryQuery {
            model: ModelId::PRIMARY,
            text: file::DEFAULT.replacen("points = 8", "points = 80000", 1),
            ..TryQuery::default()
        };
        let error = bench.app.try_out(&query).expect_err("too many points");
        assert!(error.to_string().contains("Pricing page"), "{error}");
    });
}
