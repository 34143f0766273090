//! The draft of the model over a real port: kept, published, compared, brought back.

use ripen_app::models::file::{DEFAULT, MAX_BYTES};
use serde_json::{Value, json};

use crate::live::Listener;
use crate::support::{Answer, Server, on_every_database, page, wait_until};

const DRAFT: &str = "/api/v1/model/draft";

/// The default model with other points for the pricing page.
fn with_points(points: &str) -> String {
    DEFAULT.replacen("points = 8\n", &format!("points = {points}\n"), 1)
}

fn put(server: &Server, revision: i64, text: &str) -> Answer {
    let change = json!({"revision": revision, "text": text});
    server.call("PUT", DRAFT, Some(&change))
}

fn publish(server: &Server, wish: &Value) -> Answer {
    server.call("POST", &format!("{DRAFT}/publish"), Some(wish))
}

fn versions(server: &Server) -> Vec<Value> {
    let list = server.get("/api/v1/model/versions");
    list["items"].as_array().expect("versions").clone()
}

fn changes(server: &Server, question: &str) -> Value {
    server.get(&format!("/api/v1/model/diff{question}"))["changes"].clone()
}

#[test]
fn a_draft_is_written_published_and_taken_back() {
    on_every_database(|server| {
        server.feed(&[page("v", "m", "/pricing")]);
        let person = server.get("/api/v1/people")["items"][0].clone();
        let draft = server.get(DRAFT);
        assert_eq!(draft["text"], DEFAULT);
        let begun = json!([
            draft["revision"],
            draft["base_version"],
            draft["is_changed"],
            draft["changed_at"]
        ]);
        assert_eq!(begun, json!([0, 1, false, null]));
        assert_eq!(changes(server, ""), json!([]));

        let draft = put(server, 0, &with_points("80")).ok();
        let kept = json!([
            draft["revision"],
            draft["is_changed"],
            draft["changed_by"],
            draft["faults"]
        ]);
        assert_eq!(kept, json!([1, true, "Admin", []]));
        assert_eq!(server.get(DRAFT), draft);
        let change = json!({"path": "engagement rule \"Pricing page\" / points", "what": "changed", "before": "8", "after": "80"});
        assert_eq!(changes(server, "?from=1&to=draft"), json!([change]));

        let published = publish(server, &json!({"revision": 1, "note": "prices matter"})).ok();
        assert_eq!(published, json!({"version": 2}));
        assert_eq!(server.get("/api/v1/model")["text"], with_points("80"));
        assert_eq!(server.get("/api/v1/model/versions/1")["text"], DEFAULT);
        wait_until("everybody is scored again", || {
            server.get("/api/v1/model/progress") == json!({"version": 2, "behind": 0, "total": 1})
        });
        let id = person["id"].as_str().expect("an id");
        let now = server.get(&format!("/api/v1/people/{id}"));
        assert!(now["engagement"].as_f64() > person["engagement"].as_f64());

        let rolled = server.call("POST", "/api/v1/model/versions/1/rollback", None);
        assert_eq!(rolled.ok(), json!({"version": 3}));
        let versions = versions(server);
        let shown: Vec<Value> = versions
            .iter()
            .map(|one| {
                json!([
                    one["version"],
                    one["in_force"],
                    one["note"],
                    one["rolled_back_from"],
                    one["published_by"]
                ])
            })
            .collect();
        let expected = json!([
            [3, true, null, 1, "Admin"],
            [2, false, "prices matter", null, "Admin"],
            [1, false, null, null, "ripen"]
        ]);
        assert_eq!(Value::Array(shown), expected);
        assert_eq!(changes(server, "?from=1&to=published"), json!([]));
    });
}

#[test]
fn a_faulty_draft_is_kept_told_and_refused() {
    on_every_database(|server| {
        let draft = put(server, 0, &with_points("80000")).ok();
        assert_eq!(
            draft["faults"][0]["place"],
            "engagement rule \"Pricing page\""
        );
        let problem = publish(server, &json!({"revision": 1})).problem(422);
        assert_eq!(problem["type"], "/problems/model");
        assert_eq!(problem["errors"][0]["field"], draft["faults"][0]["place"]);
        assert_eq!(
            problem["errors"][0]["message"],
            draft["faults"][0]["message"]
        );
        let draft = put(server, 1, "name = \"x\"\nname = ").ok();
        assert_eq!(draft["faults"][0]["line"], 2);
        let problem = publish(server, &json!({"revision": 2})).problem(422);
        assert_eq!(problem["errors"][0]["line"], 2);
        server.call("GET", "/api/v1/model/diff", None).problem(422);
        assert_eq!(server.get(DRAFT), draft);
        assert_eq!(versions(server).len(), 1);
        assert_eq!(server.call("DELETE", DRAFT, None).status, 204);
        assert_eq!(server.get(DRAFT)["revision"], 0);
        assert_eq!(server.call("DELETE", DRAFT, None).status, 204);
    });
}

#[test]
fn nobody_overwrites_what_they_have_not_seen() {
    on_every_database(|server| {
        put(server, 0, &with_points("9")).ok();
        let problem = put(server, 0, &with_points("10")).problem(409);
        assert!(
            problem["detail"]
                .as_str()
                .expect("a detail")
                .contains("Admin")
        );
        put(server, 1, &with_points("11")).ok();
        publish(server, &json!({"revision": 1})).problem(409);
        publish(server, &json!({"revision": 2, "base_version": 7})).problem(409);
        publish(server, &json!({"revision": 2, "base_version": 1})).ok();
        publish(server, &json!({"revision": 2})).problem(409);
        publish(server, &json!({"revision": 0})).problem(400);
        put(server, 2, "x").problem(409);
        let stale = json!({"revision": 0, "base_version": 1, "text": "x"});
        server.call("PUT", DRAFT, Some(&stale)).problem(409);
        assert_eq!(versions(server).len(), 2);
    });
}

#[test]
fn questions_that_make_no_sense() {
    on_every_database(|server| {
        for body in [
            json!({}),
            json!({"text": "x"}),
            json!({"revision": "0", "text": "x"}),
            json!({"revision": 0, "text": "x", "txet": "y"}),
        ] {
            server.call("PUT", DRAFT, Some(&body)).problem(422);
        }
        put(server, 0, "nul \0 in it").problem(400);
        put(server, 0, &"x".repeat(MAX_BYTES + 1)).problem(400);
        // Hardly more than the limit, so that all of it is sent before the server hangs up.
        put(server, 0, &"x".repeat(2 * MAX_BYTES)).problem(413);
        put(server, i64::MIN, "x").problem(409);
        assert_eq!(server.get(DRAFT)["revision"], 0);
        let long = json!({"revision": 0, "note": "x".repeat(2_001)});
        publish(server, &long).problem(400);
        for question in ["?from=x", "?to=", "?to=draft%00", "?from=1.5"] {
            let path = format!("/api/v1/model/diff{question}");
            server.call("GET", &path, None).problem(400);
        }
        server
            .call("GET", "/api/v1/model/diff?from=9", None)
            .problem(404);
        for version in ["9", "0", "-1", "x", "99999999999999999999"] {
            let path = format!("/api/v1/model/versions/{version}");
            server.call("GET", &path, None).problem(404);
            server
                .call("POST", &format!("{path}/rollback"), None)
                .problem(404);
        }
        let path = "/api/v1/model/versions/1/rollback";
        server.call("POST", path, None).problem(409);
        assert_eq!(versions(server).len(), 1);
    });
}

#[test]
fn screens_are_told_of_drafts_and_versions() {
    on_every_database(|server| {
        server.feed(&[page("v", "m", "/pricing")]);
        let mut listener = Listener::new(server);
        put(server, 0, &with_points("80")).ok();
        assert_eq!(listener.next("draft"), json!({"revision": 1}));
        publish(server, &json!({"revision": 1})).ok();
        assert_eq!(listener.next("draft"), json!({"revision": 0}));
        // Once for the version, once for the beginning and once for the end of the rescoring.
        for _ in 0..3 {
            assert_eq!(listener.next("model"), json!({"version": 2}));
        }
        assert_eq!(server.get("/api/v1/model/progress")["behind"], 0);
    });
}

#[test]
fn a_draft_is_written_as_a_tree_and_keeps_its_comments() {
    on_every_database(|server| {
        let mut doc = server.get("/api/v1/model")["doc"].clone();
        assert_eq!(server.get(DRAFT)["doc"], doc);
        assert_eq!(doc["engagement"][1]["points"], json!(8.0));
        doc["engagement"][1]["points"] = json!(80);
        let change = json!({"revision": 0, "doc": doc});
        let draft = server.call("PUT", DRAFT, Some(&change)).ok();
        assert_eq!(draft["text"], with_points("80"));
        assert_eq!(draft["doc"]["engagement"][1]["points"], json!(80.0));

        let neither = server.call("PUT", DRAFT, Some(&json!({"revision": 1})));
        assert_eq!(neither.status, 400);
        let both = json!({"revision": 1, "doc": doc, "text": DEFAULT});
        assert_eq!(server.call("PUT", DRAFT, Some(&both)).status, 400);

        let faulty = put(server, 1, "name = 3").ok();
        assert_eq!(faulty["doc"], Value::Null);
        let faults = faulty["faults"].as_array().expect("faults");
        assert_eq!(
            json!([faults[0]["line"], faults[0]["column"]]),
            json!([1, 8])
        );
        assert!(faults.len() > 1, "{faults:?}");
    });
}
