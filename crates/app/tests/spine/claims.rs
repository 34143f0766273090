//! What is said of somebody by an address that is another's.

use ripen_app::people::PeopleQuery;
use ripen_domain::identity::IdentifierKind::{Email, UserId};
use ripen_domain::profile::field;
use serde_json::{Value, json};

use crate::support::{Bench, hours_ago, on_every_database, on_pairs_of_databases};
use crate::verify::verified;

/// The people whom a filter finds, by number.
pub fn found(bench: &Bench, filter: &str) -> Vec<i64> {
    let query = PeopleQuery {
        filter: filter.into(),
        limit: 50,
        ..PeopleQuery::default()
    };
    let page = bench.app.people_list(&query).expect("the list is read");
    let mut all: Vec<i64> = page.people.iter().map(|one| one.person.id).collect();
    all.sort_unstable();
    all
}

pub fn shown(bench: &Bench, person: i64) -> Option<String> {
    let person = bench.person(person).listed.person;
    person.profile.text(field::EMAIL).map(str::to_owned)
}

/// Whoever shows an address, or has it, is found by it whichever way it is asked for; returns who that is.
pub fn found_by(bench: &Bench, address: &str) -> Vec<i64> {
    let equal = found(bench, &format!("email = \"{address}\""));
    assert_eq!(equal, found(bench, &format!("email in (\"{address}\")")));
    assert_eq!(equal, found(bench, &format!("email ~ \"{address}\"")));
    let others = found(bench, &format!("email != \"{address}\""));
    assert!(equal.iter().all(|one| !others.contains(one)), "{address}");
    equal
}

fn said(kind: &str, user: Option<&str>, traits: Value, hours: i64) -> Value {
    let mut event = json!({
        "type": kind, "userId": user, "timestamp": hours_ago(hours).to_rfc3339(),
        "messageId": format!("{kind} {user:?} {traits} {hours}"),
    });
    match kind {
        "track" => {
            event["event"] = "Demo Requested".into();
            event["properties"] = traits;
            if user.is_none() {
                event["anonymousId"] = format!("w{hours}").into();
            }
        }
        _ => event["traits"] = traits,
    }
    event
}

/// Feeds what is said in this order, one by one and at once; the sources are 1 for the server.
pub fn orders(told: &[(bool, Value)], check: impl Fn(&Bench, &[usize], &str)) {
    let mut orders = vec![Vec::new()];
    for at in 0..told.len() {
        let longer = orders.iter().flat_map(|order: &Vec<usize>| {
            (0..=order.len()).map(move |place| {
                let mut order = order.clone();
                order.insert(place, at);
                order
            })
        });
        orders = longer.collect();
    }
    on_pairs_of_databases(|bench, control| {
        let browser = bench.browser();
        assert_eq!(control.browser(), browser);
        for order in &orders {
            let run: String = order.iter().map(usize::to_string).collect();
            for at in order {
                let (firm, event) = &told[*at];
                let event = event.to_string().replace("RUN", &run);
                let mut event: Value = serde_json::from_str(&event).expect("JSON");
                event["messageId"] = format!("{run} {at}").into();
                let source = if *firm { 1 } else { browser };
                bench.feed_from(source, std::slice::from_ref(&event));
                control.append_from(source, &[event]);
            }
            control.app.project_all().expect("it runs");
            check(bench, order, &run);
            check(control, order, &run);
        }
        assert_eq!(verified(control).differences, Vec::<String>::new());
    });
}

fn user(bench: &Bench, id: &str) -> i64 {
    bench.holder(UserId, id).expect("a user")
}

pub fn suggested(bench: &Bench, person: i64) -> Vec<i64> {
    let all = bench.person(person).suggestions;
    all.into_iter().map(|one| one.person).collect()
}

const A: &str = "aRUN@firma.example";
const B: &str = "bRUN@firma.example";

#[test]
fn a_second_address_that_was_only_claimed_is_whose_the_business_says_in_every_order() {
    for (kind, own) in [("identify", true), ("track", true), ("identify", false)] {
        let first = if own {
            json!({"email": A, "name": "Ada Lovel"})
        } else {
            json!({"name": "Ada Lovel"})
        };
        let told = [
            (true, said("identify", Some("A-RUN"), first, 90)),
            (false, said(kind, Some("A-RUN"), json!({"email": B}), 80)),
            (
                true,
                said(
                    "identify",
                    Some("B-RUN"),
                    json!({"email": B, "name": "Bob Mart"}),
                    70,
                ),
            ),
        ];
        orders(&told, |bench, order, run| {
            let (ada, bob) = (
                user(bench, &format!("A-{run}")),
                user(bench, &format!("B-{run}")),
            );
            let told = format!("{kind} {own} {order:?}");
            let address = B.replace("RUN", run);
            assert_eq!(found_by(bench, &address), [bob], "{told}");
            assert_eq!(shown(bench, bob), Some(address), "{told}");
            assert_eq!(
                shown(bench, ada),
                own.then(|| A.replace("RUN", run)),
                "{told}"
            );
            assert_eq!(suggested(bench, ada), [bob], "{told}");
            let links = bench.person(bob).identifiers.items;
            assert!(links.iter().all(|link| !link.shared), "{told}");
            let links = bench.person(ada).identifiers.items;
            assert!(
                links
                    .iter()
                    .all(|link| !link.identifier.value.starts_with('b')),
                "{told}"
            );
        });
    }
}

#[test]
fn what_another_firmly_holds_makes_nobody_a_lead_in_either_order() {
    let told = [
        (false, said("track", Some("A-RUN"), json!({"email": A}), 90)),
        (
            true,
            said(
                "identify",
                Some("B-RUN"),
                json!({"email": A, "name": "Vera Jasna"}),
                80,
            ),
        ),
        // A visitor who gives the address is whoever has it.
        (
            false,
            said("track", None, json!({"email": A, "note": "RUN"}), 70),
        ),
    ];
    let told = told.map(|(firm, event)| {
        let event = event.to_string().replace("\"w70\"", "\"wRUN\"");
        (firm, serde_json::from_str(&event).expect("JSON"))
    });
    orders(&told, |bench, order, run| {
        let (claimant, vera) = (
            user(bench, &format!("A-{run}")),
            user(bench, &format!("B-{run}")),
        );
        assert_eq!(bench.visitor(&format!("w{run}")), vera, "{order:?}");
        assert_eq!(shown(bench, claimant), None, "{order:?}");
        let detail = bench.person(claimant);
        assert!(detail.lead.is_none(), "{order:?}");
        assert!(bench.person(vera).lead.is_some(), "{order:?}");
        assert_eq!(suggested(bench, claimant), [vera], "{order:?}");
        assert_eq!(found_by(bench, &A.replace("RUN", run)), [vera], "{order:?}");
    });
}

#[test]
fn whoever_shows_an_address_is_found_by_it() {
    for (one, other) in [(true, true), (false, false)] {
        on_every_database(|bench| {
            let browser = bench.browser();
            let source = |firm| if firm { 1 } else { browser };
            let traits = || json!({"email": "e@firma.example", "name": "Eva Nova"});
            bench.feed_from(source(one), &[said("identify", Some("A"), traits(), 90)]);
            bench.feed_from(source(other), &[said("identify", Some("B"), traits(), 80)]);
            let both = [bench.user("A"), bench.user("B")];
            for person in both {
                assert_eq!(shown(bench, person).as_deref(), Some("e@firma.example"));
            }
            assert_eq!(found_by(bench, "e@firma.example"), both);
            assert_eq!(suggested(bench, both[1]), [both[0]]);
            assert_eq!(bench.holder(Email, "e@firma.example"), Some(both[0]));
        });
    }
    // However many have one mailbox.
    on_every_database(|bench| {
        let all = (0..60).map(|nth| {
            let traits = json!({"email": "e@firma.example"});
            said("identify", Some(&format!("u{nth}")), traits, 90)
        });
        bench.feed(&all.collect::<Vec<_>>());
        let count = |filter: &str| {
            let query = PeopleQuery {
                filter: filter.into(),
                limit: 100,
                ..PeopleQuery::default()
            };
            bench
                .app
                .people_list(&query)
                .expect("the list")
                .people
                .len()
        };
        assert_eq!(count("email = \"e@firma.example\""), 60);
        assert_eq!(count("email ~ \"e@firma.example\""), 60);
    });
}

/// What was claimed by others counts no more once the business has said whose it is.
#[test]
fn claims_of_one_address_end_with_the_word_of_the_business() {
    let email = || json!({"email": A});
    let told = [
        (false, said("identify", Some("B-RUN"), email(), 90)),
        (false, said("identify", Some("C-RUN"), email(), 80)),
        (false, said("track", None, json!({"email": A, "w": 1}), 75)),
        (true, said("identify", Some("A-RUN"), email(), 70)),
    ];
    let told = told.map(|(firm, event)| {
        let event = event.to_string().replace("\"w75\"", "\"wRUN\"");
        (firm, serde_json::from_str(&event).expect("JSON"))
    });
    orders(&told, |bench, order, run| {
        let of = |name: &str| user(bench, &format!("{name}-{run}"));
        let address = A.replace("RUN", run);
        assert_eq!(found_by(bench, &address), [of("A")], "{order:?}");
        assert_eq!(shown(bench, of("A")), Some(address), "{order:?}");
        for claimant in ["B", "C"] {
            assert_eq!(shown(bench, of(claimant)), None, "{order:?}");
            assert!(!suggested(bench, of(claimant)).is_empty(), "{order:?}");
            assert!(bench.person(of(claimant)).lead.is_none(), "{order:?}");
        }
    });
}

/// By the word of the business two may have an address, whatever was claimed before.
#[test]
fn whoever_claimed_an_address_has_it_once_the_business_says_so() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let email = || json!({"email": "e@firma.example"});
        for (user, hours) in [("B", 90), ("A", 80)] {
            bench.feed_from(browser, &[said("identify", Some(user), email(), hours)]);
        }
        let [a, b] = ["A", "B"].map(|id| bench.user(id));
        let parted = bench.app.suggestion_decline(a, b, "Jana");
        parted.expect("they are two");
        bench.feed(&[said("identify", Some("A"), email(), 70)]);
        assert_eq!(bench.holder(Email, "e@firma.example"), Some(b));
        // What was only claimed ends here.
        bench.feed(&[said("identify", Some("C"), email(), 60)]);
        let c = bench.user("C");
        assert_eq!(bench.holder(Email, "e@firma.example"), Some(c));
        assert_eq!(shown(bench, b), None);
        assert_eq!(found_by(bench, "e@firma.example"), [a, c]);
    });
}
