//! Identity: which identifiers belong to one person, and when two people become one.

pub mod country;
pub mod mailbox;
pub mod names;
pub mod normalize;
pub mod resolve;
pub mod split;

use crate::interaction::named_enum;
use names::{Likeness, Name};

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

/// How far an identifier proves who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// A browser or app that several people may use.
    Device,
    /// A telephone number or the mailbox of a desk, which several people may be reached by.
    Shared,
    /// A user id or a personal e-mail address: nobody else has it.
    Own,
}

impl Identifier {
    /// How far it proves who somebody is.
    pub fn proof(&self) -> Proof {
        match self.kind {
            IdentifierKind::UserId => Proof::Own,
            IdentifierKind::Email if !mailbox::is_generic_mailbox(&self.value) => Proof::Own,
            IdentifierKind::Email | IdentifierKind::Phone => Proof::Shared,
            IdentifierKind::AnonymousId => Proof::Device,
        }
    }
}

/// Why two people became one, or may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// They share an identifier of this kind.
    Identifier(IdentifierKind),
    /// An alias call said so.
    Alias,
}

impl Evidence {
    /// The stable name used in storage and the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identifier(kind) => kind.name(),
            Self::Alias => "alias",
        }
    }
}

/// What a person is identified by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Holds a user id.
    pub account: bool,
    /// Holds a personal e-mail address.
    pub address: bool,
    /// Holds a telephone number or the mailbox of a desk.
    pub shared: bool,
}

impl Standing {
    /// The standing with one more identifier.
    pub fn with(mut self, identifier: &Identifier) -> Self {
        match (identifier.kind, identifier.proof()) {
            (IdentifierKind::UserId, _) => self.account = true,
            (_, Proof::Own) => self.address = true,
            (_, Proof::Shared) => self.shared = true,
            (_, Proof::Device) => {}
        }
        self
    }

    /// The standing of two people taken as one.
    pub fn join(self, other: Self) -> Self {
        Self {
            account: self.account || other.account,
            address: self.address || other.address,
            shared: self.shared || other.shared,
        }
    }

    /// Whether there is something that nobody else has.
    pub fn is_keyed(self) -> bool {
        self.account || self.address
    }

    /// Whether there is more than a device.
    pub fn is_identified(self) -> bool {
        self.is_keyed() || self.shared
    }
}

/// What tells one person from another besides the identifiers themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// What they are identified by.
    pub standing: Standing,
    /// Their name, as far as it is known.
    pub name: Name,
}

impl Traits {
    /// Whether something stands against these two being one person who share no more than a contact
    /// point: a user id or an address of their own on both sides, or clearly another name. Somebody
    /// known by a user id and somebody known by an address are one only if they have one name as well.
    pub fn differ(&self, other: &Self) -> bool {
        let (one, two) = (self.standing, other.standing);
        match self.name.likeness(&other.name) {
            Likeness::Other => true,
            Likeness::Alike => (one.account && two.account) || (one.address && two.address),
            Likeness::Unknown => one.is_keyed() && two.is_keyed(),
        }
    }

    /// Whether a device alone may give somebody who is new, with these traits, to the person who holds
    /// it. A second user id or address at the same device is another person, and so may be a user id
    /// beside an address: whichever comes first, it takes a word that names both. A number adds to whoever has
    /// none; a second one only to somebody of the same name.
    pub fn may_follow_device(&self, holder: &Self) -> bool {
        let likeness = self.name.likeness(&holder.name);
        let is_another = match self.standing.is_keyed() {
            true => holder.standing.is_keyed(),
            false => holder.standing.shared && likeness != Likeness::Alike,
        };
        !is_another && likeness != Likeness::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits(account: bool, address: bool, name: &str) -> Traits {
        let shared = false;
        Traits {
            standing: Standing {
                account,
                address,
                shared,
            },
            name: Name::parse(name),
        }
    }

    #[test]
    fn what_several_people_have_is_told_from_what_one_has() {
        let proof = |kind, value: &str| {
            Identifier {
                kind,
                value: value.into(),
            }
            .proof()
        };
        assert_eq!(proof(IdentifierKind::UserId, "u"), Proof::Own);
        assert_eq!(
            proof(IdentifierKind::Email, "jana@firma.example"),
            Proof::Own
        );
        assert_eq!(
            proof(IdentifierKind::Email, "info@firma.example"),
            Proof::Shared
        );
        assert_eq!(proof(IdentifierKind::Phone, "+420222333444"), Proof::Shared);
        assert_eq!(proof(IdentifierKind::AnonymousId, "a"), Proof::Device);
    }

    #[test]
    fn two_of_a_kind_or_two_names_stand_against_a_shared_contact_point() {
        let bare = traits(false, false, "");
        let jana = traits(false, false, "Jana Nová");
        let mail = |name| traits(false, true, name);
        let user = |name| traits(true, false, name);
        assert!(mail("").differ(&mail("")));
        assert!(mail("Jana Nová").differ(&mail("Jana Nová")));
        assert!(user("").differ(&user("")));
        assert!(user("").differ(&mail("")));
        assert!(!user("Jana Nová").differ(&mail("J. Nová")));
        assert!(!mail("").differ(&bare));
        assert!(!mail("Jana").differ(&jana));
        assert!(mail("Petr Starý").differ(&jana));
    }

    #[test]
    fn a_second_account_or_address_at_a_device_is_another_person() {
        let visitor = traits(false, false, "");
        let user = traits(true, false, "");
        let mail = traits(false, true, "");
        assert!(user.may_follow_device(&visitor));
        assert!(!user.may_follow_device(&mail));
        assert!(!user.may_follow_device(&user));
        assert!(!traits(true, true, "").may_follow_device(&mail));
        assert!(!mail.may_follow_device(&mail));
        assert!(mail.may_follow_device(&visitor));
        assert!(!traits(false, true, "Bea").may_follow_device(&traits(false, false, "Ana")));
    }
}
