//! The spine, end to end, on every database: events in, people with explained scores out.

mod arrival;
mod models;
mod outcome;
mod snapshot;
mod support;

mod backtest;
mod bad_events;
mod companies;
mod company_names;
mod draft;
mod filters;
mod first_start;
mod identity;
mod joins;
mod journey;
mod keys;
mod learn;
mod lists;
mod normal;
mod order;
mod orders;
mod past;
mod publish;
mod restart;
mod signals;
mod traits;
mod try_out;
mod undo;
