//! Errors that say what happened, whatever the engine.

use tokio_postgres::error::Severity;

/// What a store call returns.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of the store.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be reached at the moment; the same call may succeed later.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// There is no room left to write.
    #[error("the disk is full or the database may not be written: {0}")]
    NotWritable(String),
    /// Somebody else changed the same thing at the same time, or it exists already.
    #[error("it exists already or was changed meanwhile: {0}")]
    Conflict(String),
    /// As [`Self::Conflict`], found by a constraint of the database. Which one is in the log only: it says nothing to
    /// people, and what it repeats of other rows is not for everybody.
    #[error("it exists already or was changed meanwhile")]
    Constraint,
    /// The data at hand cannot be stored: too long, out of range, or it trips the program up.
    #[error("the data cannot be stored: {0}")]
    Rejected(String),
    /// What was asked for does not exist.
    #[error("not found")]
    NotFound,
    /// It took too long to answer, or nobody waits for the answer any more.
    #[error("it takes too long to answer")]
    TooCostly,
    /// The database found its own file damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Stored data cannot be read.
    #[error("stored data cannot be read: {0}")]
    Corrupt(String),
    /// The database is from another version of Ripen.
    #[error("{0}")]
    Version(String),
    /// Anything else.
    #[error("database error: {0}")]
    Other(String),
}

impl Error {
    /// Whether the same call may succeed later although nobody has changed anything: the connection,
    /// the disk, a lock.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Unavailable(_) | Self::NotWritable(_) | Self::TooCostly
        )
    }

    /// Whether the data at hand is at fault, rather than the database.
    pub fn blames_data(&self) -> bool {
        matches!(
            self,
            Self::Rejected(_) | Self::Conflict(_) | Self::Constraint
        )
    }

    fn constraint(text: &str) -> Self {
        tracing::info!(text, "a constraint of the database was not met");
        Self::Constraint
    }
}

/// Whether a statement is beyond what SQLite takes: it asks for too much at once, and says so in words only.
fn is_too_long(text: &str) -> bool {
    [
        "nested too deep",
        "Expression tree is too large",
        "too many SQL variables",
        "parser stack overflow",
        "Recursion limit",
    ]
    .iter()
    .any(|words| text.contains(words))
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(
                Code::DiskFull | Code::ReadOnly | Code::SystemIoFailure | Code::PermissionDenied,
            ) => Self::NotWritable(text),
            Some(
                Code::DatabaseBusy | Code::DatabaseLocked | Code::CannotOpen | Code::OutOfMemory,
            ) => Self::Unavailable(text),
            Some(Code::OperationInterrupted) => Self::TooCostly,
            Some(Code::TooBig | Code::TypeMismatch) => Self::Rejected(text),
            Some(Code::ConstraintViolation) if is_of_trigger(&error) => Self::Rejected(text),
            Some(Code::ConstraintViolation) => Self::constraint(&text),
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(text),
            _ if is_too_long(&text) => Self::TooCostly,
            _ => Self::Other(text),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        use std::error::Error as _;
        let text = match error.source() {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        };
        let Some(db) = error.as_db_error() else {
            return if error.is_closed() || is_connection_failure(&error) {
                Self::Unavailable(text)
            } else {
                Self::Other(text)
            };
        };
        match db.code().code() {
            // What ends the connection says nothing of the data, whatever its class.
            _ if db.parsed_severity().is_some_and(ends_connection) => Self::Unavailable(text),
            // Given up, by whoever asked or for the time it took.
            "57014" => Self::TooCostly,
            // Class 08 connection, 57P administrator command, 53300 too many connections.
            code if code.starts_with("08") || code.starts_with("57P") || code == "53300" => {
                Self::Unavailable(text)
            }
            // A transaction that waited longer than the server lets it.
            "25P03" | "25P04" => Self::Unavailable(text),
            // 40 serialisation and deadlock, 55P03 lock, 58 the system underneath: the
            // same call may succeed later.
            code if code.starts_with("40") || code.starts_with("58") => Self::Unavailable(text),
            "55P03" => Self::Unavailable(text),
            code if code.starts_with("53") || code == "25006" => Self::NotWritable(text),
            code if code.starts_with("23") => Self::constraint(&text),
            // Pages or indexes that are damaged.
            "XX001" | "XX002" => Self::Damaged(text),
            // 22 data exception, 54 limits of the program (as of an index), P0 raised by a trigger.
            code if ["22", "54", "P0"]
                .iter()
                .any(|class| code.starts_with(class)) =>
            {
                Self::Rejected(text)
            }
            _ => Self::Other(text),
        }
    }
}

/// Whether a trigger said so, in words of its own.
fn is_of_trigger(error: &rusqlite::Error) -> bool {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    extended == Some(rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER)
}

fn ends_connection(severity: Severity) -> bool {
    matches!(severity, Severity::Fatal | Severity::Panic)
}

fn is_connection_failure(error: &tokio_postgres::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if cause.is::<std::io::Error>() {
            return true;
        }
        source = cause.source();
    }
    false
}

impl From<r2d2::Error> for Error {
    fn from(error: r2d2::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Error;
    use crate::engine::Result;
    use crate::testing::databases;

    #[test]
    fn a_statement_that_asks_for_too_much_is_too_costly() {
        let deep = |levels: usize| {
            let (begin, end) = ("SELECT * FROM (".repeat(levels), ")".repeat(levels));
            format!("{begin}SELECT 1{end}")
        };
        let long = |terms: usize| format!("SELECT 1 WHERE {}1", "1 = 2 OR ".repeat(terms));
        let sqlite = rusqlite::Connection::open_in_memory().expect("a database");
        for statement in [deep(10_000), long(10_000)] {
            let failed = sqlite.prepare(&statement).map(drop).map_err(Error::from);
            assert!(matches!(failed, Err(Error::TooCostly)), "{failed:?}");
        }
        let unknown = sqlite.prepare("SELECT a").map(drop).map_err(Error::from);
        assert!(matches!(unknown, Err(Error::Other(_))), "{unknown:?}");
    }

    #[test]
    fn data_is_told_from_what_passes() {
        for db in databases() {
            let failure = |sql: &str| {
                let result: Result<()> = db.db.write(|conn| conn.execute_script(sql));
                result.expect_err("it fails")
            };
            let twice = "INSERT INTO follower VALUES ('a', 1), ('a', 2)";
            assert!(failure(twice).blames_data());
            let told = failure(twice).to_string();
            assert_eq!(told, "it exists already or was changed meanwhile");
            let unknown = failure("SELECT * FROM nothing_of_this_name");
            assert!(!unknown.blames_data() && !unknown.is_passing());
            if db.db.engine() == "postgres" {
                assert!(matches!(failure("SELECT 1 / 0"), Error::Rejected(_)));
                let late = "SET LOCAL statement_timeout = '10ms'; SELECT pg_sleep(20)";
                assert!(failure(late).is_passing());
                let long = "INSERT INTO follower SELECT string_agg(md5(n::text), ''), 1 FROM generate_series(1, 500) n";
                assert!(matches!(failure(long), Error::Rejected(_)));
            }
        }
    }
}
