//! Two names that the business gives, where only a browser's key says that they are one person's; and how much such a
//! key may claim.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use ripen_domain::identity::Identifier;
use ripen_domain::identity::IdentifierKind::{self, AnonymousId, Email, Phone};
use ripen_domain::identity::resolve::CONTACTS;
use ripen_domain::profile::field;
use ripen_store::identity::identity_load;
use serde_json::{Value, json};

use crate::snapshot::snapshot;
use crate::support::{Bench, hours_ago, on_every_database, on_pairs_of_databases, page};
use crate::verify::verified;

/// What is said to be one person's: of a user, by an identifier, with traits.
pub fn says(
    user: Option<&str>,
    by: Option<(IdentifierKind, &str)>,
    traits: Value,
    hours: i64,
) -> Value {
    let mut event = json!({
        "type": "identify", "messageId": format!("{user:?} {by:?} {traits} {hours}"), "userId": user,
        "timestamp": hours_ago(hours).to_rfc3339(), "traits": traits,
    });
    match by {
        Some((AnonymousId, value)) => event["anonymousId"] = value.into(),
        Some((kind, value)) => event["traits"][kind.name()] = value.into(),
        None => {}
    }
    event
}

pub fn name(bench: &Bench, person: i64) -> Option<String> {
    let person = bench.person(person).listed.person;
    person.profile.text(field::NAME).map(str::to_owned)
}

const ORDERS: [[usize; 3]; 6] = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
];

const CONTACTS_OF_PAVEL: [(IdentifierKind, &str); 3] = [
    (Email, "pavel@firma.example"),
    (Phone, "+420222333444"),
    (AnonymousId, "biscuit"),
];

/// A claim, and what the business says of either whom it makes one.
fn statements(by: (IdentifierKind, &str), more: bool) -> [(bool, Value); 3] {
    let mut vera = json!({"name": "Vera Malá"});
    if more {
        vera["email"] = "vera@firma.example".into();
    }
    [
        (false, says(Some("v"), Some(by), json!({}), 90)),
        (true, says(Some("v"), None, vera, 80)),
        (
            true,
            says(None, Some(by), json!({"name": "Pavel Dvořák"}), 70),
        ),
    ]
}

fn is_two(bench: &Bench, (kind, value): (IdentifierKind, &str), told: &str) {
    let (vera, pavel) = (bench.user("v"), bench.holder(kind, value));
    let pavel = pavel.unwrap_or_else(|| panic!("{told}: nobody has it"));
    assert_ne!(vera, pavel, "{told}");
    assert_eq!(name(bench, vera).as_deref(), Some("Vera Malá"), "{told}");
    assert_eq!(
        name(bench, pavel).as_deref(),
        Some("Pavel Dvořák"),
        "{told}"
    );
}

#[test]
fn whom_the_business_calls_by_two_names_are_two_whatever_a_browser_claims() {
    on_pairs_of_databases(|bench, control| {
        let browser = bench.browser();
        assert_eq!(control.browser(), browser);
        for by in CONTACTS_OF_PAVEL {
            for (more, order) in [false, true]
                .into_iter()
                .flat_map(|more| ORDERS.map(|o| (more, o)))
            {
                let told = format!("{by:?} {more} {order:?}");
                // Each time of other people.
                let run = format!("{}{more}{order:?}", by.0.name());
                let own = |text: &str| {
                    let digits: String = order.iter().map(usize::to_string).collect();
                    let number =
                        format!("+420222{}{}9{digits:0>4}", usize::from(more), by.0.code());
                    text.replace("+420222333444", &number[..13])
                        .replace("\"v\"", &format!("\"v{run}\""))
                        .replace("biscuit", &format!("biscuit{run}"))
                        .replace(
                            "@firma",
                            &format!("@{}{more}{digits}.firma", by.0.name().replace('_', "")),
                        )
                };
                let [claim, vera, pavel] = statements(by, more);
                let all = [claim, vera, pavel];
                for at in order {
                    let (firm, event) = &all[at];
                    let mut event: Value =
                        serde_json::from_str(&own(&event.to_string())).expect("JSON");
                    event["messageId"] = format!("{told} {at}").into();
                    let source = if *firm { 1 } else { browser };
                    bench.feed_from(source, std::slice::from_ref(&event));
                    control.append_from(source, &[event]);
                }
                control.app.project_all().expect("it runs");
                for bench in [bench, control] {
                    let vera = bench.user(&format!("v{run}"));
                    let pavel = bench.holder(by.0, &own(by.1));
                    let pavel = pavel.unwrap_or_else(|| panic!("{told}: nobody has it"));
                    assert_ne!(vera, pavel, "{told}");
                    assert_eq!(name(bench, vera).as_deref(), Some("Vera Malá"), "{told}");
                    assert_eq!(
                        name(bench, pavel).as_deref(),
                        Some("Pavel Dvořák"),
                        "{told}"
                    );
                    let suggested = bench.person(vera).suggestions;
                    let is_suggested = suggested.iter().any(|one| one.person == pavel);
                    // A device that is claimed after both are known is no sign.
                    let is_silent = by.0 == AnonymousId && order[2] == 0;
                    assert_eq!(is_suggested, !is_silent, "{told}");
                }
            }
        }
        let last = 3 * 2 * 6 * 3;
        let (one, other) = (snapshot(bench, last), snapshot(control, last));
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one.1.identifiers, other.1.identifiers);
            assert_eq!(one.1.history, other.1.history);
        }
        assert_eq!(verified(control).differences, Vec::<String>::new());
    });
}

#[test]
fn two_who_were_parted_by_their_names_stay_so_and_a_hand_may_join_them() {
    for by in CONTACTS_OF_PAVEL {
        on_every_database(|bench| {
            let browser = bench.browser();
            for (firm, event) in statements(by, true) {
                bench.feed_from(if firm { 1 } else { browser }, &[event]);
            }
            is_two(bench, by, "first");
            bench.feed_from(browser, &[says(Some("v"), Some(by), json!({}), 60)]);
            is_two(bench, by, "claimed again");
            // Another name of the same user is just that.
            let vera = bench.user("v");
            bench.feed(&[says(Some("v"), None, json!({"name": "Karla Velká"}), 50)]);
            assert_eq!(bench.user("v"), vera);
            assert_eq!(name(bench, vera).as_deref(), Some("Karla Velká"));
            let pavel = bench.holder(by.0, by.1).expect("somebody");
            bench
                .app
                .suggestion_accept(vera, pavel, "Jana")
                .expect("it is accepted");
            bench.feed(&[says(None, Some(by), json!({"name": "Pavel Dvořák"}), 40)]);
            assert_eq!(bench.holder(by.0, by.1), Some(bench.user("v")), "{by:?}");
        });
    }
}

#[test]
fn what_the_business_has_tied_is_one_person_by_any_name() {
    on_every_database(|bench| {
        let by = (Email, "pavel@firma.example");
        let browser = bench.browser();
        bench.feed_from(browser, &[says(Some("v"), Some(by), json!({}), 90)]);
        bench.feed(&[says(Some("v"), Some(by), json!({"name": "Vera Malá"}), 80)]);
        bench.feed(&[says(None, Some(by), json!({"name": "Pavel Dvořák"}), 70)]);
        assert_eq!(bench.holder(by.0, by.1), Some(bench.user("v")));
    });
}

/// Many contested contact points of one person, by one batch or one after the other.
#[test]
fn all_that_is_contested_of_one_person_is_the_same_at_once_and_one_by_one() {
    on_pairs_of_databases(|bench, control| {
        let browser = bench.browser();
        assert_eq!(control.browser(), browser);
        let number = |nth: i64| format!("+420222333{nth:03}");
        let said = |user: &str, nth, traits, hours| {
            says(
                Some(user),
                Some((Phone, number(nth).as_str())),
                traits,
                hours,
            )
        };
        let vera = [
            json!({"name": "Vera Malá"}),
            json!({"lastName": "Malá"}),
            json!({"firstName": "Vera"}),
        ];
        let mut log = Vec::new();
        for nth in 0..20 {
            let called = vera[nth as usize % 3].clone();
            log.push((browser, said("att", nth, called, 400 - nth)));
            log.push((
                browser,
                says(
                    None,
                    Some((Phone, number(nth).as_str())),
                    json!({"title": "CEO"}),
                    350 - nth,
                ),
            ));
            log.push((browser, page(&format!("c{nth}"), "/a", 300 - nth)));
        }
        for nth in 0..20 {
            let user = format!("real{nth}");
            log.push((
                1,
                said(&user, nth, json!({"name": "Pavel Dvořák"}), 200 - nth),
            ));
            log.push((browser, said("att", 20 + nth, json!({}), 150 - nth)));
            let half = ["name", "firstName", "lastName"][nth as usize % 3];
            // What was taken out is claimed again, and somebody takes it for theirs.
            log.push((
                browser,
                said("att", nth, json!({half: format!("Ota {nth}")}), 100 - nth),
            ));
            log.push((
                1,
                says(
                    None,
                    Some((Phone, number(nth).as_str())),
                    json!({}),
                    50 - nth,
                ),
            ));
        }
        for (source, event) in &log {
            bench.feed_from(*source, std::slice::from_ref(event));
            control.append_from(*source, std::slice::from_ref(event));
        }
        control.app.project_all().expect("it runs");
        let last = log.len() as i64;
        let (one, other) = (snapshot(bench, last), snapshot(control, last));
        assert_eq!(
            one.keys().collect::<Vec<_>>(),
            other.keys().collect::<Vec<_>>()
        );
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one.1.identifiers, other.1.identifiers);
            assert_eq!(one.1.history, other.1.history);
            assert_eq!(one.1.person.profile, other.1.person.profile);
        }
        for nth in 0..20 {
            let real = bench.user(&format!("real{nth}"));
            assert_eq!(control.holder(Phone, &number(nth)), Some(real));
        }
        assert_eq!(verified(control).differences, Vec::<String>::new());
    });
}

#[test]
fn a_browser_gives_one_person_so_many_contact_points_and_what_is_over_is_counted() {
    on_pairs_of_databases(|bench, control| {
        let browser = bench.browser();
        assert_eq!(control.browser(), browser);
        let many = CONTACTS as i64 + 5;
        let number = |nth: i64| format!("+420222333{nth:03}");
        let claim = |nth| {
            says(
                Some("v"),
                Some((Phone, number(nth).as_str())),
                json!({}),
                200 - nth,
            )
        };
        let claims: Vec<Value> = (0..many).map(claim).collect();
        bench.feed_from(browser, &claims);
        for claim in &claims {
            control.feed_from(browser, std::slice::from_ref(claim));
        }
        for bench in [bench, control] {
            let vera = bench.user("v");
            assert_eq!(
                bench.person(vera).entries,
                many as u64,
                "each is an interaction"
            );
            for nth in 0..many {
                let holder = bench.holder(Phone, &number(nth));
                assert_eq!(holder, Some(vera).filter(|_| nth < CONTACTS as i64));
            }
            let ignored = bench.app.ignored_identifiers().expect("what was ignored");
            let ignored: Vec<_> = ignored
                .iter()
                .map(|one| (one.kind, one.value.as_str(), one.count))
                .collect();
            assert_eq!(ignored, [(Phone, "", 5)]);
            // The business may say more.
            bench.feed(&[says(
                Some("v"),
                Some((Phone, number(many).as_str())),
                json!({}),
                1,
            )]);
            assert_eq!(bench.holder(Phone, &number(many)), Some(vera));
        }
        assert_eq!(verified(control).differences, Vec::<String>::new());
    });
}

const USERS: [&str; 3] = ["Vera Malá", "Karla Velká", "Ota Černý"];
const OWNERS: [&str; 4] = [
    "Pavel Dvořák",
    "Jiří Kučera",
    "Milan Svoboda",
    "Ivana Horká",
];

const CLAIMED: [(&str, &str); 5] = [
    ("name", "Xaver Pilný"),
    ("name", "Vera Malá"),
    ("name", "Jiří Kučera"),
    ("firstName", "Xaver"),
    ("lastName", "Pilný"),
];

/// What is said in a random case.
#[derive(Clone, Debug)]
enum Told {
    /// The business calls a user by their name.
    User(usize),
    /// The business calls whom an identifier is of by their name.
    Owner(usize),
    /// A browser claims that identifiers are a user's, or one person's, perhaps by a name.
    Claim(Option<usize>, usize, Option<usize>, Option<usize>),
}

fn told() -> impl Strategy<Value = Told> {
    prop_oneof![
        (0..USERS.len()).prop_map(Told::User),
        (0..OWNERS.len()).prop_map(Told::Owner),
        (
            prop::option::of(0..USERS.len()),
            0..OWNERS.len(),
            prop::option::weighted(0.3, 0..OWNERS.len()),
            prop::option::weighted(0.3, 0..CLAIMED.len()),
        )
            .prop_map(|(user, one, other, name)| Told::Claim(user, one, other, name)),
    ]
}

/// Who holds or shares an identifier.
fn have(bench: &Bench, kind: IdentifierKind, value: &str) -> Vec<i64> {
    let value = value.to_owned();
    let identifier = Identifier { kind, value };
    let known = bench.db.db.read(|conn| identity_load(conn, &[&identifier]));
    known.expect("identity is read").people()
}

/// The people of a run, and what they have.
struct Run {
    run: usize,
}

impl Run {
    fn user(&self, at: usize) -> String {
        format!("u{at}-{}", self.run)
    }

    fn owned(&self, at: usize) -> (IdentifierKind, String) {
        match at {
            0 => (Email, format!("m-{}@firma.example", self.run)),
            1 => (Phone, format!("+420222{:06}", 345_678 + self.run)),
            2 => (AnonymousId, format!("c-{}", self.run)),
            _ => (Phone, format!("+420601{:06}", 345_678 + self.run)),
        }
    }

    fn event(&self, nth: usize, told: &Told) -> (bool, Value) {
        let owned = |at: usize| self.owned(at);
        // What happened later may come first.
        let hours = 20 - (nth as i64 * 5) % 17;
        let (firm, mut event) = match told {
            Told::User(at) => {
                let traits = json!({"name": USERS[*at]});
                (true, says(Some(&self.user(*at)), None, traits, hours))
            }
            Told::Owner(at) => {
                let (kind, value) = owned(*at);
                let traits = json!({"name": OWNERS[*at]});
                (true, says(None, Some((kind, &value)), traits, hours))
            }
            Told::Claim(user, one, other, name) => {
                let (kind, value) = owned(*one);
                let user = user.map(|at| self.user(at));
                let by = Some((kind, value.as_str()));
                let traits = name.map_or(json!({}), |at| json!({CLAIMED[at].0: CLAIMED[at].1}));
                let mut event = says(user.as_deref(), by, traits, hours);
                match other.map(owned) {
                    Some((AnonymousId, value)) => event["anonymousId"] = value.into(),
                    Some((kind, value)) => event["traits"][kind.name()] = value.into(),
                    None => {}
                }
                (false, event)
            }
        };
        event["messageId"] = format!("{}-{nth}", self.run).into();
        (firm, event)
    }

    /// Whom the business has named has that name, and nobody else's. At a device the last name counts, whoever says it.
    fn holds(&self, bench: &Bench, all: &[Told]) -> Result<(), TestCaseError> {
        let is_called = |told: &Told| matches!(told, Told::Claim(.., Some(_)));
        let at_device = !all.iter().any(is_called);
        for told in all {
            let (have, called) = match told {
                Told::User(at) => (vec![bench.user(&self.user(*at))], USERS[*at]),
                Told::Owner(at) => {
                    let (kind, value) = self.owned(*at);
                    if kind == AnonymousId && !at_device {
                        continue;
                    }
                    // A number may be several people's.
                    let have = match kind {
                        Phone => have(bench, kind, &value),
                        _ => bench.holder(kind, &value).into_iter().collect(),
                    };
                    (have, OWNERS[*at])
                }
                Told::Claim(..) => continue,
            };
            let names: Vec<_> = have.iter().filter_map(|one| name(bench, *one)).collect();
            prop_assert!(
                names.iter().any(|name| name == called),
                "{:?}: {:?}",
                told,
                names
            );
        }
        Ok(())
    }
}

#[test]
fn whom_the_business_has_named_keeps_their_name_in_any_order_and_batches() {
    let case = prop::collection::vec(told(), 1..14);
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(24)
    };
    on_pairs_of_databases(|bench, control| {
        let (browser, _) = (bench.browser(), control.browser());
        let runs = std::cell::Cell::new(0);
        let outcome = TestRunner::new(config.clone()).run(&case, |all| {
            runs.set(runs.get() + 1);
            let run = Run { run: runs.get() };
            for (nth, told) in all.iter().enumerate() {
                let (firm, event) = run.event(nth, told);
                let source = if firm { 1 } else { browser };
                bench.feed_from(source, std::slice::from_ref(&event));
                control.append_from(source, &[event]);
                run.holds(bench, &all[..=nth])?;
            }
            control.app.project_all().expect("it runs");
            run.holds(control, &all)?;
            let known = |bench: &Bench| -> Vec<_> {
                let all = snapshot(bench, 14 * 24 * 60).into_iter();
                all.map(|(id, one)| (id, one.identifiers, one.history))
                    .collect()
            };
            for (one, other) in known(bench).iter().zip(&known(control)) {
                prop_assert_eq!(one, other);
            }
            Ok(())
        });
        outcome.expect("it holds in every case");
        assert_eq!(verified(control).differences, Vec::<String>::new());
    });
}
