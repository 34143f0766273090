//! Everybody signed in may look at models; administrators and marketers change them.

use ripen_app::clock;
use ripen_store::access::{User, user_create_in_txn};

use crate::contract::operations;
use crate::support::{Server, on_every_database};

const PASSWORD: &str = "another long password";

/// The session cookie of a new user with this role.
pub fn sign_in_as(server: &Server, role: &str) -> String {
    let email = format!("{role}@example.com");
    let user = User {
        id: 0,
        email: email.clone(),
        name: role.into(),
        role: role.into(),
        password_hash: String::new(),
    };
    let made = server
        .app
        .db()
        .write(|conn| user_create_in_txn(conn, &user, clock::now()));
    made.expect("a user");
    server
        .app
        .user_set_password(&email, PASSWORD)
        .expect("a password");
    let (_, token) = server.app.sign_in(&email, PASSWORD).expect("a session");
    format!("ripen_session={token}")
}

/// Those operations on models that change something.
fn changes() -> Vec<(String, String)> {
    let changes_models = |(method, path): &(String, String)| {
        let only_looks = method == "GET" || path.ends_with("/try") || path.ends_with("/backtest");
        path.starts_with("/api/v1/model") && !only_looks && !path.ends_with("/suggest")
    };
    operations().into_iter().filter(changes_models).collect()
}

fn status(server: &Server, cookie: &str, (method, path): &(String, String)) -> u16 {
    let headers = [
        ("cookie", cookie),
        ("x-ripen-request", "1"),
        ("content-type", "application/json"),
    ];
    let path = path.replace("{version}", "1").replace("{key}", "none");
    let body: &[u8] = if method == "DELETE" { b"" } else { b"{}" };
    server.send(method, &path, &headers, body).status
}

#[test]
fn changing_models_takes_the_role_for_it() {
    on_every_database(|server| {
        let changes = changes();
        assert_eq!(changes.len(), 8, "{changes:?}");
        let sales = sign_in_as(server, "sales");
        for operation in &changes {
            assert_eq!(status(server, &sales, operation), 403, "{operation:?}");
        }
        let marketer = sign_in_as(server, "marketer");
        for operation in &changes {
            let status = status(server, &marketer, operation);
            assert!(
                !matches!(status, 401 | 403 | 500..),
                "{operation:?}: {status}"
            );
        }
        for path in [
            "",
            "/draft",
            "/versions",
            "/versions/1",
            "/diff",
            "/progress",
        ] {
            let path = format!("/api/v1/model{path}");
            let headers = [("cookie", sales.as_str())];
            let answer = server.send("GET", &path, &headers, &[]);
            assert_eq!(answer.status, 200, "{path}");
        }
    });
}
