//! The API of the web application: one operation or one resource a file. Handlers only translate.

pub mod access;
pub mod capture;
pub mod companies;
pub mod filters;
pub mod health;
pub mod identity;
pub mod leads;
pub mod learning;
pub mod live;
pub mod models;
pub mod people;
pub mod signals;
pub mod types;
pub mod work;
pub mod workbench;
