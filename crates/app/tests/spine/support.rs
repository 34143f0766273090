//! An application on a fresh database, and events to feed it with.

use ripen_store::ModelId;
use std::sync::Arc;

use ripen_app::capture::{Call, Captured, Client, Request, capture_request};
use ripen_app::models::file;
use ripen_app::people::{PersonDetail, Story};
use ripen_app::{Options, Ripen, clock};
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::access::KeyKind;
use ripen_store::identity::identity_load;
use ripen_store::log::Appended;
use ripen_store::models::{ModelVersion, model_publish_in_txn};
use ripen_store::testing::{TestDb, databases, sqlite};
use serde_json::{Value, json};

/// The source that events come by where a test does not say another.
pub const SOURCE: i64 = 1;

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
        test(&Bench::new(db, clock::now()));
    }
}

/// Runs a test on the embedded database alone: one that takes its time, and in which the engine has no say.
pub fn on_the_embedded_database(test: impl Fn(&Bench)) {
    test(&Bench::new(sqlite(), clock::now()));
}

/// Runs a test on every database, with a model that was published some hours ago.
pub fn on_every_database_since(hours: i64, test: impl Fn(&Bench)) {
    for db in databases() {
        eprintln!("on {}", db.db.engine());
        test(&Bench::new(db, hours_ago(hours)));
    }
}

/// Runs a test on two fresh databases of each engine, whose scores are kept from the same landmark
/// and so can be compared to the last bit.
pub fn on_pairs_of_databases(test: impl Fn(&Bench, &Bench)) {
    let landmark = clock::now();
    for (one, other) in databases().into_iter().zip(databases()) {
        eprintln!("on {}", one.db.engine());
        test(&Bench::new(one, landmark), &Bench::new(other, landmark));
    }
}

impl Bench {
    fn new(db: TestDb, landmark: Timestamp) -> Self {
        let model = ModelVersion {
            version: 0,
            name: "Default".into(),
            text: file::DEFAULT.into(),
            landmark,
            published_at: landmark,
            published_by: "test".into(),
            ..ModelVersion::default()
        };
        db.db
            .write(|conn| model_publish_in_txn(conn, &model))
            .expect("the model is published");
        let app = Ripen::open(db.db.clone(), Options::default()).expect("the application opens");
        Self { app, db }
    }

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

    /// Takes a batch of a source in and projects it.
    pub fn feed_from(&self, source_id: i64, events: &[Value]) {
        self.append_from(source_id, events);
        self.app.project_all().expect("the projection runs");
    }

    /// Takes a batch of a source in.
    pub fn append_from(&self, source_id: i64, events: &[Value]) {
        let mut captured = captured(events);
        captured
            .good
            .iter_mut()
            .for_each(|one| one.source_id = source_id);
        self.app.append(captured).expect("the events are appended");
    }

    /// A source whose key everybody can read. What is fed otherwise is another's, a server's.
    pub fn browser(&self) -> i64 {
        let own = self.app.write_key_create("Own", KeyKind::Server);
        assert_eq!(own.expect("a write key").0, SOURCE);
        let made = self.app.write_key_create("Site", KeyKind::Browser);
        made.expect("a write key").0
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

    /// Who holds an identifier.
    pub fn holder(&self, kind: IdentifierKind, value: &str) -> Option<i64> {
        let value = value.to_owned();
        let identifier = Identifier { kind, value };
        let known = self
            .db
            .db
            .read(|conn| identity_load(conn, &[&identifier]))
            .expect("identity is read");
        known.holder(&identifier)
    }

    /// The person with this user id.
    pub fn user(&self, id: &str) -> i64 {
        self.holder(IdentifierKind::UserId, id)
            .unwrap_or_else(|| panic!("somebody is {id}"))
    }

    /// The person with this visitor cookie.
    pub fn visitor(&self, id: &str) -> i64 {
        self.holder(IdentifierKind::AnonymousId, id)
            .unwrap_or_else(|| panic!("somebody has the cookie {id}"))
    }

    /// Everything about a person.
    pub fn person(&self, id: i64) -> PersonDetail {
        self.app.person(id).expect("a person")
    }

    /// The explanation of a person's scores, at any moment or now.
    pub fn explain(&self, id: i64, at: Option<Timestamp>) -> Story {
        self.app
            .person_explain(id, ModelId::PRIMARY, at)
            .expect("an explanation")
    }
}

/// A batch as captured.
pub fn captured(events: &[Value]) -> Captured {
    let body = json!({ "batch": events }).to_string();
    let client = Client {
        source_id: SOURCE,
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

/// What a browser of today says it is.
const BROWSER: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/// What a crawler says it is.
pub const CRAWLER: &str =
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

/// A page view by a visitor, some hours ago.
pub fn page(visitor: &str, path: &str, hours: i64) -> Value {
    json!({
        "type": "page", "messageId": format!("{visitor}-{path}-{hours}"), "anonymousId": visitor,
        "timestamp": hours_ago(hours).to_rfc3339(), "properties": {"path": path, "title": path},
        "context": {"userAgent": BROWSER},
    })
}

/// A page that a search engine fetched.
pub fn crawler(visitor: &str) -> Value {
    let mut fetched = page(visitor, "/pricing", 5);
    fetched["context"]["userAgent"] = CRAWLER.into();
    fetched
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

/// The same event with another visitor cookie; none with `null`.
pub fn with_visitor(mut event: Value, visitor: Value) -> Value {
    event["anonymousId"] = visitor;
    event
}
