//! The HTTP face over a real port.

mod authorization;
mod bad_events;
mod clients;
mod companies;
mod contract;
mod counts;
mod document;
mod drafts;
mod durable;
mod errors;
mod filters;
mod hostile;
mod identity;
mod ingest;
mod learn;
mod live;
mod model_roles;
mod models;
mod owners;
mod people;
mod session;
mod shop;
mod shop_data;
mod silence;
mod support;
mod trying;
