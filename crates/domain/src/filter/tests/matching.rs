//! Evaluation in memory.

use crate::filter::{CountCondition, Counts, InteractionFilter, PersonFilter};
use crate::interaction::{Channel, Fact, Properties, Touch, Verdict, kind};
use crate::person::{PersonKind, PersonView, Temperature};
use crate::profile::{FieldValue, Profile, ProfileChange};
use crate::time::{Span, Timestamp};

struct Facts<'a> {
    facts: Vec<Fact<'a>>,
    now: Timestamp,
}

impl Counts for Facts<'_> {
    fn count(&self, condition: &CountCondition) -> u64 {
        condition.count(self.facts.iter().copied(), self.now)
    }

    fn contains(&self, list: &str, value: &str) -> bool {
        list == "free" && value == "gmail.com"
    }
}

fn profile(fields: &[(&str, FieldValue)]) -> Profile {
    let mut profile = Profile::default();
    for (field, value) in fields {
        let value = Some(value.clone());
        profile.apply(&ProfileChange {
            at: Timestamp::default(),
            seq: 1,
            field: (*field).into(),
            value,
        });
    }
    profile
}

fn now() -> Timestamp {
    Timestamp::parse("2026-02-10T12:00:00Z").unwrap()
}

fn view(profile: &Profile) -> PersonView<'_> {
    PersonView {
        profile,
        kind: PersonKind::Lead,
        stage: "mql",
        fit: 35.0,
        engagement: 12.5,
        velocity: -0.5,
        temperature: Temperature::Warm,
        index: "better",
        created: Timestamp::parse("2026-01-31T23:59:59Z").unwrap(),
        last_touch: Some(now() - Span::days(3)),
        disqualified: None,
        nurture: None,
        source: Some("Google"),
        medium: None,
        campaign: None,
        now: now(),
    }
}

fn matches(text: &str) -> bool {
    let text_of = |text: &str| FieldValue::Text(text.into());
    let profile = profile(&[
        ("name", text_of("Ilgaz ÇELİK")),
        ("email", text_of("ilgaz@gmail.com")),
        ("title", text_of("Vice-President, Sales")),
        ("city", text_of("İSTANBUL")),
        ("employees", FieldValue::Number(42.0)),
        ("plan", text_of("Pro")),
        ("seats", text_of(" 12 ")),
        ("vip", FieldValue::Bool(true)),
    ]);
    let touch = Touch {
        source: Some("Newsletter".into()),
        ..Touch::default()
    };
    let page = Fact {
        kind: kind::PAGE,
        path: Some("/pricing/eu"),
        properties: Properties::from_packed(Some(
            "plan\u{1f}Pro\u{1e}page section\u{1f}eu\u{1e}seats\u{1f} 12",
        )),
        ..Fact::default()
    };
    let facts = vec![
        Fact {
            at: now() - Span::days(1),
            touch: Some(&touch),
            ..page
        },
        Fact {
            at: now() - Span::days(7),
            ..page
        },
        Fact {
            at: now() - Span::days(30),
            label: Some("Ceník služeb"),
            ..page
        },
        Fact {
            at: now() + Span::days(1),
            ..page
        },
        Fact {
            at: now() - Span::days(1),
            verdict: Verdict::Machine,
            ..page
        },
        Fact {
            at: now(),
            kind: kind::ORDER,
            channel: Channel::Shop,
            amount: Some(99.5),
            ..Fact::default()
        },
    ];
    let filter = PersonFilter::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    filter.matches(&view(&profile), &Facts { facts, now: now() })
}

#[test]
fn true_conditions() {
    for text in [
        "",
        "name = \"ilgaz celik\"",
        "city = \"istanbul\" and city ~ \"ist?nb*\"",
        "title has any (\"ceo\", \"vice president\") and title has all (\"sales\", \"vice\")",
        "employees >= 42 and employees in (1, 42) and employees not in (1, 2)",
        "email.domain is free",
        "kind = lead and kind != customer and stage in (mql, sql) and index = better",
        "temperature > cold and temperature <= warm",
        "created = \"2026-01-31\" and created < \"2026-02-01\" and not created > \"2026-01-31\"",
        "last_touch > 4 days ago and last_touch < 2 days ago",
        "source = \"google\" and disqualified is unknown and medium is unknown",
        "profile.plan = \"pro\" and profile.seats > 11 and profile.vip = true and profile.seats ~ \"*12*\"",
        "velocity < 0 and engagement = 12.5",
        "company not in list(\"x\") or company is unknown",
    ] {
        assert!(matches(text), "{text}");
    }
}

#[test]
fn false_conditions() {
    for text in [
        "title has any (\"vice sales\", \"pres\")",
        "city != \"Istanbul\"",
        "profile.plan > 1",
        "profile.plan not in (1)",
        "temperature = hot",
        "count(screen)",
    ] {
        assert!(!matches(text), "{text}");
    }
}

#[test]
fn comparisons_with_missing_values_are_false_and_not_turns_them_round() {
    for test in [
        "= \"x\"",
        "!= \"x\"",
        "~ \"*\"",
        "!~ \"x\"",
        "in (\"x\")",
        "not in (\"x\")",
        "has any (\"x\")",
        "in list(\"partners\")",
        "not in list(\"partners\")",
        "is known",
    ] {
        for field in ["company", "medium", "profile.nothing"] {
            assert!(!matches(&format!("{field} {test}")), "{field} {test}");
            assert!(
                matches(&format!("not {field} {test}")),
                "not {field} {test}"
            );
        }
    }
}

#[test]
fn counts_are_of_human_interactions_in_the_window() {
    for (count, expected) in [
        ("page", 3),
        ("page, last 7 days", 1),
        ("page, last 8 days", 2),
        ("page where verdict in (human, machine), last 8 days", 3),
        ("any", 4),
        ("order where amount > 99 and channel = shop, last 1 hour", 1),
        ("page where path ~ \"/Pricing*\"", 0),
        (
            "page where path ~ \"/pricing*\" and path != \"/pricing\"",
            3,
        ),
        ("page where label has any (\"cenik\")", 1),
        (
            "page where source = \"newsletter\" or label ~ \"*sluzeb\"",
            2,
        ),
        ("page where referrer is unknown", 3),
        (
            "page where property.plan = \"pro\" and property.seats > 11",
            3,
        ),
        (
            "page where property.\"page section\" ~ \"e?\" and property.seats = \" 12\"",
            3,
        ),
        ("page where property.plan > 0 or property.Plan is known", 0),
    ] {
        assert!(matches(&format!("count({count}) = {expected}")), "{count}");
    }
}

#[test]
fn interactions_match_by_kind_and_rest() {
    let filter = InteractionFilter::parse("page where path ~ \"/pricing*\"").unwrap();
    let fact = Fact {
        kind: kind::PAGE,
        path: Some("/pricing"),
        ..Fact::default()
    };
    assert!(filter.matches(&fact));
    let screen = Fact {
        kind: kind::SCREEN,
        ..fact
    };
    assert!(!filter.matches(&screen));
    assert!(filter.matches_rest(&screen));
}
