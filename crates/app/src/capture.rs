//! Capture: from what a client sends to interactions and bad events.
//!
//! The format is the Segment HTTP Tracking API. A malformed event never spoils its neighbours: it
//! becomes a bad event with its reason and its raw bytes.

mod amount;
pub mod bad_events;
mod buyer;
mod contact;
mod context;
mod currency;
pub(crate) mod dates;
mod event;
mod instant;
mod json;
mod limits;
mod mailed;
mod marks;
mod named;
mod order;
mod place;
mod properties;
mod refund;
mod request;
mod secret;
pub mod set_aside;
mod site_form;
pub mod sites;
mod spelled;
mod surrogates;
mod touch;
mod traits;
mod webhook;

pub(crate) use amount::column as money_column;
pub use amount::{Unit, is_money, unit_of};
pub use context::{Inherited, truncate_ip, truncated};
pub use event::{Bad, Call, Client, capture_event};
pub use limits::{MAX_BATCH_BYTES, MAX_EVENT_BYTES};
pub use request::{Captured, Request, body_write_key, capture_light, capture_request};
pub(crate) use secret::without_keys;
pub(crate) use spelled::may_be_whole;
pub(crate) use traits::company_id_of;

#[cfg(test)]
mod tests;
