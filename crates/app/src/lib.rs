//! The use cases of Ripen, each one transaction.

pub mod account;
pub mod append;
pub mod backtest;
pub mod bad_events;
pub mod capture;
pub mod clock;
pub mod columns;
pub mod companies;
mod dates;
pub mod demo;
pub mod error;
pub mod export;
pub mod filters;
mod formula;
mod guard;
pub mod health;
pub mod import;
pub mod learn;
pub mod live;
pub mod model_file;
pub mod models;
pub mod overview;
pub mod people;
pub mod project;
mod rebuild;
mod ripen;
pub mod set_aside;
pub mod signals;
pub mod sites;
pub mod try_out;
pub mod verify;
pub mod wording;

pub use error::{Error, Result};
pub use ripen::{Options, Ripen};
