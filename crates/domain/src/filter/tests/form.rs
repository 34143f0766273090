//! Filters as trees.

use proptest::prelude::*;

use crate::filter::{
    FieldForm, Form, InteractionFilter, MAX_DEPTH, MAX_TEXT, MeasureForm, PersonFilter, Scalar,
    fields, generate, interaction_fields,
};

fn text(text: &str) -> Option<Scalar> {
    Some(Scalar::Text(text.to_owned()))
}

fn field(field: &str, op: &str, value: Option<Scalar>) -> FieldForm {
    FieldForm {
        field: field.to_owned(),
        op: op.to_owned(),
        value,
        values: Vec::new(),
    }
}

fn measure(measure: &str, kind: &str, op: &str, value: Option<Scalar>) -> MeasureForm {
    MeasureForm {
        measure: measure.to_owned(),
        kind: Some(kind.to_owned()),
        op: op.to_owned(),
        value,
        ..MeasureForm::default()
    }
}

#[test]
fn a_tree_has_the_parts_of_the_text() {
    let filter = PersonFilter::parse(
        "not country = \"TR\" and (fit between 5 and 10 or last_touch > 7 days ago)",
    );
    let between = FieldForm {
        values: vec![Scalar::Number(5.0), Scalar::Number(10.0)],
        ..field("fit", "between", None)
    };
    let expected = Form::All(vec![
        Form::Not(Box::new(Form::Field(field("country", "=", text("TR"))))),
        Form::Any(vec![
            Form::Field(between),
            Form::Field(field("last_touch", ">", text("7 days ago"))),
        ]),
    ]);
    assert_eq!(filter.map(|filter| filter.form()), Ok(expected));
    let filter = PersonFilter::parse("sum(amount of order where label ~ \"a*\", 7d) > 1");
    let expected = MeasureForm {
        of: Some(Box::new(Form::Field(field("label", "~", text("a*"))))),
        field: Some("amount".to_owned()),
        within: Some("7 days".to_owned()),
        ..measure("sum", "order", ">", Some(Scalar::Number(1.0)))
    };
    assert_eq!(
        filter.map(|filter| filter.form()),
        Ok(Form::Measure(expected))
    );
    let filter = InteractionFilter::parse("page where path = \"/\" and amount > 1");
    let expected = Form::All(vec![
        Form::Field(field("kind", "=", text("page"))),
        Form::Field(field("path", "=", text("/"))),
        Form::Field(field("amount", ">", Some(Scalar::Number(1.0)))),
    ]);
    assert_eq!(filter.map(|filter| filter.form()), Ok(expected));
}

#[test]
fn builders_may_write_it_in_other_ways() {
    for (form, expected) in [
        (
            Form::Field(field("TITLE", "is known", None)),
            "title is known",
        ),
        (
            Form::Field(field("created", "=", text("today"))),
            "created = today",
        ),
        (
            Form::Field(field("created", "before", text("2026-01-31"))),
            "created < \"2026-01-31\"",
        ),
        (
            Form::Field(field("created", "within", text("2w"))),
            "created >= 14 days ago",
        ),
        (
            Form::Field(field("email.domain", "is free", None)),
            "email.domain is free",
        ),
        (
            Form::Field(field("profile.vip", "=", Some(Scalar::Bool(true)))),
            "profile.vip = \"true\"",
        ),
        (
            Form::Field(field("customer.purchases", ">", Some(Scalar::Number(2.0)))),
            "count(order) > 2",
        ),
        (
            Form::Measure(MeasureForm {
                within: Some("7d".to_owned()),
                before: Some("FIRST(order)".to_owned()),
                ..measure("count", "Page Viewed", ">=", Some(Scalar::Number(3.0)))
            }),
            "count(page, 7 days before first(order)) >= 3",
        ),
        (
            Form::Measure(measure("signal", "asked", "=", Some(Scalar::Number(0.0)))),
            "signal(\"asked\") = 0",
        ),
        (
            Form::Measure(MeasureForm {
                kind: None,
                ..measure("last", "", "is unknown", None)
            }),
            "last(any) is unknown",
        ),
    ] {
        let filter = PersonFilter::from_form(&form).map(|filter| filter.to_string());
        assert_eq!(filter.as_deref(), Ok(expected), "{form:?}");
    }
    assert_eq!(
        PersonFilter::from_form(&Form::All(Vec::new())),
        Ok(PersonFilter::all())
    );
}

#[test]
fn faults_of_a_tree_are_told() {
    let one = |test: FieldForm| Form::Field(test);
    for (form, offset, message) in [
        (one(field("fit", ">", None)), 3, "`>` needs a value"),
        (
            one(field("fit", "like", text("x"))),
            3,
            "unknown test `like`",
        ),
        (
            one(field("fit", ">", text("x"))),
            6,
            "expected a number, found \"x\"",
        ),
        (
            one(field("titel", "=", text("x"))),
            0,
            "unknown field `titel`; did you mean `title`?",
        ),
        (
            // A name is a name, and not a way to write a condition.
            one(field("fit > 1 or fit", "=", None)),
            0,
            "expected the end, found `>`",
        ),
        (
            Form::All(vec![Form::Any(Vec::new())]),
            1,
            "a group without conditions",
        ),
        (
            Form::Measure(measure("average", "page", ">", None)),
            0,
            "unknown measure `average`",
        ),
        (
            Form::Measure(MeasureForm {
                within: Some("soon".to_owned()),
                ..measure("count", "page", ">", None)
            }),
            10,
            "expected a whole number of hours, days or weeks, found `soon`",
        ),
    ] {
        let error = PersonFilter::from_form(&form).expect_err(message);
        assert_eq!((error.offset, error.message.as_str()), (offset, message));
    }
}

#[test]
fn depth_and_length_of_a_tree_are_bounded() {
    let leaf = || Form::Field(field("fit", ">", Some(Scalar::Number(1.0))));
    let nested = |depth| (0..depth).fold(leaf(), |inner, _| Form::Not(Box::new(inner)));
    assert!(PersonFilter::from_form(&nested(MAX_DEPTH)).is_ok());
    for depth in [MAX_DEPTH + 1, 100, 5_000] {
        let error = PersonFilter::from_form(&nested(depth)).expect_err("it is too deep");
        assert_eq!(error.message, "conditions can be nested at most 50 deep");
    }
    let long = Form::Any((0..200_000).map(|_| leaf()).collect());
    let error = PersonFilter::from_form(&long).expect_err("it is too long");
    assert_eq!(error.offset, MAX_TEXT);
}

#[test]
fn every_field_can_be_asked_everything_that_it_says() {
    let scalar = |values: &[&str]| text(values.first().unwrap_or(&"x"));
    for (info, is_person) in fields()
        .into_iter()
        .map(|info| (info, true))
        .chain(interaction_fields().into_iter().map(|info| (info, false)))
    {
        let name = match info.name.ends_with('.') {
            true => format!("{}x", info.name),
            false => info.name.clone(),
        };
        for op in &info.operators {
            let (one, two) = match info.value_type {
                of if of.is_number() => (Scalar::Number(1.0), Scalar::Number(2.0)),
                crate::filter::ValueType::Date => (
                    Scalar::Text("2026-01-01".to_owned()),
                    Scalar::Text("2026-01-02".to_owned()),
                ),
                crate::filter::ValueType::Custom if *op != "in list" => {
                    (Scalar::Number(1.0), Scalar::Number(2.0))
                }
                _ => (
                    scalar(&info.values).expect("a text"),
                    scalar(&info.values).expect("a text"),
                ),
            };
            let words = ["~", "!~", "has any", "has all", "in list", "not in list"];
            let one = match *op {
                "within" => Scalar::Text("7d".to_owned()),
                op if words.contains(&op) => Scalar::Text("x".to_owned()),
                _ => one,
            };
            let several = matches!(*op, "in" | "not in" | "has any" | "has all" | "between");
            let form = Form::Field(FieldForm {
                field: name.clone(),
                op: (*op).to_owned(),
                value: (!several).then(|| one.clone()),
                values: match *op {
                    "between" => vec![one, two],
                    _ if several => vec![one],
                    _ => Vec::new(),
                },
            });
            let parsed = match is_person {
                true => PersonFilter::from_form(&form).map(|_| ()),
                false => InteractionFilter::from_form(&form).map(|_| ()),
            };
            assert_eq!(parsed, Ok(()), "{name} {op}");
        }
    }
}

proptest! {
    #[test]
    fn a_tree_and_its_text_are_the_same_filter(text in generate::person_filter()) {
        let filter = PersonFilter::parse(&text).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
        let form = filter.form();
        let again = PersonFilter::from_form(&form).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
        prop_assert_eq!(&again, &filter, "{}", text);
        prop_assert_eq!(again.form(), form);
    }

    #[test]
    fn trees_of_interaction_filters_too(text in generate::interaction_filter()) {
        let filter = InteractionFilter::parse(&text).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(InteractionFilter::from_form(&filter.form()), Ok(filter));
    }
}
