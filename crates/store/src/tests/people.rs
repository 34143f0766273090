//! People: stored and read back, listed page by page, counted.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ripen_domain::company::Stated;
use ripen_domain::filter::PersonFilter;
use ripen_domain::interaction::Touch;
use ripen_domain::person::PersonKind;
use ripen_domain::profile::FieldValue::{Bool, Number, Text};
use ripen_domain::scoring::state::{FirstTouch, GroupTally, Measured};
use ripen_domain::scoring::{ScoreState, Scorer, Tally};
use ripen_domain::time::Span;

use super::{is_not_found, model, now, on_every_engine, person, profile, save};
use crate::Scores;
use crate::engine::Conn;
use crate::people::overview::map_stages;
use crate::people::person::{
    Person, person_due, person_find, person_get, person_load_custom_fields,
    person_save_custom_fields_in_txn,
};
use crate::people::{FEW, ListQuery, Sort, estimate, people_page, people_total, scan};

#[test]
fn a_person_comes_back_as_stored() {
    on_every_engine(|conn| {
        let tally = Tally {
            rule: 3,
            count: 2,
            sum: 1e-12,
            last_at: now(),
            window: -4,
            ..Tally::default()
        };
        let touch = Touch {
            source: Some("google".into()),
            ..Touch::default()
        };
        let full = Person {
            profile: profile(&[
                ("name", Text("Jana Nováková".into())),
                ("email", Text("jana@gmail.com".into())),
                ("employees", Number(12.0)),
                ("plan", Text("pro".into())),
                ("seats", Number(2.5)),
                ("beta", Bool(true)),
            ]),
            state: ScoreState {
                sums: [1e-200, -3.0, 1e200],
                pace: [0.1, -0.2],
                tallies: vec![tally],
                measures: vec![Measured::Count(4), Measured::Times(vec![now()])],
                groups: vec![GroupTally {
                    group: 1,
                    window: 20_000,
                    points: 7.5,
                }],
                fit: -7.5,
                disqualified: Some("spam".into()),
                nurture: Some("Shared mailbox".into()),
                kind: PersonKind::Customer,
                stage: 1,
                stage_since: Some(now()),
                lead_at: Some(now()),
                customer_at: Some(now()),
                first_touch: Some(FirstTouch { at: now(), touch }),
                last: (now(), 1),
                ..person(1, 0.0).state
            },
            ..person(1, 0.0)
        };
        save(conn, &[full.clone(), person(2, 1.0)])?;
        person_save_custom_fields_in_txn(conn, &[&full])?;
        let mut found = person_find(conn, &[1])?;
        person_load_custom_fields(conn, &mut found)?;
        assert_eq!(found, [full]);
        assert!(is_not_found(person_get(conn, 3)));

        let changed = Person {
            profile: profile(&[("plan", Text("free".into()))]),
            ..person(1, 5.0)
        };
        save(conn, std::slice::from_ref(&changed))?;
        person_save_custom_fields_in_txn(conn, &[&changed])?;
        let mut found = person_find(conn, &[1])?;
        person_load_custom_fields(conn, &mut found)?;
        assert_eq!(found, [changed]);
        Ok(())
    });
}

#[test]
fn a_number_in_a_text_field_is_the_same_to_look_at() {
    on_every_engine(|conn| {
        for text in ["5", "05", "1e3", "NaN", "-0", "true", "", " 7 ", "1e999"] {
            let one = Person {
                profile: profile(&[("code", Text(text.into()))]),
                ..person(1, 0.0)
            };
            save(conn, std::slice::from_ref(&one))?;
            person_save_custom_fields_in_txn(conn, &[&one])?;
            let mut found = person_find(conn, &[1])?;
            person_load_custom_fields(conn, &mut found)?;
            let (then, now) = (one.profile.get("code"), found[0].profile.get("code"));
            let (then, now) = (then.expect("a value"), now.expect("a value"));
            assert_eq!(
                (then.to_text(), then.to_number().map(f64::to_bits)),
                (now.to_text(), now.to_number().map(f64::to_bits)),
                "{text:?}"
            );
        }
        Ok(())
    });
}

#[test]
fn people_who_are_due_are_found() {
    on_every_engine(|conn| {
        let people = [person(1, 0.0), person(2, 0.0)];
        let model = model();
        let scorer = Scorer::new(&model, now());
        let mut names = crate::log::intern::Names::default();
        let later = now() + Span::hours(1);
        let rows = [(&people[0], Some(now())), (&people[1], Some(later))];
        crate::people::person::person_save_in_txn(conn, &rows, &scorer.decays, &mut names)?;
        assert_eq!(
            person_due(conn, now() - Span::seconds(1), 10)?,
            Vec::<i64>::new()
        );
        assert_eq!(person_due(conn, now(), 10)?, [1]);
        assert_eq!(person_due(conn, now() + Span::days(1), 10)?, [1, 2]);
        Ok(())
    });
}

/// All pages of a list, put together.
fn pages(
    conn: &mut Conn,
    scorer: &Scorer,
    filter: &PersonFilter,
    sort: Sort,
    limit: usize,
) -> crate::Result<Vec<i64>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let now = now() + Span::days(9);
        let page = people_page(
            conn,
            Scores::primary(scorer),
            &ListQuery {
                filter,
                sort,
                after,
                limit,
                now,
            },
        )?;
        all.extend(page.iter().map(|one| one.id));
        after = page.last().filter(|_| page.len() == limit).cloned();
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// People with scores from a small pool, so that many are equal, last seen at different times.
fn crowd() -> impl Strategy<Value = Vec<(usize, usize, usize, i64)>> {
    proptest::collection::vec((0..4_usize, 0..4_usize, 0..4_usize, 0..9_i64), 1..60)
}

const POINTS: [f64; 4] = [-3.0, 0.0, 2.0, 7.3];

#[test]
fn pages_by_score_are_everybody_once_in_order() {
    on_every_engine(|conn| {
        let config = Config {
            cases: 40,
            failure_persistence: None,
            ..Config::default()
        };
        let conn = std::cell::RefCell::new(conn);
        let model = model();
        let scorer = Scorer::new(&model, now());
        let result = TestRunner::new(config).run(&(crowd(), 1..7_usize), |(crowd, limit)| {
            let conn: &mut Conn = &mut conn.borrow_mut();
            let make = |(id, (fast, normal, slow, days)): (i64, &(usize, usize, usize, i64))| {
                let mut one = person(id, 0.0);
                one.state.sums = [POINTS[*fast], POINTS[*normal], POINTS[*slow]];
                one.state.last_touch = Some(now() + Span::days(*days));
                one
            };
            let people: Vec<Person> = (1..).zip(&crowd).map(make).collect();
            conn.execute("DELETE FROM person", &[]).expect("emptied");
            save(conn, &people).expect("saved");
            let found =
                pages(conn, &scorer, &PersonFilter::all(), Sort::Engagement, limit).expect("pages");
            let value = |one: &Person| one.state.engagement(&scorer.decays, now() + Span::days(9));
            let mut expected: Vec<(f64, i64)> =
                people.iter().map(|one| (value(one), one.id)).collect();
            expected.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
            prop_assert_eq!(found.len(), expected.len());
            let score = |id: i64| value(&people[id as usize - 1]);
            for (found, (score_expected, _)) in found.iter().zip(&expected) {
                prop_assert!((score(*found) - score_expected).abs() < 1e-9);
            }
            let mut ids = found.clone();
            ids.sort_unstable();
            prop_assert_eq!(ids, (1..=people.len() as i64).collect::<Vec<_>>());
            Ok(())
        });
        result.unwrap_or_else(|error| panic!("{error}"));
        Ok(())
    });
}

#[test]
fn a_merged_person_is_in_no_list_and_no_count() {
    on_every_engine(|conn| {
        save(conn, &[person(1, 5.0), person(2, 9.0), person(3, 1.0)])?;
        crate::identity::merge::person_mark_merged_in_txn(conn, (1, 2))?;
        let model = model();
        let scorer = Scorer::new(&model, now());
        for sort in [
            Sort::Engagement,
            Sort::Fit,
            Sort::LastTouch,
            Sort::Created,
            Sort::Name,
        ] {
            let mut found = pages(conn, &scorer, &PersonFilter::all(), sort, 1)?;
            found.sort_unstable();
            assert_eq!(found, [1, 3]);
        }
        let filter = PersonFilter::parse("engagement > 0").expect("a filter");
        let total = people_total(conn, Scores::primary(&scorer), &filter, now())?;
        assert_eq!((total.value, total.is_exact()), (2, true));
        Ok(())
    });
}

#[test]
fn a_list_of_few_is_the_same_in_every_order_and_counted() {
    // More than are looked at one by one, so that a fit that everybody has does not narrow a list.
    const PEOPLE: i64 = 2_100;
    on_every_engine(|conn| {
        let make = |id: i64| {
            let mut one = person(id, (id * 37 % 101) as f64);
            let company = ["Škoda", "Acme", "Şahin A.Ş."][id as usize % 3];
            if id <= 60 {
                one.profile = profile(&[("company", Text(company.into()))]);
                one.company_key = Stated::of(&one.profile).own().map(str::to_owned);
            }
            one.state.fit = if id % 700 == 0 { 90.0 } else { 10.0 };
            one
        };
        let people: Vec<Person> = (1..=PEOPLE).map(make).collect();
        save(conn, &people)?;
        crate::identity::merge::person_mark_merged_in_txn(conn, (1, 3))?;
        let model = model();
        let scorer = Scorer::new(&model, now());
        let skoda: Vec<i64> = (1..=20).map(|nth| 3 * nth).filter(|id| *id != 3).collect();
        // As many values as a filter has room for.
        let many: Vec<String> = (0..1_200).map(|nth| format!("\"n{nth}\"")).collect();
        let [stated, told] = ["company", "company.name"]
            .map(|field| format!("{field} in ({}, \"ŠKODA\")", many.join(",")));
        let cases = [
            ("company = \"skoda\" and fit >= 10", skoda.clone()),
            (
                "company in (\"SKODA\", \"nobody\") and engagement >= 0",
                skoda.clone(),
            ),
            (stated.as_str(), skoda.clone()),
            (told.as_str(), skoda.clone()),
            ("company.name = \"Škoda a.s.\" and fit >= 10", skoda),
            ("fit >= 10 and fit > 50", vec![700, 1_400, 2_100]),
            ("fit > 1000", vec![]),
            ("company = \"sahin a.s.\" and fit > 50", vec![]),
        ];
        for (filter, expected) in &cases {
            let filter = PersonFilter::parse(filter).expect("a filter");
            for sort in [
                Sort::Engagement,
                Sort::Fit,
                Sort::LastTouch,
                Sort::Created,
                Sort::Name,
            ] {
                let mut found = pages(conn, &scorer, &filter, sort, 7)?;
                let score = |id: &i64| people[*id as usize - 1].state.sums[1];
                if sort == Sort::Engagement {
                    assert!(found.is_sorted_by(|a, b| score(a) >= score(b)), "{found:?}");
                }
                found.sort_unstable();
                assert_eq!(&found, expected, "{filter:?} {sort:?}");
            }
            let total = people_total(conn, Scores::primary(&scorer), &filter, now())?;
            assert_eq!(
                (total.value, total.is_exact()),
                (expected.len() as i64, true)
            );
        }
        // The narrow way and the wide one agree on the first page.
        let [narrow, wide] = ["fit >= 10 and fit > 50", "fit >= 10"].map(|filter| {
            let filter = PersonFilter::parse(filter).expect("a filter");
            pages(conn, &scorer, &filter, Sort::Engagement, 500)
        });
        let (narrow, wide) = (narrow?, wide?);
        assert_eq!(wide.len() as i64, PEOPLE - 1);
        let high: Vec<i64> = wide.into_iter().filter(|id| id % 700 == 0).collect();
        assert_eq!(narrow, high);
        Ok(())
    });
}

/// People of companies of one to forty, some of whom are parts of others.
fn save_colleagues(conn: &mut Conn) -> crate::Result<Vec<Person>> {
    let sizes = [1, 2, 3, 5, 8, 13, 21, 40];
    let companies = (0..).flat_map(|nth: usize| std::iter::repeat_n(nth, sizes[nth % sizes.len()]));
    let make = |(id, company): (i64, usize)| {
        let mut one = person(id, (id * 37 % 101) as f64);
        one.company_key = (company % 5 > 0).then(|| format!("company {company}"));
        one.state.fit = (id * 13 % 29) as f64;
        one.state.stage = usize::from(id % 10 == 0);
        one.profile = profile(&[
            ("name", Text(format!("Name {}", id * 7 % 31))),
            ("email", Text(format!("n{id}@f{}.example", company % 50))),
        ]);
        one
    };
    let mut people: Vec<Person> = (1..=2_600).zip(companies).map(make).collect();
    save(conn, &people)?;
    for id in (3..people.len()).step_by(7) {
        crate::identity::merge::person_mark_merged_in_txn(conn, (1, id as i64))?;
        people[id - 1].merged_into = Some(1);
    }
    people.retain(|one| one.merged_into.is_none());
    Ok(people)
}

#[test]
fn what_a_company_comes_to_is_the_same_in_every_list_total_and_map() {
    on_every_engine(|conn| {
        let people = save_colleagues(conn)?;
        let model = model();
        let scorer = Scorer::new(&model, now());
        let scores = Scores::primary(&scorer);
        let now = now() + Span::days(9);
        let engagement = |one: &Person| one.state.engagement(&scorer.decays, now);
        let colleagues = |one: &Person| -> Vec<&Person> {
            let same = |other: &&Person| other.company_key == one.company_key;
            people.iter().filter(same).collect()
        };
        type Passes<'p> = &'p dyn Fn(&Person, &[&Person]) -> bool;
        let sum = |all: &[&Person]| all.iter().map(|one| engagement(one)).sum::<f64>();
        let cases: [(&str, Passes); 7] = [
            ("company.people >= 5", &|_, all| all.len() >= 5),
            ("company.people = 1", &|_, all| all.len() == 1),
            ("company.people > 34", &|_, all| all.len() > 34),
            ("company.people > 1000", &|_, _| false),
            ("company.engagement > 900", &|_, all| sum(all) > 900.0),
            ("company.engagement < 30 and fit >= 10", &|one, all| {
                sum(all) < 30.0 && one.state.fit >= 10.0
            }),
            (
                "company.stage = customer and engagement >= 20 and company.people < 30",
                &|one, all| {
                    let is_customer = all.iter().any(|one| one.state.stage == 1);
                    is_customer && engagement(one) >= 20.0 && all.len() < 30
                },
            ),
        ];
        for (text, passes) in cases {
            let filter = PersonFilter::parse(text).expect("a filter");
            let of_company = people.iter().filter(|one| one.company_key.is_some());
            let expected = of_company.filter(|one| passes(one, &colleagues(one)));
            let expected: Vec<i64> = expected.map(|one| one.id).collect();
            for (sort, limit) in [
                (Sort::Engagement, 40),
                (Sort::Engagement, 1_500),
                (Sort::Fit, 40),
                (Sort::LastTouch, 300),
                (Sort::Created, 40),
                (Sort::Name, 40),
            ] {
                let found = pages(conn, &scorer, &filter, sort, limit)?;
                let key = |id: &i64| {
                    let one = people.iter().find(|one| one.id == *id).expect("a person");
                    match sort {
                        Sort::Engagement => engagement(one),
                        Sort::Fit => one.state.fit,
                        _ => 0.0,
                    }
                };
                assert!(found.is_sorted_by(|a, b| key(a) >= key(b) - 1e-9), "{text}");
                let found: std::collections::BTreeSet<i64> = found.into_iter().collect();
                let found: Vec<i64> = found.into_iter().collect();
                assert_eq!(found, expected, "{text} {sort:?}");
            }
            let many = expected.len() as i64;
            let total = people_total(conn, scores, &filter, now)?;
            assert_eq!((total.value, total.is_exact()), (many, true), "{text}");
            let map = map_stages(conn, scores, (&filter, 2), now, 50)?;
            let counts: Vec<i64> = map.iter().map(|stage| stage.count).collect();
            let of_stage = |stage| {
                let stage = expected.iter().filter(|id| (**id % 10 == 0) == stage);
                stage.count() as i64
            };
            assert_eq!(counts, [of_stage(false), of_stage(true)], "{text}");
            for (stage, count) in map.iter().zip(&counts) {
                assert_eq!(stage.points.len() as i64, (*count).min(50));
                let ranked = stage
                    .points
                    .is_sorted_by(|a, b| a.engagement >= b.engagement);
                assert!(ranked, "{text}");
            }
            // Large tables go these ways.
            let mut scanned = scan(conn, scores, &filter, now)?;
            scanned.iter_mut().for_each(|ids| ids.sort_unstable());
            assert_eq!(scanned, (many <= FEW).then_some(expected), "{text}");
            let total = estimate(conn, scores, &filter, now)?;
            assert!(
                (total.low..=total.high).contains(&many),
                "{text}: {total:?} of {many}"
            );
        }
        Ok(())
    });
}
