//! Help with writing filters: values and names from what is stored.

use ripen_app::Error;
use ripen_app::filters::{FilterOf, ValueQuestion};
use ripen_store::Asker;
use serde_json::{Value, json};

use crate::support::{Bench, identify, on_every_database, track, with_visitor};

/// The values of a field as `value people`, a word each.
fn values(bench: &Bench, of: FilterOf, field: &str, prefix: &str) -> Vec<String> {
    let question = ValueQuestion {
        of,
        field: field.into(),
        prefix: prefix.into(),
        asker: Asker::default(),
    };
    let values = bench.app.filter_values(&question);
    let values = values.unwrap_or_else(|error| panic!("{field}: {error}"));
    let told =
        |one: ripen_store::filters::values::FieldValue| format!("{} {}", one.value, one.people);
    values.into_iter().map(told).collect()
}

fn person(nth: usize, traits: Value) -> Value {
    identify(&format!("v{nth}"), Some(&format!("u{nth}")), traits, 100)
}

fn some_people(bench: &Bench) {
    let campaign = |name: &str| json!({"campaign": {"source": "google", "name": name}});
    let mut visit = json!({
        "type": "page", "messageId": "visit", "userId": "u1", "properties": {"path": "/Pricing", "title": "Prices"},
        "context": campaign("Spring"),
    });
    visit["timestamp"] = json!(ripen_app::clock::now().to_rfc3339());
    bench.feed(&[
        person(1, json!({"title": "Director", "company": "Žluť", "plan": "Gold", "email": "a@firma.example"})),
        person(2, json!({"title": "director", "company": "žluť", "plan": "Silver"})),
        person(3, json!({"title": "Dirigent_%", "plan": "Gold", "seats": 5})),
        person(4, json!({"title": "x".repeat(121)})),
        with_visitor(track("u1", "Order Completed", json!({"total": 5, "shipping": "Air"}), 5), Value::Null),
        track("u2", "Order Completed", json!({"shipping": "air"}), 4),
        track("u2", "Order Completed", json!({"shipping": "Sea"}), 3),
        visit,
    ]);
}

#[test]
fn the_values_of_most_people_come_first() {
    on_every_database(|bench| {
        some_people(bench);
        let people = |field, prefix| values(bench, FilterOf::People, field, prefix);
        assert_eq!(people("title", ""), ["Director 2", "Dirigent_% 1"]);
        assert_eq!(people("title", "DIRI"), ["Dirigent_% 1"]);
        assert_eq!(people("TITLE", "dirigent_%"), ["Dirigent_% 1"]);
        assert!(people("title", "dir%").is_empty() && people("title", "\0").is_empty());
        assert_eq!(
            people("company", "zlut"),
            ["Žluť 2"],
            "however it is written"
        );
        assert_eq!(people("profile.plan", ""), ["Gold 2", "Silver 1"]);
        assert_eq!(people("profile.\"plan\"", "s"), ["Silver 1"]);
        assert_eq!(people("email.domain", ""), ["firma.example 1"]);
        for computed in ["fit", "engagement", "stage", "created", "kind"] {
            assert!(people(computed, "").is_empty(), "{computed}");
        }
    });
}

#[test]
fn values_of_interactions_are_counted_in_people() {
    on_every_database(|bench| {
        some_people(bench);
        let of = |field, prefix| values(bench, FilterOf::Interaction, field, prefix);
        assert_eq!(of("property.shipping", ""), ["Air 2", "Sea 1"]);
        assert_eq!(of("path", "/pri"), ["/Pricing 1"]);
        assert_eq!(of("campaign", ""), ["Spring 1"]);
        assert_eq!(of("kind", "order"), ["Order Completed 2"]);
        assert!(of("channel", "").is_empty() && of("amount", "").is_empty());
    });
}

#[test]
fn fields_that_do_not_exist_are_refused() {
    on_every_database(|bench| {
        for (of, field) in [
            (FilterOf::People, "shoe_size"),
            (FilterOf::People, "title is known or company"),
            (FilterOf::People, "path"),
            (FilterOf::People, ""),
            (FilterOf::Interaction, "title is known and path"),
            (FilterOf::Interaction, "not path"),
            (FilterOf::Interaction, "title"),
        ] {
            let question = ValueQuestion {
                of,
                field: field.into(),
                prefix: String::new(),
                asker: Asker::default(),
            };
            let refused = bench.app.filter_values(&question);
            assert!(
                matches!(refused, Err(Error::Invalid { field: "field", .. })),
                "{field}"
            );
        }
    });
}
