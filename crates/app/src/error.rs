//! What can go wrong in a use case, in terms that every face can translate.

use ripen_domain::filter::FilterError;
use ripen_domain::scoring::ModelError;

use crate::models::Fault;

/// What a use case returns.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of a use case.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] ripen_store::Error),
    /// A filter cannot be read.
    #[error("filter: {0}")]
    Filter(#[from] FilterError),
    /// A model cannot be used.
    #[error("model: {0}")]
    Model(#[from] ModelError),
    /// A model is faulty in these places; there is at least one.
    #[error("model: {}", told(.0))]
    Faults(Vec<Fault>),
    /// An argument is wrong.
    #[error("{field}: {message}")]
    Invalid {
        /// Which argument.
        field: &'static str,
        /// What is wrong and what to do.
        message: String,
    },
    /// There are not enough outcomes to learn from.
    #[error("{0}")]
    TooLittle(String),
    /// Learning failed.
    #[error("learning: {0}")]
    Learning(ripen_learn::Error),
    /// More comes in than can be written; the same request may succeed in a moment.
    #[error("too much is waiting to be written; try again in a moment")]
    Overloaded,
    /// E-mail address or password is wrong.
    #[error("e-mail address or password is wrong")]
    SignIn,
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

impl From<ripen_learn::Error> for Error {
    fn from(error: ripen_learn::Error) -> Self {
        match error {
            ripen_learn::Error::TooLittle { .. } => Self::TooLittle(error.to_string()),
            other => Self::Learning(other),
        }
    }
}

impl Error {
    /// An [`Error::Invalid`].
    pub fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid {
            field,
            message: message.into(),
        }
    }
}

impl From<Vec<Fault>> for Error {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Faults(faults)
    }
}

/// All faults in one line.
fn told(faults: &[Fault]) -> String {
    let each: Vec<String> = faults.iter().map(Fault::to_string).collect();
    each.join("; ")
}
