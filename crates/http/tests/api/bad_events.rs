//! Bad events: listed, shown as received, tried again.

use ripen_app::data::export::Format;
use ripen_store::capture::bad_event::NewBadEvent;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database};

/// A page view that an older version did not understand.
fn misunderstood(server: &Server) {
    let bad = NewBadEvent {
        received_at: ripen_app::clock::now(),
        source_id: 1,
        reason: "it was not understood".into(),
        cause: "other".into(),
        message_id: Some("once bad".into()),
        call: "page".into(),
        sent_at: None,
        client: None,
        raw: br#"{"messageId": "once bad", "anonymousId": "v", "properties": {"path": "/"}}"#
            .to_vec(),
    };
    let append = server
        .app
        .db()
        .write(|conn| ripen_store::log::log_append_in_txn(conn, &[], &[bad]));
    append.expect("it is kept");
}

#[test]
fn they_are_listed_shown_and_tried_again() {
    on_every_database(|server| {
        for at in 0..5 {
            server
                .ingest(
                    "track",
                    &json!({"userId": "u", "messageId": format!("bad {at}"), "x": "ž\"<b>"}),
                )
                .ok();
        }
        misunderstood(server);
        let mut items: Vec<Value> = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = server.get(&format!("/api/v1/bad-events?limit=4{cursor}"));
            assert_eq!(page["total"], 6);
            items.extend(page["items"].as_array().expect("items").iter().cloned());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let ids: Vec<&str> = items
            .iter()
            .filter_map(|item| item["message_id"].as_str())
            .collect();
        assert_eq!(
            ids,
            ["once bad", "bad 4", "bad 3", "bad 2", "bad 1", "bad 0"]
        );
        assert_eq!(items[1]["source"], "tests");
        // What the reason says can be said in other languages; what nobody knows any more stays as it is.
        assert_eq!(items[1]["reasons"][0]["code"], "event_missing");
        let stale = json!([{"message": "it was not understood"}]);
        assert_eq!(items[0]["reasons"], stale);
        let id = |at: usize| items[at]["id"].as_str().expect("an id").to_owned();
        let one = server.get(&format!("/api/v1/bad-events/{}", id(1)));
        let raw: Value =
            serde_json::from_str(one["raw"].as_str().expect("the event")).expect("as it was sent");
        assert_eq!(raw["x"], "ž\"<b>");
        let replay = |body: Value| {
            server
                .call("POST", "/api/v1/bad-events/replay", Some(&body))
                .ok()
        };
        let still = replay(json!({"ids": [id(1), id(2)]}));
        assert_eq!(still, json!({"replayed": 2, "fixed": 0, "still_bad": 2}));
        assert_eq!(
            replay(json!({})),
            json!({"replayed": 6, "fixed": 1, "still_bad": 5})
        );
        assert_eq!(
            replay(json!({"ids": [id(0)]})),
            json!({"replayed": 0, "fixed": 0, "still_bad": 0})
        );
        server
            .call("GET", &format!("/api/v1/bad-events/{}", id(0)), None)
            .problem(404);
        server.settle();
        assert_eq!((server.stored(), server.bad()), (1, 5));
        assert_eq!(server.get("/api/v1/people")["total"]["value"], 1);
        assert_eq!(server.get("/api/v1/overview")["bad_events"], 5);
        // What came in by the way of a repair counts once, whoever sends it again.
        let again =
            json!({"messageId": "once bad", "anonymousId": "v", "properties": {"path": "/"}});
        assert_eq!(server.ingest("page", &again).ok()["repeated"], 1);
    });
}

#[test]
fn they_are_grouped_by_what_is_wrong_and_tried_again_by_it() {
    on_every_database(|server| {
        for at in 0..5 {
            let nameless = json!({"userId": "u", "messageId": format!("nameless {at}")});
            server.ingest("track", &nameless).ok();
        }
        server
            .ingest("track", &json!({"event": "Seen", "messageId": "nobody"}))
            .ok();
        misunderstood(server);
        let groups = |server: &Server| -> Vec<(String, i64, String)> {
            let answer = server.get("/api/v1/bad-events/causes");
            let items = answer["items"].as_array().expect("items").iter();
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            let group = |item: &Value| {
                let newest = text(&item["newest"]["message_id"]);
                (
                    text(&item["cause"]),
                    item["count"].as_i64().expect("a number"),
                    newest,
                )
            };
            items.map(group).collect()
        };
        let of = |cause: &str, count, newest: &str| (cause.to_owned(), count, newest.to_owned());
        assert_eq!(
            groups(server),
            [
                of("event_missing", 5, "nameless 4"),
                of("other", 1, "once bad"),
                of("nobody", 1, "nobody"),
            ]
        );
        // A group adds up to its own pages, all groups to all that is open.
        let (mut open, mut listed) = (0, Vec::new());
        for (cause, count, _) in groups(server) {
            open += count;
            let mut cursor = String::new();
            loop {
                let page = server.get(&format!("/api/v1/bad-events?cause={cause}&limit=2{cursor}"));
                assert_eq!(page["total"], count);
                listed.extend(page["items"].as_array().expect("items").iter().cloned());
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
        }
        assert_eq!(server.get("/api/v1/bad-events")["total"], open);
        let ids: std::collections::BTreeSet<_> =
            listed.iter().map(|one| one["id"].as_str()).collect();
        assert_eq!((ids.len() as i64, listed.len() as i64), (open, open));
        for unknown in ["no_such_cause", "", "%00", "%27"] {
            let none = server.get(&format!("/api/v1/bad-events?cause={unknown}"));
            assert_eq!((&none["total"], &none["items"]), (&json!(0), &json!([])));
        }

        let replay = |body: Value| server.call("POST", "/api/v1/bad-events/replay", Some(&body));
        assert_eq!(
            replay(json!({"cause": "event_missing"})).ok(),
            json!({"replayed": 5, "fixed": 0, "still_bad": 5})
        );
        assert_eq!(
            replay(json!({"cause": "other"})).ok(),
            json!({"replayed": 1, "fixed": 1, "still_bad": 0})
        );
        replay(json!({"cause": "other", "ids": []})).problem(400);
        assert_eq!(groups(server).len(), 2);
    });
}

#[test]
fn write_keys_inside_events_are_readable_nowhere() {
    on_every_database(|server| {
        let key = &server.key;
        let inside = json!({"writeKey": key, "list": [{"write_key": key}]});
        let event = |id: &str, event: &str| {
            json!({"userId": "u", "messageId": id, "writeKey": key, "event": event,
                   "properties": inside, "context": inside})
        };
        // A batch whose context is inherited, a call alone, each good and bad.
        let batch = [event("good 1", "Seen"), event("bad 1", "")];
        let batch = batch.map(|mut event| {
            event["type"] = "track".into();
            event
        });
        let context = inside.clone();
        server
            .ingest(
                "batch",
                &json!({"batch": batch, "context": context, "writeKey": key}),
            )
            .ok();
        server.ingest("track", &event("good 2", "Seen")).ok();
        server.ingest("track", &event("bad 2", "")).ok();
        // As earlier versions kept it.
        let old = NewBadEvent {
            received_at: ripen_app::clock::now(),
            source_id: 1,
            reason: "it was not understood".into(),
            cause: "other".into(),
            message_id: None,
            call: "track".into(),
            sent_at: None,
            client: None,
            raw: event("bad 3", "").to_string().into_bytes(),
        };
        let append = |conn: &mut ripen_store::Conn| {
            ripen_store::log::log_append_in_txn(conn, &[], std::slice::from_ref(&old))
        };
        server.app.db().write(append).expect("it is kept");
        server.settle();
        let list = server.get("/api/v1/bad-events");
        let mut told = vec![list.to_string()];
        for item in list["items"].as_array().expect("items") {
            let path = format!("/api/v1/bad-events/{}", item["id"].as_str().expect("an id"));
            told.push(server.get(&path).to_string());
        }
        assert_eq!(told.len(), 4, "{list}");
        told.push(server.get("/api/v1/bad-events/causes").to_string());
        let mut exported = Vec::new();
        let events = server.app.export_events(Format::Jsonl, &mut exported);
        assert_eq!(events.expect("they are exported"), 2);
        let bad = server.app.export_bad_events(Format::Jsonl, &mut exported);
        assert_eq!(bad.expect("they are exported"), 3);
        told.push(String::from_utf8(exported).expect("text"));
        for told in told {
            assert!(!told.contains(key.as_str()), "{told}");
        }
    });
}
