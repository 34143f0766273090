//! Identity: which identifiers belong to one person, and when two people become one.

pub mod country;
pub mod mailbox;
pub mod normalize;
pub mod resolve;

use crate::interaction::named_enum;

/// What tells a person apart, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentifierKind {
    /// A visitor cookie: one browser or app, perhaps shared.
    AnonymousId,
    /// A telephone number in E.164.
    Phone,
    /// A normalised e-mail address.
    Email,
    /// The business's own id of a signed-in user: the one verified key.
    UserId,
}

named_enum! { IdentifierKind,
    AnonymousId = 0, "anonymous_id"; Phone = 1, "phone"; Email = 2, "email"; UserId = 3, "user_id";
}

/// An identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    /// Kind.
    pub kind: IdentifierKind,
    /// Normalised value.
    pub value: String,
}

/// What a person is identified by: the strongest kinds they hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Holds a user id.
    pub account: bool,
    /// Holds an e-mail address or a telephone number.
    pub contact: bool,
}

impl Standing {
    /// The standing with one more identifier.
    pub fn with(mut self, kind: IdentifierKind) -> Self {
        self.account |= kind == IdentifierKind::UserId;
        self.contact |= matches!(kind, IdentifierKind::Email | IdentifierKind::Phone);
        self
    }

    /// The standing of two people taken as one.
    pub fn join(self, other: Self) -> Self {
        Self {
            account: self.account || other.account,
            contact: self.contact || other.contact,
        }
    }

    fn is_identified(self) -> bool {
        self.account || self.contact
    }
}

/// What is to happen when one interaction names identifiers of two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Union {
    /// They are one person.
    Merge,
    /// They may be one person; a human decides.
    Suggest,
    /// One device, several people: no sign that they are one.
    Keep,
}

/// Decides whether two people become one, because one interaction names the strongest identifier
/// of the first and an identifier of kind `evidence` of the second.
///
/// Two people who each hold a user id never merge by themselves. A cookie alone joins an
/// unidentified visitor to anybody, but never two who are each identified: devices are shared.
pub fn union(first: Standing, second: Standing, evidence: IdentifierKind) -> Union {
    match evidence {
        _ if first.account && second.account && evidence != IdentifierKind::AnonymousId => {
            Union::Suggest
        }
        IdentifierKind::AnonymousId if first.is_identified() && second.is_identified() => {
            Union::Keep
        }
        _ => Union::Merge,
    }
}

/// Whether an identifier that nobody holds yet can be given to a person, or begins a new one.
///
/// A second user id on the same cookie is another person at the same device.
pub fn adopts(person: Standing, new: IdentifierKind, strongest_known: IdentifierKind) -> bool {
    match new {
        IdentifierKind::UserId => !person.account,
        IdentifierKind::Email | IdentifierKind::Phone => {
            strongest_known > IdentifierKind::AnonymousId || !person.is_identified()
        }
        IdentifierKind::AnonymousId => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use IdentifierKind::{AnonymousId, Email, UserId};

    const VISITOR: Standing = Standing {
        account: false,
        contact: false,
    };
    const CONTACT: Standing = Standing {
        account: false,
        contact: true,
    };
    const ACCOUNT: Standing = Standing {
        account: true,
        contact: false,
    };

    #[test]
    fn two_accounts_never_merge_by_themselves() {
        for evidence in IdentifierKind::ALL {
            assert_ne!(
                union(ACCOUNT, ACCOUNT.join(CONTACT), *evidence),
                Union::Merge
            );
        }
    }

    #[test]
    fn a_cookie_joins_a_visitor_but_not_two_identified_people() {
        assert_eq!(union(ACCOUNT, VISITOR, AnonymousId), Union::Merge);
        assert_eq!(union(CONTACT, VISITOR, AnonymousId), Union::Merge);
        assert_eq!(union(ACCOUNT, CONTACT, AnonymousId), Union::Keep);
    }

    #[test]
    fn an_address_stated_by_an_account_joins_the_contact_to_it() {
        assert_eq!(union(ACCOUNT, CONTACT, Email), Union::Merge);
    }

    #[test]
    fn a_second_account_on_a_cookie_is_another_person() {
        assert!(!adopts(ACCOUNT, UserId, AnonymousId));
        assert!(adopts(VISITOR, UserId, AnonymousId));
        assert!(adopts(ACCOUNT, Email, UserId));
        assert!(!adopts(CONTACT, Email, AnonymousId));
    }
}
