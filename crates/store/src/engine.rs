//! The one place where SQLite and PostgreSQL differ.
//!
//! Everything above speaks one SQL (`$1` placeholders, CTEs, `ON CONFLICT`, `RETURNING`) through
//! [`Conn`]. The calls block: use cases are plain sequential code, and the HTTP layer runs them on
//! its blocking threads.

mod asker;
mod checkpoint;
mod error;
mod lock;
mod param;
#[cfg(test)]
mod pipeline_tests;
#[cfg(any(test, feature = "testing"))]
pub(crate) mod plans;
pub(crate) mod postgres;
mod row;
mod sqlite;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, OnceLock};

pub use asker::Asker;
pub use error::{Error, Result};
pub use lock::Lock;
pub(crate) use param::json_list;
pub use param::{Param, Value};
pub use row::{FromColumn, Row};

/// Which database to open.
#[derive(Clone)]
pub enum Target {
    /// The embedded database in this file.
    Sqlite(PathBuf),
    /// A PostgreSQL server: a `postgres://` URL.
    Postgres(String),
}

impl fmt::Debug for Target {
    /// Without the address of a server, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => f.debug_tuple("Postgres").finish_non_exhaustive(),
        }
    }
}

/// Questions that may take long which are answered at once; more would only wait for one another.
pub static QUESTIONS: LazyLock<usize> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    cores.clamp(2, 8)
});

/// Questions beside them that are only tried for a moment, so that what an index answers waits for none that
/// takes long.
pub const FIRST_TRIES: usize = 2;

/// Connections for them: some ask two things side by side.
fn asking_connections() -> u32 {
    2 * u32::try_from(*QUESTIONS + FIRST_TRIES).unwrap_or(1)
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Inner,
    damage: Arc<OnceLock<String>>,
}

#[derive(Clone)]
enum Inner {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// A connection inside a transaction.
pub enum Conn<'c> {
    /// SQLite.
    #[doc(hidden)]
    Sqlite(&'c rusqlite::Connection),
    /// PostgreSQL.
    #[doc(hidden)]
    Postgres(&'c mut postgres::Session),
}

impl Db {
    /// Opens the database; does not migrate it.
    ///
    /// # Errors
    /// When the file or the server cannot be used.
    pub fn open(target: &Target) -> Result<Self> {
        Ok(Self {
            inner: match target {
                Target::Sqlite(path) => Inner::Sqlite(sqlite::Sqlite::open(path)?),
                Target::Postgres(url) => Inner::Postgres(postgres::Postgres::open(url)?),
            },
            damage: Arc::default(),
        })
    }

    /// Name of the engine, for logs and tests.
    pub fn engine(&self) -> &'static str {
        match &self.inner {
            Inner::Sqlite(_) => "sqlite",
            Inner::Postgres(_) => "postgres",
        }
    }

    /// Runs `work` on one consistent snapshot.
    ///
    /// # Errors
    /// Those of `work` and of the database.
    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        self.noted(match &self.inner {
            Inner::Sqlite(db) => db.read(work),
            Inner::Postgres(db) => db.read(work),
        })
    }

    /// As [`Self::read`], for what may take long: on connections of its own, so that what everybody
    /// depends on (keys, sessions, the projection) never waits for it, and not longer than the asker
    /// waits.
    ///
    /// # Errors
    /// [`Error::TooCostly`] when it took too long or the asker has left; as [`Self::read`].
    pub fn ask<T>(&self, asker: &Asker, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        self.noted(match &self.inner {
            Inner::Sqlite(db) => db.ask(asker, work),
            Inner::Postgres(db) => db.ask(asker, work),
        })
    }

    /// Runs `work` in a transaction that is durable when this returns `Ok`, and undone otherwise.
    ///
    /// # Errors
    /// Those of `work` and of the database.
    pub fn write<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        #[cfg(debug_assertions)]
        lock::order::begin();
        self.noted(match &self.inner {
            Inner::Sqlite(db) => db.write(work),
            Inner::Postgres(db) => db.write(work),
        })
    }

    /// Takes the memory that makes much writing fast, until [`Self::rest`]. Until somebody asks for that, a server
    /// that has little to do needs little.
    ///
    /// # Errors
    /// When the database does not let it.
    pub fn expect_much(&self) -> Result<()> {
        match &self.inner {
            Inner::Sqlite(db) => db.expect_much(),
            Inner::Postgres(_) => Ok(()),
        }
    }

    /// Gives back the memory that work has taken, since for now there is none.
    ///
    /// # Errors
    /// When the database does not let it.
    pub fn rest(&self) -> Result<()> {
        match &self.inner {
            Inner::Sqlite(db) => db.rest(),
            Inner::Postgres(_) => Ok(()),
        }
    }

    /// Reads the whole file of an embedded database to see whether it is sound; `is_over` ends that early. A server
    /// has means of its own.
    ///
    /// # Errors
    /// [`Error::Damaged`], which [`Self::damage`] tells from then on; those of the database.
    pub fn check(&self, is_over: impl Fn() -> bool + Send + 'static) -> Result<()> {
        self.noted(match &self.inner {
            Inner::Sqlite(db) => db.check(is_over),
            Inner::Postgres(_) => Ok(()),
        })
    }

    /// What the database found damaged since it was opened, the first time.
    pub fn damage(&self) -> Option<&str> {
        self.damage.get().map(String::as_str)
    }

    fn noted<T>(&self, outcome: Result<T>) -> Result<T> {
        if let Err(Error::Damaged(what)) = &outcome
            && self.damage.set(what.clone()).is_ok()
        {
            tracing::error!(what, "the database is damaged: restore a backup");
        }
        outcome
    }

    /// Brings the schema up to date, a transaction for each migration, so that one that is cut off goes
    /// on where it was; returns how many ran.
    ///
    /// # Errors
    /// When the database is newer than this program, or a migration fails.
    pub fn migrate(&self) -> Result<usize> {
        let mut ran = 0;
        while self.write(crate::schema::migrate_step_in_txn)? {
            ran += 1;
        }
        Ok(ran)
    }
}

impl Conn<'_> {
    /// Runs a statement; returns how many rows it touched.
    pub fn execute(&mut self, sql: &str, params: &[Param]) -> Result<u64> {
        match self {
            Self::Sqlite(conn) => sqlite::execute(conn, sql, params),
            Self::Postgres(session) => session.execute(sql, params),
        }
    }

    /// Runs a statement of which nothing is to be known but that it went well.
    ///
    /// # Errors
    /// Those of the database; see [`Self::pipeline`].
    pub fn run(&mut self, sql: &str, params: &[Param]) -> Result<()> {
        match self {
            Self::Sqlite(conn) => sqlite::execute(conn, sql, params).map(|_| ()),
            Self::Postgres(session) => session.run(sql, params),
        }
    }

    /// Has everything that gives nothing back ([`Self::run`], [`Self::insert`], [`Self::update_all`], [`Self::lock`]) be sent to a
    /// server without waiting for its answer, to the end of the transaction. A failure of it is that of a later
    /// call, or of the transaction: not for where a failure means something in particular.
    pub fn pipeline(&mut self) {
        if let Self::Postgres(session) = self {
            session.pipeline();
        }
    }

    /// Waits until everything that was only sent went well; see [`Self::pipeline`].
    ///
    /// # Errors
    /// The first that there was.
    pub fn settle(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(session) => session.settle(),
        }
    }

    /// Runs several statements without parameters, as migrations are.
    pub fn execute_script(&mut self, sql: &str) -> Result<()> {
        match self {
            Self::Sqlite(conn) => Ok(conn.execute_batch(sql)?),
            Self::Postgres(session) => session.execute_script(sql),
        }
    }

    /// Hands each row of a query to `each`, without keeping them.
    ///
    /// # Errors
    /// Those of the database and of `each`.
    pub fn for_each(
        &mut self,
        sql: &str,
        params: &[Param],
        mut each: impl FnMut(&Row) -> Result<()>,
    ) -> Result<()> {
        #[cfg(any(test, feature = "testing"))]
        plans::note(self, sql, params)?;
        match self {
            Self::Sqlite(conn) => sqlite::for_each(conn, sql, params, &mut each),
            Self::Postgres(session) => session.for_each(sql, params, &mut each),
        }
    }

    /// Hands each row of several queries to `each`, with the place of its query, in the order of the queries.
    /// On a server all of them are asked at once, which costs the way there and back once.
    ///
    /// # Errors
    /// Those of the database and of `each`.
    pub fn for_each_of(
        &mut self,
        queries: &[(&str, &[Param])],
        mut each: impl FnMut(usize, &Row) -> Result<()>,
    ) -> Result<()> {
        #[cfg(any(test, feature = "testing"))]
        for (sql, params) in queries {
            plans::note(self, sql, params)?;
        }
        match self {
            Self::Sqlite(conn) => {
                for (place, (sql, params)) in queries.iter().enumerate() {
                    sqlite::for_each(conn, sql, params, &mut |row| each(place, row))?;
                }
                Ok(())
            }
            Self::Postgres(session) => session.for_each_of(queries, &mut each),
        }
    }

    /// All rows of a query, each made into a `T`.
    ///
    /// # Errors
    /// Those of the database and of `make`.
    pub fn query<T>(
        &mut self,
        sql: &str,
        params: &[Param],
        mut make: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.for_each(sql, params, |row| {
            rows.push(make(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// Those of the database and of `make`.
    pub fn query_opt<T>(
        &mut self,
        sql: &str,
        params: &[Param],
        make: impl FnMut(&Row) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.query(sql, params, make)?.into_iter().next())
    }

    /// The first column of the first row of a query that always has one.
    ///
    /// # Errors
    /// Those of the database; [`Error::NotFound`] when there is no row.
    pub fn query_value<T: FromColumn>(&mut self, sql: &str, params: &[Param]) -> Result<T> {
        self.query_opt(sql, params, |row| row.get(0))?
            .ok_or(Error::NotFound)
    }

    /// Inserts rows; `tail` is what follows the values, e.g. `ON CONFLICT … DO UPDATE …`.
    pub fn insert(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Param>],
        tail: &str,
    ) -> Result<()> {
        match self {
            _ if rows.is_empty() => Ok(()),
            Self::Sqlite(conn) => sqlite::insert(conn, table, columns, rows, tail, |_, _| ()),
            Self::Postgres(session) => session.insert(table, columns, rows, tail),
        }
    }

    /// Inserts rows whose first column is a unique number, leaving out those that meet an existing
    /// unique key; tells for each whether it went in.
    pub fn insert_new(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Param>],
    ) -> Result<Vec<bool>> {
        match self {
            Self::Sqlite(conn) => {
                let mut went_in = vec![false; rows.len()];
                let tail = "ON CONFLICT DO NOTHING";
                sqlite::insert(conn, table, columns, rows, tail, |at, changed| {
                    went_in[at] = changed > 0
                })?;
                Ok(went_in)
            }
            Self::Postgres(session) => session.insert_new(table, columns, rows),
        }
    }

    /// Sets the columns of known rows: the first column is the unique number that a row is known by,
    /// the others get the values. `guard` is SQL over the row as it is stored, e.g. `AND …`; tells
    /// for each whether there was such a row.
    pub fn update(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Param>],
        guard: &str,
    ) -> Result<Vec<bool>> {
        match self {
            _ if rows.is_empty() => Ok(Vec::new()),
            Self::Sqlite(conn) => sqlite::update(conn, table, columns, rows, guard),
            Self::Postgres(session) => session.update(table, columns, rows, guard),
        }
    }

    /// Sets the columns of rows that are all there: the first column is the unique number that a row is known
    /// by, the others get the values. May be only sent; see [`Self::pipeline`].
    ///
    /// # Errors
    /// [`Error::NotFound`] when one is not there; those of the database.
    pub fn update_all(&mut self, table: &str, columns: &[&str], rows: &[Vec<Param>]) -> Result<()> {
        match self {
            _ if rows.is_empty() => Ok(()),
            Self::Sqlite(conn) => {
                let written = sqlite::update(conn, table, columns, rows, "")?;
                match written.into_iter().all(|written| written) {
                    true => Ok(()),
                    false => Err(Error::NotFound),
                }
            }
            Self::Postgres(session) => session.update_all(table, columns, rows),
        }
    }

    /// SQL for "`column` is one of the values in parameter `$n`", a list parameter.
    pub fn any(&self, column: &str, n: usize) -> String {
        match self {
            Self::Sqlite(_) => format!("{column} IN (SELECT value FROM json_each(${n}))"),
            Self::Postgres(_) => format!("{column} = ANY(${n})"),
        }
    }

    /// SQL for a text that is compared and sorted by its bytes, whatever the database's language is.
    pub fn in_byte_order(&self, text: &str) -> String {
        match self {
            Self::Sqlite(_) => text.to_owned(),
            Self::Postgres(_) => format!("({text}) COLLATE \"C\""),
        }
    }

    /// Waits until no other process holds this lock; held to the end of the transaction. On SQLite a write
    /// transaction is alone anyway.
    ///
    /// # Errors
    /// Those of the database.
    ///
    /// # Panics
    /// In debug builds, when it comes before one that the transaction holds in the order of [`Lock`].
    pub fn lock(&mut self, lock: Lock) -> Result<()> {
        #[cfg(debug_assertions)]
        lock::order::take(lock);
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(_) => {
                self.run("SELECT pg_advisory_xact_lock($1)", &[lock.number().into()])
            }
        }
    }

    /// Lifts the time limit of statements to the end of the transaction, for what may take as long as
    /// the database is large.
    pub(crate) fn lift_time_limit(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(_) => self.execute_script("SET LOCAL statement_timeout = 0"),
        }
    }

    /// The execution plan of a query, a line per step.
    pub fn explain(&mut self, sql: &str, params: &[Param]) -> Result<Vec<String>> {
        match self {
            Self::Sqlite(_) => self.query(&format!("EXPLAIN QUERY PLAN {sql}"), params, |row| {
                row.get(3)
            }),
            Self::Postgres(_) => self.query(&format!("EXPLAIN (COSTS OFF) {sql}"), params, |row| {
                row.get(0)
            }),
        }
    }

    /// What stands for `{seq}` and `{clustered}` in a migration.
    pub(crate) fn dialect(&self, sql: &str) -> String {
        let (seq, clustered, counted) = match self {
            Self::Sqlite(_) => (
                "INTEGER",
                "WITHOUT ROWID",
                "INTEGER PRIMARY KEY AUTOINCREMENT",
            ),
            Self::Postgres(_) => (
                "BIGINT",
                "",
                "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            ),
        };
        sql.replace("{seq}", seq)
            .replace("{clustered}", clustered)
            .replace("{counted}", counted)
    }

    /// What a query of rows to be changed says at its end, so that it leaves out what other transactions change: of an
    /// embedded database there is only one at a time.
    pub(crate) fn skipping_locked(&self, table: &str) -> String {
        match self {
            Self::Sqlite(_) => String::new(),
            Self::Postgres(_) => format!(" FOR UPDATE OF {table} SKIP LOCKED"),
        }
    }

    /// A migration that only one engine needs.
    pub(crate) fn only_here<'s>(&self, sqlite: &'s str, postgres: &'s str) -> &'s str {
        match self {
            Self::Sqlite(_) => sqlite,
            Self::Postgres(_) => postgres,
        }
    }

    /// Whether a table of this name exists.
    pub(crate) fn has_table(&mut self, name: &str) -> Result<bool> {
        let sql = match self {
            Self::Sqlite(_) => {
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $1"
            }
            Self::Postgres(_) => {
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1"
            }
        };
        Ok(self.query_value::<i64>(sql, &[name.into()])? > 0)
    }
}
