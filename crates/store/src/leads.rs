//! Leads and customers: their cards, and who looks after them.

pub mod card;
pub mod owner;
