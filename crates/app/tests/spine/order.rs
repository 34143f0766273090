//! Any order of arrival, duplication, delay and split into batches gives the state that a replay of
//! the history in time order gives.

use proptest::test_runner::{Config, TestCaseError, TestRunner};
use proptest::{prop_assert, prop_assert_eq};
use ripen_app::models::file;
use ripen_app::people::PersonDetail;
use ripen_domain::time::Timestamp;
use serde_json::{Value, json};

use crate::arrival::{Arrival, Event, PEOPLE, case, message};
use crate::outcome::{close, outcome, seen_beside, sums};
use crate::support::{Bench, hours_ago, on_every_database};

/// Histories tried on each database.
const CASES: u32 = 12;
/// The people of a run who exist: by user id and by cookie.
fn holders(bench: &Bench, run: &str) -> Vec<Option<i64>> {
    use ripen_domain::identity::IdentifierKind::{AnonymousId, UserId};
    let of = |name: &&str| {
        [
            bench.holder(UserId, &format!("{name}-{run}")),
            bench.holder(AnonymousId, &format!("c-{name}-{run}")),
        ]
    };
    PEOPLE.iter().flat_map(of).collect()
}

/// The explanation accounts for every point, and is what the stored state says.
fn check_explained(bench: &Bench, id: i64) -> Result<(), TestCaseError> {
    let story = bench.explain(id, None);
    let explanation = &story.explanation;
    let person = bench.person(id);
    let shares: f64 = explanation.engagement.iter().map(|share| share.now).sum();
    prop_assert!(close(&[shares], &[explanation.engagement_value]));
    prop_assert!(
        (shares - person.listed.engagement).abs() < 1e-4,
        "{} {}",
        shares,
        person.listed.engagement
    );
    let fit = &story.scoring.model.fit;
    let fit: f64 = explanation.fit.iter().map(|rule| fit[*rule].points).sum();
    prop_assert!(close(&[fit], &[person.listed.person.state.fit]));
    let replayed = PersonDetail {
        listed: ripen_app::people::Listed {
            person: ripen_store::people::person::Person {
                state: explanation.state.clone(),
                ..person.listed.person.clone()
            },
            ..person.listed.clone()
        },
        ..person.clone()
    };
    prop_assert_eq!(outcome(&replayed, ""), outcome(&person, ""));
    Ok(())
}

fn check(
    bench: &Bench,
    run: u32,
    events: &[Event],
    arrival: &Arrival,
) -> Result<(), TestCaseError> {
    let end = hours_ago(1);
    let (ordered, mixed) = (format!("{run}x"), format!("{run}y"));
    let mut by_time: Vec<Value> = events
        .iter()
        .enumerate()
        .map(|(nth, one)| message(one, nth, end, &ordered))
        .collect();
    by_time.sort_by_key(|one| Timestamp::parse(one["timestamp"].as_str().unwrap_or_default()));
    bench.feed(&by_time);

    let mut rest: &[usize] = &arrival.order;
    for size in &arrival.batches {
        let (batch, later) = rest.split_at((*size).min(rest.len()));
        rest = later;
        if !batch.is_empty() {
            let batch: Vec<Value> = batch
                .iter()
                .map(|at| message(&events[*at], *at, end, &mixed))
                .collect();
            bench.feed(&batch);
        }
    }
    for (one, other) in holders(bench, &ordered)
        .into_iter()
        .zip(holders(bench, &mixed))
    {
        let (Some(one), Some(other)) = (one, other) else {
            prop_assert_eq!(one.is_some(), other.is_some());
            continue;
        };
        let (first, second) = (bench.person(one), bench.person(other));
        prop_assert_eq!(outcome(&first, &ordered), outcome(&second, &mixed));
        prop_assert!(
            close(&sums(&first), &sums(&second)),
            "{:?} {:?}",
            sums(&first),
            sums(&second)
        );
        check_explained(bench, other)?;
        check_sides(bench, (&first, &ordered), (&second, &mixed))?;
    }
    Ok(())
}

/// What secondary models make of the people is the same too, and what a replay gives; the copy of the
/// primary model makes the same of them as that one.
fn check_sides(
    bench: &Bench,
    (first, ordered): (&PersonDetail, &str),
    (second, mixed): (&PersonDetail, &str),
) -> Result<(), TestCaseError> {
    let models = bench.app.models().expect("the models are read");
    let sides = (seen_beside(first), seen_beside(second));
    prop_assert_eq!(sides.0.len(), models.secondary().len());
    prop_assert_eq!(sides.1.len(), models.secondary().len());
    let each = sides.0.iter().zip(&sides.1).zip(models.secondary());
    for ((one, other), scoring) in each {
        prop_assert_eq!(outcome(one, ordered), outcome(other, mixed));
        prop_assert!(close(&sums(one), &sums(other)));
        let id = other.listed.person.id;
        let story = bench.app.person_explain(id, scoring.id, None);
        let state = story.expect("an explanation").explanation.state;
        let mut replayed = other.clone();
        replayed.listed.person.state = state;
        prop_assert_eq!(outcome(&replayed, ""), outcome(other, ""));
        if scoring.text == models.primary().text {
            prop_assert_eq!(outcome(other, ""), outcome(second, ""));
            prop_assert_eq!(sums(other), sums(second));
        }
    }
    Ok(())
}

/// Models side by side: a copy of the primary one, and one that has nothing in common with it.
#[test]
fn arrival_does_not_matter_to_models_side_by_side() {
    let text = format!("{}{}", file::DEFAULT, include_str!("elaborate.toml"));
    any_arrival_gives_the_same(|bench| {
        crate::models::create(bench, "copy", None);
        crate::models::create(bench, "elaborate", Some(&text));
    });
}

#[test]
fn arrival_does_not_matter() {
    any_arrival_gives_the_same(|_| {});
}

/// With caps of groups, first times, frequencies, points by value and verdict, windows in gates, ways
/// out of stages, tenure and nurture too.
#[test]
fn arrival_does_not_matter_to_an_elaborate_model() {
    let text = format!("{}{}", file::DEFAULT, include_str!("elaborate.toml"));
    any_arrival_gives_the_same(|bench| {
        let published = bench.app.model_publish(&text, "test");
        published.expect("it is sound");
    });
}

fn any_arrival_gives_the_same(prepare: impl Fn(&Bench)) {
    on_every_database(|bench| {
        prepare(bench);
        let run = std::cell::Cell::new(0);
        let config = Config {
            cases: CASES,
            failure_persistence: None,
            max_shrink_iters: 200,
            ..Config::default()
        };
        let result = TestRunner::new(config).run(&case(), |(events, arrival)| {
            run.set(run.get() + 1);
            check(bench, run.get(), &events, &arrival)
        });
        result.unwrap_or_else(|error| panic!("{error}"));
        crate::facts::check_followed(bench);
    });
}

#[test]
fn a_late_interaction_takes_back_a_stage_that_was_entered_by_inactivity() {
    on_every_database(|bench| {
        let order = crate::support::track("u", "Order Completed", json!({}), 24 * 100);
        bench.feed(&[order]);
        let lapsed = bench.person(bench.user("u")).listed.person.state;
        assert_eq!(
            (lapsed.stage, lapsed.stage_since.is_some()),
            (6, true),
            "lapsed after 90 days"
        );
        bench.feed(&[crate::support::track(
            "u",
            "Question Asked",
            json!({}),
            24 * 50,
        )]);
        assert_eq!(
            bench.person(bench.user("u")).listed.person.state.stage,
            4,
            "still a customer"
        );
    });
}
