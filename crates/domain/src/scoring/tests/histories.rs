//! A model with every kind of rule, and histories of every shape.

use proptest::prelude::*;

use crate::filter::{InteractionFilter, PersonFilter};
use crate::interaction::{Fact, Touch, Verdict};
use crate::person::Temperature;
use crate::profile::{Authority, FieldValue, ProfileChange};
use crate::scoring::model::{
    Cap, EngagementRule, FitRule, FrequencyRange, Group, Model, Rect, Stage, TemperatureRegion,
    ValuePoints,
};
use crate::scoring::{DecayClass, Entry};
use crate::signal::{CoolDown, Pattern, Signal};
use crate::time::{Span, Timestamp};
use crate::zone::Period;

const DAY: i64 = 86_400_000_000;
pub(super) const LANDMARK: Timestamp = Timestamp::from_micros(20_000 * DAY);

fn rule(
    name: &str,
    when: &str,
    points: f64,
    decay: DecayClass,
    at_most: Option<(u32, i64)>,
) -> EngagementRule {
    let cap = |(times, days)| Cap {
        times,
        period: (days > 0).then(|| Period::Every(Span::days(days))),
    };
    let when = InteractionFilter::parse(when).expect("a filter");
    EngagementRule {
        decay,
        at_most: at_most.map(cap),
        ..EngagementRule::new(name, when, points)
    }
}

fn fit(name: &str, condition: &str, points: f64, disqualify: Option<&str>) -> FitRule {
    let condition = PersonFilter::parse(condition).expect("a filter");
    FitRule {
        disqualify: disqualify.map(str::to_owned),
        ..FitRule::new(name, condition, points)
    }
}

fn stage(key: &str, from: &[usize], gate: &str, inactive_days: i64) -> Stage {
    Stage {
        from: from.to_vec(),
        gate: (!gate.is_empty()).then(|| PersonFilter::parse(gate).expect("a filter")),
        after_inactivity: (inactive_days > 0).then(|| Span::days(inactive_days)),
        customer: key == "customer",
        ..Stage::new(key, key)
    }
}

/// Rules with everything that a rule can have.
fn elaborate() -> Vec<EngagementRule> {
    let value = |value: &str, points| ValuePoints {
        value: value.into(),
        has: InteractionFilter::parse(&format!("any where path = \"{value}\"")).expect("a filter"),
        points,
    };
    let range = |from, to, points| FrequencyRange { from, to, points };
    vec![
        EngagementRule {
            group: Some(0),
            first_time: 3.5,
            values: vec![value("/", 0.0), value("/pricing/eu", 7.25)],
            ..rule("by path", "page", 2.0, DecayClass::Normal, None)
        },
        EngagementRule {
            group: Some(0),
            frequency: vec![
                range(1, Some(1), 0.0),
                range(3, Some(4), 6.0),
                range(6, None, -1.0),
            ],
            ..rule("returning", "page", 1.5, DecayClass::Fast, Some((2, 1)))
        },
        EngagementRule {
            group: Some(1),
            verdicts: [1.0, 0.0, 0.5],
            ..rule("question, maybe", "question", 10.0, DecayClass::Slow, None)
        },
        EngagementRule {
            verdicts: [0.0, 2.0, 0.0],
            ..rule(
                "scanner",
                "any where verdict = machine",
                -0.5,
                DecayClass::Fast,
                None,
            )
        },
    ]
}

/// A signal of every sort.
fn signals() -> Vec<Signal> {
    let of = |text: &str| InteractionFilter::parse(text).expect("a filter");
    let signal = |key: &str, pattern, days| Signal {
        key: key.into(),
        name: key.into(),
        pattern,
        cool_down: match days {
            0 => CoolDown::Ever,
            days => CoolDown::For(Span::days(days)),
        },
    };
    let asked = Pattern::Rule {
        on: Some(of("question")),
        when: Some(PersonFilter::parse("count(page, last 9 days) >= 2").expect("a filter")),
    };
    let owner = Pattern::Rule {
        on: None,
        when: Some(PersonFilter::parse("title = \"Owner\"").expect("a filter")),
    };
    let often = Pattern::Frequent {
        of: of("page"),
        at_least: 3,
        within: Span::days(2),
        times_baseline: 1.5,
    };
    let surge = Pattern::Surge {
        at_least: 0.5,
        times_baseline: 2.0,
    };
    let back = Pattern::Return {
        after: Span::days(15),
    };
    let left = Pattern::Abandoned {
        begun: of("page where path ~ \"/pricing*\""),
        done: of("order"),
        after: Span::hours(30),
    };
    // Asks for signals before and after it in the list, and for itself.
    let again = Pattern::Rule {
        on: Some(of("page")),
        when: Some(
            PersonFilter::parse(
                "signal(often, 5d) or (signal = later and not signal(again, 9 days))",
            )
            .expect("a filter"),
        ),
    };
    let later = Pattern::Rule {
        on: None,
        when: Some(PersonFilter::parse("stage = dozing or signal(back) >= 2").expect("a filter")),
    };
    vec![
        signal("asked", asked, 3),
        signal("owner", owner, 0),
        signal("often", often, 1),
        signal("surge", surge, 10),
        signal("back", back, 7),
        signal("left", left, 2),
        signal("again", again, 1),
        signal("later", later, 4),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn model() -> Model {
    let group = |name: &str, at_most, days| Group {
        name: name.into(),
        at_most,
        period: (days > 0).then(|| Period::Every(Span::days(days))),
    };
    let mut model = Model {
        name: "test".into(),
        half_lives: [Span::days(3), Span::days(14), Span::days(60)],
        engagement: vec![
            rule("page", "page", 1.0, DecayClass::Fast, Some((3, 1))),
            rule(
                "pricing",
                "page where path ~ \"/pricing*\"",
                8.0,
                DecayClass::Normal,
                Some((2, 7)),
            ),
            rule("question", "question", 20.0, DecayClass::Slow, Some((2, 0))),
            rule("left", "\"Unsubscribed\"", -25.0, DecayClass::Slow, None),
            rule(
                "anything",
                "any where label = \"b\"",
                0.5,
                DecayClass::Normal,
                None,
            ),
        ],
        groups: vec![group("pages", 9.0, 1), group("questions", 25.0, 0)],
        fit: vec![
            fit("owner", "title = \"Owner\"", 25.0, None),
            fit("unknown", "title is unknown", -5.0, None),
            fit("student", "title = \"Student\"", -30.0, Some("student")),
            fit("plan", "profile.plan >= 2", 7.0, None),
            FitRule {
                nurture: true,
                ..fit("with an address", "email is known", 0.0, None)
            },
        ],
        stages: vec![
            stage("interest", &[], "", 0),
            stage("lead", &[0, 4], "kind = lead", 0),
            stage(
                "mql",
                &[1],
                "engagement >= 15 and disqualified is unknown",
                0,
            ),
            stage("customer", &[0, 1, 2, 4], "count(order) >= 1", 0),
            stage("lapsed", &[2, 3], "", 20),
            stage("lost", &[4], "", 40),
            stage(
                "keen",
                &[3],
                "count(page, last 2 days) = 3 or count(question, last 30 days) >= 2",
                0,
            ),
            stage(
                "pestered",
                &[6],
                "count(any where verdict = machine, last 9 days) > 1",
                0,
            ),
            stage(
                "faithful",
                &[6],
                "first(page) < 9 days ago and last(question, last 30 days) within 5 days and count(page) in (2, 4, 5)",
                0,
            ),
            // In by a signal that time completes, out when a window ends, by time as well.
            Stage {
                leave_when: Some(
                    PersonFilter::parse("not signal(left, 3 days)").expect("a filter"),
                ),
                leave_to: Some(10),
                ..stage("leaving", &[0, 1, 2, 6], "signal(left, 3 days)", 0)
            },
            stage("dozing", &[11], "", 12),
            stage("awake", &[9], "signal(again, 2d) or signal = surge", 0),
        ],
        warm_from: 10.0,
        hot_from: 30.0,
        nurture_hot_from: 60.0,
        regions: vec![
            TemperatureRegion {
                temperature: Temperature::Hot,
                rect: Rect {
                    fit_from: 20.0,
                    engagement_from: 12.0,
                    ..Rect::PLANE
                },
            },
            TemperatureRegion {
                temperature: Temperature::Cold,
                rect: Rect {
                    fit_below: -20.0,
                    ..Rect::PLANE
                },
            },
        ],
        signals: signals(),
        ..Model::default()
    };
    model.engagement.extend(elaborate());
    model.check().expect("it is sound");
    model
}

/// An interaction that owns what a fact borrows.
#[derive(Clone, Debug)]
pub(super) struct Owned {
    pub(super) at: Timestamp,
    pub(super) seq: i64,
    pub(super) kind: &'static str,
    pub(super) path: &'static str,
    pub(super) label: &'static str,
    pub(super) verdict: Verdict,
    pub(super) touch: Option<Touch>,
    pub(super) changes: Vec<ProfileChange>,
}

impl Owned {
    pub(super) fn entry(&self) -> Entry<'_> {
        let fact = Fact {
            seq: self.seq,
            at: self.at,
            kind: self.kind,
            verdict: self.verdict,
            path: Some(self.path),
            label: Some(self.label),
            touch: self.touch.as_ref(),
            ..Fact::default()
        };
        Entry {
            fact,
            changes: &self.changes,
        }
    }
}

fn changes() -> impl Strategy<Value = Vec<(&'static str, Option<FieldValue>)>> {
    let text = |text: &str| Some(FieldValue::Text(text.into()));
    let one = prop_oneof![
        Just(("title", text("Owner"))),
        Just(("title", text("Student"))),
        Just(("title", None)),
        Just(("email", text("a@firma.example"))),
        Just(("plan", text("3"))),
        Just(("plan", Some(FieldValue::Number(3.0)))),
        Just(("plan", Some(FieldValue::Bool(true)))),
        Just(("name", text("Ada Malá"))),
        Just(("name", text("Jan van der Berg"))),
        Just(("name", None)),
        Just(("first_name", text("Eva"))),
        Just(("first_name", text("Ada Marie"))),
        Just(("first_name", None)),
        Just(("last_name", text("Nová"))),
        Just(("last_name", text("Malá Dlouhá"))),
        Just(("last_name", None)),
    ];
    prop_oneof![3 => Just(Vec::new()), 1 => proptest::collection::vec(one, 1..3)]
}

/// Histories in time order: a few days dense, then long silences, as real ones are.
pub(super) fn history() -> impl Strategy<Value = Vec<Owned>> {
    let kind = prop_oneof![
        4 => Just("Page Viewed"), 1 => Just("Question Asked"), 1 => Just("Unsubscribed"), 1 => Just("Order Completed"),
        1 => Just("Identified"),
    ];
    let path = prop_oneof![Just("/"), Just("/pricing"), Just("/pricing/eu")];
    let verdict = prop_oneof![5 => Just(Verdict::Human), 1 => Just(Verdict::Machine), 1 => Just(Verdict::Unknown)];
    let gap = prop_oneof![3 => 0..DAY / 2, 1 => 0..DAY * 60, 1 => Just(0_i64)];
    let one = (gap, kind, path, 0..2_usize, verdict, 0..4_usize, changes());
    let start = prop_oneof![
        Just(-300 * DAY),
        Just(-20 * DAY),
        Just(-3_000 * DAY),
        Just(-4_000 * DAY)
    ];
    (start, proptest::collection::vec(one, 0..40)).prop_map(|(start, all)| {
        let mut at = LANDMARK.as_micros() + start;
        let numbered = all.into_iter().enumerate();
        let owned = numbered.map(|(nth, (gap, kind, path, label, verdict, touch, changes))| {
            at += gap;
            let (at, seq) = (Timestamp::from_micros(at), nth as i64 + 1);
            let change = |(field, value): (&str, Option<FieldValue>)| ProfileChange {
                at,
                seq,
                field: field.into(),
                value,
                authority: Authority::ALL[seq as usize % 3],
            };
            let source = ["google", "fair"].get(touch).map(|source| Touch {
                source: Some((*source).into()),
                ..Touch::default()
            });
            Owned {
                at,
                seq,
                kind,
                path,
                label: ["a", "b"][label],
                verdict,
                touch: source,
                changes: changes.into_iter().map(change).collect(),
            }
        });
        owned.collect()
    })
}
