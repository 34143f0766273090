//! Parameters of statements.

use rusqlite::types::{ToSqlOutput, Value as SqliteValue, ValueRef};
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

/// A borrowed parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Param<'a> {
    /// NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
    /// A list of whole numbers, for `Conn::any`.
    Ints(&'a [i64]),
    /// A list of texts, for `Conn::any`.
    Texts(&'a [&'a str]),
}

/// An owned parameter, for SQL that is put together.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Value {
    /// The parameter that borrows this value.
    pub fn as_param(&self) -> Param<'_> {
        match self {
            Self::Null => Param::Null,
            Self::Int(number) => Param::Int(*number),
            Self::Real(number) => Param::Real(*number),
            Self::Text(text) => Param::Text(text),
            Self::Blob(bytes) => Param::Blob(bytes),
        }
    }
}

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<f64> for Param<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Param<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Blob(bytes)
    }
}

impl<'a> From<&'a [i64]> for Param<'a> {
    fn from(numbers: &'a [i64]) -> Self {
        Self::Ints(numbers)
    }
}

impl<'a> From<&'a [&'a str]> for Param<'a> {
    fn from(texts: &'a [&'a str]) -> Self {
        Self::Texts(texts)
    }
}

impl<'a, T: Into<Param<'a>>> From<Option<T>> for Param<'a> {
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Null, Into::into)
    }
}

impl rusqlite::ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Real(number) => ValueRef::Real(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
            Self::Ints(numbers) => {
                let list: Vec<String> = numbers.iter().map(i64::to_string).collect();
                return Ok(ToSqlOutput::Owned(SqliteValue::Text(format!(
                    "[{}]",
                    list.join(",")
                ))));
            }
            Self::Texts(texts) => {
                return Ok(ToSqlOutput::Owned(SqliteValue::Text(json_list(texts))));
            }
        }))
    }
}

/// A JSON array of strings, the list form that `json_each` reads.
pub(crate) fn json_list(texts: &[&str]) -> String {
    let mut list = String::from("[");
    for text in texts {
        list.push_str(if list.len() > 1 { ",\"" } else { "\"" });
        for c in text.chars() {
            match c {
                '"' | '\\' => list.extend(['\\', c]),
                c if c < ' ' => list.push_str(&format!("\\u{:04x}", c as u32)),
                c => list.push(c),
            }
        }
        list.push('"');
    }
    list.push(']');
    list
}

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *ty == Type::FLOAT8 => (*number as f64).to_sql(ty, out),
            Self::Int(number) => number.to_sql_checked(ty, out),
            Self::Real(number) => number.to_sql_checked(ty, out),
            // PostgreSQL's text cannot hold a NUL; it carries no meaning in any field of ours.
            Self::Text(text) if text.contains('\0') => {
                text.replace('\0', "\u{fffd}").to_sql_checked(ty, out)
            }
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Blob(bytes) => bytes.to_sql_checked(ty, out),
            Self::Ints(numbers) => numbers.to_sql_checked(ty, out),
            Self::Texts(texts) => texts.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_list_is_valid_json() {
        assert_eq!(
            super::json_list(&["a", "q\"\\\n"]),
            "[\"a\",\"q\\\"\\\\\\u000a\"]"
        );
        assert_eq!(super::json_list(&[]), "[]");
    }
}
