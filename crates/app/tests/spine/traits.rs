//! Traits that are taken away.

use ripen_domain::profile::FieldValue;
use serde_json::{Value, json};

use crate::support::{Bench, identify, on_every_database};

const ALL: [&str; 11] = [
    "name",
    "email",
    "phone",
    "company",
    "title",
    "country",
    "city",
    "industry",
    "employees",
    "language",
    "plan",
];

/// Everything that a profile can hold.
fn full() -> Value {
    json!({"name": "Nora N", "email": "nn@x.example", "phone": "+420601123456", "company": "Co", "title": "CEO",
        "country": "CZ", "city": "Brno", "industry": "Steel", "employees": 7, "language": "cs", "plan": "gold"})
}

/// The same traits, each with this value.
fn each(value: &Value) -> Value {
    ALL.iter()
        .map(|name| ((*name).to_owned(), value.clone()))
        .collect()
}

/// The fields of a user that have a value.
fn known(bench: &Bench, user: &str) -> Vec<String> {
    let person = bench.person(bench.user(user)).listed.person;
    let fields = person.profile.iter();
    fields.map(|(name, ..)| name.to_owned()).collect()
}

#[test]
fn null_and_an_empty_text_take_every_trait_away() {
    on_every_database(|bench| {
        for (user, nothing) in [("nulled", Value::Null), ("blanked", json!(" "))] {
            let mut traits = full();
            traits["email"] = format!("{user}@x.example").into();
            traits["phone"] = Value::Null;
            bench.feed(&[identify(user, Some(user), traits, 9)]);
            assert_eq!(known(bench, user).len(), ALL.len() - 1);
            bench.feed(&[identify(user, Some(user), each(&nothing), 5)]);
            assert_eq!(known(bench, user), [""; 0], "{user}");
            // The address still leads to the person; it is only shown no more.
            let by_address = json!({"email": format!("{user}@x.example"), "title": "CTO"});
            bench.feed(&[identify(&format!("{user}-2"), None, by_address, 1)]);
            let person = bench.person(bench.user(user)).listed.person;
            assert_eq!(person.profile.text("title"), Some("CTO"));
        }
    });
}

#[test]
fn what_was_taken_away_late_or_before_folds_by_time() {
    on_every_database(|bench| {
        let at = |hours, traits| identify("n", Some("n"), traits, hours);
        let late = |hours, name: &str| at(hours, json!({"title": name}));
        bench.feed(&[
            late(9, "Clerk"),
            at(5, json!({"title": null, "plan": null})),
        ]);
        bench.feed(&[late(7, "Owner"), at(6, json!({"plan": "gold"}))]);
        assert_eq!(known(bench, "n"), [""; 0]);
        bench.feed(&[late(3, "CEO")]);
        bench.feed(&[at(4, json!({"title": null}))]);
        let person = bench.person(bench.user("n")).listed.person;
        let title = person.profile.get("title");
        assert_eq!(title, Some(&FieldValue::Text("CEO".into())));
    });
}
