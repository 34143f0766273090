//! An export of events, imported elsewhere: the same people, told by the same authority.

use ripen_app::data::export::Format;
use ripen_app::data::import::What;
use ripen_app::people::PeopleQuery;
use ripen_domain::profile::Authority;
use ripen_store::access::KeyKind;
use serde_json::{Value, json};

use crate::files::import;
use crate::outcome::{Outcome, close, outcome, sums};
use crate::support::{Bench, identify, on_pairs_of_databases, page, track, with_visitor};

fn events(bench: &Bench, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    let written = bench.app.export_events(format, &mut out);
    written.expect("events can be exported");
    out
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Csv => "events.csv",
        Format::Jsonl => "events.jsonl",
    }
}

/// Everybody: by which identifiers, what they come to, and on whose word each field stands.
type Everybody = Vec<(Vec<String>, Outcome, Vec<f64>, Vec<(String, Authority)>)>;

fn everybody(bench: &Bench) -> Everybody {
    let query = PeopleQuery {
        limit: 100,
        ..PeopleQuery::default()
    };
    let page = bench.app.people_list(&query).expect("a list");
    let mut all: Everybody = page
        .people
        .iter()
        .map(|one| {
            let person = bench.person(one.person.id);
            let known = person.identifiers.items.iter();
            let mut known: Vec<String> = known
                .map(|link| {
                    let identifier = &link.identifier;
                    format!("{:?} {}", identifier.kind, identifier.value)
                })
                .collect();
            known.sort();
            let profile = &person.listed.person.profile;
            let names = profile.iter().map(|(name, ..)| name.to_owned());
            let word = names
                .map(|name| (profile.authority(&name), name))
                .map(|(said, name)| (name, said))
                .collect();
            (known, outcome(&person, ""), sums(&person), word)
        })
        .collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

fn assert_same(one: &Bench, other: &Bench) {
    let (one, other) = (everybody(one), everybody(other));
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!((&one.0, &one.1, &one.3), (&other.0, &other.1, &other.3));
        assert!(close(&one.2, &other.2), "{:?}: {:?}", one, other);
    }
}

fn user(user: &str, traits: Value, hours: i64) -> Value {
    with_visitor(identify("", Some(user), traits, hours), Value::Null)
}

fn order(user: &str, event: &str, total: i64, hours: i64) -> Value {
    let mut event = track(
        user,
        event,
        json!({"order_id": "K-1", "total": total}),
        hours,
    );
    event["messageId"] = format!("{user}-{}-{total}", event["event"]).into();
    event
}

/// What the business says, what anybody can say in its pages, and what two sources say under one id.
fn fill(bench: &Bench) {
    let site = bench.browser();
    let shop = bench.app.write_key_create("Shop", KeyKind::Browser);
    let shop = shop.expect("a write key").0;
    bench.feed(&[
        user(
            "eva",
            json!({"email": "eva@chlad.example", "title": "CEO", "company": "Chlad"}),
            90,
        ),
        user("jan", json!({"name": "Jan", "email": "jan@led.example"}), 89),
        order("eva", "Order Completed", 100, 80),
        json!({"type": "group", "userId": "jan", "groupId": "g-1", "messageId": "g",
            "timestamp": crate::support::hours_ago(70).to_rfc3339(), "traits": {"name": "Led", "industry": "Ice"}}),
    ]);
    let forged =
        json!({"source": {"name": "Own", "key": "server", "created": "2026-01-01T00:00:00Z"}});
    let mut spy = user("eva", json!({"title": "Spy", "city": "Brno"}), 60);
    spy["ripen"] = forged;
    bench.feed_from(
        site,
        &[
            page("v1", "/pricing", 66),
            spy,
            order("eva", "Order Completed", 9_000, 50),
            order("eva", "Order Cancelled", 0, 49),
            identify("v1", Some("jan"), json!({"email": "eva@chlad.example"}), 48),
            // Two user ids: whoever may read the key may not join them.
            json!({"type": "alias", "userId": "eva", "previousId": "jan", "messageId": "a1",
                "timestamp": crate::support::hours_ago(47).to_rfc3339()}),
        ],
    );
    let twice = |city: &str| {
        let mut event = user("ida", json!({"city": city}), 40);
        event["messageId"] = "one id of two sources".into();
        event
    };
    bench.feed_from(site, &[twice("Zlín")]);
    bench.feed_from(shop, &[twice("Cheb"), page("v2", "/", 30)]);
    bench.feed(&[
        json!({"type": "alias", "userId": "jan", "previousId": "honza", "messageId": "a2",
            "timestamp": crate::support::hours_ago(20).to_rfc3339()}),
        user("honza", json!({"title": "Owner"}), 10),
    ]);
}

#[test]
fn who_said_it_comes_along() {
    for format in [Format::Jsonl, Format::Csv] {
        on_pairs_of_databases(|one, other| {
            fill(one);
            let eva = one.person(one.user("eva")).listed.person;
            let title = eva.profile.get("title").map(|title| title.to_text());
            assert_eq!(title.as_deref(), Some("CEO"));
            let exported = events(one, format);
            let report = import(other, What::Events, name(format), &exported);
            assert_eq!(
                (report.bad, report.repeats),
                (0, 0),
                "{:?}",
                report.examples
            );
            assert_same(one, other);
            // The sources are known by name and kind, and nobody can send by them.
            let keys = other.app.write_key_list().expect("the keys");
            let mut keys: Vec<_> = keys
                .iter()
                .map(|key| (key.name.as_str(), key.kind, key.revoked_at.is_some()))
                .collect();
            keys.sort_by_key(|key| key.0);
            let (server, browser) = (KeyKind::Server, KeyKind::Browser);
            assert_eq!(
                keys,
                [
                    ("Own", server, true),
                    ("Shop", browser, true),
                    ("Site", browser, true)
                ]
            );
            // Out of that log and into it, and out of the first and into the first: nothing is new.
            let again = events(other, format);
            for (bench, file) in [(other, &again), (one, &exported), (one, &again)] {
                let report = import(bench, What::Events, name(format), file);
                assert_eq!((report.bad, report.stored), (0, 0), "{:?}", report.examples);
            }
            assert_eq!(one.app.write_key_list().expect("the keys").len(), 3);
            assert_same(one, other);
        });
    }
}

#[test]
fn what_says_of_itself_that_it_may_is_believed_of_a_file_alone() {
    on_pairs_of_databases(|one, other| {
        fill(one);
        let text = String::from_utf8(events(one, Format::Jsonl)).expect("JSON is UTF-8");
        // Sent instead of imported, by a key that everybody can read.
        let site = other.browser();
        let sent: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).expect("each line is JSON"))
            .collect();
        other.feed_from(site, &sent);
        for (_, _, _, word) in everybody(other) {
            assert!(word.iter().all(|(_, said)| *said != Authority::Firm));
        }
        assert_eq!(other.app.write_key_list().expect("the keys").len(), 2);
        // What cannot be read is no permission, now or when it is tried again.
        let line = text.lines().next().expect("a line");
        let unread = line.replace("\"key\":\"server\"", "\"key\":\"master\"");
        assert_ne!(unread, line);
        let unread = unread.replace("chlad.example", "spy.example");
        let report = import(other, What::Events, "events.jsonl", unread.as_bytes());
        assert_eq!((report.good, report.bad), (0, 1));
        // The other that is bad: by one key, two different events have one id.
        let replayed = other.app.bad_events_replay(None).expect("it is tried");
        assert_eq!((replayed.fixed, replayed.still_bad), (0, 2));
    });
}
