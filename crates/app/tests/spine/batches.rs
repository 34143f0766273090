//! Whom interactions are found to be from is the same at once and one by one.

use ripen_domain::identity::IdentifierKind;
use serde_json::{Value, json};

use crate::snapshot::snapshot;
use crate::support::{Bench, hours_ago, on_pairs_of_databases};

/// What identifies somebody, by a browser's key or the business's.
type Said = (bool, Value, Option<Value>);

fn event((nth, (_, traits, user)): (usize, &Said)) -> Value {
    let mut event = json!({
        "type": "identify", "messageId": nth.to_string(), "traits": traits,
        "timestamp": hours_ago(900 - nth as i64).to_rfc3339(),
    });
    for (name, value) in user.iter().flat_map(|ids| ids.as_object()).flatten() {
        event[name] = value.clone();
    }
    event
}

/// Feeds one bench event by event, and appends all of it to the other before anything is projected.
fn is_the_same(bench: &Bench, control: &Bench, all: &[Said]) {
    let browser = bench.browser();
    assert_eq!(control.browser(), browser);
    for (nth, said) in all.iter().enumerate() {
        let source = if said.0 { 1 } else { browser };
        let event = event((nth, said));
        bench.feed_from(source, std::slice::from_ref(&event));
        control.append_from(source, &[event]);
    }
    control.app.project_all().expect("it runs");
    let last = all.len() as i64;
    assert_eq!(snapshot(bench, last), snapshot(control, last), "{all:?}");
}

#[test]
fn a_name_counts_with_the_word_of_whoever_said_it() {
    let (vera, pavel, ota) = ("Vera Horáková", "Pavel Krátký", "Ota Dlouhý");
    let (v, desk) = ("vera@firma.example", "info@firma.example");
    let user = || Some(json!({"userId": "u1"}));
    let device = || Some(json!({"anonymousId": "d1"}));
    let logs: [Vec<Said>; 3] = [
        vec![
            (true, json!({"name": vera}), user()),
            (false, json!({"email": v, "name": vera}), None),
            (false, json!({"name": pavel}), user()),
            (false, json!({"email": v, "name": vera}), user()),
        ],
        vec![
            (true, json!({"email": desk, "name": pavel}), user()),
            (false, json!({"name": ota}), user()),
            (false, json!({"email": desk, "name": pavel}), device()),
        ],
        vec![
            (
                true,
                json!({"name": pavel}),
                Some(json!({"userId": "u1", "anonymousId": "d1"})),
            ),
            (true, json!({"name": ota}), device()),
            (true, json!({"email": v, "name": pavel}), device()),
        ],
    ];
    for log in logs {
        on_pairs_of_databases(|bench, control| is_the_same(bench, control, &log));
    }
}

/// More often than one transaction stores what it has to.
#[test]
fn two_names_that_are_said_in_turn_count_the_same_in_any_batches() {
    let (vera, v) = ("Vera Horáková", "vera@firma.example");
    let user = || Some(json!({"userId": "u1"}));
    let mut log: Vec<Said> = vec![
        (true, json!({"name": vera}), user()),
        (false, json!({"email": v, "name": vera}), None),
    ];
    for nth in 0..150 {
        let name = ["Pavel Krátký", "Ota Dlouhý"][nth % 2];
        log.push((false, json!({"name": name}), user()));
    }
    log.push((false, json!({"email": v, "name": vera}), user()));
    on_pairs_of_databases(|bench, control| {
        is_the_same(bench, control, &log);
        assert_eq!(
            bench.holder(IdentifierKind::Email, v),
            Some(bench.user("u1"))
        );
    });
}

#[test]
fn a_number_of_very_many_is_the_same_at_once_and_one_by_one() {
    on_pairs_of_databases(|bench, control| {
        let shared = |nth: usize| {
            let traits = json!({"phone": "+420222333444", "name": format!("Jan Novák{nth}"),
                "email": format!("jan{nth}@firma.example")});
            (
                nth.is_multiple_of(2),
                traits,
                Some(json!({"userId": format!("j{nth}")})),
            )
        };
        let mut log: Vec<Said> = (0..60).map(shared).collect();
        let called =
            |nth: usize| json!({"phone": "+420222333444", "name": format!("Jan Novák{nth}")});
        log.push((true, called(40), Some(json!({"anonymousId": "d40"}))));
        log.push((true, called(58), Some(json!({"anonymousId": "d58"}))));
        is_the_same(bench, control, &log);
    });
}
