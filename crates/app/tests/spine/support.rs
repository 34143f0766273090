//! An application on a fresh database, and events to feed it with.

use std::sync::Arc;

use ripen_app::capture::{Call, Captured, Client, Request, capture_request};
use ripen_app::{Options, Ripen, clock};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::log::Appended;
use ripen_store::testing::{TestDb, databases};
use serde_json::{Value, json};

/// An application on a fresh database.
pub struct Bench {
    /// The application.
    pub app: Arc<Ripen>,
    /// Its database.
    pub db: TestDb,
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.app.stop();
    }
}

/// Runs a test on every database.
pub fn on_every_database(test: impl Fn(&Bench)) {
    for db in databases() {
        eprintln!("on {}", db.db.engine());
        let app = Ripen::open(db.db.clone(), Options::default()).expect("the application opens");
        test(&Bench { app, db });
    }
}

impl Bench {
    /// Takes a batch in and projects it.
    pub fn feed(&self, events: &[Value]) -> Vec<Appended> {
        let appended = self.append(events);
        self.app.project_all().expect("the projection runs");
        appended
    }

    /// Takes a batch in.
    pub fn append(&self, events: &[Value]) -> Vec<Appended> {
        self.app
            .append(captured(events))
            .expect("the events are appended")
    }

    /// The only person that a filter finds.
    pub fn only(&self, filter: &str) -> i64 {
        let query = ripen_app::people::PeopleQuery {
            filter: filter.into(),
            limit: 10,
            ..Default::default()
        };
        let page = self.app.people_list(&query).expect("the list is read");
        assert_eq!(page.people.len(), 1, "people that {filter} finds");
        page.people[0].person.id
    }
}

/// A batch as captured.
pub fn captured(events: &[Value]) -> Captured {
    let body = json!({ "batch": events }).to_string();
    let client = Client {
        source_id: 1,
        received_at: clock::now(),
        ..Client::default()
    };
    capture_request(&Request {
        call: Call::Batch,
        client,
        body: body.as_bytes(),
    })
    .expect("a batch")
}

/// The moment `hours` hours ago.
pub fn hours_ago(hours: i64) -> Timestamp {
    clock::now() - Span::hours(hours)
}

/// A page view by a visitor, some hours ago.
pub fn page(visitor: &str, path: &str, hours: i64) -> Value {
    json!({
        "type": "page", "messageId": format!("{visitor}-{path}-{hours}"), "anonymousId": visitor,
        "timestamp": hours_ago(hours).to_rfc3339(), "properties": {"path": path, "title": path},
        "context": {"userAgent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"},
    })
}

/// Traits of a user, some hours ago.
pub fn identify(visitor: &str, user: Option<&str>, traits: Value, hours: i64) -> Value {
    json!({
        "type": "identify", "messageId": format!("id-{visitor}-{user:?}-{hours}"), "anonymousId": visitor, "userId": user,
        "timestamp": hours_ago(hours).to_rfc3339(), "traits": traits,
    })
}

/// Something a user did, some hours ago.
pub fn track(user: &str, event: &str, properties: Value, hours: i64) -> Value {
    json!({
        "type": "track", "messageId": format!("{user}-{event}-{hours}"), "userId": user, "event": event,
        "timestamp": hours_ago(hours).to_rfc3339(), "properties": properties,
    })
}
