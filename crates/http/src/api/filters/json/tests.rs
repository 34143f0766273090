use proptest::prelude::*;
use ripen_domain::filter::generate::{interaction_filter, person_filter};
use ripen_domain::filter::{InteractionFilter, PersonFilter};
use serde_json::json;

use super::*;

/// A tree that went through JSON.
fn through_json(form: Form) -> Form {
    let text = serde_json::to_string(&FilterJson::from(form)).expect("it is written");
    let json: FilterJson = serde_json::from_str(&text).expect("it is read");
    json.into()
}

proptest! {
    #[test]
    fn a_filter_of_people_survives_the_journey(text in person_filter()) {
        let filter = PersonFilter::parse(&text).expect("it is sound");
        prop_assert_eq!(PersonFilter::from_form(&through_json(filter.form())), Ok(filter));
    }

    #[test]
    fn a_filter_of_interactions_survives_the_journey(text in interaction_filter()) {
        let filter = InteractionFilter::parse(&text).expect("it is sound");
        prop_assert_eq!(InteractionFilter::from_form(&through_json(filter.form())), Ok(filter));
    }
}

#[test]
fn the_json_is_as_documented() {
    let text = "not country = \"CZ\" and count(page where path ~ \"/a*\", last 7d) >= 3 and title in (\"a\", \"b\")";
    let filter = PersonFilter::parse(text).expect("it is sound");
    let json = serde_json::to_value(FilterJson::from(filter.form())).expect("it is written");
    let of = json!({"field": "path", "op": "~", "value": "/a*"});
    let expected = json!({"all": [
        {"not": {"field": "country", "op": "=", "value": "CZ"}},
        {"measure": "count", "of": of, "kind": "page", "within": json["all"][1]["within"], "op": ">=", "value": 3.0},
        {"field": "title", "op": "in", "values": ["a", "b"]},
    ]});
    assert_eq!(json, expected);
}

#[test]
fn what_is_no_tree_is_refused() {
    for wrong in [
        json!({}),
        json!([]),
        json!("fit > 1"),
        json!({"all": [], "any": []}),
        json!({"field": "fit", "op": ">", "valeu": 1}),
        json!({"field": "fit", "op": ">", "value": {"a": 1}}),
        json!({"all": {"field": "fit"}}),
    ] {
        assert!(
            serde_json::from_value::<FilterJson>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
    let deep = format!(
        "{}{}{}",
        "{\"not\":".repeat(10_000),
        "1",
        "}".repeat(10_000)
    );
    assert!(serde_json::from_str::<FilterJson>(&deep).is_err());
}
