//! What is said in turn of one address or one number: where a claim stands among it changes nothing of what the
//! business says, and of several whom it names by one number the first one holds it.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use ripen_domain::identity::Identifier;
use ripen_domain::identity::IdentifierKind::{self, AnonymousId, Email, Phone, UserId};
use ripen_domain::profile::field;
use ripen_store::identity::{Link, identifier_list, identity_load};
use serde_json::{Value, json};

use crate::claims::{found_by, orders, shown, suggested};
use crate::support::{Bench, hours_ago, on_pairs_of_databases};

/// A letter for each identifier that is named, and the name.
type Said = (&'static str, &'static str);

/// Two users, an address and a number, and by which names the business may say them.
const BY_ADDRESS: [Said; 9] = [
    ("p", "Vera Malá"),
    ("ep", ""),
    ("up", "Vera Malá"),
    ("ep", "Vera Malá"),
    ("p", ""),
    ("e", ""),
    ("e", "Vera Malá"),
    ("e", "Pavel Král"),
    ("u", "Vera Malá"),
];
/// Claims of the address by somebody of another name, from a browser and from a form without a cookie.
const OF_ADDRESS: [Said; 2] = [("we", "Xaver Pilný"), ("e", "Xaver Pilný")];

/// Names said over the number, those of the users always the same.
const BY_NUMBER: [Said; 6] = [
    ("p", "Vera Malá"),
    ("p", "Pavel Král"),
    ("up", "Vera Malá"),
    ("vp", "Pavel Král"),
    ("p", "Ota Černý"),
    ("p", ""),
];
const OF_NUMBER: [Said; 3] = [
    ("wp", "Vera Malá"),
    ("wp", "Xaver Pilný"),
    ("p", "Vera Malá"),
];

/// Two users, an address, a number and a browser.
const ROLES: &str = "uvepw";

/// What is said: whether by the business, at what time of the run, and what.
type Told = (bool, usize, Said);

fn named(role: char, run: usize) -> Identifier {
    let (kind, value): (IdentifierKind, String) = match role {
        'u' | 'v' => (UserId, format!("{role}-{run}")),
        'e' => (Email, format!("e{run}@firma.example")),
        'p' => (Phone, format!("+420222{run:06}")),
        _ => (AnonymousId, format!("{role}-{run}")),
    };
    Identifier { kind, value }
}

fn event(run: usize, (_, nth, (roles, name)): Told) -> Value {
    let mut event = json!({
        "type": "identify", "messageId": format!("{run}-{nth}"),
        "timestamp": hours_ago(100 - nth as i64).to_rfc3339(), "traits": {},
    });
    if !name.is_empty() {
        event["traits"]["name"] = name.into();
    }
    for role in roles.chars() {
        let Identifier { kind, value } = named(role, run);
        match kind {
            UserId => event["userId"] = value.into(),
            AnonymousId => event["anonymousId"] = value.into(),
            _ => event["traits"][kind.name()] = value.into(),
        }
    }
    event
}

/// Somebody: what they hold and what they share, by letters, and which name, address and number they show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Somebody {
    held: String,
    shared: String,
    shown: [Option<String>; 3],
}

fn people(bench: &Bench, run: usize) -> Vec<Somebody> {
    let all: Vec<(char, Identifier)> = ROLES.chars().map(|role| (role, named(role, run))).collect();
    let asked: Vec<&Identifier> = all.iter().map(|(_, one)| one).collect();
    let read = bench.db.db.read(|conn| {
        let known = identity_load(conn, &asked)?;
        let people = known.people().into_iter();
        let links = people.map(|person| Ok((person, identifier_list(conn, person)?)));
        links.collect::<ripen_store::Result<Vec<_>>>()
    });
    let somebody = |(person, links): (i64, Vec<Link>)| {
        let has = |role: char, shared: bool| {
            let mut links = links.iter().filter(|link| link.shared == shared);
            links.any(|link| link.identifier == named(role, run))
        };
        let roles = |shared| ROLES.chars().filter(|role| has(*role, shared)).collect();
        let profile = bench.person(person).listed.person.profile;
        // Those of every run look the same.
        let text = |name| Some(profile.text(name)?.replace(&format!("{run:06}"), ""));
        let email = text(field::EMAIL).map(|one| one.replace(&run.to_string(), ""));
        Somebody {
            held: roles(false),
            shared: roles(true),
            shown: [text(field::NAME), email, text(field::PHONE)],
        }
    };
    let people = read.expect("identity is read").into_iter();
    let mut people: Vec<Somebody> = people.map(somebody).collect();
    people.sort();
    people
}

/// Who has what, whoever of several holds it.
fn sets(people: &[Somebody]) -> Vec<Somebody> {
    let has = |one: &Somebody, role: &char| one.held.contains(*role) || one.shared.contains(*role);
    let set = |one: &Somebody| Somebody {
        held: ROLES.chars().filter(|role| has(one, role)).collect(),
        shared: String::new(),
        shown: one.shown.clone(),
    };
    let mut sets: Vec<Somebody> = people.iter().map(set).collect();
    sets.sort();
    sets
}

/// The first two of what the business may say and some of the rest, in any order, with a claim anywhere among it.
fn arrangement(said: &'static [Said], claims: &'static [Said]) -> impl Strategy<Value = Vec<Told>> {
    let rest = prop::sample::subsequence((2..said.len()).collect::<Vec<_>>(), 0..=2);
    let firm = rest.prop_map(|rest| [vec![0, 1], rest].concat());
    let firm = firm.prop_shuffle();
    let firm = firm.prop_map(|firm| firm.into_iter().map(|at| (true, at, said[at])));
    (firm, 0..claims.len(), any::<prop::sample::Index>()).prop_map(|(firm, claim, place)| {
        let mut told: Vec<Told> = firm.collect();
        let place = place.index(told.len() + 1);
        told.insert(place, (false, said.len(), claims[claim]));
        told
    })
}

/// Two databases: everything is told one of them one by one, and the other at once.
struct Pair<'a> {
    benches: [&'a Bench; 2],
    browser: i64,
    runs: std::cell::Cell<usize>,
}

impl Pair<'_> {
    /// Who has what once this was told.
    fn tell(&self, told: &[Told]) -> Result<Vec<Somebody>, TestCaseError> {
        let run = self.runs.get() + 1;
        self.runs.set(run);
        let [bench, control] = self.benches;
        for one in told {
            let source = if one.0 { 1 } else { self.browser };
            bench.feed_from(source, &[event(run, *one)]);
            control.append_from(source, &[event(run, *one)]);
        }
        control.app.project_all().expect("it runs");
        let found = people(bench, run);
        prop_assert_eq!(&found, &people(control, run), "in batches");
        Ok(found)
    }
}

fn holds(
    strategy: impl Strategy<Value = Vec<Told>>,
    check: impl Fn(&Pair<'_>, Vec<Told>) -> Result<(), TestCaseError>,
) {
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(32)
    };
    on_pairs_of_databases(|bench, control| {
        let browser = bench.browser();
        assert_eq!(control.browser(), browser);
        let pair = Pair {
            benches: [bench, control],
            browser,
            runs: std::cell::Cell::new(0),
        };
        let mut runner = TestRunner::new(config.clone());
        let outcome = runner.run(&strategy, |told| check(&pair, told));
        outcome.expect("it holds in every case");
    });
}

/// The claim last of all.
fn claim_last(mut told: Vec<Told>) -> Vec<Told> {
    told.sort_by_key(|(firm, ..)| !firm);
    told
}

#[test]
fn where_a_claim_of_an_address_stands_changes_nobody_who_has_what() {
    holds(arrangement(&BY_ADDRESS, &OF_ADDRESS), |pair, told| {
        let found = pair.tell(&told)?;
        prop_assert_eq!(found, pair.tell(&claim_last(told))?);
        Ok(())
    });
}

#[test]
fn whoever_the_business_names_first_by_a_number_holds_it_and_all_have_it_in_any_order() {
    holds(arrangement(&BY_NUMBER, &OF_NUMBER), |pair, told| {
        let found = pair.tell(&told)?;
        prop_assert_eq!(&found, &pair.tell(&claim_last(told.clone()))?);
        let mut sorted = told;
        sorted.sort_by_key(|(_, nth, _)| *nth);
        prop_assert_eq!(sets(&found), sets(&pair.tell(&sorted)?));
        Ok(())
    });
}

/// What is told of an address by a claim, and by the business beside a number that it has named somebody by.
fn beside_a_number(vera: &[&str], by: &str, device: bool) -> [(bool, Value); 3] {
    let said = |ids: &[&str], hours: i64| {
        let mut event =
            json!({"type": "identify", "timestamp": hours_ago(hours).to_rfc3339(), "traits": {}});
        for id in ids {
            match *id {
                "user" => event["userId"] = "v-RUN".into(),
                "visitor" => event["anonymousId"] = "w-RUN".into(),
                "email" => event["traits"]["email"] = "eRUN@firma.example".into(),
                "phone" => event["traits"]["phone"] = "+420222333RUN".into(),
                name => event["traits"]["name"] = name.into(),
            }
        }
        event
    };
    let claim = match device {
        true => said(&["visitor", "email", "Xaver Pilný"], 90),
        false => said(&["email", "Xaver Pilný"], 90),
    };
    let mut both = said(&["email", "phone"], 70);
    if by == "track" {
        both["type"] = "track".into();
        both["event"] = "Demo Requested".into();
        both["anonymousId"] = "t-RUN".into();
        both["properties"] = both["traits"].take();
    }
    let named = [vera, &["phone", "Vera Malá"]].concat();
    [(false, claim), (true, said(&named, 80)), (true, both)]
}

/// A name that a form gave with the address stands against nothing that the business says.
#[test]
fn an_address_that_was_claimed_by_another_name_is_of_whom_the_business_says() {
    for (by, device) in [("identify", true), ("track", true), ("identify", false)] {
        orders(&beside_a_number(&[], by, device), |bench, order, run| {
            let told = format!("{by} {device} {order:?}");
            let address = format!("e{run}@firma.example");
            let vera = bench.holder(Email, &address).expect("somebody has it");
            assert_eq!(
                bench.holder(Phone, &format!("+420222333{run}")),
                Some(vera),
                "{told}"
            );
            assert_eq!(found_by(bench, &address), [vera], "{told}");
            assert_eq!(shown(bench, vera), Some(address), "{told}");
            assert_eq!(bench.person(vera).entries, 3, "{told}");
            assert!(suggested(bench, vera).is_empty(), "{told}");
            // Whoever gives an address of one's own is whom it reaches, whichever came first.
            if device {
                assert_eq!(bench.visitor(&format!("w-{run}")), vera, "{told}");
            }
        });
    }
}

/// A user id and an address are two whom a number alone joins by no more than one name.
#[test]
fn an_address_beside_the_number_of_a_user_is_somebody_elses_whoever_claimed_it() {
    let told = beside_a_number(&["user"], "identify", true);
    orders(&told, |bench, order, run| {
        let address = format!("e{run}@firma.example");
        let (user, other) = (
            bench.user(&format!("v-{run}")),
            bench.holder(Email, &address),
        );
        let other = other.expect("somebody has it");
        assert_ne!(user, other, "{order:?}");
        assert_eq!(bench.visitor(&format!("w-{run}")), other, "{order:?}");
        assert_eq!(found_by(bench, &address), [other], "{order:?}");
        assert_eq!(suggested(bench, user), [other], "{order:?}");
    });
}
