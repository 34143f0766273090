//! Whatever goes wrong is told as a problem document, and nothing that a client sends is our failure.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page};

fn one_person(server: &Server) -> String {
    server.feed(&[page("v", "m", "/pricing")]);
    let people = server.get("/api/v1/people");
    people["items"][0]["id"]
        .as_str()
        .expect("a person")
        .to_owned()
}

#[test]
fn a_problem_has_a_code_by_which_it_is_said_in_other_languages() {
    on_every_database(|server| {
        let faulty = server.call("GET", "/api/v1/people?filter=fit%20%3E%20hot", None);
        let error = &faulty.problem(400)["errors"][0];
        assert_eq!(error["code"], "filter_number");
        assert_eq!(error["params"], json!({"found": "`hot`"}));
        let gone = server
            .call("GET", "/api/v1/people/999999", None)
            .problem(404);
        assert_eq!(
            (&gone["code"], &gone["params"]),
            (&json!("gone"), &Value::Null)
        );
        let wish = json!({"key": "No Key", "name": "x"});
        let refused = server
            .call("POST", "/api/v1/models", Some(&wish))
            .problem(400);
        assert_eq!(refused["errors"][0]["code"], "key_form");
    });
}

#[test]
fn a_problem_repeats_only_the_beginning_of_what_was_sent() {
    on_every_database(|server| {
        let long = "x".repeat(7_000);
        let ask =
            |filter: &str| server.call("GET", &format!("/api/v1/people?filter={filter}"), None);
        for filter in [
            format!("{long}%20%3D%201"),
            format!("fit%20%3E%20{long}"),
            format!("created%20%3E%20%22{long}%22"),
            format!("count(%22{long}%22%20{long})"),
            format!("stage%20%3D%20{long}"),
        ] {
            let problem = ask(&filter).problem(400);
            assert!(problem.to_string().len() < 4_000, "{problem}");
            assert!(problem["errors"][0]["code"].is_string(), "{problem}");
        }
        for (path, wish) in [
            ("/api/v1/models", json!({"key": long, "name": "x"})),
            ("/api/v1/models", json!({"key": {"a": long}, "name": 5})),
            ("/api/v1/models", json!({ long.as_str(): 1 })),
            ("/api/v1/filter/check", json!({"filter": long, "of": long})),
            (
                "/api/v1/filter/check",
                json!({ "filter": {long.as_str(): long} }),
            ),
        ] {
            let answer = server.call("POST", path, Some(&wish));
            let status = answer.status;
            if status >= 400 {
                let problem = answer.problem(status);
                assert!(problem.to_string().len() < 4_000, "{path} {problem}");
            }
        }
    });
}

#[test]
fn questions_that_make_no_sense() {
    on_every_database(|server| {
        let id = one_person(server);
        let questions = [
            "/api/v1/people?filter=country%20%3D",
            "/api/v1/people?filter=%FF",
            "/api/v1/people?sort=shoe_size",
            "/api/v1/people?limit=-1",
            "/api/v1/people?limit=many",
            "/api/v1/people?limit=1&limit=2",
            "/api/v1/people?cursor=nonsense",
            "/api/v1/map?filter=(",
            "/api/v1/bad-events?cursor=x",
            "/api/v1/bad-events?limit=x",
            "/api/v1/people/ID/timeline?cursor=1",
            "/api/v1/people/ID/timeline?limit=x",
            "/api/v1/people/ID/history?days=0",
            "/api/v1/people/ID/history?days=x",
            "/api/v1/people/ID/history?days=99999999999",
            "/api/v1/people/ID/explanation?at=yesterday",
            "/api/v1/people/ID/explanation?at=2999-01-01T00:00:00Z",
        ];
        for question in questions {
            server
                .call("GET", &question.replace("ID", &id), None)
                .problem(400);
        }
        for missing in [
            "people/999999",
            "people/x",
            "people/-1",
            "people/99999999999999999999",
            "people/%00",
            "bad-events/1",
            "nonsense",
            "people/1/shoes",
        ] {
            server
                .call("GET", &format!("/api/v1/{missing}"), None)
                .problem(404);
        }
        for part in ["timeline", "history", "explanation"] {
            server
                .call("GET", &format!("/api/v1/people/999999/{part}"), None)
                .problem(404);
        }
        server.call("GET", "/v1/nonsense/else", None).problem(404);
    });
}

#[test]
fn a_faulty_filter_is_shown_its_place() {
    on_every_database(|server| {
        let filter = "fit >= 10 and shoe_size > 40";
        let encoded = filter
            .replace(' ', "%20")
            .replace('>', "%3E")
            .replace('=', "%3D");
        let problem = server
            .call("GET", &format!("/api/v1/people?filter={encoded}"), None)
            .problem(400);
        let error = &problem["errors"][0];
        assert_eq!(
            (&error["field"], &error["offset"], &error["length"]),
            (&json!("filter"), &json!(14), &json!(9)),
            "{problem}"
        );
    });
}

#[test]
fn forged_cursors_are_harmless() {
    on_every_database(|server| {
        let id = one_person(server);
        let numbers = [
            "0",
            "-1",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "",
        ];
        for at in numbers {
            for key in [
                "0",
                "7ff0000000000000",
                "fff8000000000000",
                "7fefffffffffffff",
                "x",
                "\u{0}",
                "9223372036854775807",
            ] {
                let cursor = BASE64_URL_SAFE_NO_PAD.encode(format!("{at};{at};{key}"));
                for sort in ["-engagement", "-created", "name"] {
                    let answer = server.call(
                        "GET",
                        &format!("/api/v1/people?sort={sort}&cursor={cursor}"),
                        None,
                    );
                    assert!(
                        matches!(answer.status, 200 | 400),
                        "{at};{key} {sort}: {}",
                        answer.status
                    );
                }
            }
            let path = format!("/api/v1/people/{id}/timeline?cursor={at}.{at}");
            let status = server.call("GET", &path, None).status;
            assert!(matches!(status, 200 | 400), "{path}: {status}");
        }
    });
}

#[test]
fn a_nul_is_a_character() {
    on_every_database(|server| {
        server.feed(&[json!({"type": "identify", "userId": "n\u{0}", "traits": {"name": "N\u{0}l", "plan\u{0}": "x\u{0}"}})]);
        let filters = [
            "name%20%3D%20%22N%00l%22",
            "count(page%20where%20path%20~%20%22%00*%22)",
            "profile.%22plan%00%22%20%3D%20%22x%00%22",
        ];
        for filter in filters {
            for path in ["people", "map"] {
                let answer = server.call("GET", &format!("/api/v1/{path}?filter={filter}"), None);
                assert!(
                    matches!(answer.status, 200 | 400),
                    "{filter}: {}",
                    String::from_utf8_lossy(&answer.body)
                );
            }
        }
        let id = server.get("/api/v1/people")["items"][0]["id"]
            .as_str()
            .expect("a person")
            .to_owned();
        server.get(&format!("/api/v1/people/{id}"));
        server.get(&format!("/api/v1/people/{id}/timeline"));
        let key = server.call("POST", "/api/v1/keys", Some(&json!({"name": "a\u{0}b"})));
        assert!(matches!(key.status, 201 | 400), "{}", key.status);
    });
}

#[test]
fn bodies_that_do_not_fit() {
    on_every_database(|server| {
        let bodies: [&[u8]; 6] = [b"", b"{", b"[]", b"{}", b"{\"name\": 5}", b"\xff"];
        for body in bodies {
            let headers = [
                ("cookie", server.cookie.as_str()),
                ("x-ripen-request", "1"),
                ("content-type", "application/json"),
            ];
            let answer = server.send("POST", "/api/v1/keys", &headers, body);
            assert!(matches!(answer.status, 400 | 422), "{}", answer.status);
            let status = answer.status;
            answer.problem(status);
        }
        let headers = [
            ("cookie", server.cookie.as_str()),
            ("x-ripen-request", "1"),
            ("content-type", "text/plain"),
        ];
        server
            .send("POST", "/api/v1/keys", &headers, b"{\"name\": \"x\"}")
            .problem(415);
        for name in [String::new(), "   ".into(), "x".repeat(101)] {
            server
                .call("POST", "/api/v1/keys", Some(&json!({"name": name})))
                .problem(400);
        }
        let many: Vec<String> = (0..1_001).map(|id| id.to_string()).collect();
        server
            .call(
                "POST",
                "/api/v1/bad-events/replay",
                Some(&json!({"ids": many})),
            )
            .problem(400);
        server
            .call(
                "POST",
                "/api/v1/bad-events/replay",
                Some(&json!({"ids": ["x"]})),
            )
            .problem(404);
        for id in ["999", "x"] {
            server
                .call("POST", &format!("/api/v1/merges/{id}/undo"), None)
                .problem(404);
            server
                .call("DELETE", &format!("/api/v1/keys/{id}"), None)
                .problem(404);
        }
        server
            .call("PUT", "/api/v1/people", Some(&Value::Null))
            .problem(405);
    });
}

#[test]
fn every_answer_carries_the_security_headers() {
    on_every_database(|server| {
        for (method, path) in [
            ("GET", "/"),
            ("GET", "/api/v1/people"),
            ("GET", "/api/v1/session"),
            ("GET", "/nothing.js"),
            ("POST", "/v1/track"),
            ("GET", "/health"),
        ] {
            let answer = server.send(method, path, &[], &[]);
            let policy = answer.header("content-security-policy");
            assert!(
                policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"),
                "{path}: {policy}"
            );
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        }
        // What is about people is not kept by anything between us and the browser.
        let answer = server.call("GET", "/api/v1/people", None);
        assert_eq!(answer.header("cache-control"), "no-store");
        let headers = [
            ("origin", "https://evil.example"),
            ("cookie", server.cookie.as_str()),
        ];
        let foreign = server.send("GET", "/api/v1/people", &headers, &[]);
        assert_eq!(foreign.header("access-control-allow-credentials"), "");
    });
}
