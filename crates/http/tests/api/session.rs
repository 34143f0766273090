//! Signing in and out.

use ripen_http::Config;
use serde_json::json;

use crate::support::{Answer, EMAIL, PASSWORD, Server, on_every_database, on_sqlite};

fn sign_in(server: &Server, email: &str, password: &str, headers: &[(&str, &str)]) -> Answer {
    let headers = [
        headers,
        &[
            ("x-ripen-request", "1"),
            ("content-type", "application/json"),
        ],
    ]
    .concat();
    let body = json!({"email": email, "password": password}).to_string();
    server.send("POST", "/api/v1/session", &headers, body.as_bytes())
}

fn cookie(answer: &Answer) -> String {
    answer
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_session_begins_and_ends() {
    on_every_database(|server| {
        let answer = sign_in(server, " Admin@Example.com ", PASSWORD, &[]);
        let set = answer.header("set-cookie").to_owned();
        for flag in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
            assert!(set.contains(flag), "{set}");
        }
        assert!(!set.contains("Secure") && !set.contains("Domain"), "{set}");
        let cookie = cookie(&answer);
        assert!(
            cookie.len() > 60,
            "the token is long enough not to be guessed: {}",
            cookie.len()
        );
        let body = answer.ok();
        assert_eq!(body["user"]["email"], EMAIL);
        assert!(!body.to_string().contains("argon2"), "{body}");
        let headers = [("cookie", cookie.as_str()), ("x-ripen-request", "1")];
        // Where the live stream begins may have moved on by now; who signed in has not.
        assert_eq!(
            server.send("GET", "/api/v1/session", &headers, &[]).ok()["user"],
            body["user"]
        );
        let ended = server.send("DELETE", "/api/v1/session", &headers, &[]);
        assert_eq!(ended.status, 204);
        assert!(ended.header("set-cookie").contains("Max-Age=0"));
        server
            .send("GET", "/api/v1/session", &headers, &[])
            .problem(401);
        // Other sessions stand until the password changes.
        server.get("/api/v1/session");
        server
            .app
            .user_set_password(EMAIL, "another password")
            .expect("it is changed");
        server.call("GET", "/api/v1/session", None).problem(401);
    });
}

#[test]
fn wrong_credentials_tell_nothing() {
    on_every_database(|server| {
        let wrong = sign_in(server, EMAIL, "wrong password", &[]).problem(401);
        let long = "x".repeat(100_000);
        for (email, password) in [
            ("nobody@example.com", PASSWORD),
            (EMAIL, ""),
            ("", ""),
            ("a\u{0}@b.c", "x"),
            (EMAIL, &long),
        ] {
            assert_eq!(
                sign_in(server, email, password, &[]).problem(401),
                wrong,
                "{email:?}"
            );
        }
    });
}

#[test]
fn attempts_are_limited() {
    // Nobody vouches for the header, so another address in it does not help.
    on_sqlite(Config::default(), |server| {
        for attempt in 0..10 {
            let from = format!("203.0.113.{attempt}");
            sign_in(
                server,
                EMAIL,
                "wrong password",
                &[("x-forwarded-for", &from)],
            )
            .problem(401);
        }
        let answer = sign_in(
            server,
            "other@example.com",
            PASSWORD,
            &[("x-forwarded-for", "203.0.113.99")],
        );
        assert_eq!(answer.header("retry-after"), "60");
        answer.problem(429);
        sign_in(server, EMAIL, PASSWORD, &[]).problem(429);
        server.get("/api/v1/session");
    });
    // Behind a proxy the address is another each time, but the account is the same.
    on_sqlite(
        Config {
            trusted_proxies: 1,
            secure_cookies: true,
            ..Config::default()
        },
        |server| {
            for attempt in 0..10 {
                let from = format!("203.0.113.{attempt}");
                sign_in(
                    server,
                    EMAIL,
                    "wrong password",
                    &[("x-forwarded-for", &from)],
                )
                .problem(401);
            }
            let fresh = [("x-forwarded-for", "203.0.113.99")];
            sign_in(server, " ADMIN@example.com", PASSWORD, &fresh).problem(429);
            server
                .app
                .admin_create("second@example.com", "", PASSWORD)
                .expect("a user");
            let answer = sign_in(server, "second@example.com", PASSWORD, &fresh);
            assert!(
                answer.header("set-cookie").ends_with("; Secure"),
                "{}",
                answer.header("set-cookie")
            );
            answer.ok();
        },
    );
}
