use std::collections::HashMap;

use proptest::prelude::*;

use super::super::*;
use IdentifierKind::{AnonymousId, Email, UserId};

fn id(kind: IdentifierKind, value: &str) -> Identifier {
    let value = value.into();
    Identifier { kind, value }
}

fn mail(value: usize) -> Identifier {
    id(Email, &format!("m{value}@firma.example"))
}

fn user(value: usize) -> Identifier {
    id(UserId, &format!("u{value}"))
}

fn claim(may_join: bool, identifiers: Vec<Identifier>) -> Claim {
    Claim {
        identifiers,
        may_join,
        ..Claim::default()
    }
}

#[test]
fn what_a_browser_claimed_gives_way_to_a_server_and_not_the_other_way_round() {
    for (first, second, gives_way) in [
        (false, true, true),
        (false, false, false),
        (true, true, false),
        (true, false, false),
    ] {
        let mut resolver = Resolver::default();
        let mut changes = Vec::new();
        resolver.resolve(1, &claim(first, vec![user(1), mail(1)]), &mut changes);
        let then = claim(second, vec![user(2), mail(1)]);
        let overruled = Overruled {
            contact: mail(1),
            meant: None,
        };
        let expected = gives_way.then_some(overruled);
        assert_eq!(resolver.overruled(&then), expected, "{first} {second}");
    }
}

#[test]
fn a_claim_joins_nobody_who_is_known_by_another_name() {
    let named = |may_join, name: &str, identifiers| Claim {
        name: crate::identity::names::Name::parse(name),
        ..claim(may_join, identifiers)
    };
    // Whatever name comes along with the claim.
    for claimed in ["", "Pavel Dvorak"] {
        for (known, joins) in [("Vera Victim", false), ("Pavel Dvořák", true), ("", true)] {
            let mut resolver = Resolver::default();
            let mut changes = Vec::new();
            let contact = named(true, "Pavel Dvorak", vec![mail(1)]);
            resolver.resolve(1, &contact, &mut changes);
            let user_known = named(true, known, vec![user(1)]);
            resolver.resolve(2, &user_known, &mut changes);
            let both = named(false, claimed, vec![user(1), mail(1)]);
            resolver.resolve(3, &both, &mut changes);
            let is_one = resolver.holder(&user(1)) == resolver.holder(&mail(1));
            assert_eq!(is_one, joins, "{known} {claimed}");
        }
    }
}

#[test]
fn what_both_have_said_is_firm() {
    let mut resolver = Resolver::default();
    let mut changes = Vec::new();
    resolver.resolve(1, &claim(false, vec![user(1), mail(1)]), &mut changes);
    // The address alone says nothing of whose it is.
    let then = claim(true, vec![user(2), mail(1)]);
    resolver.resolve(2, &claim(true, vec![mail(1)]), &mut changes);
    assert!(resolver.overruled(&then).is_some());
    resolver.resolve(3, &claim(true, vec![user(1), mail(1)]), &mut changes);
    assert_eq!(resolver.overruled(&then), None);
    assert!(resolver.bond(&mail(1)).is_some());
    assert_eq!(resolver.bond(&mail(1)), resolver.bond(&user(1)));
}

#[test]
fn whoever_was_taken_apart_by_hand_is_left_as_they_are() {
    let mut resolver = Resolver::default();
    let mut changes = Vec::new();
    resolver.resolve(1, &claim(false, vec![user(1), mail(1)]), &mut changes);
    resolver.resolve(2, &claim(true, vec![user(2)]), &mut changes);
    let then = claim(true, vec![user(2), mail(1)]);
    assert!(resolver.overruled(&then).is_some());
    for (person, home, other) in [(1, 1, 2), (2, 2, 1)] {
        resolver.learn_apart(person, home, other);
    }
    assert_eq!(resolver.overruled(&then), None);
}

proptest! {
    /// Two identifiers of a person have one bond exactly where a chain of what servers said ties them.
    #[test]
    fn bonds_are_what_servers_said(
        said in prop::collection::vec((any::<bool>(), 0..5_usize, 0..5_usize, 0..5_usize), 1..30),
    ) {
        let mut resolver = Resolver::default();
        let mut tied: HashMap<Identifier, Identifier> = HashMap::new();
        fn root(tied: &HashMap<Identifier, Identifier>, one: &Identifier) -> Identifier {
            match tied.get(one) {
                Some(next) => root(tied, next),
                None => one.clone(),
            }
        }
        let mut all = Vec::new();
        for (seq, (may_join, one, other, device)) in (1..).zip(said) {
            // One user, so that nobody is ever in two minds about whom something belongs to.
            let mut identifiers = Vec::new();
            identifiers.extend((one == 0).then(|| user(0)));
            identifiers.push(mail(other));
            identifiers.extend((device < 3).then(|| id(AnonymousId, &device.to_string())));
            let claim = claim(may_join, identifiers);
            let mut changes = Vec::new();
            let person = resolver.resolve(seq, &claim, &mut changes).held.person;
            all.extend(claim.identifiers.clone());
            let held = claim.identifiers.iter();
            let held: Vec<_> = held.filter(|one| resolver.holder(one) == Some(person)).collect();
            for pair in held.windows(2).filter(|_| may_join) {
                let (one, other) = (root(&tied, pair[0]), root(&tied, pair[1]));
                if one != other {
                    tied.insert(one, other);
                }
            }
        }
        for one in &all {
            for other in &all {
                if one == other || resolver.holder(one) != resolver.holder(other) {
                    continue;
                }
                let bond = resolver.bond(one);
                let is_one = bond.is_some() && bond == resolver.bond(other);
                prop_assert_eq!(is_one, root(&tied, one) == root(&tied, other));
            }
        }
    }
}
