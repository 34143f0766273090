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
mod company_names;
mod draft;
mod filters;
mod first_start;
mod fold;
mod identity;
mod joins;
mod journey;
mod keys;
mod learn;
mod lists;
mod names;
mod normal;
mod order;
mod orders;
mod past;
mod publish;
mod restart;
mod set_aside;
mod signals;
mod sites;
mod sweeps;
mod traits;
mod try_out;
mod undo;
