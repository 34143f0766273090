//! Why a command did not succeed: one sentence, with what to do about it.

use std::fmt;
use std::process::ExitCode;

use ripen_app::Error;
use ripen_store::Error as StoreError;

/// What a command returns.
pub type Result<T> = std::result::Result<T, Failure>;

/// Why a command did not succeed.
#[derive(Debug)]
pub struct Failure {
    message: String,
    usage: bool,
}

impl Failure {
    /// Something did not work; the exit code is 1.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            usage: false,
        }
    }

    /// The command or the configuration asks for something impossible; the exit code is 2.
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            usage: true,
        }
    }

    /// The exit code: 1, or 2 when the question was wrong.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(if self.usage { 2 } else { 1 })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(error) => error.into(),
            Error::Invalid { .. } | Error::Filter(_) | Error::Model(_) | Error::Faults(_) => {
                Self::usage(error.to_string())
            }
            other => Self::new(other.to_string()),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let remedy = match &error {
            StoreError::Unavailable(_) => {
                "; check that it is running, that its address is right and that this user may use it"
            }
            StoreError::NotWritable(_) => {
                "; make room or give this user the right to write, and try again"
            }
            StoreError::Damaged(_) | StoreError::Corrupt(_) => "; restore a backup",
            StoreError::Conflict(_)
            | StoreError::Constraint
            | StoreError::Rejected(_)
            | StoreError::TooCostly
            | StoreError::NotFound
            | StoreError::Version(_)
            | StoreError::Other(_) => "",
        };
        Self::new(format!("{error}{remedy}"))
    }
}
