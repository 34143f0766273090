//! Lists, totals, overview and map over real data agree with what is counted by hand.

use ripen_store::{Asker, ModelId};
use std::collections::HashSet;

use ripen_app::people::{Listed, PeopleQuery};
use ripen_domain::person::{PersonKind, Temperature};
use ripen_store::people::{Sort, Total};
use serde_json::{Value, json};

use crate::support::{Bench, identify, on_every_database, page, track};

/// People of every kind, many of them with equal scores.
fn crowd() -> Vec<Value> {
    let mut events = Vec::new();
    for nth in 0..90_usize {
        let (user, cookie) = (format!("u{nth}"), format!("v{nth}"));
        let hours = 1 + (nth as i64 % 9) * 40;
        events.push(page(
            &cookie,
            ["/", "/pricing", "/product/a"][nth % 3],
            hours + 2,
        ));
        if nth % 2 == 0 {
            let email = format!("{user}@{}", ["gmail.com", "firma.example"][nth % 4 / 2]);
            let name = ["Zoë", "adam", "Čeněk", "Бела"][nth / 2 % 4];
            let title = ["CEO", "Student", "Clerk"][nth % 3];
            let traits = json!({"email": email, "name": name, "title": title});
            events.push(identify(&cookie, Some(&user), traits, hours + 1));
        }
        if nth % 6 == 0 {
            events.push(track(
                &user,
                ["Demo Requested", "Unsubscribed"][nth % 12 / 6],
                json!({}),
                hours,
            ));
        }
        if nth % 10 == 0 {
            events.push(track(&user, "Order Completed", json!({}), hours));
        }
    }
    // The same instants for all, as in a file with dates alone: many people with the same score.
    for event in &mut events {
        let at = event["timestamp"].as_str().expect("a time")[..13].to_owned();
        event["timestamp"] = format!("{at}:00:00Z").into();
    }
    events
}

fn everybody(bench: &Bench, filter: &str, sort: Sort, limit: usize) -> Vec<Listed> {
    let mut query = PeopleQuery {
        filter: filter.into(),
        sort,
        limit,
        ..PeopleQuery::default()
    };
    let mut all = Vec::new();
    loop {
        let page = bench.app.people_list(&query).expect("a page");
        assert!(page.people.len() <= limit);
        all.extend(page.people);
        match page.next {
            Some(next) => query.after = Some((next, page.as_of)),
            None => return all,
        }
    }
}

/// The hot and the warm who can be reached, those who cannot, and everybody else.
fn part(one: &Listed) -> usize {
    match (one.temperature, one.person.state.kind) {
        (Temperature::Cold, _) => 3,
        (_, PersonKind::Interest) => 2,
        (Temperature::Warm, _) => 1,
        (Temperature::Hot, _) => 0,
    }
}

fn is_sorted(people: &[Listed], sort: Sort) -> bool {
    let key = |one: &Listed| match sort {
        Sort::Engagement => one.engagement,
        Sort::Fit => one.person.state.fit,
        Sort::LastTouch => one
            .person
            .state
            .last_touch
            .map_or(0.0, |at| at.as_micros() as f64),
        Sort::Velocity => one.velocity,
        _ => -(one.person.id as f64),
    };
    match sort {
        // Named people in the order of their folded names, the others after them.
        Sort::Name => {
            let name = |one: &Listed| {
                let profile = &one.person.profile;
                let known = profile.text("name").or(profile.text("email"));
                (
                    known.is_none(),
                    ripen_domain::text::fold(known.unwrap_or_default()),
                )
            };
            people
                .windows(2)
                .all(|pair| name(&pair[0]) <= name(&pair[1]))
        }
        // Whom to call first is counted by hand below, and the others where they are stored.
        Sort::Call => people
            .windows(2)
            .all(|pair| part(&pair[0]) <= part(&pair[1])),
        Sort::Change => true,
        Sort::Created => people.windows(2).all(|pair| {
            let [one, next] =
                [&pair[0], &pair[1]].map(|one| (one.person.state.created, one.person.id));
            one > next
        }),
        Sort::Probability => people
            .windows(2)
            .all(|pair| pair[0].person.id > pair[1].person.id),
        _ => people.windows(2).all(|pair| {
            key(&pair[0]) > key(&pair[1])
                || (key(&pair[0]) == key(&pair[1]) && pair[0].person.id > pair[1].person.id)
        }),
    }
}

#[test]
fn pages_put_together_are_everybody_once_in_order() {
    on_every_database(|bench| {
        bench.feed(&crowd());
        for sort in [
            Sort::Engagement,
            Sort::Call,
            Sort::Probability,
            Sort::Velocity,
            Sort::Change,
            Sort::Fit,
            Sort::LastTouch,
            Sort::Created,
            Sort::Name,
        ] {
            for (filter, limit) in [
                ("", 7),
                ("", 1),
                ("fit > 0", 4),
                ("engagement >= 5", 3),
                ("temperature = cold", 10),
            ] {
                let whole = everybody(bench, filter, sort, 500);
                let pages = everybody(bench, filter, sort, limit);
                assert!(is_sorted(&pages, sort), "{sort:?} {filter}");
                let ids =
                    |people: &[Listed]| people.iter().map(|one| one.person.id).collect::<Vec<_>>();
                let unique: HashSet<i64> = ids(&pages).into_iter().collect();
                assert_eq!(unique.len(), pages.len(), "{sort:?} {filter}: nobody twice");
                let all: HashSet<i64> = ids(&whole).into_iter().collect();
                assert_eq!(unique, all, "{sort:?} {filter}: nobody is missing");
                let query = PeopleQuery {
                    filter: filter.into(),
                    limit: 5,
                    ..PeopleQuery::default()
                };
                let total = bench.app.people_list(&query).expect("a page").total;
                assert_eq!(
                    (total.value as usize, total.is_exact()),
                    (whole.len(), true)
                );
            }
        }
    });
}

#[test]
fn overview_and_map_count_what_is_there() {
    on_every_database(|bench| {
        bench.feed(&crowd());
        let all = everybody(bench, "", Sort::Created, 500);
        let overview = bench
            .app
            .overview(ripen_store::ModelId::PRIMARY)
            .expect("counts");
        let count =
            |test: &dyn Fn(&Listed) -> bool| all.iter().filter(|one| test(one)).count() as i64;
        assert_eq!(overview.people, all.len() as i64);
        let to_win = |one: &Listed, temperature| {
            let state = &one.person.state;
            let is_out = state.disqualified.is_some() || state.kind == PersonKind::Customer;
            one.temperature == temperature && !is_out
        };
        assert_eq!(
            overview.hot.value,
            count(&|one| to_win(one, Temperature::Hot))
        );
        assert_eq!(
            overview.warm.value,
            count(&|one| to_win(one, Temperature::Warm))
        );
        assert!(overview.warm.value > 0);
        let state = |one: &Listed| {
            (
                one.person.state.lead_at.is_some(),
                one.person.state.customer_at.is_some(),
            )
        };
        assert_eq!(overview.counts.customers, count(&|one| state(one).1));
        assert_eq!(
            overview.counts.leads,
            count(&|one| state(one) == (true, false))
        );
        assert_eq!((overview.lag.behind, overview.outdated), (0, 0));

        for (filter, test) in [("", None), ("fit > 0", Some(0.0))] {
            let map = bench
                .app
                .map(ModelId::PRIMARY, filter, &Asker::default())
                .expect("a map");
            for (stage, found) in map.stages.iter().enumerate() {
                let here = |one: &&Listed| {
                    one.person.state.stage == stage
                        && test.is_none_or(|least| one.person.state.fit > least)
                };
                let expected: HashSet<i64> =
                    all.iter().filter(here).map(|one| one.person.id).collect();
                let points: HashSet<i64> = found.points.iter().map(|point| point.id).collect();
                assert_eq!(
                    (points, found.count),
                    (expected.clone(), expected.len() as i64)
                );
                for point in &found.points {
                    let one = all
                        .iter()
                        .find(|one| one.person.id == point.id)
                        .expect("a person");
                    assert!((point.engagement - one.engagement).abs() < 1e-3);
                    assert!((point.velocity - one.velocity).abs() < 1e-3);
                    assert_eq!(point.standing, one.person.state.standing());
                }
            }
        }
    });
}

#[test]
fn interactions_of_many_years_ago_do_not_break_lists() {
    on_every_database(|bench| {
        let mut old = Vec::new();
        for (nth, years) in [1, 4, 7, 8, 9, 12, 20, 35].into_iter().enumerate() {
            let mut event = page(&format!("v{nth}"), "/pricing", years * 365 * 24);
            event["messageId"] = format!("old-{nth}").into();
            old.push(event);
        }
        bench.feed(&old);
        for sort in [Sort::Engagement, Sort::Fit, Sort::LastTouch] {
            let people = everybody(bench, "engagement >= 0 and velocity > -1", sort, 3);
            assert_eq!(people.len(), 8, "{sort:?}");
            assert!(
                people
                    .iter()
                    .all(|one| one.engagement.is_finite() && one.velocity.is_finite())
            );
        }
        for nth in 0..8 {
            let id = bench.visitor(&format!("v{nth}"));
            let at = bench.person(id).listed.person.state.created;
            let story = bench.explain(id, Some(at + ripen_domain::time::Span::hours(1)));
            assert!(
                (story.explanation.engagement_value - 9.0).abs() < 0.1,
                "{}",
                story.explanation.engagement_value
            );
        }
    });
}

#[test]
fn a_total_that_was_told_is_not_counted_again() {
    on_every_database(|bench| {
        bench.feed(&crowd());
        let told = Total {
            value: 12_345,
            low: 12_000,
            high: 12_700,
        };
        let query = PeopleQuery {
            filter: "has email".into(),
            limit: 3,
            total: Some(told),
            ..PeopleQuery::default()
        };
        let page = bench.app.people_list(&query).expect("a page");
        assert_eq!((page.people.len(), page.total), (3, told));
    });
}
