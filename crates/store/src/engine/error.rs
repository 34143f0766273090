//! Errors that say what happened, whatever the engine.

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
    /// What was asked for does not exist.
    #[error("not found")]
    NotFound,
    /// It took too long to answer, or nobody waits for the answer any more.
    #[error("it takes too long to answer")]
    TooCostly,
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

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(
                Code::DiskFull | Code::ReadOnly | Code::SystemIoFailure | Code::PermissionDenied,
            ) => Self::NotWritable(text),
            Some(Code::DatabaseBusy | Code::DatabaseLocked | Code::CannotOpen) => {
                Self::Unavailable(text)
            }
            Some(Code::OperationInterrupted) => Self::TooCostly,
            Some(Code::ConstraintViolation) => Self::Conflict(text),
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Corrupt(text),
            _ => Self::Other(text),
        }
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
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
            // Given up, by whoever asked or for the time it took.
            "57014" => Self::TooCostly,
            // Class 08 connection, 57P administrator command, 53300 too many connections.
            code if code.starts_with("08") || code.starts_with("57P") || code == "53300" => {
                Self::Unavailable(text)
            }
            // 40 serialisation and deadlock: the same call may succeed later.
            code if code.starts_with("40") => Self::Unavailable(text),
            code if code.starts_with("53") || code == "25006" => Self::NotWritable(text),
            code if code.starts_with("23") => Self::Conflict(text),
            _ => Self::Other(text),
        }
    }
}

fn is_connection_failure(error: &postgres::Error) -> bool {
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
