//! What came in and could not be used, and the domains that pages come from.

pub mod bad_event;
pub mod ignored;
pub mod set_aside;
pub mod site;
