//! The use cases of Ripen, each one transaction.

pub mod access;
pub mod append;
pub mod capture;
pub mod clock;
pub mod companies;
pub mod data;
pub mod error;
pub mod filters;
mod guard;
pub mod health;
pub mod identity;
mod leads;
pub mod learning;
pub mod live;
pub mod models;
pub mod people;
pub mod project;
mod ripen;
pub mod signals;
pub mod wording;
pub mod work;
pub mod workbench;

pub use error::{Error, Result};
pub use ripen::{Options, Ripen};
