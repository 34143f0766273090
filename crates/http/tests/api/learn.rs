//! Suggested points and the probability of a person, over a real port.

use ripen_app::clock;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::time::Span;
use ripen_store::identity::identity_load;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page};

/// Asks until the history is read.
fn suggestions(server: &Server, body: &Value) -> (u16, Value) {
    loop {
        let answer = server.call("POST", "/api/v1/model/suggest", Some(body));
        if answer.status != 202 {
            return (answer.status, answer.json());
        }
        assert!(answer.json()["loading"]["total"].is_number());
    }
}

#[test]
fn too_little_history_is_said_in_words() {
    on_every_database(|server| {
        let (status, found) = suggestions(server, &json!({}));
        assert_eq!(status, 200, "{found}");
        assert_eq!(found["enough"], false);
        let reason = found["reason"].as_str().expect("a reason");
        assert!(reason.contains("not enough outcomes yet"), "{reason}");
        assert_eq!(found["items"], json!([]));
    });
}

#[test]
fn wrong_questions_are_refused_at_their_place() {
    on_every_database(|server| {
        let refused = |body: Value, field: &str| {
            let (status, problem) = suggestions(server, &body);
            assert_eq!(status, 400, "{problem}");
            assert!(problem.to_string().contains(field), "{problem}");
        };
        refused(json!({"horizon": "soon"}), "horizon");
        refused(json!({"outcome": "no such = thing ("}), "outcome");
    });
}

/// The person with this cookie.
fn visitor(server: &Server, cookie: &str) -> i64 {
    let identifier = Identifier {
        kind: IdentifierKind::AnonymousId,
        value: cookie.to_owned(),
    };
    let known = server
        .app
        .db()
        .read(|conn| identity_load(conn, &[&identifier]));
    let known = known.expect("identity is read");
    known.holder(&identifier).expect("somebody has the cookie")
}

fn ago(mut event: Value, days: i64) -> Value {
    event["timestamp"] = (clock::now() - Span::days(days)).to_rfc3339().into();
    event
}

/// A hundred and fifty visitors of whom those who looked at prices ordered; one more came yesterday.
fn history() -> Vec<Value> {
    let mut events = Vec::new();
    for nth in 0..150 {
        let (visitor, is_eager) = (format!("v{nth}"), nth % 2 == 0);
        let path = if is_eager { "/pricing" } else { "/blog" };
        events.push(ago(page(&visitor, &format!("p{nth}"), path), 35 + nth % 3));
        if is_eager == (nth % 10 != 0) {
            let order = json!({
                "type": "track", "messageId": format!("o{nth}"), "anonymousId": visitor,
                "event": "Order Completed", "properties": {"revenue": 5},
                "context": {"userAgent": "Mozilla/5.0 (X11; Linux x64) Firefox/142.0"},
            });
            events.push(ago(order, 20));
        }
    }
    events.push(ago(page("fresh", "f", "/pricing"), 1));
    events
}

#[test]
fn a_history_gives_points_and_probabilities() {
    on_every_database(|server| {
        server.feed(&history());
        let (_, found) = suggestions(server, &json!({"horizon": "30d"}));
        assert_eq!(found["enough"], true, "{found}");
        let item = |name: &str| -> Value {
            let items = found["items"].as_array().expect("items");
            let item = items.iter().find(|item| item["rule"] == name);
            item.unwrap_or_else(|| panic!("{name}: {found}")).clone()
        };
        let pricing = item("Pricing page");
        assert_eq!(pricing["kind"], "engagement");
        assert!(pricing["low"].as_f64() > Some(0.0), "{pricing}");
        assert!(pricing["high"].as_f64() > pricing["low"].as_f64());

        let fresh = visitor(server, "fresh");
        let path = format!("/api/v1/people/{fresh}");
        let before = server.get(&path);
        assert_eq!(before["probability"], Value::Null);
        assert!(before["probability_missing"].is_string(), "{before}");
        let days = |server: &Server| server.get("/api/v1/overview")["probability_days"].clone();
        assert_eq!(days(server), Value::Null);
        server.app.learn_if_due().expect("it is learned");
        let after = server.get(&path);
        let probability = &after["probability"];
        assert!(probability["value"].as_f64() > Some(0.5), "{after}");
        assert!(probability["reasons_for"][0]["weight"].as_f64() > Some(0.0));
        assert!(probability["reasons_for"][0]["name"].is_string());
        // Those who ordered did so some two weeks after they came.
        assert!(
            [14.0, 30.0].contains(&probability["horizon_days"].as_f64().expect("days")),
            "{after}"
        );
        assert_eq!(days(server), probability["horizon_days"]);
        assert_eq!(after["probability_missing"], Value::Null);

        let customer = server.get(&format!("/api/v1/people/{}", visitor(server, "v2")));
        assert_eq!(customer["probability"], Value::Null);
        assert_eq!(customer["probability_missing"], Value::Null);
    });
}
