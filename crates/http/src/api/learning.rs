//! What is learned from who became a customer: points for rules, and the probability of a person.

pub(crate) mod probability;
pub mod suggest;
