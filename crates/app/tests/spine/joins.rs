//! Contact points that several people have, joins that are undone, suggestions that are settled.

use ripen_app::Error;
use ripen_domain::identity::IdentifierKind;
use ripen_domain::profile::field;
use ripen_store::Error as StoreError;
use ripen_store::identity::Link;
use ripen_store::identity::pair::Parted;
use serde_json::{Value, json};

use crate::snapshot::snapshot;
use crate::support::{Bench, identify, on_every_database, page, track, with_visitor};

const PHONE: &str = "+420222333444";

/// A form of a visitor, some hours ago.
fn form(visitor: Option<&str>, fields: Value, hours: i64) -> Value {
    let id = format!("form-{visitor:?}-{hours}");
    let event = json!({"type": "identify", "messageId": id, "traits": fields,
        "timestamp": crate::support::hours_ago(hours).to_rfc3339()});
    with_visitor(event, visitor.map_or(Value::Null, Value::from))
}

fn address(bench: &Bench, value: &str) -> i64 {
    let holder = bench.holder(IdentifierKind::Email, value);
    holder.unwrap_or_else(|| panic!("somebody has {value}"))
}

fn suggested(bench: &Bench, person: i64) -> Vec<i64> {
    let all = bench.person(person).suggestions;
    all.into_iter().map(|one| one.person).collect()
}

fn shown(bench: &Bench, person: i64, field: &str) -> Option<String> {
    let person = bench.person(person).listed.person;
    person.profile.text(field).map(str::to_owned)
}

/// The interaction that gave a person something that they were not first seen with.
fn joined(bench: &Bench, person: i64) -> Vec<i64> {
    let links = bench.person(person).identifiers.items;
    let joined = links.iter().filter(|link| link.is_joined());
    joined.map(|link| link.seq).collect()
}

fn is_conflict<T: std::fmt::Debug>(result: Result<T, Error>) -> bool {
    matches!(result, Err(Error::Store(StoreError::Conflict(_))))
}

fn is_not_found<T: std::fmt::Debug>(result: Result<T, Error>) -> bool {
    matches!(result, Err(Error::Store(StoreError::NotFound)))
}

#[test]
fn two_addresses_in_one_cell_join_nobody_of_clearly_another_name() {
    on_every_database(|bench| {
        let said = |name: &str, email: Value, hours| {
            form(None, json!({"name": name, "email": email}), hours)
        };
        bench.feed(&[
            said("Ota Les", json!("ota@x.example"), 9),
            said("Iva Luka", json!("iva@x.example"), 8),
            said("Ema Nová", json!("ema@x.example"), 7),
            said("Ema Nová", json!("ema.home@x.example"), 6),
        ]);
        bench.feed(&[
            said("Ota Les", json!("ota@x.example; iva@x.example"), 5),
            said("Ota Les", json!(["iva@x.example", "ota@x.example"]), 4),
            said("Ema Nová", json!("ema@x.example; ema.home@x.example"), 3),
        ]);
        let (ota, iva) = (
            address(bench, "ota@x.example"),
            address(bench, "iva@x.example"),
        );
        assert_ne!(ota, iva);
        assert_eq!(suggested(bench, ota), [iva]);
        assert_eq!(shown(bench, ota, field::NAME).as_deref(), Some("Ota Les"));
        assert_eq!(
            address(bench, "ema@x.example"),
            address(bench, "ema.home@x.example")
        );
    });
}

#[test]
fn one_telephone_of_three_people_leaves_three_people() {
    on_every_database(|bench| {
        let people = [
            ("Petr První", "petr", "CEO"),
            ("Jana Druhá", "jana", "Secretary"),
            ("Oto Třetí", "oto", "Student"),
        ];
        let rows: Vec<Value> = people
            .iter()
            .enumerate()
            .map(|(nth, (name, mail, title))| {
                let email = format!("{mail}@stroje.example");
                let fields = json!({"name": name, "email": email, "phone": PHONE, "title": title});
                form(None, fields, 9 - nth as i64)
            })
            .collect();
        bench.feed(&rows[..1]);
        bench.feed(&rows[1..]);
        let ids = people.map(|(_, mail, _)| address(bench, &format!("{mail}@stroje.example")));
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
        for ((name, _, title), id) in people.iter().zip(ids) {
            assert_eq!(shown(bench, id, field::NAME).as_deref(), Some(*name));
            assert_eq!(shown(bench, id, field::TITLE).as_deref(), Some(*title));
            assert_eq!(shown(bench, id, field::PHONE).as_deref(), Some(PHONE));
        }
        assert_eq!(suggested(bench, ids[0]), [ids[2], ids[1]]);
        assert_eq!(suggested(bench, ids[1]), [ids[0]]);
        let shared = |link: &&Link| link.shared && link.identifier.value == PHONE;
        assert_eq!(
            bench
                .person(ids[1])
                .identifiers
                .items
                .iter()
                .filter(shared)
                .count(),
            1
        );
        assert!(ids.iter().all(|id| bench.person(*id).merges.is_empty()));
    });
}

#[test]
fn a_shared_contact_point_does_not_change_who_holds_it() {
    on_every_database(|bench| {
        let known = json!({"name": "Jan Novák", "email": "jan@firma.example", "phone": PHONE, "title": "CEO"});
        bench.feed(&[form(Some("a"), known, 90)]);
        let jan = address(bench, "jan@firma.example");
        let desk = json!({"email": "info@firma.example", "phone": PHONE, "title": "Reception", "city": "Brno"});
        bench.feed(&[form(Some("b"), desk, 80)]);
        assert_eq!(
            address(bench, "info@firma.example"),
            jan,
            "nothing stands against it"
        );
        let shown = |field| shown(bench, jan, field);
        assert_eq!(shown(field::EMAIL).as_deref(), Some("jan@firma.example"));
        assert_eq!(shown(field::TITLE).as_deref(), Some("CEO"));
        assert_eq!(shown(field::CITY).as_deref(), Some("Brno"), "it adds");
        // At his device somebody says another name.
        bench.feed(&[identify(
            "a",
            None,
            json!({"name": "Eva", "title": "Student"}),
            70,
        )]);
        assert_eq!(shown(field::NAME).as_deref(), Some("Jan Novák"));
        assert_eq!(shown(field::TITLE).as_deref(), Some("CEO"));
    });
}

/// Somebody of whom a telephone is known, then what joins an address and a device to them.
fn step_by_step(bench: &Bench) -> (i64, i64) {
    bench.feed(&[form(None, json!({"phone": PHONE, "city": "Brno"}), 90)]);
    let caller = bench
        .holder(IdentifierKind::Phone, PHONE)
        .expect("a caller");
    let given = json!({"email": "b@firma.example", "phone": PHONE, "title": "CEO", "seats": 3});
    bench.feed(&[form(None, given, 80)]);
    let seqs = joined(bench, caller);
    assert_eq!(seqs.len(), 1, "{seqs:?}");
    (caller, seqs[0])
}

#[test]
fn what_one_interaction_joined_is_taken_apart_exactly() {
    on_every_database(|bench| {
        bench.feed(&[form(None, json!({"phone": PHONE, "city": "Brno"}), 90)]);
        let before = snapshot(bench, 100);
        let (caller, _) = step_by_step(bench);
        let seq = joined(bench, caller)[0];
        // What comes only by what was joined goes with it, also in the same batch.
        bench.feed(&[
            form(Some("w"), json!({"email": "b@firma.example"}), 70),
            page("w", "/pricing", 60),
        ]);
        assert_eq!(bench.visitor("w"), caller);
        let people = bench.app.join_undo(caller, seq).expect("it is undone");
        assert_eq!(people, [caller, seq]);
        assert_eq!(snapshot(bench, 100)[&caller], before[&caller]);
        assert_eq!(
            (address(bench, "b@firma.example"), bench.visitor("w")),
            (seq, seq)
        );
        assert_eq!(bench.person(seq).entries, 3);
        assert_eq!(shown(bench, seq, field::TITLE).as_deref(), Some("CEO"));

        // They stay apart, whatever comes.
        let both = json!({"email": "b@firma.example", "phone": PHONE});
        bench.feed(&[
            form(Some("w"), both, 50),
            form(None, json!({"phone": PHONE}), 40),
        ]);
        assert_eq!(address(bench, "b@firma.example"), seq);
        assert_eq!(bench.holder(IdentifierKind::Phone, PHONE), Some(caller));
        assert!(suggested(bench, caller).is_empty());
        assert!(is_not_found(bench.app.join_undo(caller, seq)));
    });
}

#[test]
fn a_contact_point_that_nothing_came_by_is_shared_when_it_is_taken_away() {
    on_every_database(|bench| {
        bench.feed(&[form(
            None,
            json!({"email": "a@firma.example", "name": "Ana Malá"}),
            90,
        )]);
        bench.feed(&[form(
            None,
            json!({"email": "a@firma.example", "phone": PHONE}),
            80,
        )]);
        let ana = address(bench, "a@firma.example");
        let seq = joined(bench, ana)[0];
        assert_eq!(bench.app.join_undo(ana, seq).expect("it is undone"), [ana]);
        assert!(joined(bench, ana).is_empty());
        bench.feed(&[form(
            None,
            json!({"email": "a@firma.example", "phone": PHONE}),
            70,
        )]);
        assert_eq!(bench.holder(IdentifierKind::Phone, PHONE), None);
        bench.feed(&[form(
            None,
            json!({"email": "b@firma.example", "phone": PHONE}),
            60,
        )]);
        let other = address(bench, "b@firma.example");
        assert_ne!(other, ana);
        assert_eq!(bench.holder(IdentifierKind::Phone, PHONE), Some(other));
    });
}

#[test]
fn what_was_taken_apart_does_not_come_back_through_a_third() {
    on_every_database(|bench| {
        // A visitor becomes a user's, which is undone; then the visitor is an address.
        bench.feed(&[page("w", "/a", 90), track("u", "Signed Up", json!({}), 89)]);
        bench.feed(&[identify("w", Some("u"), json!({}), 80)]);
        let user = bench.user("u");
        let merge = bench.person(user).merges[0].id;
        bench.app.merge_undo(merge).expect("it is undone");
        bench.feed(&[form(None, json!({"email": "x@firma.example"}), 70)]);
        bench.feed(&[form(Some("w"), json!({"email": "x@firma.example"}), 60)]);
        let contact = address(bench, "x@firma.example");
        assert_eq!(bench.visitor("w"), contact);
        let mail = json!({"email": "x@firma.example"});
        bench.feed(&[with_visitor(identify("", Some("u"), mail, 50), Value::Null)]);
        assert_ne!(bench.user("u"), address(bench, "x@firma.example"));
        assert!(suggested(bench, user).is_empty());
        // Once the third is taken out again, nothing stands against it.
        let merges = bench.person(contact).merges;
        let inner = merges
            .iter()
            .find(|merge| merge.undone_at.is_none())
            .expect("a merge");
        bench.app.merge_undo(inner.id).expect("it is undone");
        let mail = json!({"email": "x@firma.example", "city": "Brno"});
        bench.feed(&[with_visitor(identify("", Some("u"), mail, 40), Value::Null)]);
        assert_eq!(bench.user("u"), address(bench, "x@firma.example"));
        assert_ne!(bench.user("u"), bench.visitor("w"));
    });
}

/// Two people with one telephone, who are suggested to be one.
fn suggestion(bench: &Bench) -> (i64, i64) {
    for (nth, mail) in ["a", "b"].iter().enumerate() {
        let fields =
            json!({"email": format!("{mail}@firma.example"), "phone": PHONE, "seats": nth});
        bench.feed(&[form(Some(mail), fields, 90 - nth as i64)]);
    }
    (
        address(bench, "a@firma.example"),
        address(bench, "b@firma.example"),
    )
}

#[test]
fn a_suggestion_is_accepted_once_and_can_be_undone() {
    on_every_database(|bench| {
        let (one, other) = suggestion(bench);
        let before = snapshot(bench, 100);
        let results: Vec<Result<i64, Error>> = std::thread::scope(|scope| {
            let accept = |pair: (i64, i64)| {
                let app = &bench.app;
                scope.spawn(move || app.suggestion_accept(pair.0, pair.1, "Jana"))
            };
            let threads: Vec<_> = [(one, other), (other, one)]
                .into_iter()
                .map(accept)
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().expect("it ends"))
                .collect()
        });
        let accepted: Vec<i64> = results
            .iter()
            .filter_map(|result| result.as_ref().ok().copied())
            .collect();
        assert_eq!(accepted, [one], "{results:?}");
        assert!(results.into_iter().any(is_conflict));
        assert_eq!(address(bench, "b@firma.example"), one);
        let merges = bench.person(one).merges;
        assert_eq!(merges.len(), 1);
        assert_eq!(
            (
                merges[0].evidence.as_str(),
                merges[0].accepted_by.as_deref()
            ),
            ("phone", Some("Jana"))
        );
        assert!(suggested(bench, one).is_empty());
        assert!(bench.app.suggestions(10).expect("the list").is_empty());

        bench.app.merge_undo(merges[0].id).expect("it is undone");
        assert_eq!(snapshot(bench, 100), before);
        assert!(
            suggested(bench, one).is_empty(),
            "it is not suggested again"
        );
    });
}

#[test]
fn a_suggestion_that_is_declined_does_not_come_back_by_itself() {
    on_every_database(|bench| {
        let (one, other) = suggestion(bench);
        let listed = bench.app.suggestions(10).expect("the list");
        assert_eq!(
            (listed.len(), listed[0].0, listed[0].1.person),
            (1, one, other)
        );
        bench
            .app
            .suggestion_decline(other, one, "Jana")
            .expect("it is declined");
        assert!(suggested(bench, one).is_empty());
        assert!(suggested(bench, other).is_empty());
        assert!(bench.app.suggestions(10).expect("the list").is_empty());
        assert!(is_not_found(
            bench.app.suggestion_accept(one, other, "Jana")
        ));
        assert!(is_not_found(
            bench.app.suggestion_decline(one, other, "Jana")
        ));
        assert!(is_not_found(
            bench.app.suggestion_accept(one, 77_777, "Jana")
        ));
        // The same person says both addresses: even that joins nobody by itself.
        bench.feed(&[with_visitor(
            identify("", Some("u"), json!({"email": "a@firma.example"}), 50),
            Value::Null,
        )]);
        bench.feed(&[with_visitor(
            identify("", Some("u"), json!({"email": "b@firma.example"}), 40),
            Value::Null,
        )]);
        assert_ne!(
            address(bench, "a@firma.example"),
            address(bench, "b@firma.example")
        );
    });
}

fn parted(bench: &Bench, person: i64) -> Vec<(i64, Option<String>)> {
    let all = bench.person(person).parted;
    let said = |one: Parted| (one.person, one.said.and_then(|word| word.by));
    all.into_iter().map(said).collect()
}

#[test]
fn who_was_declined_may_be_one_again_when_somebody_says_so() {
    on_every_database(|bench| {
        let (one, other) = suggestion(bench);
        let app = &bench.app;
        assert!(is_not_found(app.suggestion_reopen(one, other, "Petr")));
        app.suggestion_decline(one, other, "Jana")
            .expect("declined");
        assert_eq!(parted(bench, one), [(other, Some("Jana".to_owned()))]);
        assert_eq!(parted(bench, other), [(one, Some("Jana".to_owned()))]);
        app.suggestion_reopen(other, one, "Petr").expect("reopened");
        for (person, them) in [(one, other), (other, one)] {
            assert_eq!(parted(bench, person), []);
            let again = &bench.person(person).suggestions[0];
            assert_eq!((again.person, again.evidence.as_str()), (them, "phone"));
            let reopened = again.reopened.as_ref().expect("it was reopened");
            assert_eq!(reopened.by.as_deref(), Some("Petr"));
        }
        assert_eq!(app.suggestions(10).expect("the list").len(), 1);
        assert!(is_not_found(app.suggestion_reopen(one, other, "Petr")));
        // It is settled like any: declined again, or accepted.
        app.suggestion_decline(one, other, "Eva").expect("declined");
        assert_eq!(parted(bench, one), [(other, Some("Eva".to_owned()))]);
        app.suggestion_reopen(one, other, "Eva").expect("reopened");
        app.suggestion_accept(one, other, "Eva").expect("accepted");
        assert!(is_conflict(app.suggestion_reopen(one, other, "Eva")));
    });
}

#[test]
fn a_merge_that_was_undone_may_come_again_when_somebody_says_so() {
    on_every_database(|bench| {
        bench.feed(&[
            page("w", "/a", 90),
            form(None, json!({"email": "a@firma.example"}), 80),
        ]);
        let [visitor, contact] = [bench.visitor("w"), address(bench, "a@firma.example")];
        let says = |hours| form(Some("w"), json!({"email": "a@firma.example"}), hours);
        bench.feed(&[says(70)]);
        let one = bench.visitor("w");
        assert_eq!(one, address(bench, "a@firma.example"));
        let merge = bench.person(one).merges[0].id;
        bench.app.merge_undo(merge).expect("it is undone");
        assert_eq!(parted(bench, visitor), [(contact, None)]);
        bench.feed(&[says(60)]);
        assert_ne!(bench.visitor("w"), address(bench, "a@firma.example"));
        let reopened = bench.app.suggestion_reopen(visitor, contact, "Petr");
        reopened.expect("it is taken back");
        bench.feed(&[says(50)]);
        assert_eq!(bench.visitor("w"), address(bench, "a@firma.example"));
    });
}

#[test]
fn two_stay_apart_through_a_third_until_somebody_takes_it_back() {
    on_every_database(|bench| {
        let (one, other) = suggestion(bench);
        bench
            .app
            .suggestion_decline(one, other, "Jana")
            .expect("declined");
        bench.feed(&[track("u", "Signed Up", json!({}), 60)]);
        let mail = json!({"email": "b@firma.example"});
        bench.feed(&[with_visitor(identify("", Some("u"), mail, 50), Value::Null)]);
        let third = bench.user("u");
        assert_ne!(third, other);
        assert_eq!(parted(bench, one), [(third, Some("Jana".to_owned()))]);
        assert_eq!(parted(bench, third), [(one, Some("Jana".to_owned()))]);
        let says = |hours| {
            let mail = json!({"email": "a@firma.example"});
            with_visitor(identify("", Some("u"), mail, hours), Value::Null)
        };
        bench.feed(&[says(40)]);
        assert_ne!(bench.user("u"), address(bench, "a@firma.example"));
        assert!(is_conflict(bench.app.suggestion_reopen(one, other, "Petr")));
        let reopened = bench.app.suggestion_reopen(one, third, "Petr");
        reopened.expect("it is taken back");
        bench.feed(&[says(30)]);
        assert_eq!(bench.user("u"), address(bench, "a@firma.example"));
    });
}

#[test]
fn a_suggestion_follows_whoever_it_is_about() {
    on_every_database(|bench| {
        let (one, other) = suggestion(bench);
        bench.feed(&[track("u", "Signed Up", json!({}), 60)]);
        let mail = json!({"email": "b@firma.example"});
        bench.feed(&[with_visitor(identify("", Some("u"), mail, 50), Value::Null)]);
        let user = bench.user("u");
        assert_ne!(user, other);
        assert_eq!(suggested(bench, one), [user]);
        assert_eq!(suggested(bench, user), [one]);
        assert!(is_conflict(bench.app.suggestion_accept(one, other, "Jana")));
        bench
            .app
            .suggestion_accept(one, user, "Jana")
            .expect("it is accepted");
        assert_eq!(bench.user("u"), address(bench, "a@firma.example"));
    });
}

#[test]
fn an_owner_set_while_two_become_one_ends_with_the_one() {
    on_every_database(|bench| {
        bench
            .app
            .admin_create("ana@firma.example", "Ana", "long enough for all")
            .expect("an account");
        for round in 0..8 {
            let (visitor, user) = (format!("w{round}"), format!("u{round}"));
            bench.feed(&[
                page(&visitor, "/a", 90),
                track(&user, "Signed Up", json!({}), 89),
            ]);
            let loser = bench.visitor(&visitor);
            let merge = identify(&visitor, Some(&user), json!({}), 80);
            let set = std::thread::scope(|scope| {
                let set = scope.spawn(|| {
                    bench
                        .app
                        .person_set_owner(loser, Some("ana@firma.example"), 1)
                });
                bench.feed(std::slice::from_ref(&merge));
                set.join().expect("it ends")
            });
            let winner = bench.user(&user);
            assert_eq!(bench.visitor(&visitor), winner);
            let owner = bench.person(winner).listed.owner;
            match set {
                Ok(()) => assert!(owner.is_some(), "what was set is kept"),
                Err(Error::Store(StoreError::Conflict(_))) => assert!(owner.is_none()),
                Err(other) => panic!("{other:?}"),
            }
        }
    });
}
