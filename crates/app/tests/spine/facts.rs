//! What the outbox tells: what is another about people than before, once, in the order in which it came to be.

use std::collections::{BTreeMap, HashSet};

use ripen_app::live::Change;
use ripen_app::work::fact::Fact;
use ripen_app::{Options, Ripen};
use ripen_store::work::outbox::{fact_last, fact_read};
use serde_json::json;

use crate::support::{Bench, hours_ago, identify, on_every_database, page, track};

/// The facts about people after a position, in order.
fn told_after(bench: &Bench, after: i64) -> Vec<(Option<i64>, Fact)> {
    let facts = bench
        .db
        .db
        .read(|conn| fact_read(conn, after, i64::MAX))
        .expect("read");
    let read = |body: &str| serde_json::from_str(body).expect("a fact");
    facts
        .into_iter()
        .map(|one| (one.person, read(&one.body)))
        .collect()
}

fn about_people(bench: &Bench, after: i64) -> Vec<(i64, Fact)> {
    let told = told_after(bench, after).into_iter();
    told.filter_map(|(person, fact)| Some((person?, fact)))
        .collect()
}

/// Whoever follows the facts alone knows in which stage everybody is, and has heard of each signal: what each fact says
/// was before is what the one before it said.
pub fn check_followed(bench: &Bench) {
    let first = &bench.app.model().expect("a model").model.stages[0]
        .key
        .clone();
    let mut stages: BTreeMap<i64, String> = BTreeMap::new();
    let mut merged = HashSet::new();
    let mut signals = HashSet::new();
    for (person, fact) in about_people(bench, 0) {
        match fact {
            Fact::StageEntered { from, to, .. } => {
                let before = stages.insert(person, to.clone());
                let before = before.unwrap_or_else(|| first.clone());
                // Whoever was part of somebody else begins anew once that is undone.
                assert!(
                    before == from || merged.contains(&person),
                    "{person}: {before}, not {from}, then {to}"
                );
            }
            Fact::SignalGiven { key, seq, .. } => {
                signals.insert((key, seq));
            }
            Fact::PersonMerged { loser } => {
                merged.insert(loser);
                stages.remove(&loser);
            }
            Fact::TemperatureCrossed { from, to, .. } => assert_ne!(from, to),
            Fact::Changed { .. } => panic!("about {person}"),
        }
    }
    let stored = bench.db.db.read(|conn| {
        let sql = "SELECT key, seq FROM person_signal";
        conn.query(sql, &[], |row| {
            Ok((row.get::<String>(0)?, row.get::<i64>(1)?))
        })
    });
    for signal in stored.expect("read") {
        assert!(signals.contains(&signal), "{signal:?} was not told");
    }
    for (person, stage) in stages {
        let known = bench.person(person);
        let at = known.listed.person.state.stage;
        assert_eq!(known.scoring.model.stages[at].key, stage, "{person}");
    }
}

#[test]
fn what_people_do_is_told_as_it_changes_them() {
    on_every_database(|bench| {
        let traits = json!({"email": "ada@firma.example", "name": "Ada", "title": "CEO", "company": "Firma"});
        bench.feed(&[identify("v", Some("ada"), traits, 50)]);
        let ada = bench.user("ada");
        let before = bench.db.db.read(fact_last).expect("read");
        let demo = track("ada", "Demo Requested", json!({}), 2);
        bench.feed(&[demo]);
        let told = about_people(bench, before);
        assert!(told.iter().all(|(person, _)| *person == ada));
        let is = |wanted: fn(&Fact) -> bool| told.iter().any(|(_, fact)| wanted(fact));
        assert!(
            is(|fact| matches!(fact, Fact::TemperatureCrossed { to, .. } if to == "hot")),
            "{told:?}"
        );
        assert!(
            is(|fact| matches!(fact, Fact::SignalGiven { key, .. } if key == "asked_demo")),
            "{told:?}"
        );
        let at = hours_ago(2).to_rfc3339()[..13].to_owned();
        let stage = told.iter().find_map(|(_, fact)| match fact {
            Fact::StageEntered { at, .. } => at.clone(),
            _ => None,
        });
        assert!(
            stage.is_some_and(|stage| stage.starts_with(&at)),
            "{told:?}"
        );
        // What comes late has the history folded again, which is no news.
        let after = bench.db.db.read(fact_last).expect("read");
        bench.feed(&[page("v", "/about", 40)]);
        assert_eq!(about_people(bench, after), []);
        check_followed(bench);
    });
}

#[test]
fn who_becomes_part_of_somebody_is_told_and_brings_no_news() {
    on_every_database(|bench| {
        bench.feed(&[
            track("ada", "Demo Requested", json!({}), 9),
            identify("v", None, json!({"email": "ada@firma.example"}), 8),
            track("ada", "Demo Requested", json!({"nth": 2}), 7),
        ]);
        let before = bench.db.db.read(fact_last).expect("read");
        let (ada, other) = (bench.user("ada"), bench.visitor("v"));
        let traits = json!({"email": "ada@firma.example"});
        bench.feed(&[identify("v", Some("ada"), traits, 1)]);
        let told = about_people(bench, before);
        let merged = told
            .iter()
            .filter(|(_, fact)| matches!(fact, Fact::PersonMerged { .. }));
        let merged: Vec<&(i64, Fact)> = merged.collect();
        assert_eq!(merged, [&(ada, Fact::PersonMerged { loser: other })]);
        let is_signal = |(_, fact): &(i64, Fact)| matches!(fact, Fact::SignalGiven { .. });
        assert!(!told.iter().any(is_signal), "{told:?}");
        let merge = bench.person(ada).merges[0].id;
        bench.app.merge_undo(merge).expect("it is undone");
        check_followed(bench);
    });
}

#[test]
fn other_servers_hear_which_people_changed() {
    on_every_database(|bench| {
        bench.feed(&[track("ada", "Demo Requested", json!({}), 2)]);
        let ada = bench.user("ada");
        let told = told_after(bench, 0);
        let changed: Vec<&Change> = told
            .iter()
            .filter_map(|(_, fact)| match fact {
                Fact::Changed { change, .. } => Some(change),
                _ => None,
            })
            .collect();
        let [Change::People { ids, changed, .. }] = changed[..] else {
            panic!("{told:?}");
        };
        assert_eq!((ids.as_slice(), *changed), (&[ada][..], 1));
    });
}

/// A second process beside the one that projects, as the command line beside a server is.
#[test]
fn what_another_process_changes_reaches_the_screens_of_this_one() {
    on_every_database(|bench| {
        let other = Ripen::open(bench.db.db.clone(), Options::default()).expect("it opens");
        let (_, mut screen) = other.live.subscribe();
        let (_, mut own) = bench.app.live.subscribe();
        other.start_listening();
        bench.app.start_listening();
        // Heard from the moment in which it begins to listen: what was told before belongs to nobody's screen.
        let mut nth = 0;
        let heard = loop {
            bench.feed(&[page("ada", &format!("/{nth}"), 2)]);
            nth += 1;
            std::thread::sleep(std::time::Duration::from_millis(20));
            match screen.try_recv() {
                Ok(change) => break change,
                Err(_) => assert!(nth < 1_000, "nothing is heard"),
            }
        };
        let Change::People { ids, .. } = heard else {
            panic!("{heard:?}");
        };
        assert_eq!(ids, [bench.visitor("ada")]);
        other.stop();
        // Its own screens hear of each batch once.
        let mut positions = Vec::new();
        while let Ok(change) = own.try_recv() {
            positions.extend(match change {
                Change::People { position, .. } => Some(position),
                _ => None,
            });
        }
        assert!(
            positions.is_sorted_by(|one, next| one < next),
            "{positions:?}"
        );
    });
}
