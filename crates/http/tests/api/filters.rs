//! Filters while they are being written.

use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page};

fn check(server: &Server, request: &Value) -> Value {
    server
        .call("POST", "/api/v1/filter/check", Some(request))
        .ok()
}

fn people(server: &Server, filter: &str) -> Value {
    let request = json!({"of": "people", "filter": filter, "count": true});
    check(server, &request)
}

fn three_people(server: &Server) {
    server.feed(&[
        json!({"type": "identify", "userId": "a", "messageId": "a", "traits": {"email": "a@x.example", "title": "Director", "country": "CZ"}}),
        json!({"type": "identify", "userId": "b", "messageId": "b", "traits": {"email": "b@x.example", "title": "Director", "country": "TR"}}),
        json!({"type": "identify", "userId": "c", "messageId": "c", "traits": {"email": "c@x.example", "title": "Dirigent"}}),
        page("v", "m", "/pricing"),
    ]);
}

#[test]
fn a_sound_filter_is_told_in_its_one_form_with_its_count() {
    on_every_database(|server| {
        three_people(server);
        let checked = people(server, "  title =  \"director\"  and not(country=\"CZ\")");
        assert_eq!(
            checked["filter"],
            "title = \"director\" and not country = \"CZ\""
        );
        assert_eq!(checked["fault"], Value::Null);
        assert_eq!(checked["total"], json!({"value": 1, "exact": true}));
        assert_eq!(people(server, "")["total"]["value"], 4);
        assert_eq!(people(server, "count(page) >= 1")["total"]["value"], 1);
        let uncounted = check(server, &json!({"of": "people", "filter": "fit > 1"}));
        assert_eq!(uncounted["total"], Value::Null);
        let interaction = json!({"of": "interaction", "filter": "page where path ~ \"/pricing*\"", "count": true});
        let interaction = check(server, &interaction);
        assert_eq!(interaction["filter"], "page where path ~ \"/pricing*\"");
        assert_eq!(interaction["total"], Value::Null);
    });
}

#[test]
fn a_faulty_filter_is_told_its_place() {
    on_every_database(|server| {
        let checked = people(server, "country = \"ž\" and shoe_size > 40");
        assert_eq!(
            (&checked["filter"], &checked["total"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(checked["fault"]["offset"], 19, "in bytes");
        let message = checked["fault"]["message"].as_str().expect("a message");
        assert!(message.contains("shoe_size"), "{message}");
        for faulty in [
            "(",
            "fit >",
            "page",
            &"(".repeat(9_000),
            &"x".repeat(100_000),
            "\u{0}",
        ] {
            let checked = people(server, faulty);
            let offset = checked["fault"]["offset"].as_u64().expect("an offset");
            assert!(offset <= faulty.len() as u64, "{faulty:.20}: {checked}");
        }
        let of_nothing = check(server, &json!({"of": "interaction", "filter": ""}));
        assert_eq!(of_nothing["fault"]["offset"], 0);
    });
}

#[test]
fn requests_that_make_no_sense() {
    on_every_database(|server| {
        for request in [
            json!({}),
            json!({"of": "people"}),
            json!({"of": "companies", "filter": "fit > 1"}),
            json!({"of": "people", "filter": 1}),
            json!({"of": "people", "filter": "fit > 1", "cuont": true}),
        ] {
            server
                .call("POST", "/api/v1/filter/check", Some(&request))
                .problem(422);
        }
    });
}
