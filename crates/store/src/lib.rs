//! The database of Ripen: the only crate that knows SQL.

pub mod account;
pub mod bad_event;
pub mod card;
pub mod clock;
pub mod company;
pub mod company_key;
pub mod copy;
pub mod draft;
pub mod engine;
pub mod field_values;
pub mod filter_sql;
pub mod identity;
pub mod ignored;
pub mod import;
pub mod intern;
pub mod learned;
pub mod log;
pub mod merge;
mod migrate;
pub mod model;
pub mod model_entry;
pub mod order;
pub mod overview;
pub mod owner;
mod page_role;
pub mod pair;
pub mod people;
pub mod person;
pub mod renormalise;
pub mod rescore;
pub mod scan;
pub mod score;
mod scores;
pub mod set_aside;
pub mod signal;
pub mod site;
pub mod split;
mod tally;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
pub mod timeline;
pub mod word;

pub use engine::{
    Asker, Conn, Db, Error, FIRST_TRIES, Lock, Param, QUESTIONS, Result, Row, Target, Value,
};
pub use migrate::schema_expect_current;
pub use model_entry::ModelId;
pub use scores::Scores;
