//! Rows of results.

use rusqlite::types::{FromSql, ValueRef};

use super::{Error, Result};

/// One row of a result.
pub enum Row<'r> {
    /// SQLite.
    #[doc(hidden)]
    Sqlite(&'r rusqlite::Row<'r>),
    /// PostgreSQL.
    #[doc(hidden)]
    Postgres(&'r tokio_postgres::Row),
}

/// A type that a column can be read as.
pub trait FromColumn: Sized {
    /// Reads column `at`.
    ///
    /// # Errors
    /// When the column holds something else.
    fn from_column(row: &Row, at: usize) -> Result<Self>;
}

fn read<T>(row: &Row, at: usize) -> Result<T>
where
    T: FromSql + for<'p> tokio_postgres::types::FromSql<'p>,
{
    match row {
        Row::Sqlite(row) => Ok(row.get(at)?),
        Row::Postgres(row) => Ok(row.try_get(at)?),
    }
}

macro_rules! columns {
    ($($type:ty),*) => {
        $(impl FromColumn for $type {
            fn from_column(row: &Row, at: usize) -> Result<Self> {
                read(row, at)
            }
        }
        impl FromColumn for Option<$type> {
            fn from_column(row: &Row, at: usize) -> Result<Self> {
                read(row, at)
            }
        })*
    };
}

columns!(i64, f64, String, Vec<u8>, bool);

impl Row<'_> {
    /// Column `at` as a `T`.
    ///
    /// # Errors
    /// When the column holds something else.
    pub fn get<T: FromColumn>(&self, at: usize) -> Result<T> {
        T::from_column(self, at)
    }

    /// Column `at` as borrowed text, for scans that must not allocate.
    ///
    /// # Errors
    /// When the column holds something else.
    pub fn text(&self, at: usize) -> Result<Option<&str>> {
        match self {
            Self::Sqlite(row) => match row.get_ref(at)? {
                ValueRef::Null => Ok(None),
                value => Ok(Some(
                    value
                        .as_str()
                        .map_err(|error| Error::Corrupt(error.to_string()))?,
                )),
            },
            Self::Postgres(row) => Ok(row.try_get(at)?),
        }
    }
}
