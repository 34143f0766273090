use proptest::prelude::*;

use super::*;
use IdentifierKind::{AnonymousId, Email, Phone, UserId};

fn id(kind: IdentifierKind, value: &str) -> Identifier {
    let value = value.into();
    Identifier { kind, value }
}

fn cookie(value: &str) -> Identifier {
    id(AnonymousId, value)
}

fn user(value: &str) -> Identifier {
    id(UserId, value)
}

fn mail(value: &str) -> Identifier {
    id(Email, &format!("{value}@firma.example"))
}

fn phone() -> Identifier {
    id(Phone, "+420222333444")
}

/// A resolver that gives positions by itself.
#[derive(Default)]
struct Log {
    resolver: Resolver,
    last: i64,
    changes: Vec<Change>,
}

impl Log {
    fn claim(&mut self, claim: Claim) -> Resolved {
        self.last += 1;
        self.changes.clear();
        let resolved = self.resolver.resolve(self.last, &claim, &mut self.changes);
        let person = self.resolver.find(resolved.held.person);
        assert_eq!(resolved.held.person, person);
        resolved
    }

    /// The person of an interaction.
    fn named(&mut self, name: &str, identifiers: &[Identifier]) -> i64 {
        let claim = Claim {
            identifiers: identifiers.to_vec(),
            name: Name::parse(name),
            ..Claim::default()
        };
        self.claim(claim).held.person
    }

    fn says(&mut self, identifiers: &[Identifier]) -> i64 {
        self.named("", identifiers)
    }

    fn alias(&mut self, user_id: &str, former: Identifier, may_join: bool) -> i64 {
        let identifiers = vec![user(user_id), former.clone()];
        let former = Some(former);
        let claim = Claim {
            identifiers,
            former,
            may_join,
            ..Claim::default()
        };
        self.claim(claim).held.person
    }

    fn suggested(&self) -> Vec<(i64, i64, &'static str)> {
        let pairs = self.changes.iter().filter_map(|change| match change {
            Change::Suggested {
                first,
                second,
                evidence,
            } => Some((*first, *second, evidence.name())),
            _ => None,
        });
        pairs.collect()
    }

    fn holder(&self, identifier: &Identifier) -> i64 {
        self.resolver.holder(identifier).expect("somebody holds it")
    }
}

#[test]
fn identify_attaches_the_anonymous_history() {
    let mut log = Log::default();
    assert_eq!(log.says(&[cookie("a")]), 1);
    assert_eq!(log.says(&[user("u"), cookie("a")]), 1);
    assert_eq!(log.says(&[user("u")]), 1);
}

#[test]
fn a_public_key_gives_nobody_a_second_address() {
    let mut log = Log::default();
    let mut says = |identifiers: Vec<Identifier>, may_join| {
        let claim = Claim {
            identifiers,
            may_join,
            ..Claim::default()
        };
        log.claim(claim).held.person
    };
    says(vec![user("w"), mail("w@a.example")], true);
    assert_eq!(says(vec![user("w"), mail("n@b.example")], false), 1);
    // Whoever has that address is somebody else, until the business says otherwise.
    assert_eq!(says(vec![mail("n@b.example")], true), 3);
    assert_eq!(says(vec![user("w"), mail("own@a.example")], true), 1);
    assert_eq!(says(vec![mail("own@a.example")], true), 1);
    // The first address of a visitor who signs up is theirs.
    assert_eq!(says(vec![user("v"), mail("v@c.example")], false), 6);
    assert_eq!(says(vec![mail("v@c.example")], true), 6);
}

#[test]
fn a_public_key_joins_no_two_who_are_known_by_addresses() {
    let mut log = Log::default();
    let (one, other) = (mail("jana@a.example"), mail("petr@b.example"));
    log.says(std::slice::from_ref(&one));
    log.says(std::slice::from_ref(&other));
    for identifiers in [
        vec![user("x"), one.clone()],
        vec![user("x"), other.clone()],
        vec![one.clone(), other.clone(), cookie("c")],
    ] {
        log.claim(Claim {
            identifiers,
            ..Claim::default()
        });
    }
    assert_ne!(log.holder(&one), log.holder(&other));
    assert!(log.suggested().iter().any(|(_, _, why)| *why == "email"));
}

#[test]
fn a_second_address_joins_nobody_of_clearly_another_name() {
    let (ota, iva) = (mail("ota"), mail("iva"));
    let both = [ota.clone(), iva.clone()];
    let reversed = [iva.clone(), ota.clone()];
    let keyed = [user("u"), ota.clone(), iva.clone()];
    for may_join in [true, false] {
        for cell in [&both[..], &reversed, &keyed] {
            for (name, known) in [("Ota Les", true), ("", true), ("Ota Les", false)] {
                let mut log = Log::default();
                if known {
                    log.named("Ota Les", std::slice::from_ref(&ota));
                }
                log.named("Iva Luka", std::slice::from_ref(&iva));
                let is_first = cell[0] == iva;
                if !known && is_first {
                    // A new address is given to whom the first one reaches.
                    continue;
                }
                log.claim(Claim {
                    identifiers: cell.to_vec(),
                    name: Name::parse(name),
                    may_join,
                    ..Claim::default()
                });
                let at = format!("{cell:?} {name} {known} {may_join}");
                assert_ne!(log.holder(&ota), log.holder(&iva), "{at}");
                assert_eq!(log.suggested().len(), 1, "{at} {:?}", log.changes);
            }
        }
    }
    // Names that can be one person's join, and so does what has none.
    for name in ["Ota Les", "O. Les", ""] {
        let mut log = Log::default();
        log.named("Ota Les", std::slice::from_ref(&ota));
        log.named(name, std::slice::from_ref(&iva));
        log.claim(Claim {
            identifiers: both.to_vec(),
            name: Name::parse("Ota Les"),
            may_join: true,
            ..Claim::default()
        });
        assert_eq!(log.holder(&ota), log.holder(&iva), "{name}");
    }
}

#[test]
fn a_visitor_is_merged_into_the_account_that_signs_in() {
    let mut log = Log::default();
    log.says(&[cookie("a")]);
    log.says(&[user("u")]);
    assert_eq!(log.says(&[user("u"), cookie("a")]), 2);
    let evidence = Evidence::Identifier(AnonymousId);
    let (winner, loser) = (2, 1);
    let merged = Change::Merged {
        winner,
        loser,
        evidence,
        claimed: true,
    };
    assert_eq!(log.changes, [merged]);
    assert_eq!(log.says(&[cookie("a")]), 2);
}

#[test]
fn two_accounts_at_one_device_stay_two_people() {
    let mut log = Log::default();
    log.says(&[user("u"), cookie("a")]);
    assert_eq!(log.says(&[user("v"), cookie("a")]), 2);
    assert_eq!(log.suggested(), []);
}

#[test]
fn an_address_held_by_another_account_is_a_suggestion() {
    let mut log = Log::default();
    log.says(&[user("u"), mail("x")]);
    assert_eq!(log.says(&[user("v"), mail("x")]), 2);
    assert_eq!(log.suggested(), [(2, 1, "email")]);
}

#[test]
fn an_address_stated_by_an_account_joins_the_contact_to_it() {
    let mut log = Log::default();
    log.says(&[mail("x"), cookie("a")]);
    log.says(&[user("u")]);
    assert_eq!(log.says(&[user("u"), mail("x")]), 2);
    assert_eq!(log.holder(&cookie("a")), 2);
}

#[test]
fn one_telephone_does_not_join_people_with_addresses_of_their_own() {
    let mut log = Log::default();
    let people: Vec<i64> = ["petr", "jana", "oto"]
        .iter()
        .map(|name| log.says(&[mail(name), phone()]))
        .collect();
    assert_eq!(people, [1, 2, 3]);
    assert_eq!(log.suggested(), [(3, 1, "phone")]);
    // Said again it teaches nothing new.
    assert_eq!(log.says(&[mail("oto"), phone()]), 3);
    assert_eq!(log.changes, []);
}

#[test]
fn a_telephone_alone_becomes_whoever_gives_an_address_with_it_first() {
    let mut log = Log::default();
    assert_eq!(log.says(&[phone()]), 1);
    assert_eq!(log.says(&[mail("b"), phone()]), 1);
    assert_eq!(log.says(&[mail("c"), phone()]), 3);
    assert_eq!(log.says(&[mail("c"), user("c")]), 3);
    // Nor do the keys come together later, by whatever way.
    assert_eq!(log.says(&[user("c"), phone()]), 3);
    assert_eq!(log.says(&[user("d"), phone()]), 6);
    assert_eq!(log.says(&[mail("b"), phone()]), 1);
}

#[test]
fn a_telephone_of_somebody_with_clearly_another_name_is_shared() {
    let mut log = Log::default();
    assert_eq!(log.named("Ana Malá", &[phone(), cookie("w0")]), 1);
    assert_eq!(log.named("Bea Nová", &[phone(), cookie("w1")]), 2);
    assert_eq!(log.suggested(), [(2, 1, "phone")]);
    // The same name finds the same person again, however it is written and from anywhere.
    assert_eq!(log.named("A. MALA", &[phone(), cookie("w2")]), 1);
    assert_eq!(log.named("Nová Bea", &[phone()]), 2);
    assert_eq!(log.named("Bea", &[mail("bea"), phone()]), 2);
    // Whoever gives no name is one of them, or somebody else.
    assert_eq!(log.says(&[phone(), cookie("w3")]), 6);
    assert_eq!(log.says(&[phone()]), 1);
}

#[test]
fn given_names_a_letter_apart_share_a_telephone() {
    for (one, other) in [
        ("Hana Nováková", "Jana Nováková"),
        ("Hakan Yılmaz", "Hasan Yılmaz"),
        ("Julia Smith", "Julian Smith"),
    ] {
        let mut log = Log::default();
        assert_eq!(log.named(one, &[phone(), cookie("w0")]), 1);
        assert_eq!(log.named(other, &[phone(), cookie("w1")]), 2, "{other}");
        assert_eq!(log.suggested(), [(2, 1, "phone")]);
    }
    let mut log = Log::default();
    assert_eq!(log.named("Steven Smith", &[phone(), cookie("w0")]), 1);
    assert_eq!(log.named("Stephen Smith", &[phone(), cookie("w1")]), 1);
}

#[test]
fn the_mailbox_of_a_desk_is_like_a_telephone() {
    let mut log = Log::default();
    let desk = mail("info");
    assert_eq!(log.named("Ana Malá", &[desk.clone(), cookie("w0")]), 1);
    assert_eq!(log.named("Bea Nová", &[desk.clone(), cookie("w1")]), 2);
    assert_eq!(log.says(&[mail("oto"), desk.clone()]), 3);
    assert_eq!(log.says(&[user("u"), desk.clone()]), 4);
    assert_eq!(log.holder(&desk), 1);
}

#[test]
fn a_device_joins_nobody_who_differs() {
    let mut log = Log::default();
    log.named("Ana", &[cookie("kiosk")]);
    assert_eq!(log.named("Bea", &[mail("bea"), cookie("kiosk")]), 2);
    assert_eq!(log.says(&[mail("oto"), cookie("kiosk")]), 1);
    assert_eq!(log.says(&[user("u"), mail("u"), cookie("kiosk")]), 4);
    assert_eq!(log.suggested(), []);
    // A user id beside an address may be the same person, and joins them once it names the address.
    assert_eq!(log.says(&[user("v"), cookie("kiosk")]), 5);
    assert_eq!(log.suggested(), [(5, 1, "anonymous_id")]);
    assert_eq!(log.says(&[mail("eva"), cookie("kiosk")]), 6);
    assert_eq!(log.holder(&cookie("kiosk")), 1);
    assert_eq!(log.says(&[user("v"), mail("oto")]), 5);
    assert_eq!(log.holder(&cookie("kiosk")), 5);
}

#[test]
fn a_known_account_and_a_known_contact_need_one_name_to_share_a_telephone() {
    let mut log = Log::default();
    log.named("Jan Novák", &[mail("jan"), phone()]);
    assert_eq!(log.says(&[user("x"), phone()]), 2);
    assert_eq!(log.named("Novák Jan", &[user("y"), cookie("a")]), 3);
    // Two people gave it by now, so that it joins nobody any more.
    assert_eq!(log.says(&[user("y"), phone()]), 3);
    let mut log = Log::default();
    log.named("Jan Novák", &[mail("jan"), phone()]);
    assert_eq!(log.named("J. Novák", &[user("y"), phone()]), 1);
}

#[test]
fn an_alias_of_two_accounts_joins_where_the_sender_may_say_so() {
    for may_join in [true, false] {
        let mut log = Log::default();
        log.says(&[user("old")]);
        log.says(&[user("new")]);
        let person = log.alias("new", user("old"), may_join);
        assert_eq!(person, if may_join { 1 } else { 2 });
        let suggested = [(2, 1, "alias")];
        assert_eq!(log.suggested(), suggested[..usize::from(!may_join)]);
    }
}

#[test]
fn an_alias_of_a_cookie_joins_a_contact_but_not_another_account() {
    let mut log = Log::default();
    log.says(&[mail("x"), cookie("a")]);
    log.says(&[user("u")]);
    assert_eq!(log.alias("u", cookie("a"), false), 2);
    assert_eq!(log.holder(&cookie("a")), 1);
    assert_eq!(log.alias("u", cookie("a"), true), 2);
    assert_eq!(log.holder(&cookie("a")), 2);
    log.says(&[user("v"), cookie("b")]);
    assert_eq!(log.alias("u", cookie("b"), true), 2);
    assert_ne!(log.holder(&cookie("b")), 2);
}

#[test]
fn what_was_taken_apart_stays_apart() {
    let mut log = Log::default();
    log.says(&[cookie("a")]);
    log.says(&[user("u")]);
    log.resolver.learn_apart(2, 2, 1);
    log.resolver.learn_apart(1, 1, 2);
    assert_eq!(log.says(&[user("u"), cookie("a")]), 2);
    assert_eq!(log.changes, []);
}

#[test]
fn what_was_taken_apart_does_not_come_back_through_a_third() {
    let mut log = Log::default();
    log.says(&[cookie("a")]);
    log.says(&[user("u")]);
    log.says(&[mail("x")]);
    for (person, home, other) in [(2, 2, 1), (1, 1, 2)] {
        log.resolver.learn_apart(person, home, other);
    }
    assert_eq!(log.says(&[mail("x"), cookie("a")]), 3);
    // The contact is made of the visitor by now, from whom the account was taken apart.
    assert_eq!(log.says(&[user("u"), mail("x")]), 2);
    // By the word of the business both have the address.
    let (person, home) = (2, 2);
    let held = Held { person, home };
    let identifier = mail("x");
    assert_eq!(log.changes, [Change::Shared { identifier, held }]);
    log.changes.clear();
    assert_eq!(log.alias("u", cookie("a"), true), 2);
    assert_eq!(log.changes, []);
}

proptest! {
    /// Whatever the order: nobody ends with the addresses of two, whom no interaction names together.
    #[test]
    fn no_order_of_arrival_glues_people_together(
        events in prop::collection::vec((0..4_usize, 0..8_u8, 0..3_u8, any::<bool>()), 1..40),
    ) {
        const NAMES: [&str; 4] = ["Jan Novák", "Jana Nováková", "Petr Novák", "Oto Třetí"];
        let mut log = Log::default();
        for (person, named, device, with_name) in events {
            let all = [
                (1, mail(&format!("own{person}"))),
                (2, mail("info")),
                (4, phone()),
            ];
            let named = all.into_iter().filter(|(bit, _)| named & bit != 0);
            let mut identifiers: Vec<Identifier> = named.map(|(_, one)| one).collect();
            if device > 0 || identifiers.is_empty() {
                identifiers.push(cookie(&device.to_string()));
            }
            log.named(if with_name { NAMES[person] } else { "" }, &identifiers);
        }
        let holders: Vec<i64> = (0..4)
            .filter_map(|person| log.resolver.holder(&mail(&format!("own{person}"))))
            .collect();
        let mut different = holders.clone();
        different.sort_unstable();
        different.dedup();
        prop_assert_eq!(different.len(), holders.len());
    }
}
