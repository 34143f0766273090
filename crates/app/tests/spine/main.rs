//! The spine, end to end, on every database: events in, people with explained scores out.

mod arrival;
mod models;
mod outcome;
mod snapshot;
mod support;

mod backtest;
mod bad_events;
mod bounds;
mod clocks;
mod companies;
mod draft;
mod filters;
mod identity;
mod journey;
mod learn;
mod lists;
mod names;
mod order;
mod past;
mod publish;
mod restart;
mod set_aside;
mod signals;
mod try_out;
mod undo;
