//! The API of the web application: one operation or one resource a file. Handlers only translate.

pub mod bad_events;
pub mod companies;
pub mod explanation;
pub mod filter;
pub mod health;
pub mod history;
pub mod identifiers;
pub mod ignored;
pub mod keys;
pub mod live;
pub mod map;
pub mod merges;
pub mod model;
pub mod models;
pub mod overview;
pub mod owner;
pub mod people;
pub mod person;
pub mod session;
pub mod set_aside;
pub mod signals;
pub mod suggested;
pub mod timeline;
pub mod types;
