//! Jobs are seen, tried again and called off by administrators alone.

use ripen_app::clock;
use ripen_domain::time::Span;
use ripen_store::work::job::{NewJob, job_failed_in_txn, job_make_in_txn, job_take_in_txn};
use serde_json::Value;

use crate::model_roles::sign_in_as;
use crate::support::{Server, on_every_database};

/// A job that no version knows, made so many seconds ago, and tried once in vain where it is `dead`.
fn make(server: &Server, key: &str, seconds: i64, dead: bool) {
    let now = clock::now();
    let new = NewJob {
        name: "letter",
        queue: 0,
        priority: 1,
        key: Some(key),
        body: r#"{"to":"jana"}"#,
        due_at: now - Span::seconds(seconds),
        most: 1,
    };
    let make = |conn: &mut ripen_store::Conn| {
        job_make_in_txn(conn, &new, now)?;
        if dead {
            let taken = job_take_in_txn(conn, 0, (now, now + Span::hours(1)), 1)?;
            job_failed_in_txn(conn, taken[0].lease, "no such letter box", (now, now))?;
        }
        Ok(())
    };
    server.app.db().write(make).expect("a job is made");
}

fn one(page: &Value) -> &Value {
    let items = page["items"].as_array().expect("jobs");
    assert_eq!(items.len(), 1, "{page}");
    &items[0]
}

#[test]
fn what_failed_says_why_and_is_tried_again_or_called_off() {
    on_every_database(|server| {
        make(server, "a", 90, true);
        make(server, "b", 90, false);
        let page = server.get("/api/v1/jobs");
        let job = one(&page);
        assert_eq!((&job["name"], &job["key"]), (&"letter".into(), &"a".into()));
        assert_eq!(job["error"], "no such letter box");
        assert_eq!(
            (&job["state"], &job["attempts"]),
            (&"dead".into(), &1.into())
        );
        assert_eq!(job["told"], r#"{"to":"jana"}"#);
        let prompt = &page["queues"][0];
        assert_eq!(prompt["name"], "prompt");
        for (count, many) in [("waiting", 1), ("due", 1), ("running", 0), ("dead", 1)] {
            assert_eq!(prompt[count], many, "{count}");
        }
        assert!(prompt["lag_seconds"].as_i64() >= Some(90), "{prompt}");
        let health = server.send("GET", "/health", &[], &[]);
        let health = String::from_utf8(health.body).expect("text");
        assert!(health.contains("1 jobs failed for good"), "{health}");
        assert!(health.contains("seconds late"), "{health}");

        let id = job["id"].as_str().expect("an id").to_owned();
        let path = |what: &str| format!("/api/v1/jobs/{id}/{what}");
        let again = server.call("POST", &path("retry"), None).ok();
        assert_eq!(
            (&again["state"], &again["attempts"]),
            (&"waiting".into(), &0.into())
        );
        server.call("POST", &path("retry"), None).problem(409);
        let off = server.call("POST", &path("cancel"), None).ok();
        assert_eq!(off["state"], "cancelled");
        server.call("POST", &path("cancel"), None).problem(409);
        assert_eq!(one(&server.get("/api/v1/jobs?state=cancelled"))["id"], *id);
        assert_eq!(one(&server.get("/api/v1/jobs?state=waiting"))["key"], "b");
        for wrong in ["/api/v1/jobs/999/retry", "/api/v1/jobs/x/cancel"] {
            server.call("POST", wrong, None).problem(404);
        }
        server
            .call("GET", "/api/v1/jobs?cursor=x", None)
            .problem(400);
        server
            .call("GET", "/api/v1/jobs?state=x", None)
            .problem(400);
    });
}

#[test]
fn jobs_are_listed_page_by_page() {
    on_every_database(|server| {
        for key in ["a", "b", "c"] {
            make(server, key, 0, true);
        }
        let first = server.get("/api/v1/jobs?limit=2");
        let cursor = first["next_cursor"].as_str().expect("there is more");
        let second = server.get(&format!("/api/v1/jobs?limit=2&cursor={cursor}"));
        assert_eq!(one(&second)["key"], "a");
        assert!(second["next_cursor"].is_null());
    });
}

#[test]
fn whoever_is_no_administrator_is_refused() {
    on_every_database(|server| {
        make(server, "a", 0, true);
        let id = one(&server.get("/api/v1/jobs"))["id"].clone();
        let id = id.as_str().expect("an id");
        for role in ["marketer", "sales"] {
            let cookie = sign_in_as(server, role);
            let headers = [("cookie", cookie.as_str()), ("x-ripen-request", "1")];
            for (method, path) in [
                ("GET", "/api/v1/jobs".to_owned()),
                ("POST", format!("/api/v1/jobs/{id}/retry")),
                ("POST", format!("/api/v1/jobs/{id}/cancel")),
            ] {
                let answer = server.send(method, &path, &headers, &[]);
                assert_eq!(answer.status, 403, "{role} {method} {path}");
            }
        }
        assert_eq!(one(&server.get("/api/v1/jobs"))["state"], "dead");
    });
}
