//! Contact points, names and ids in the one form in which they are compared and stored.
//!
//! Everything that takes an address, a number or a name from outside calls these, so that what a
//! form, a file, a filter and a person at the keyboard say comes to the same text.

mod address;
mod clean;
mod mail_domain;
mod mailboxes;
mod numbers;
mod phone;
mod placeholder;
mod typo;

pub use address::{ascii_domain, email, email_of_machine, readable};
pub use clean::{clean, name};
pub use mail_domain::{is_disposable, is_free};
pub use mailboxes::{Mailboxes, emails};
pub use numbers::{Phone, phones};
pub use phone::{is_same_number, number_forms, phone, prepare};
pub use placeholder::{is_placeholder, is_placeholder_email, is_placeholder_phone};
pub use typo::meant;

#[cfg(test)]
mod tests;
