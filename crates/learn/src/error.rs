//! Why nothing could be learned.

/// Why a table could not be used or nothing could be learned from it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The table does not fit together.
    #[error("the table cannot be used: {0}")]
    Table(String),
    /// There are not enough rows of one outcome.
    #[error(
        "not enough outcomes yet: {positive} with and {negative} without the outcome, at least {needed} of each are needed"
    )]
    TooLittle {
        /// Rows with the outcome.
        positive: usize,
        /// Rows without it.
        negative: usize,
        /// How many of each are needed.
        needed: usize,
    },
    /// A model was given a table that lacks one of its columns, or has it in another type.
    #[error("the table has no column \"{0}\" of the type that the model was trained with")]
    Column(String),
    /// A stored model cannot be read.
    #[error("the stored model cannot be read: {0}")]
    Format(String),
    /// The numbers do not allow a solution.
    #[error("no solution was found: {0}")]
    Numeric(String),
}
