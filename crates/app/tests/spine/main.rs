//! The spine, end to end, on every database: events in, people with explained scores out.

mod support;

mod identity;
mod journey;
mod snapshot;
mod undo;
