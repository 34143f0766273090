//! SQLite: one writer, many readers, write-ahead log, full synchronisation.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use ripen_domain::interaction::{PageRole, Properties, properties};

use super::checkpoint::Checkpointer;
use super::{Asker, Conn, Error, Param, Result, Row};

/// Earlier releases can corrupt the write-ahead log (fixed in 3.51.3).
const OLDEST_SQLITE: i32 = 3_051_003;
/// Connections that read. Each has a page cache of its own, and the pages of a mapped file would count
/// as memory once for each of them (nearly 2 GB with a million people), so the file is not mapped.
const READERS: u32 = 4;
/// Kilobytes of the file that the writer remembers until there is much to write: memory that was taken once is
/// not given back to the system.
const FEW_PAGES: i64 = 8_000;
/// And from then on.
const MANY_PAGES: i64 = 64_000;
/// Steps of SQLite's virtual machine between two looks at whether an answer is still waited for.
const STEPS: i32 = 10_000;

#[derive(Clone)]
pub struct Sqlite {
    path: PathBuf,
    writer: Arc<Mutex<Connection>>,
    /// Whether the writer remembers many pages.
    expects_much: Arc<AtomicBool>,
    readers: r2d2::Pool<Readers>,
    askers: r2d2::Pool<Readers>,
    _checkpointer: Arc<Checkpointer>,
}

impl Sqlite {
    pub fn open(path: &Path) -> Result<Self> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(Error::Version(format!(
                "SQLite {} is too old; at least 3.51.3 is needed",
                rusqlite::version()
            )));
        }
        // SQLite would take it for a new one; no version of Ripen leaves such a file.
        if std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() == 0) {
            let told = "its file is empty; if there is nothing to restore, remove it to begin anew";
            return Err(Error::Damaged(told.to_owned()));
        }
        let writer = connect(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        );
        let writer = writer.map_err(|error| match error.sqlite_error_code() {
            // There is no server that could be away.
            Some(ErrorCode::CannotOpen) => Error::NotWritable(error.to_string()),
            _ => error.into(),
        })?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        writer.pragma_update(None, "synchronous", "FULL")?;
        // What the projection asks, it asks in one way: else SQLite prepares a statement with a bound `LIMIT` anew
        // each time, in case another value asks for another plan, which took a ninth of the projection's work.
        writer.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        writer.pragma_update(None, "cache_size", -FEW_PAGES)?;
        // The checkpointer does this ahead of time; the writer itself only when it falls behind.
        writer.pragma_update(None, "wal_autocheckpoint", 32_000)?;
        // Beyond this the log file is cut back after a checkpoint, so that one import does not
        // leave a huge file behind.
        writer.pragma_update(None, "journal_size_limit", 256 << 20)?;
        let readers = |many, idle| {
            r2d2::Pool::builder()
                .max_size(many)
                .min_idle(Some(idle))
                .test_on_check_out(false)
                .connection_timeout(Duration::from_secs(10))
                .build(Readers(path.to_owned()))
        };
        let checkpointer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Arc::new(Mutex::new(writer)),
            expects_much: Arc::default(),
            readers: readers(READERS, 1)?,
            askers: readers(super::asking_connections(), 0)?,
            _checkpointer: Arc::new(Checkpointer::start(checkpointer, path)),
        })
    }

    pub fn read<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let conn = self.readers.get()?;
        let snapshot = conn.unchecked_transaction()?;
        let result = work(&mut Conn::Sqlite(&snapshot));
        drop(snapshot);
        result
    }

    pub fn ask<T>(&self, asker: &Asker, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = self.askers.get()?;
        let limited = Limited::new(&mut conn, asker)?;
        let snapshot = limited.0.unchecked_transaction()?;
        work(&mut Conn::Sqlite(&snapshot))
    }

    pub fn write<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut writer = self.writer.lock();
        let txn = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let result = work(&mut Conn::Sqlite(&txn))?;
        txn.commit()?;
        Ok(result)
    }

    /// Has the writer remember many pages of the file from now on.
    pub fn expect_much(&self) -> Result<()> {
        if !self.expects_much.swap(true, Ordering::Relaxed) {
            let writer = self.writer.lock();
            writer.pragma_update(None, "cache_size", -MANY_PAGES)?;
        }
        Ok(())
    }

    /// Gives back the memory of pages that are remembered and not in use.
    pub fn rest(&self) -> Result<()> {
        {
            let writer = self.writer.lock();
            self.expects_much.store(false, Ordering::Relaxed);
            writer.pragma_update(None, "cache_size", -FEW_PAGES)?;
            shrink(&writer)?;
        }
        for pool in [&self.readers, &self.askers] {
            let idle = (0..pool.state().idle_connections).filter_map(|_| pool.try_get());
            // Held until all are through, or the same one would come again.
            let idle: Vec<_> = idle.collect();
            idle.iter().try_for_each(|conn| shrink(conn))?;
        }
        Ok(())
    }

    /// Looks at every page, a table with its indexes in a transaction.
    pub fn check(&self, is_over: impl Fn() -> bool + Send + 'static) -> Result<()> {
        let mut conn = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        conn.progress_handler(STEPS, Some(is_over))?;
        let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
        let tables = tables.query_map([], |row| row.get(0))?;
        for table in tables.collect::<rusqlite::Result<Vec<String>>>()? {
            let mut found = None;
            conn.pragma(None, "quick_check", table, |row| {
                let line: String = row.get(0)?;
                found = found.take().or(Some(line).filter(|line| line != "ok"));
                Ok(())
            })?;
            if let Some(found) = found {
                return Err(Error::Damaged(found));
            }
        }
        Ok(())
    }
}

fn shrink(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch("PRAGMA shrink_memory")
}

/// A connection whose statements end when the asker does not wait any more; as before when dropped.
struct Limited<'c>(&'c mut Connection);

impl<'c> Limited<'c> {
    fn new(conn: &'c mut Connection, asker: &Asker) -> rusqlite::Result<Self> {
        let (asker, until) = (asker.clone(), Instant::now() + asker.patience());
        let is_over = move || asker.is_gone() || Instant::now() >= until;
        conn.progress_handler(STEPS, Some(is_over))?;
        Ok(Self(conn))
    }
}

impl Drop for Limited<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.progress_handler(0, None::<fn() -> bool>) {
            tracing::error!(%error, "a connection kept the time limit of its last question");
        }
    }
}

struct Readers(PathBuf);

impl r2d2::ManageConnection for Readers {
    type Connection = Connection;
    type Error = rusqlite::Error;

    fn connect(&self) -> rusqlite::Result<Connection> {
        let conn = connect(&self.0, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.pragma_update(None, "query_only", true)?;
        conn.pragma_update(None, "cache_size", -12_000)?;
        Ok(conn)
    }

    fn is_valid(&self, conn: &mut Connection) -> rusqlite::Result<()> {
        conn.execute_batch("SELECT 1")
    }

    fn has_broken(&self, _: &mut Connection) -> bool {
        false
    }
}

fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.set_prepared_statement_cache_capacity(256);
    // LIKE is case-sensitive on PostgreSQL; make it so here.
    conn.pragma_update(None, "case_sensitive_like", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    for (name, function) in [
        ("ripen_fold", ripen_domain::text::fold as fn(&str) -> String),
        ("ripen_words", ripen_domain::text::words),
        (
            "ripen_readable",
            ripen_domain::identity::normalize::readable,
        ),
    ] {
        conn.create_scalar_function(name, 1, flags, move |context| {
            Ok(context.get_raw(0).as_str_or_null()?.map(function))
        })?;
    }
    conn.create_scalar_function("ripen_property", 2, flags, |context| {
        let packed = context.get_raw(0).as_str_or_null()?;
        let name = context.get_raw(1).as_str()?;
        // SQLite keeps the result beyond the borrow of the argument.
        let value = Properties::from_packed(packed).get(name);
        Ok(value.map(str::to_owned))
    })?;
    conn.create_scalar_function("ripen_has_words", 2, flags, |context| {
        let folded = context.get_raw(0).as_str_or_null()?;
        let phrase = context.get_raw(1).as_str()?;
        Ok(folded.map(|folded| ripen_domain::text::words(folded).contains(phrase)))
    })?;
    conn.create_scalar_function("ripen_page_role", 1, flags, |context| {
        let path = context.get_raw(0).as_str_or_null()?;
        Ok(path.and_then(PageRole::of).map(PageRole::name))
    })?;
    conn.create_scalar_function("ripen_number", 1, flags, |context| {
        Ok(context
            .get_raw(0)
            .as_str_or_null()?
            .and_then(properties::number))
    })?;
    Ok(conn)
}

pub fn execute(conn: &Connection, sql: &str, params: &[Param]) -> Result<u64> {
    Ok(conn
        .prepare_cached(&numbered(sql))?
        .execute(rusqlite::params_from_iter(params))? as u64)
}

pub fn for_each(
    conn: &Connection,
    sql: &str,
    params: &[Param],
    each: &mut dyn FnMut(&Row) -> Result<()>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(&numbered(sql))?;
    let mut rows = statement.query(rusqlite::params_from_iter(params))?;
    while let Some(row) = rows.next()? {
        each(&Row::Sqlite(row))?;
    }
    Ok(())
}

pub fn insert(
    conn: &Connection,
    table: &str,
    columns: &[&str],
    rows: &[Vec<Param>],
    tail: &str,
    mut done: impl FnMut(usize, usize),
) -> Result<()> {
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    let sql = format!(
        "INSERT INTO {table} ({}) VALUES ({}) {tail}",
        columns.join(", "),
        places.join(", ")
    );
    let mut statement = conn.prepare_cached(&numbered(&sql))?;
    for (at, row) in rows.iter().enumerate() {
        done(at, statement.execute(rusqlite::params_from_iter(row))?);
    }
    Ok(())
}

pub fn update(
    conn: &Connection,
    table: &str,
    columns: &[&str],
    rows: &[Vec<Param>],
    guard: &str,
) -> Result<Vec<bool>> {
    let sets: Vec<String> = (2..)
        .zip(&columns[1..])
        .map(|(n, column)| format!("{column} = ${n}"))
        .collect();
    let sql = format!(
        "UPDATE {table} SET {} WHERE {} = $1 {guard}",
        sets.join(", "),
        columns[0]
    );
    let mut statement = conn.prepare_cached(&numbered(&sql))?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(statement.execute(rusqlite::params_from_iter(row))? > 0);
    }
    Ok(found)
}

/// SQLite numbers `?1`, while `$1` would be a name numbered by first occurrence. No text of ours
/// holds a `$` that is not a placeholder.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn the_writer_remembers_many_pages_once_there_is_much_to_write() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Sqlite::open(&folder.path().join("pages.db")).expect("a database");
        let remembers = || -> i64 {
            let writer = db.writer.lock();
            let asked = writer.pragma_query_value(None, "cache_size", |row| row.get(0));
            asked.expect("its size")
        };
        assert_eq!(remembers(), -FEW_PAGES);
        for _ in 0..2 {
            db.clone().expect_much().expect("it takes it");
            assert_eq!(remembers(), -MANY_PAGES);
        }
        db.rest().expect("it gives them back");
        assert_eq!(remembers(), -FEW_PAGES);
        db.expect_much().expect("it takes it again");
        assert_eq!(remembers(), -MANY_PAGES);
    }

    #[test]
    fn the_writer_prepares_a_statement_once_whatever_its_limit() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Sqlite::open(&folder.path().join("limits.db")).expect("a database");
        let sql = "SELECT name FROM sqlite_schema ORDER BY name LIMIT $1";
        let limits = |conn: &Connection| {
            for limit in [1_i64, 2, 3] {
                for_each(conn, sql, &[Param::from(limit)], &mut |_| Ok(())).expect("rows");
            }
            let statement = conn.prepare_cached(&numbered(sql)).expect("a statement");
            statement.get_status(StatementStatus::RePrepare)
        };
        assert_eq!(limits(&db.writer.lock()), 0);
        // What makes the difference; without it the others take the value into account.
        assert_ne!(limits(&db.readers.get().expect("a reader")), 0);
    }
}
