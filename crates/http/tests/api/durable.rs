//! Nothing is lost, doubled or stopped by what somebody else sends.

use ripen_store::Error as StoreError;
use ripen_store::access::KeyKind;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page, wait_until};

fn counts(answer: &Value) -> [u64; 4] {
    ["accepted", "stored", "repeated", "bad"].map(|name| answer[name].as_u64().expect("a number"))
}

/// Runs SQL of the engine that the server uses.
fn script(server: &Server, sqlite: &str, postgres: &str) {
    let db = server.app.db();
    let sql = match db.engine() {
        "sqlite" => sqlite,
        _ => postgres,
    };
    let done = db.write(|conn| conn.execute_script(sql));
    done.expect("the script runs");
}

/// Has the database refuse interactions with the path `/poison`.
fn refuse(server: &Server) {
    script(
        server,
        "CREATE TRIGGER refusal BEFORE INSERT ON timeline WHEN NEW.path = '/poison' BEGIN SELECT RAISE(ABORT, 'refused'); END",
        "CREATE FUNCTION refusal() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.path = ''/poison'' THEN
             RAISE EXCEPTION ''refused''; END IF; RETURN NEW; END';
         CREATE TRIGGER refusal BEFORE INSERT ON timeline FOR EACH ROW EXECUTE FUNCTION refusal()",
    );
}

#[test]
fn a_bad_event_sent_twice_is_one() {
    on_every_database(|server| {
        let nobody = json!({"messageId": "same-1", "event": "Order Completed"});
        assert_eq!(counts(&server.ingest("track", &nobody).ok()), [1, 0, 0, 1]);
        let again = server.ingest("track", &nobody).ok();
        assert_eq!(counts(&again), [1, 0, 0, 1]);
        assert!(
            again["errors"][0]["reason"].is_string(),
            "why is told again"
        );
        let batch = json!({"batch": [nobody, nobody, {"type": "track"}, {"type": "track"}]});
        assert_eq!(counts(&server.ingest("batch", &batch).ok()), [4, 0, 0, 4]);
        assert_eq!((server.stored(), server.bad()), (0, 2));
    });
}

#[test]
fn the_message_id_of_one_source_is_nothing_to_another() {
    on_every_database(|server| {
        let (_, other) = server
            .app
            .write_key_create("other", KeyKind::Server)
            .expect("a write key");
        let send = |key: &str, user: &str, event: &str| {
            let body =
                json!({"writeKey": key, "messageId": "order-1", "userId": user, "event": event});
            let headers = [("content-type", "application/json")];
            let answer = server.send("POST", "/v1/track", &headers, body.to_string().as_bytes());
            counts(&answer.ok())
        };
        assert_eq!(send(&other, "x", "Noise"), [1, 1, 0, 0]);
        assert_eq!(send(&server.key, "jana", "Order Completed"), [1, 1, 0, 0]);
        assert_eq!(send(&server.key, "jana", "Order Completed"), [1, 0, 1, 0]);
        assert_eq!(send(&other, "x", "Noise"), [1, 0, 1, 0]);
        // The same source and another event.
        assert_eq!(send(&server.key, "petr", "Order Completed"), [1, 0, 0, 1]);
        assert_eq!(send(&server.key, "petr", "Order Completed"), [1, 0, 0, 1]);
        let bad = server.get("/api/v1/bad-events");
        let reason = bad["items"][0]["reason"].as_str().expect("a reason");
        assert!(reason.contains("`messageId` was used before"), "{reason}");
        assert_eq!(bad["items"][0]["message_id"], "order-1");
        assert_eq!((server.stored(), server.bad()), (2, 1));
    });
}

#[test]
fn what_cannot_be_scored_is_told_and_tried_again() {
    on_every_database(|server| {
        refuse(server);
        server.feed(&[page("v1", "m1", "/poison"), page("v2", "m2", "/pricing")]);
        let health = server.send("GET", "/health", &[], b"");
        let text = String::from_utf8_lossy(&health.body).into_owned();
        assert_eq!(health.status, 200);
        assert!(
            text.starts_with("ok\n1 interactions could not be scored"),
            "{text}"
        );
        let figures = server.send("GET", "/metrics", &[], b"");
        let figures = String::from_utf8_lossy(&figures.body).into_owned();
        // Other servers of this process have figures under the same names.
        assert!(figures.contains("ripen_set_aside "), "{figures}");
        assert_eq!(server.get("/api/v1/overview")["set_aside"], 1);
        assert_eq!(server.get("/api/v1/people")["total"]["value"], 1);
        let list = server.get("/api/v1/set-aside?limit=1");
        let item = &list["items"][0];
        assert_eq!(
            (&list["total"], &item["message_id"]),
            (&json!(1), &json!("m1"))
        );
        assert!(
            item["reason"]
                .as_str()
                .is_some_and(|reason| reason.contains("refused"))
        );
        assert!(
            item["preview"]
                .as_str()
                .is_some_and(|text| text.contains("anonymousId"))
        );
        let replay = |body: Value| {
            let answer = server.call("POST", "/api/v1/set-aside/replay", Some(&body));
            answer.ok()
        };
        let told = |replayed, fixed, still_bad| json!({"replayed": replayed, "fixed": fixed, "still_bad": still_bad});
        assert_eq!(replay(json!({"ids": [item["id"]]})), told(1, 0, 1));
        script(
            server,
            "DROP TRIGGER refusal",
            "DROP TRIGGER refusal ON timeline",
        );
        assert_eq!(replay(json!({})), told(1, 1, 0));
        assert_eq!(replay(json!({})), told(0, 0, 0));
        server
            .call("GET", "/api/v1/set-aside?cursor=x", None)
            .problem(400);
        assert_eq!(server.get("/api/v1/people")["total"]["value"], 2);
        let health = server.send("GET", "/health", &[], b"");
        assert_eq!(health.body, b"ok\n");
    });
}

#[test]
fn health_tells_scores_that_fail() {
    on_every_database(|server| {
        let status = || server.send("GET", "/health", &[], b"").status;
        let rename = |from: &str, to: &str| {
            let sql = format!("ALTER TABLE {from} RENAME TO {to}");
            script(server, &sql, &sql);
        };
        rename("timeline", "elsewhere");
        server.ingest("page", &page("v", "m", "/pricing")).ok();
        wait_until("health says so", || status() == 503);
        rename("elsewhere", "timeline");
        wait_until("health is well again", || status() == 200);
        server.settle();
        assert_eq!(server.get("/api/v1/overview")["set_aside"], 0);
    });
}

#[test]
fn health_tells_a_damaged_database() {
    on_every_database(|server| {
        // As an engine says it of a page that somebody reads.
        let damaged = StoreError::Damaged("page 7 of tree 5".into());
        let read = server.app.db().read(|_| Err::<(), _>(damaged));
        assert!(read.is_err());
        let health = server.send("GET", "/health", &[], b"").problem(503);
        let told = health["detail"].as_str().expect("a detail");
        assert!(told.contains("restore a backup"), "{told}");
        assert!(!told.contains("page 7"), "anybody may ask: {told}");
    });
}
