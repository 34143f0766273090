//! Parameters as they travel: many rows as one array a column, and what is sent without waiting as bytes.

use std::borrow::Cow;
use std::error::Error as StdError;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::engine::{Error, Param, Result};

/// The columns of many rows.
pub type Arrays<'p> = Vec<Box<dyn ToSql + Sync + 'p>>;

/// One column of many rows.
pub fn column_array<'p>(
    ty: &Type,
    at: usize,
    rows: &'p [Vec<Param>],
) -> Result<Box<dyn ToSql + Sync + 'p>> {
    let column = rows.iter().map(|row| &row[at]);
    Ok(match *ty {
        Type::INT8 => Box::new(
            column
                .map(|param| match param {
                    Param::Int(number) => Some(*number),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        Type::FLOAT8 => Box::new(
            column
                .map(|param| match param {
                    Param::Real(number) => Some(*number),
                    Param::Int(number) => Some(*number as f64),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        Type::TEXT => Box::new(
            column
                .map(|param| match param {
                    Param::Text(text) if text.contains('\0') => {
                        Some(text.replace('\0', "\u{fffd}").into())
                    }
                    Param::Text(text) => Some(Cow::Borrowed(*text)),
                    _ => None,
                })
                .collect::<Vec<Option<Cow<str>>>>(),
        ),
        Type::BYTEA => Box::new(
            column
                .map(|param| match param {
                    Param::Blob(bytes) => Some(*bytes),
                    _ => None,
                })
                .collect::<Vec<_>>(),
        ),
        ref other => return Err(Error::Other(format!("no array form for {other}"))),
    })
}

/// A parameter in the form that it has on the way, which outlives what it was made of.
#[derive(Debug)]
pub struct Encoded(Option<BytesMut>);

impl Encoded {
    /// The form of a parameter of this type.
    pub fn of(param: &(dyn ToSql + Sync), ty: &Type) -> Result<Self> {
        let mut bytes = BytesMut::new();
        let rejected = |error: Box<dyn StdError + Sync + Send>| Error::Other(error.to_string());
        Ok(Self(match param.to_sql_checked(ty, &mut bytes) {
            Ok(IsNull::No) => Some(bytes),
            Ok(IsNull::Yes) => None,
            Err(error) => return Err(rejected(error)),
        }))
    }
}

impl ToSql for Encoded {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn StdError + Sync + Send>> {
        Ok(match &self.0 {
            Some(bytes) => {
                out.extend_from_slice(bytes);
                IsNull::No
            }
            None => IsNull::Yes,
        })
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
