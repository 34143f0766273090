//! Ways between stages, circles, and regions of the plane.

use proptest::prelude::*;

use super::histories::LANDMARK;
use crate::filter::{InteractionFilter, PersonFilter};
use crate::interaction::Fact;
use crate::person::Temperature;
use crate::profile::{Authority, FieldValue, ProfileChange};
use crate::scoring::{
    Area, EngagementRule, Entry, FitRule, Model, Rect, ScoreState, Scorer, Stage, Standing,
    TemperatureRegion,
};
use crate::time::Span;

fn gate(text: &str) -> Option<PersonFilter> {
    Some(PersonFilter::parse(text).expect("a filter"))
}

/// Interest, lead (left below 10 points), customer, friend after 30 days, lapsed after 60 of silence.
fn staged() -> Model {
    let rule = |kind: &str, points| {
        let when = InteractionFilter::parse(kind).expect("a filter");
        EngagementRule::new(kind, when, points)
    };
    Model {
        engagement: vec![rule("page", 8.0), rule("order", 1.0)],
        stages: vec![
            Stage::new("interest", "Interest"),
            Stage {
                from: vec![0],
                gate: gate("engagement >= 20"),
                leave_when: gate("engagement < 10"),
                leave_to: Some(0),
                ..Stage::new("lead", "Lead")
            },
            Stage {
                from: vec![0, 1, 4],
                gate: gate("count(order) >= 1"),
                customer: true,
                ..Stage::new("customer", "Customer")
            },
            Stage {
                from: vec![2],
                after_tenure: Some(Span::days(30)),
                ..Stage::new("friend", "Friend")
            },
            Stage {
                from: vec![2, 3],
                after_inactivity: Some(Span::days(60)),
                ..Stage::new("lapsed", "Lapsed")
            },
        ],
        ..Model::default()
    }
}

/// The key of the stage after these interactions, each some days after the landmark, at a day.
fn stage_at(model: &Model, events: &[(&'static str, i64)], day: i64) -> String {
    model.check().expect("a sound model");
    let scorer = Scorer::new(model, LANDMARK);
    let entries = (1..).zip(events).map(|(seq, (kind, day))| Entry {
        fact: Fact {
            seq,
            at: LANDMARK + Span::days(*day),
            kind,
            ..Fact::default()
        },
        changes: &[],
    });
    let (state, _) = scorer.replay(entries, LANDMARK + Span::days(day), &mut ());
    model.stages[state.stage].key.clone()
}

const PAGE: &str = "Page Viewed";
const ORDER: &str = "Order Completed";

#[test]
fn a_stage_is_left_when_its_condition_to_leave_holds() {
    let model = staged();
    let keen = [(PAGE, 0), (PAGE, 0), (PAGE, 0)];
    assert_eq!(stage_at(&model, &keen, 1), "lead");
    // Time alone does not lead out: a gate is looked at when something happens.
    assert_eq!(stage_at(&model, &keen, 59), "lead");
    let back = [(PAGE, 0), (PAGE, 0), (PAGE, 0), (PAGE, 100)];
    assert_eq!(stage_at(&model, &back, 100), "interest");
}

#[test]
fn tenure_counts_from_becoming_a_customer_and_silence_from_the_last_touch() {
    let model = staged();
    let buyer = [(ORDER, 0), (PAGE, 10)];
    assert_eq!(stage_at(&model, &buyer, 29), "customer");
    assert_eq!(stage_at(&model, &buyer, 30), "friend");
    assert_eq!(stage_at(&model, &buyer, 69), "friend");
    assert_eq!(stage_at(&model, &buyer, 70), "lapsed");
    let again = [(ORDER, 0), (PAGE, 100)];
    // Back in, and at once a friend: the thirty days are over.
    assert_eq!(stage_at(&model, &again, 101), "friend");
}

fn fault(model: &Model) -> String {
    let all: Vec<String> = model.faults().iter().map(ToString::to_string).collect();
    all.join("\n")
}

#[test]
fn gates_that_could_be_open_at_once_must_not_lead_around() {
    for (enter, leave, spins) in [
        ("engagement >= 20", "engagement < 10", false),
        ("engagement >= 20", "engagement < 20", false),
        ("engagement >= 20", "engagement <= 20", true),
        ("engagement > 20", "not engagement > 20", false),
        (
            "engagement > 20 and fit > 0",
            "fit < 0 or engagement = 20",
            false,
        ),
        ("engagement > 20 or fit > 0", "engagement < 10", true),
        (
            "disqualified is unknown",
            "disqualified = competitor",
            false,
        ),
        ("temperature = hot", "temperature < warm", false),
        ("temperature >= warm", "temperature <= warm", true),
        ("employees > 50", "not employees > 30", false),
        ("employees > 50", "employees is unknown", false),
        ("title = \"CEO\"", "not title = \"CEO\"", false),
        ("count(page) >= 3", "count(page) < 3", false),
        ("count(page) >= 3", "count(order) < 3", true),
        (
            "count(page) >= 3 or fit > 9",
            "not (fit > 5 or count(page) >= 3)",
            false,
        ),
        ("fit > 5 or fit < 0", "not (fit > 5 or fit < -9)", true),
        // Being a lead may itself be what the way changes.
        ("kind = interest", "kind = lead", true),
    ] {
        let mut model = staged();
        model.stages[1].gate = gate(enter);
        model.stages[1].leave_when = gate(leave);
        let found = fault(&model);
        assert_eq!(
            found.contains("interest → lead → interest"),
            spins,
            "{enter}, {leave}: {found}"
        );
    }
}

#[test]
fn longer_circles_and_those_of_tenure_are_named_too() {
    let mut model = staged();
    model.stages[1].from.push(2);
    model.stages[2].gate = gate("fit >= 1");
    assert!(
        fault(&model).contains("lead → customer → lead"),
        "{}",
        fault(&model)
    );
    let mut model = staged();
    model.stages[3].leave_when = gate("engagement < 1");
    model.stages[3].leave_to = Some(2);
    assert!(
        fault(&model).contains("customer → friend → customer"),
        "{}",
        fault(&model)
    );
    let mut model = staged();
    model.stages[2].from.push(2);
    assert!(
        fault(&model).contains("customer → customer"),
        "{}",
        fault(&model)
    );
}

#[test]
fn a_stage_has_one_way_in_and_a_whole_way_out() {
    let mut model = staged();
    model.stages[3].after_inactivity = Some(Span::days(3));
    model.stages[4].after_inactivity = None;
    model.stages[2].leave_to = Some(0);
    let found = fault(&model);
    assert!(found.contains("\"friend\": give only one of"), "{found}");
    assert!(
        found.contains("\"lapsed\": nothing leads into it"),
        "{found}"
    );
    assert!(found.contains("\"customer\": give `leave_when`"), "{found}");
}

#[test]
fn a_stage_that_does_not_exist_leads_nowhere() {
    let mut model = staged();
    model.stages[1].from.push(9);
    assert!(
        fault(&model).contains("\"lead\": it is entered from or left to"),
        "{}",
        fault(&model)
    );
    let mut model = staged();
    model.stages[1].leave_to = Some(9);
    assert!(
        fault(&model).contains("does not exist"),
        "{}",
        fault(&model)
    );
}

#[test]
fn many_ways_that_lead_only_on_are_no_circle() {
    let mut model = Model::default();
    for nth in 1..50_usize {
        model.stages.push(Stage {
            from: (0..nth).collect(),
            gate: gate(&format!("employees > {nth}")),
            ..Stage::new(format!("s{nth}"), "S")
        });
    }
    assert_eq!(fault(&model), "");
    model.stages[7].from.push(49);
    assert!(fault(&model).contains("→ s49 → s7"), "{}", fault(&model));
}

/// A model whose fit rule keeps owners of an e-mail address in nurture.
fn nursing() -> Model {
    let condition = PersonFilter::parse("email is known").expect("a filter");
    let when = InteractionFilter::parse("page").expect("a filter");
    Model {
        engagement: vec![EngagementRule::new("page", when, 30.0)],
        fit: vec![FitRule {
            nurture: true,
            ..FitRule::new("Shared mailbox", condition, 0.0)
        }],
        warm_from: 10.0,
        hot_from: 20.0,
        nurture_hot_from: 50.0,
        ..Model::default()
    }
}

#[test]
fn nurture_keeps_from_hot_until_the_lead_is_burning() {
    let model = nursing();
    let scorer = Scorer::new(&model, LANDMARK);
    let changes = [ProfileChange {
        at: LANDMARK,
        seq: 1,
        field: "email".into(),
        value: Some(FieldValue::Text("info@firma.example".into())),
        authority: Authority::Firm,
    }];
    let heat = |pages: i64| {
        let entries = (1..=pages).map(|seq| Entry {
            fact: Fact {
                seq,
                at: LANDMARK,
                kind: PAGE,
                ..Fact::default()
            },
            changes: if seq == 1 { &changes[..] } else { &[] },
        });
        let (state, profile) = scorer.replay(entries, LANDMARK, &mut ());
        assert_eq!(state.nurture.as_deref(), Some("Shared mailbox"));
        scorer.view(&state, &profile, LANDMARK).temperature
    };
    assert_eq!(heat(1), Temperature::Warm);
    assert_eq!(heat(2), Temperature::Hot);
}

fn some_rect() -> impl Strategy<Value = Rect> {
    let bound = || prop_oneof![1 => Just(None), 4 => (-4..5_i8).prop_map(|at| Some(f64::from(at)))];
    (bound(), bound(), bound(), bound()).prop_map(|(fit_from, fit_below, from, below)| Rect {
        fit_from: fit_from.unwrap_or(f64::NEG_INFINITY),
        fit_below: fit_below.unwrap_or(f64::INFINITY),
        engagement_from: from.unwrap_or(f64::NEG_INFINITY),
        engagement_below: below.unwrap_or(f64::INFINITY),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A region is refused exactly when no score lies in it, and the areas cover the plane.
    #[test]
    fn regions_that_nobody_is_in_are_refused(rects in proptest::collection::vec(some_rect(), 1..6)) {
        let mut model = Model::default();
        for (nth, rect) in rects.iter().enumerate() {
            model.areas.push(Area { rect: *rect, ..Area::plane(format!("a{nth}"), "A") });
        }
        // Bounds are whole numbers from -4 to 4, so half numbers from -4.5 on reach every cell.
        let halves = || (-9..10_i8).map(|half| f64::from(half) / 2.0);
        let mut lived_in = vec![false; model.areas.len()];
        for fit in halves() {
            for engagement in halves() {
                let found = model.area(fit, engagement);
                let at = model.areas.iter().position(|area| area.key == found.key).expect("one of them");
                lived_in[at] = true;
            }
        }
        let found = fault(&model);
        for (area, lived_in) in model.areas.iter().zip(lived_in) {
            prop_assert_eq!(found.contains(&format!("\"{}\"", area.key)), !lived_in, "{}: {}", area.key, found);
        }
    }

    /// Nobody of a temperature has less engagement than its least.
    #[test]
    fn the_least_engagement_of_a_temperature_is_a_bound(rects in proptest::collection::vec((some_rect(), 0..3_usize), 0..5), fit in -5.0..5.0_f64, engagement in -5.0..100.0_f64, nurture: bool) {
        let mut model = nursing();
        model.regions = rects.into_iter().map(|(rect, nth)| TemperatureRegion { rect, temperature: Temperature::ALL[nth] }).collect();
        let standing = if nurture { Standing::Nurture } else { Standing::InFunnel };
        let temperature = model.temperature(fit, engagement, standing);
        prop_assert!(engagement >= model.least_engagement(temperature));
        prop_assert_eq!(model.temperature(fit, engagement, Standing::Disqualified), Temperature::Cold);
    }
}

#[test]
fn nobody_is_in_nurture_and_out_of_the_funnel() {
    let state = ScoreState {
        disqualified: Some("spam".into()),
        nurture: Some("Student".into()),
        ..ScoreState::default()
    };
    assert_eq!(state.standing(), Standing::Disqualified);
}
