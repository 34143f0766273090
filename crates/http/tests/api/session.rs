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

/// Whether attempts are refused before long: some come back while they are made.
fn refused_soon(attempt: impl Fn(usize) -> Answer) -> bool {
    (0..250).any(|nth| attempt(nth).status == 429)
}

#[test]
fn attempts_are_limited() {
    let wrong = |server: &Server, email: &str, from: &str| {
        let from = [("x-forwarded-for", from)];
        sign_in(server, email, "wrong password", &from)
    };
    // Nobody vouches for the header, so another address in it does not help.
    on_sqlite(Config::default(), |server| {
        for attempt in 0..10 {
            wrong(server, EMAIL, &format!("203.0.113.{attempt}")).problem(401);
        }
        let answer = sign_in(server, EMAIL, PASSWORD, &[]);
        assert_eq!(answer.header("retry-after"), "60");
        answer.problem(429);
        // Colleagues behind the same address may still try, but not for ever.
        wrong(server, "colleague@example.com", "").problem(401);
        assert!(refused_soon(|nth| wrong(
            server,
            &format!("colleague{nth}@example.com"),
            ""
        )));
        server.get("/api/v1/session");
    });
    let config = Config {
        trusted_proxies: 1,
        secure_cookies: true,
        ..Config::default()
    };
    // Behind a proxy the address is another each time; the owner is not kept out by it.
    on_sqlite(config, |server| {
        let home = [("x-forwarded-for", "192.0.2.1")];
        let answer = sign_in(server, EMAIL, PASSWORD, &home);
        let set = answer.header("set-cookie");
        assert!(set.ends_with("; Secure"), "{set}");
        answer.ok();
        assert!(refused_soon(|nth| wrong(
            server,
            EMAIL,
            &format!("203.0.113.{nth}")
        )));
        sign_in(server, " ADMIN@example.com", PASSWORD, &home).ok();
    });
}
