//! Who is one with whom: suggestions, joins, and what a key that everybody can read may say.

use ripen_http::Config;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, on_sqlite};

const PHONE: &str = "+420222333444";

fn person(server: &Server, name: &str) -> Value {
    let filter = format!("email%20%3D%20%22{name}@firma.example%22");
    let page = server.get(&format!("/api/v1/people?filter={filter}"));
    let items = page["items"].as_array().expect("items");
    assert_eq!(items.len(), 1, "{page}");
    let id = items[0]["id"].as_str().expect("an id");
    server.get(&format!("/api/v1/people/{id}"))
}

fn many(server: &Server) -> usize {
    let page = server.get("/api/v1/people");
    page["items"].as_array().expect("items").len()
}

fn id(person: &Value) -> &str {
    person["id"].as_str().expect("an id")
}

fn form(name: &str) -> Value {
    let mail = format!("{name}@firma.example");
    json!({"type": "track", "event": "Form Submitted", "messageId": name, "anonymousId": name,
        "properties": {"email": mail, "phone": PHONE}})
}

/// A key made by the API, as Basic authentication.
fn key(server: &Server, kind: &str) -> String {
    use base64::Engine;
    let new = json!({"name": "Site", "kind": kind});
    let made = server.call("POST", "/api/v1/keys", Some(&new)).ok();
    assert_eq!(made["kind"], kind);
    let key = made["write_key"].as_str().expect("a key");
    let basic = base64::prelude::BASE64_STANDARD.encode(format!("{key}:"));
    format!("Basic {basic}")
}

fn send(server: &Server, key: &str, events: &[Value]) -> crate::support::Answer {
    let body = json!({"batch": events}).to_string();
    let headers = [("authorization", key), ("content-type", "application/json")];
    server.send("POST", "/v1/batch", &headers, body.as_bytes())
}

#[test]
fn a_suggestion_is_settled_once() {
    on_every_database(|server| {
        server.feed(&[form("ana"), form("bea"), form("eva")]);
        let [ana, bea, eva] = ["ana", "bea", "eva"].map(|name| person(server, name));
        assert_eq!(ana["suggested_merges"].as_array().map(Vec::len), Some(2));
        assert_eq!(bea["suggested_merges"][0]["person_id"], ana["id"]);
        assert_eq!(bea["suggested_merges"][0]["evidence"], "phone");
        let listed = server.get("/api/v1/suggested-merges");
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));

        let path = |one: &Value, other: &Value, answer: &str| {
            format!(
                "/api/v1/people/{}/suggested-merges/{}/{answer}",
                id(one),
                id(other)
            )
        };
        let joined = server.call("POST", &path(&bea, &ana, "accept"), None).ok();
        assert_eq!(joined["person_id"], ana["id"]);
        server
            .call("POST", &path(&bea, &ana, "accept"), None)
            .problem(409);
        server
            .call("POST", &path(&eva, &bea, "decline"), None)
            .problem(409);
        assert_eq!(
            server
                .call("POST", &path(&eva, &ana, "decline"), None)
                .status,
            204
        );
        server
            .call("POST", &path(&ana, &eva, "decline"), None)
            .problem(404);
        server
            .call("POST", &path(&ana, &eva, "accept"), None)
            .problem(404);
        let ana = server.get(&format!("/api/v1/people/{}", id(&ana)));
        assert_eq!(ana["suggested_merges"], json!([]));
        let apart = &ana["apart_from"][0];
        assert_eq!(apart["person_id"], eva["id"]);
        assert_eq!(
            (&apart["by"], &apart["evidence"]),
            (&json!("Admin"), &json!("phone"))
        );
        assert!(apart["at"].is_string());
        let reopen = path(&eva, &ana, "reopen");
        assert_eq!(server.call("POST", &reopen, None).status, 204);
        server.call("POST", &reopen, None).problem(404);
        server
            .call("POST", &path(&bea, &eva, "reopen"), None)
            .problem(409);
        let again = server.get(&format!("/api/v1/people/{}", id(&eva)));
        assert_eq!(again["apart_from"], json!([]));
        let suggested = &again["suggested_merges"][0];
        assert_eq!(suggested["person_id"], ana["id"]);
        assert_eq!(suggested["reopened_by"], "Admin");
        assert!(suggested["reopened_at"].is_string());
        assert_eq!(ana["merges"][0]["accepted_by"], "Admin");
        assert_eq!(ana["merges"][0]["interaction_id"], Value::Null);
        let undo = format!(
            "/api/v1/merges/{}/undo",
            ana["merges"][0]["id"].as_str().expect("an id")
        );
        server.call("POST", &undo, None).ok();
        assert_eq!(person(server, "bea")["id"], bea["id"]);
    });
}

#[test]
fn what_one_interaction_joined_is_shown_and_undone() {
    on_every_database(|server| {
        let call = json!({"type": "identify", "messageId": "1", "anonymousId": "w", "traits": {"phone": PHONE}});
        server.feed(&[call]);
        server.feed(&[form("ana")]);
        let ana = person(server, "ana");
        let join = &ana["joins"][0];
        assert_eq!(join["evidence"], "phone");
        assert_eq!(join["identifiers"][0]["value"], "ana@firma.example");
        let interaction = join["interaction_id"].as_str().expect("an interaction");
        let undo = format!("/api/v1/people/{}/joins/{interaction}/undo", id(&ana));
        let undone = server.call("POST", &undo, None).ok();
        assert_eq!(undone["person_ids"], json!([ana["id"], interaction]));
        assert_eq!(person(server, "ana")["id"], interaction);
        server.call("POST", &undo, None).problem(404);
    });
}

#[test]
fn a_browser_key_joins_no_user_ids_and_is_shown_as_one() {
    on_every_database(|server| {
        let (browser, own) = (key(server, "browser"), key(server, "server"));
        let track = |user: &str| json!({"type": "track", "event": "Signed Up", "userId": user, "messageId": user});
        let alias = |id: &str| json!({"type": "alias", "previousId": "old", "userId": "new", "messageId": id});
        send(server, &browser, &[track("old"), track("new"), alias("a")]).ok();
        server.settle();
        assert_eq!(many(server), 2);
        assert_eq!(
            server.get("/api/v1/suggested-merges")["items"][0]["evidence"],
            "alias"
        );
        send(server, &own, &[alias("b")]).ok();
        server.settle();
        assert_eq!(many(server), 1);
        let keys = server.get("/api/v1/keys");
        let kinds: Vec<&Value> = keys["items"]
            .as_array()
            .expect("keys")
            .iter()
            .map(|key| &key["kind"])
            .collect();
        assert_eq!(kinds, ["server", "browser", "server"]);
        let other = json!({"name": "Site", "kind": "other"});
        assert!(server.call("POST", "/api/v1/keys", Some(&other)).status >= 400);
    });
}

#[test]
fn one_client_cannot_flood_with_a_browser_key() {
    let config = Config {
        browser_events: 1,
        trusted_proxies: 1,
        ..Config::default()
    };
    on_sqlite(config, |server| {
        let (browser, own) = (key(server, "browser"), key(server, "server"));
        let event = |nth: usize| crate::support::page("v", &format!("m{nth}"), "/");
        let full: Vec<Value> = (0..500).map(event).collect();
        let from = |key: &str, address: &str, events: &[Value]| {
            let body = json!({"batch": events}).to_string();
            let headers = [
                ("authorization", key),
                ("content-type", "application/json"),
                ("x-forwarded-for", address),
            ];
            server.send("POST", "/v1/batch", &headers, body.as_bytes())
        };
        from(&browser, "203.0.113.1", &full).ok();
        let refused = from(&browser, "203.0.113.1", &[event(501)]);
        let wait: u32 = refused.header("retry-after").parse().expect("seconds");
        assert!((1..=61).contains(&wait), "{wait}");
        refused.problem(429);
        from(&browser, "203.0.113.2", &[event(502)]).ok();
        from(&own, "203.0.113.1", &[event(503)]).ok();
        let larger = [full, vec![event(504)]].concat();
        from(&browser, "203.0.113.3", &larger).problem(413);
        from(&own, "203.0.113.3", &larger).ok();
        server.settle();
        // Each key has message ids of its own.
        assert_eq!(server.stored(), 1_003);
    });
}

/// All items of a list, which begins with what the person's answer has.
fn all(server: &Server, person: &Value, list: &str) -> Vec<Value> {
    let mut items = person[list].as_array().expect("items").clone();
    let mut cursor = person[format!("{list}_next")].clone();
    while let Some(next) = cursor.as_str() {
        let path = format!(
            "/api/v1/people/{}/{list}?limit=30&cursor={next}",
            id(person)
        );
        let page = server.get(&path);
        let more = page["items"].as_array().expect("items");
        assert!(!more.is_empty() && more.len() <= 30);
        items.extend(more.iter().cloned());
        assert_eq!(
            page["total"],
            person[format!("{}_count", &list[..list.len() - 1])]
        );
        cursor = page["next_cursor"].clone();
    }
    items
}

#[test]
fn a_person_with_very_many_identifiers_is_answered_in_parts() {
    on_every_database(|server| {
        let known = |nth: usize| {
            json!({"type": "identify", "messageId": nth.to_string(), "userId": "u", "anonymousId": format!("cookie-{nth}"),
                "traits": {"email": format!("x{nth}@firma.example")}})
        };
        server.feed(&(0..150).map(known).collect::<Vec<_>>());
        let person = person(server, "x149");
        assert_eq!(person["identifiers"].as_array().map(Vec::len), Some(100));
        assert_eq!(person["identifier_count"], 301);
        // What tells most comes first.
        assert_eq!(person["identifiers"][0]["kind"], "user_id");
        assert_eq!(person["identifiers"][99]["kind"], "email");
        assert!(
            person["joins"]
                .as_array()
                .is_some_and(|joins| joins.len() == 50)
        );
        assert_eq!(person["join_count"], 149);

        let identifiers = all(server, &person, "identifiers");
        let values = |kind: &str| -> std::collections::BTreeSet<&str> {
            let of_kind = identifiers.iter().filter(|one| one["kind"] == kind);
            of_kind.filter_map(|one| one["value"].as_str()).collect()
        };
        assert_eq!(identifiers.len(), 301);
        assert_eq!(
            [values("email").len(), values("anonymous_id").len()],
            [150, 150]
        );
        let joins = all(server, &person, "joins");
        let steps: Vec<i64> = joins
            .iter()
            .map(|join| {
                join["interaction_id"]
                    .as_str()
                    .expect("an id")
                    .parse()
                    .expect("a number")
            })
            .collect();
        assert_eq!(steps.len(), 149);
        assert!(steps.is_sorted_by(|one, next| one > next), "{steps:?}");

        for (path, status) in [
            ("/api/v1/people/77777/identifiers", 404),
            ("/api/v1/people/77777/joins", 404),
            ("/api/v1/people/1/identifiers?cursor=x", 400),
            ("/api/v1/people/1/joins?cursor=MQ", 400),
        ] {
            server.call("GET", path, None).problem(status);
        }
    });
}
