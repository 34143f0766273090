//! How many identifiers a key that everybody can read may give one person.
//!
//! Whoever reads such a key could name ten thousand addresses as one person's. What is over stays what was said
//! by an interaction, and finds nobody.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashSet};

use super::Resolver;
use crate::identity::{Identifier, IdentifierKind};

/// Contact points that somebody may have by what browsers claim.
pub const CONTACTS: usize = 100;
/// Devices that somebody may have by what browsers claim.
pub const DEVICES: usize = 1_000;

/// What people have already.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// Contact points that each person holds or shares, as their hashes: only how many they are is asked.
    contacts: HashMap<i64, HashSet<u64>>,
    /// How many devices each person has.
    devices: HashMap<i64, usize>,
    hashes: RandomState,
}

impl Resolver {
    /// Takes in an identifier that a person has, or shares.
    pub fn learn_had(&mut self, person: i64, identifier: &Identifier) {
        match identifier.kind {
            IdentifierKind::UserId => {}
            IdentifierKind::AnonymousId => *self.room.devices.entry(person).or_default() += 1,
            IdentifierKind::Email | IdentifierKind::Phone => {
                let hash = self.room.hashes.hash_one(identifier);
                let contacts = self.room.contacts.entry(person).or_default();
                contacts.insert(hash);
            }
        }
    }

    /// Takes in that a person does not have a contact point any more.
    pub(super) fn forget_had(&mut self, person: i64, identifier: &Identifier) {
        if let Some(contacts) = self.room.contacts.get_mut(&person) {
            let hash = self.room.hashes.hash_one(identifier);
            contacts.remove(&hash);
        }
    }

    /// Takes in how many devices a person has.
    pub fn learn_devices(&mut self, person: i64, many: usize) {
        self.room.devices.insert(person, many);
    }

    /// Whether a person may have one more identifier by a claim, or has it already. Whoever names them by anything
    /// else than their user id may fill no more than half of the room: an address is known to many.
    pub(super) fn has_room(
        &self,
        person: i64,
        identifier: &Identifier,
        by: Option<&Identifier>,
    ) -> bool {
        if self.holder(identifier) == Some(person) {
            return true;
        }
        let by_account = by.is_some_and(|by| by.kind == IdentifierKind::UserId);
        let part = |room: usize| if by_account { room } else { room / 2 };
        match identifier.kind {
            IdentifierKind::UserId => true,
            IdentifierKind::AnonymousId => {
                self.room.devices.get(&person).copied().unwrap_or_default() < part(DEVICES)
            }
            IdentifierKind::Email | IdentifierKind::Phone => {
                let contacts = self.room.contacts.get(&person);
                contacts.is_none_or(|had| {
                    had.len() < part(CONTACTS)
                        || had.contains(&self.room.hashes.hash_one(identifier))
                })
            }
        }
    }

    /// Gives the winner of a merge what the loser has.
    pub(super) fn merge_room(&mut self, winner: i64, loser: i64) {
        let lost = self.room.contacts.remove(&loser).unwrap_or_default();
        self.room.contacts.entry(winner).or_default().extend(lost);
        let lost = self.room.devices.remove(&loser).unwrap_or_default();
        *self.room.devices.entry(winner).or_default() += lost;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Change, Claim};
    use super::*;
    use IdentifierKind::{AnonymousId, Phone, UserId};

    fn said(may_join: bool, kind: IdentifierKind, nth: usize) -> Claim {
        let id = |kind, value: String| Identifier { kind, value };
        let value = match kind {
            Phone => format!("+42022{nth:07}"),
            _ => nth.to_string(),
        };
        Claim {
            identifiers: vec![id(UserId, "u".into()), id(kind, value)],
            may_join,
            ..Claim::default()
        }
    }

    #[test]
    fn a_browser_gives_a_person_so_many_identifiers_and_a_server_any_number() {
        for (kind, limit) in [(Phone, CONTACTS), (AnonymousId, DEVICES)] {
            let (mut resolver, mut changes) = (Resolver::default(), Vec::new());
            for nth in 0..limit + 5 {
                resolver.resolve(nth as i64 + 1, &said(false, kind, nth), &mut changes);
            }
            let refused = |changes: &[Change]| {
                let is_refused = |one: &&Change| matches!(one, Change::Refused { .. });
                changes.iter().filter(is_refused).count()
            };
            assert_eq!(refused(&changes), 5);
            let over = |nth| said(true, kind, nth).identifiers[1].clone();
            assert_eq!(resolver.holder(&over(limit - 1)), Some(1));
            assert_eq!(resolver.holder(&over(limit)), None);
            // What they have may be said again, and the business may say more.
            resolver.resolve(9_001, &said(false, kind, 0), &mut changes);
            resolver.resolve(9_002, &said(true, kind, limit), &mut changes);
            assert_eq!(refused(&changes), 5);
            assert_eq!(resolver.holder(&over(limit)), Some(1));
        }
    }

    #[test]
    fn whoever_only_knows_an_address_fills_half_of_the_room() {
        let (mut resolver, mut changes) = (Resolver::default(), Vec::new());
        let email = Identifier {
            kind: IdentifierKind::Email,
            value: "vera@firma.example".into(),
        };
        let named = |mut claim: Claim| {
            claim.identifiers.insert(1, email.clone());
            claim
        };
        resolver.resolve(1, &named(said(true, AnonymousId, 0)), &mut changes);
        for nth in 1..DEVICES {
            let mut claim = named(said(false, AnonymousId, nth));
            claim.identifiers.remove(0);
            resolver.resolve(nth as i64 + 1, &claim, &mut changes);
        }
        let own = named(said(false, AnonymousId, DEVICES + 7));
        resolver.resolve(9_001, &own, &mut changes);
        let device = |nth| said(false, AnonymousId, nth).identifiers[1].clone();
        let vera = resolver.holder(&email);
        assert_eq!(resolver.holder(&device(DEVICES / 2 - 1)), vera);
        assert_ne!(resolver.holder(&device(DEVICES / 2)), vera);
        assert_eq!(resolver.holder(&device(DEVICES + 7)), vera);
    }

    #[test]
    fn visitors_who_are_somebody_elsewhere_count_as_devices_too() {
        let (mut resolver, mut changes) = (Resolver::default(), Vec::new());
        for nth in 0..DEVICES + 1 {
            let mut visit = said(false, AnonymousId, nth);
            visit.identifiers.remove(0);
            let seq = nth as i64 * 2 + 1;
            resolver.resolve(seq, &visit, &mut changes);
            resolver.resolve(seq + 1, &said(false, AnonymousId, nth), &mut changes);
        }
        let device = |nth| said(false, AnonymousId, nth).identifiers[1].clone();
        let user = said(false, AnonymousId, 0).identifiers[0].clone();
        assert_eq!(
            resolver.holder(&device(DEVICES - 1)),
            resolver.holder(&user)
        );
        assert_ne!(resolver.holder(&device(DEVICES)), resolver.holder(&user));
    }
}
