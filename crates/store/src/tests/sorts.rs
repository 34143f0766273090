//! The orders of lists that no column of a person has, on both engines: each page by page the same as counted by hand.

use std::cmp::Reverse;

use ripen_domain::filter::PersonFilter;
use ripen_domain::person::PersonKind;
use ripen_domain::scoring::Scorer;
use ripen_domain::time::{Span, Timestamp};

use super::plans::{PEOPLE as MANY, fill, first_page, full_scans, report};
use super::{model, now, on_every_engine, person, save};
use crate::Scores;
use crate::engine::{Conn, Result};
use crate::leads::card::{Cards, cards_settle_in_txn};
use crate::learning::{Probability, probability_save_in_txn};
use crate::people::person::Person;
use crate::people::{ListQuery, Sort, people_page};
use crate::signals::{StoredSignal, signal_insert_in_txn};

const PEOPLE: i64 = 1_300;

/// The numbers of everybody on a list, put together from pages.
fn listed(conn: &mut Conn, filter: &str, sort: Sort, limit: usize) -> Result<Vec<i64>> {
    let model = model();
    let scorer = Scorer::new(&model, now());
    let filter = PersonFilter::parse(filter).expect("a filter");
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let query = ListQuery {
            filter: &filter,
            sort,
            after,
            limit,
            now: now(),
        };
        let page = people_page(conn, Scores::primary(&scorer), &query)?;
        assert!(page.len() <= limit);
        all.extend(page.iter().map(|one| one.id));
        match page.into_iter().last().filter(|_| all.len() % limit == 0) {
            Some(last) => after = Some(last),
            None => return Ok(all),
        }
    }
}

fn people() -> Vec<Person> {
    let mut people: Vec<Person> = (1..=PEOPLE)
        .map(|id| person(id, (id * 31 % 97) as f64))
        .collect();
    for one in &mut people {
        one.state.pace = [(one.id * 7 % 13) as f64, (one.id % 5) as f64];
        one.state.fit = (one.id % 3) as f64;
        one.state.kind = PersonKind::ALL[(one.id % 3) as usize];
    }
    people
}

/// Everybody and a part of them; few of whom, and many.
const FILTERS: [&str; 3] = ["", "fit >= 1", "fit = 2 and engagement > 95"];

fn passes(one: &Person, filter: &str) -> bool {
    match filter {
        "" => true,
        "fit >= 1" => one.state.fit >= 1.0,
        _ => one.state.fit == 2.0 && one.state.sums[1] > 95.0,
    }
}

fn check<K: Ord>(
    conn: &mut Conn,
    people: &[Person],
    sort: Sort,
    place: impl Fn(&Person) -> K,
) -> Result<()> {
    for filter in FILTERS {
        let mut expected: Vec<&Person> = people.iter().filter(|one| passes(one, filter)).collect();
        expected.sort_by_key(|one| place(one));
        let expected: Vec<i64> = expected.iter().map(|one| one.id).collect();
        assert!(!expected.is_empty(), "{filter}");
        for limit in [2_000, 77] {
            let found = listed(conn, filter, sort, limit)?;
            assert_eq!(found, expected, "{sort:?}, {filter:?}, {limit} a page");
        }
    }
    Ok(())
}

#[test]
fn who_is_likeliest_comes_first_and_who_was_told_nothing_last() {
    on_every_engine(|conn| {
        let people = people();
        save(conn, &people)?;
        // Many have the same.
        let value = |id: i64| (id % 4 != 0).then_some((id * 17 % 101) as f64 / 101.0);
        let told = people.iter().filter_map(|one| {
            Some(Probability {
                person_id: one.id,
                value: value(one.id)?,
                reasons: "[]".into(),
                as_of: now(),
            })
        });
        probability_save_in_txn(conn, &told.collect::<Vec<_>>())?;
        check(conn, &people, Sort::Probability, |one| {
            let parts = value(one.id).map(|value| Reverse((value * 101.0).round() as i64));
            (parts.is_none(), parts, Reverse(one.id))
        })
    });
}

#[test]
fn who_heats_up_fastest_comes_first() {
    on_every_engine(|conn| {
        let people = people();
        save(conn, &people)?;
        let model = model();
        let decays = Scorer::new(&model, now()).decays;
        check(conn, &people, Sort::Velocity, |one| {
            let velocity = one.state.velocity(&decays, now());
            (Reverse((velocity * 1e9).round() as i64), Reverse(one.id))
        })
    });
}

#[test]
fn who_was_first_seen_last_comes_first_whenever_they_were_imported() {
    on_every_engine(|conn| {
        let mut people = people();
        let created = |id: i64| now() - Span::hours(id * 37 % 101);
        for one in &mut people {
            one.state.created = created(one.id);
        }
        save(conn, &people)?;
        check(conn, &people, Sort::Created, |one| {
            (Reverse(created(one.id)), Reverse(one.id))
        })
    });
}

#[test]
fn the_last_change_comes_first_whatever_it_was() {
    on_every_engine(|conn| {
        let people = people();
        save(conn, &people)?;
        let ago = |hours: i64| now() - Span::hours(hours);
        let mut last = std::collections::BTreeMap::new();
        let mut signals = Vec::new();
        let mut cards = Vec::new();
        for one in people.iter().filter(|one| one.id % 5 != 0) {
            let mut changed = |at: Timestamp| {
                let known = last.entry(one.id).or_insert(at);
                *known = at.max(*known);
                at
            };
            if one.id % 2 == 0 {
                // Two at once, and one of before.
                for (key, at) in [
                    ("price", ago(one.id % 50)),
                    ("demo", ago(one.id % 50)),
                    ("price", ago(400 + one.id % 90)),
                ] {
                    signals.push(StoredSignal {
                        person: one.id,
                        key: key.into(),
                        at: changed(at),
                        seq: one.id,
                        evidence: vec![one.id],
                    });
                }
            }
            let (lead, customer) = (one.id % 3 != 0, one.id % 3 == 2);
            cards.push(Cards {
                person: one.id,
                lead_at: lead.then(|| changed(ago(one.id % 70))),
                touch_id: None,
                customer: customer.then(|| (changed(ago(one.id % 30)), Some("order"))),
                may_have_lead: false,
                may_have_customer: false,
            });
        }
        signal_insert_in_txn(conn, &signals)?;
        cards_settle_in_txn(conn, &cards)?;
        check(conn, &people, Sort::Change, |one| {
            let at = last.get(&one.id).map(|at| Reverse(*at));
            (at.is_none(), at, Reverse(one.id))
        })
    });
}

#[test]
fn who_can_be_called_and_is_hot_comes_first() {
    on_every_engine(|conn| {
        let people = people();
        save(conn, &people)?;
        let model = model();
        let scorer = Scorer::new(&model, now());
        let part = |one: &Person| {
            let state = &one.state;
            let engagement = state.engagement(&scorer.decays, now());
            let temperature = model.temperature(state.fit, engagement, state.standing());
            let is_reached = state.kind != PersonKind::Interest;
            match (temperature, is_reached) {
                (ripen_domain::person::Temperature::Hot, true) => 0,
                (ripen_domain::person::Temperature::Warm, true) => 1,
                (ripen_domain::person::Temperature::Cold, _) => 3,
                (_, false) => 2,
            }
        };
        let parts: std::collections::BTreeSet<i32> = people.iter().map(part).collect();
        assert_eq!(parts.len(), 4, "somebody is in each part");
        check(conn, &people, Sort::Call, |one| {
            let engagement = one.state.engagement(&scorer.decays, now());
            let engagement = Reverse((engagement * 1e6).round() as i64);
            (part(one), engagement, Reverse(one.id))
        })
    });
}

/// What two in three were told, and a card of each.
fn fill_told(conn: &mut Conn) -> Result<()> {
    let told = (1..=MANY).filter(|id| id % 3 > 0).map(|id| Probability {
        person_id: id,
        value: (id % 89) as f64 / 89.0,
        reasons: "[]".into(),
        as_of: now(),
    });
    probability_save_in_txn(conn, &told.collect::<Vec<_>>())?;
    let cards = (1..=MANY).map(|id| Cards {
        person: id,
        lead_at: Some(now() - Span::hours(id)),
        touch_id: None,
        customer: (id % 10 == 0).then(|| (now() - Span::hours(id / 2), Some("customer"))),
        may_have_lead: false,
        may_have_customer: false,
    });
    cards_settle_in_txn(conn, &cards.collect::<Vec<_>>())
}

/// The next candidates stand in an index in the order of the list. Nobody's row is looked at but those of the page.
#[test]
fn orders_that_are_kept_beside_people_look_at_no_person_but_those_of_the_page() {
    for db in crate::testing::databases() {
        let work = |conn: &mut Conn| {
            fill(conn)?;
            fill_told(conn)?;
            let model = model();
            let scorer = Scorer::new(&model, now());
            let filter = PersonFilter::parse("not kind = customer and disqualified is unknown");
            let filter = filter.expect("a filter");
            let mut all = String::new();
            for (name, sort) in [
                ("by probability", Sort::Probability),
                ("by the last change", Sort::Change),
            ] {
                report(conn, &mut all, name, |conn| {
                    let first = first_page(&filter, sort);
                    people_page(conn, Scores::primary(&scorer), &first).map(drop)
                })?;
            }
            Ok(all)
        };
        let report = db.db.write(work).expect("the queries run");
        assert_eq!(full_scans(&report), Vec::<&str>::new());
        insta::assert_snapshot!(format!("kept_orders_{}", db.db.engine()), report);
    }
}
