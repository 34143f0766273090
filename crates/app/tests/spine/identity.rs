//! Who is who: links, merges that happen and merges that must not.

use serde_json::{Value, json};

use ripen_domain::identity::IdentifierKind;
use ripen_store::log::Appended;

use crate::support::{Bench, identify, on_every_database, page, track, with_visitor};

/// What is suggested for a person: the other and the evidence.
fn suggestions(bench: &Bench, person: i64) -> Vec<(i64, String)> {
    let all = bench.person(person).suggestions;
    all.into_iter()
        .map(|one| (one.person, one.evidence))
        .collect()
}

#[test]
fn two_accounts_never_merge_and_a_shared_address_is_a_suggestion() {
    on_every_database(|bench| {
        let email = json!({"email": "office@firma.example"});
        let alone =
            |user, hours| with_visitor(identify("", Some(user), email.clone(), hours), Value::Null);
        for batch in [
            vec![alone("u1", 9)],
            vec![alone("u2", 8)],
            vec![alone("u2", 7), alone("u1", 6)],
        ] {
            bench.feed(&batch);
        }
        let (first, second) = (bench.user("u1"), bench.user("u2"));
        assert_ne!(first, second);
        assert_eq!(suggestions(bench, first), [(second, "email".to_owned())]);
        assert_eq!(suggestions(bench, second), [(first, "email".to_owned())]);
        assert!(bench.person(first).merges.is_empty());
    });
}

#[test]
fn two_people_at_one_device_stay_two_people() {
    on_every_database(|bench| {
        bench.feed(&[page("device", "/pricing", 50)]);
        bench.feed(&[identify("device", Some("u1"), json!({"name": "One"}), 40)]);
        bench.feed(&[identify("device", Some("u2"), json!({"name": "Two"}), 30)]);
        bench.feed(&[page("device", "/product/x", 20)]);
        let (first, second) = (bench.user("u1"), bench.user("u2"));
        assert_ne!(first, second);
        assert_eq!(
            bench.visitor("device"),
            first,
            "the first to sign in keeps the cookie"
        );
        assert_eq!(bench.person(first).entries, 3);
        assert_eq!(bench.person(second).entries, 1);
        assert!(
            suggestions(bench, first).is_empty(),
            "a shared device is no sign"
        );
    });
}

#[test]
fn a_repeat_under_another_name_is_a_suggestion() {
    on_every_database(|bench| {
        bench.feed(&[
            track("u1", "Signed Up", json!({}), 9),
            track("u2", "Signed Up", json!({}), 8),
        ]);
        let mut repeat = track("u1", "Signed Up", json!({}), 9);
        repeat["userId"] = "u2".into();
        let appended = bench.feed(&[repeat]);
        assert!(
            matches!(appended[..], [Appended::Repeat(_)]),
            "{appended:?}"
        );
        let (first, second) = (bench.user("u1"), bench.user("u2"));
        assert_eq!(
            suggestions(bench, first),
            [(second, "repeated_message".to_owned())]
        );
        assert_eq!(
            suggestions(bench, second),
            [(first, "repeated_message".to_owned())]
        );
        assert_eq!(bench.person(second).entries, 1);
    });
}

fn alias(previous: &str, user: &str, hours: i64) -> Value {
    json!({"type": "alias", "messageId": format!("alias-{previous}-{user}"), "previousId": previous, "userId": user,
        "timestamp": crate::support::hours_ago(hours).to_rfc3339()})
}

#[test]
fn an_alias_attaches_the_visitor_it_names() {
    on_every_database(|bench| {
        bench.feed(&[page("biscuit", "/pricing", 9), alias("biscuit", "u1", 8)]);
        assert_eq!(bench.visitor("biscuit"), bench.user("u1"));
        bench.feed(&[
            page("other", "/pricing", 7),
            track("u2", "Signed Up", json!({}), 6),
        ]);
        bench.feed(&[alias("other", "u2", 5)]);
        assert_eq!(bench.visitor("other"), bench.user("u2"));
        assert_eq!(bench.person(bench.user("u2")).entries, 3);
    });
}

#[test]
fn an_alias_of_two_accounts_by_a_server_joins_them_and_can_be_undone() {
    on_every_database(|bench| {
        let mail = json!({"email": "ali@as.example", "name": "Ali"});
        bench.feed(&[with_visitor(
            identify("", Some("old"), mail, 9),
            Value::Null,
        )]);
        bench.feed(&[track("new", "Signed Up", json!({}), 8)]);
        let (old, new) = (bench.user("old"), bench.user("new"));
        bench.feed(&[alias("old", "new", 7)]);
        assert_eq!((bench.user("old"), bench.user("new")), (old, old));
        assert_eq!(bench.holder(IdentifierKind::AnonymousId, "old"), None);
        let merges = bench.person(old).merges;
        assert_eq!(merges[0].evidence, "alias");
        bench.app.merge_undo(merges[0].id).expect("it is undone");
        assert_eq!((bench.user("old"), bench.user("new")), (old, new));
        let again = alias("old", "new", 6);
        bench.feed(&[json!({"messageId": "again", "type": "alias", "previousId": again["previousId"], "userId": "new"})]);
        assert_eq!(bench.user("new"), new, "taken apart stays apart");
    });
}

#[test]
fn an_alias_that_comes_before_its_former_user_joins_them() {
    on_every_database(|bench| {
        bench.feed(&[alias("old", "new", 9)]);
        bench.feed(&[
            track("old", "Signed Up", json!({}), 8),
            page("old", "/pricing", 7),
        ]);
        assert_eq!(bench.user("old"), bench.user("new"));
        assert_eq!(bench.visitor("old"), bench.user("new"));
    });
}

#[test]
fn an_alias_of_two_accounts_by_a_browser_is_a_suggestion() {
    on_every_database(|bench| {
        let browser = bench.browser();
        bench.feed(&[
            track("old", "Signed Up", json!({}), 9),
            track("new", "Signed Up", json!({}), 9),
        ]);
        bench.feed_from(browser, &[alias("old", "new", 8)]);
        let (old, new) = (bench.user("old"), bench.user("new"));
        assert_ne!(old, new);
        assert_eq!(suggestions(bench, old), [(new, "alias".to_owned())]);
    });
}

#[test]
fn a_contact_joins_the_account_that_states_the_same_address() {
    on_every_database(|bench| {
        let email = json!({"email": "Jan.Novak@Firma.example"});
        bench.feed(&[identify("v", None, email, 50), page("v", "/pricing", 49)]);
        let contact = bench.visitor("v");
        let same = json!({"email": "jan.novak@firma.EXAMPLE "});
        bench.feed(&[track("u", "Signed Up", json!({}), 40)]);
        bench.feed(&[with_visitor(identify("", Some("u"), same, 39), Value::Null)]);
        let user = bench.user("u");
        assert_eq!(bench.visitor("v"), user);
        assert_ne!(contact, user, "the account goes on");
        assert_eq!(bench.person(user).entries, 4);
        assert_eq!(bench.person(contact).listed.person.merged_into, Some(user));
    });
}

#[test]
fn identifiers_with_odd_characters_are_found_again() {
    on_every_database(|bench| {
        for (nth, id) in [
            "q\"uote",
            "back\\slash",
            "nul\u{0}byte",
            "tab\tted",
            "ünï",
            "$1",
            "'",
            "%_",
        ]
        .into_iter()
        .enumerate()
        {
            let hours = 20 + 2 * nth as i64;
            let first = bench.feed(&[page(id, "/a", hours + 1)]);
            assert!(matches!(first[..], [Appended::Stored(_)]));
            let second = bench.feed(&[page(id, "/a", hours + 1), page(id, "/b", hours)]);
            assert!(
                matches!(second[..], [Appended::Repeat(_), Appended::Stored(_)]),
                "{id:?}: {second:?}"
            );
        }
        let people = bench
            .app
            .overview(ripen_store::ModelId::PRIMARY)
            .expect("counts")
            .people;
        assert_eq!(people, 8, "each of them is one person");
    });
}

#[test]
fn a_user_id_that_is_an_address_is_known_as_that_address() {
    let alone =
        |user: &str, hours| with_visitor(identify("", Some(user), json!({}), hours), Value::Null);
    let mail = |hours| {
        let mut event = with_visitor(
            identify("", None, json!({"email": "A@B.cz "}), hours),
            Value::Null,
        );
        event["messageId"] = format!("mail-{hours}").into();
        event
    };
    let ways = [
        vec![alone("a@b.cz", 9), mail(8)],
        vec![mail(9), alone("A@b.cz", 8)],
        vec![track("a@b.cz", "Signed Up", json!({}), 9), mail(8)],
    ];
    for way in ways {
        on_every_database(|bench| {
            bench.feed(&way[..1]);
            bench.feed(&way[1..]);
            let person = bench
                .holder(IdentifierKind::Email, "a@b.cz")
                .expect("somebody");
            let user = way
                .iter()
                .find_map(|one| one["userId"].as_str())
                .expect("a user");
            assert_eq!(bench.user(user), person);
            let shown = bench.person(person);
            assert_eq!(shown.listed.person.profile.text("email"), Some("a@b.cz"));
            assert_eq!(shown.entries, 2);
        });
    }
    // A user id that is none is just that, and one that a browser claims says no more than it may.
    on_every_database(|bench| {
        bench.feed(&[alone("a@b", 9), alone("not an@address.cz", 8)]);
        let browser = bench.browser();
        bench.feed_from(browser, &[alone("eva@b.cz", 7)]);
        bench.feed(&[with_visitor(
            identify("", Some("42"), json!({"email": "eva@b.cz"}), 6),
            Value::Null,
        )]);
        assert_eq!(
            bench.holder(IdentifierKind::Email, "eva@b.cz"),
            Some(bench.user("42"))
        );
        assert_ne!(bench.user("eva@b.cz"), bench.user("42"));
    });
}
