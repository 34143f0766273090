//! The spine, end to end, on every database: events in, people with explained scores out.

mod arrival;
mod models;
mod outcome;
mod snapshot;
mod support;

mod backtest;
mod bad_events;
mod companies;
mod draft;
mod files;
mod filters;
mod identity;
mod journey;
mod learn;
mod lists;
mod normal;
mod order;
mod past;
mod publish;
mod restart;
mod signals;
mod try_out;
mod undo;
