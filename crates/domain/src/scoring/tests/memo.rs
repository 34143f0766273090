//! What is remembered of an interaction is what would be found out anew.

use super::histories::LANDMARK;
use crate::filter::InteractionFilter;
use crate::interaction::properties::Properties;
use crate::interaction::{Channel, Fact, Touch, Verdict};
use crate::scoring::model::ValuePoints;
use crate::scoring::{EngagementRule, Model, Scorer};

fn filter(text: &str) -> InteractionFilter {
    InteractionFilter::parse(text).expect("a filter")
}

/// A model that looks at every field, at some of them for one kind only.
fn looking() -> Model {
    let rule = |name: &str, when: &str| EngagementRule::new(name, filter(when), 1.0);
    let mut valued = rule("valued", "page");
    valued.values = vec![ValuePoints {
        value: "Prices".to_owned(),
        has: filter("any where label = \"Prices\""),
        points: 9.0,
    }];
    Model {
        engagement: vec![
            rule("path", "page where path ~ \"/a/*\""),
            valued,
            rule("amount", "order where amount >= 100"),
            rule("channel", "any where channel = email"),
            rule("source", "order where source = \"ads\""),
            rule("property", "any where property.plan = \"pro\""),
        ],
        ..super::histories::model()
    }
}

#[test]
fn everything_that_the_model_looks_at_tells_interactions_apart() {
    let model = looking();
    let scorer = Scorer::new(&model, LANDMARK);
    let ads = Touch {
        source: Some("ads".into()),
        ..Touch::default()
    };
    let page = Fact {
        kind: "Page Viewed",
        at: LANDMARK,
        verdict: Verdict::Human,
        ..Fact::default()
    };
    let order = Fact {
        kind: "Order Completed",
        ..page
    };
    let facts = [
        page,
        Fact {
            path: Some("/a/b"),
            ..page
        },
        Fact {
            path: Some("/b"),
            ..page
        },
        Fact {
            label: Some("Prices"),
            ..page
        },
        Fact {
            label: Some("/a/b"),
            ..page
        },
        Fact {
            channel: Channel::Email,
            ..page
        },
        Fact {
            verdict: Verdict::Machine,
            ..page
        },
        Fact {
            properties: Properties::from_packed(Some("plan\u{1f}pro")),
            ..page
        },
        order,
        Fact {
            amount: Some(100.0),
            ..order
        },
        Fact {
            amount: Some(99.0),
            ..order
        },
        Fact {
            touch: Some(&ads),
            ..order
        },
        Fact {
            touch: Some(&ads),
            ..page
        },
        Fact {
            kind: "Call",
            ..page
        },
    ];
    for _ in 0..2 {
        for fact in &facts {
            let known = scorer
                .memo
                .with(fact, || scorer.matched(fact), Clone::clone);
            assert_eq!(known, scorer.matched(fact), "{fact:?}");
        }
    }
}

#[test]
fn it_is_bounded_and_begins_anew() {
    let model = looking();
    let scorer = Scorer::new(&model, LANDMARK);
    let mut found = 0;
    for round in 0..2 {
        for number in 0..10_000 {
            let path = format!("/a/{number}");
            let fact = Fact {
                kind: "Page Viewed",
                path: Some(&path),
                ..Fact::default()
            };
            scorer.memo.with(
                &fact,
                || {
                    found += 1;
                    scorer.matched(&fact)
                },
                |_| (),
            );
            scorer
                .memo
                .with(&fact, || unreachable!("it was just seen"), |_| ());
        }
        assert!(found > 10_000 * round, "not all of them can be remembered");
    }
}
