//! What was taken in and could not be used: bad events, what was set aside, identifiers that are none.

pub mod bad_events;
pub mod ignored;
pub mod set_aside;
