//! A fresh database for each test, on every engine that is there.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

pub use crate::engine::plans::plans_of;
use crate::engine::postgres::{Server, Session};
use crate::engine::{Db, Result, Target};

/// Names the PostgreSQL server that tests may make databases on, as a `postgres://` URL.
pub const POSTGRES: &str = "RIPEN_TEST_POSTGRES";

/// The filters that lists are asked for most.
pub const USUAL_FILTERS: [&str; 15] = [
    "temperature = hot",
    "country = \"CZ\" and fit >= 30",
    "title has any (\"CEO\", \"Owner\")",
    "email.domain is free",
    "stage = customer and last_touch within 14d",
    "source = \"newsletter\"",
    "profile.plan = \"pro\"",
    "count(page where path ~ \"/pricing*\", 7d) >= 3",
    "count(page where role = pricing, 7d) >= 3",
    "sum(amount of order, 30d) >= 1000 or last(page) within 14d",
    "signal(asked_price, 7d) and company.people >= 5",
    "signal(company_surge, 7d)",
    "company.name = \"Company 7\"",
    "search = \"jana novakova\"",
    "search = \"0532 123\"",
];

/// A fresh, migrated database; it goes away with this value.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// How to open it once more.
    pub target: Target,
    drop: Option<(String, String)>,
    _dir: Option<tempfile::TempDir>,
}

/// One fresh database on SQLite and, where a server is named, one on PostgreSQL.
///
/// # Panics
/// When a database cannot be made.
pub fn databases() -> Vec<TestDb> {
    let mut all = vec![sqlite()];
    match std::env::var(POSTGRES) {
        Ok(url) => all.push(postgres(&url)),
        Err(_) => eprintln!("skipped on PostgreSQL: {POSTGRES} is not set"),
    }
    all
}

/// A fresh database on SQLite.
///
/// # Panics
/// When it cannot be made.
pub fn sqlite() -> TestDb {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let target = Target::Sqlite(dir.path().join("ripen.db"));
    let db = Db::open(&target).expect("SQLite opens");
    db.migrate().expect("migrations run");
    TestDb {
        db,
        target,
        drop: None,
        _dir: Some(dir),
    }
}

/// A fresh database on PostgreSQL, copied from a template that all processes share.
fn postgres(url: &str) -> TestDb {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let template = template(url);
    let name = format!(
        "ripen_test_{}_{}",
        std::process::id(),
        NUMBER.fetch_add(1, Ordering::Relaxed)
    );
    // A process that is gone may have had this number, and left its database.
    run(url, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    run(url, &format!("CREATE DATABASE {name} TEMPLATE {template}"));
    let target = Target::Postgres(with_database(url, &name));
    let db = Db::open(&target).expect("PostgreSQL opens");
    TestDb {
        db,
        target,
        drop: Some((url.to_owned(), name)),
        _dir: None,
    }
}

/// The migrated database that others are copied from, named after the migrations: the first process
/// that needs it makes it, the others wait. Nobody connects to it under its final name, so that it
/// can be copied at any time.
fn template(url: &str) -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("ripen_template_{:016x}", crate::schema::fingerprint());
        let made = format!("{name}_making");
        let mut client = connect(url).expect("PostgreSQL opens");
        let lock = "SELECT pg_advisory_lock(hashtext('ripen_template'))";
        client
            .execute_script(lock)
            .expect("the lock is free at last");
        let exists = "SELECT 1 FROM pg_database WHERE datname = $1";
        let mut is_there = false;
        let found = client.for_each(exists, &[(&name).into()], &mut |_| {
            is_there = true;
            Ok(())
        });
        found.expect("it answers");
        if !is_there {
            run(url, &format!("DROP DATABASE IF EXISTS {made} WITH (FORCE)"));
            run(url, &format!("CREATE DATABASE {made}"));
            let db = Db::open(&Target::Postgres(with_database(url, &made)));
            let db = db.expect("PostgreSQL opens");
            db.migrate().expect("migrations run");
            drop(db);
            run(url, &format!("ALTER DATABASE {made} RENAME TO {name}"));
        }
        // The lock goes with the connection.
        name
    })
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Some((url, name)) = &self.drop {
            run(url, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// The URL with another database name.
fn with_database(url: &str, name: &str) -> String {
    let (server, query) = url
        .split_once('?')
        .map_or((url, None), |(server, query)| (server, Some(query)));
    let at = server.find("://").map_or(0, |at| at + 3);
    let host_end = server[at..]
        .find('/')
        .map_or(server.len(), |slash| at + slash);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{name}{query}", &server[..host_end])
}

fn run(url: &str, sql: &str) {
    // CREATE DATABASE must not run inside a transaction, which is all that `Db` offers; a copy of a
    // template fails while somebody is connected to it, so it is tried for a while.
    let mut last = None;
    for _ in 0..50 {
        match try_run(url, sql) {
            Ok(()) => return,
            Err(error) => last = Some(error),
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("{sql}: {last:?}");
}

fn try_run(url: &str, sql: &str) -> Result<()> {
    connect(url)?.execute_script(sql)
}

fn connect(url: &str) -> Result<Session> {
    Session::connect(&Server::at(url)?)
}
