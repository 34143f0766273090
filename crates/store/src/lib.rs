//! The database of Ripen: the only crate that knows SQL.

pub mod access;
pub mod capture;
pub mod companies;
pub mod data;
pub mod engine;
pub mod filters;
pub mod identity;
pub mod leads;
pub mod learning;
pub mod log;
pub mod models;
pub mod orders;
pub mod people;
mod schema;
pub mod scoring;
pub mod signals;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod work;
pub mod workbench;

pub use engine::{
    Asker, Conn, Db, Error, FIRST_TRIES, Lock, Param, QUESTIONS, Result, Row, Target, Value,
};
pub use models::entry::ModelId;
pub use schema::schema_expect_current;
pub use scoring::Scores;
