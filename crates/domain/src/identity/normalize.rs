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
pub use clean::{clean, id, is_blank, name, whole};
pub use mail_domain::{is_disposable, is_free};
pub use mailboxes::{Mailboxes, emails};
pub use numbers::{Phone, phones};
pub use phone::{TWO_DIGITS, national_digits, phone, prepare, says_country};
pub use placeholder::{
    is_no_choice, is_placeholder, is_placeholder_email, is_placeholder_phone, is_template,
    says_nothing,
};
pub use typo::meant;

use self::phone::{is_same_number, number_forms, sought_number};
use super::IdentifierKind;

/// The form in which a stored identifier is compared today; `None` when it is none. Anything that
/// was stored by the same rules comes back as it is.
pub fn identifier(kind: IdentifierKind, value: &str) -> Option<String> {
    match kind {
        IdentifierKind::UserId | IdentifierKind::AnonymousId => {
            id(value).filter(|id| !is_placeholder(id)).map(whole)
        }
        IdentifierKind::Email => mailboxes::first(value),
        IdentifierKind::Phone => {
            (!is_placeholder_phone(value, Some(value))).then(|| value.to_owned())
        }
    }
}

/// An address or a number that somebody looks for, in the form that [`is_same`] and [`forms`] take;
/// empty when it is none.
pub fn sought(kind: IdentifierKind, text: &str) -> String {
    match kind {
        IdentifierKind::Phone => sought_number(text),
        _ => emails(text).addresses.into_iter().next(),
    }
    .unwrap_or_default()
}

/// Whether a stored address or number is the one that is [`sought`]. A number without country code is
/// found in whichever country it is.
pub fn is_same(kind: IdentifierKind, stored: &str, sought: &str) -> bool {
    match kind {
        IdentifierKind::Phone => is_same_number(stored, sought),
        _ => stored == sought,
    }
}

/// Every stored form of what is [`sought`]: the only values that [`is_same`] holds for.
pub fn forms(kind: IdentifierKind, sought: &str) -> Vec<String> {
    match kind {
        IdentifierKind::Phone => number_forms(sought),
        _ => vec![sought.to_owned()],
    }
}

#[cfg(test)]
mod tests;
