//! What each limit and each kind of points of an engagement rule does, and what gates count.

use proptest::prelude::*;

use super::Signals;
use super::histories::{LANDMARK, Owned, history, model};
use crate::filter::{Counts, InteractionFilter, Measure, Measured};
use crate::interaction::{Fact, Verdict};
use crate::person::{PersonView, SignalSeen};
use crate::profile::{Authority, FieldValue, Profile, ProfileChange};
use crate::scoring::measure::StateCounts;
use crate::scoring::model::ValuePoints;
use crate::scoring::{
    Cap, EngagementRule, Entry, FrequencyRange, Given, Group, Model, Observer, Scorer,
};
use crate::time::{Span, Timestamp};
use crate::zone::Period;

/// The points that one rule gives for each of these pages, a minute apart.
fn points(rule: EngagementRule, pages: &[&str]) -> Vec<(f64, bool)> {
    let pages: Vec<(&str, Verdict)> = pages.iter().map(|page| (*page, Verdict::Human)).collect();
    let model = Model {
        engagement: vec![rule],
        groups: vec![Group {
            name: "all".into(),
            at_most: 10.0,
            period: Some(Period::Every(Span::days(1))),
        }],
        ..Model::default()
    };
    points_of(&model, &pages, Span::seconds(60))
}

/// What was given for each interaction, in all and whether some was held back.
fn points_of(model: &Model, pages: &[(&str, Verdict)], apart: Span) -> Vec<(f64, bool)> {
    struct Listener(Vec<(f64, bool)>);
    impl Observer for Listener {
        fn contribution(&mut self, given: Given, _: &Fact) {
            self.0.push((given.points, given.capped));
        }
    }
    model.check().expect("a sound model");
    let scorer = Scorer::new(model, LANDMARK);
    let mut at = LANDMARK;
    let entries = (1..).zip(pages).map(|(seq, (path, verdict))| {
        at = at + apart;
        let fact = Fact {
            seq,
            at,
            kind: "Page Viewed",
            path: Some(path),
            verdict: *verdict,
            ..Fact::default()
        };
        Entry { fact, changes: &[] }
    });
    let mut listener = Listener(Vec::new());
    scorer.replay(entries, LANDMARK + Span::days(900), &mut listener);
    listener.0
}

fn page_rule(points: f64) -> EngagementRule {
    let when = InteractionFilter::parse("page").expect("a filter");
    EngagementRule::new("page", when, points)
}

#[test]
fn a_group_gives_what_is_left_of_it() {
    let rule = EngagementRule {
        group: Some(0),
        ..page_rule(4.0)
    };
    let given = points(rule, &["/"; 4]);
    assert_eq!(
        given,
        [(4.0, false), (4.0, false), (2.0, true), (0.0, true)]
    );
}

#[test]
fn points_below_zero_make_no_room_in_a_group() {
    let value = ValuePoints {
        value: "/bad".into(),
        has: InteractionFilter::parse("any where path = \"/bad\"").expect("a filter"),
        points: -5.0,
    };
    let rule = EngagementRule {
        group: Some(0),
        values: vec![value],
        ..page_rule(8.0)
    };
    let given = points(rule, &["/", "/bad", "/"]);
    assert_eq!(given, [(8.0, false), (-5.0, false), (2.0, true)]);
}

#[test]
fn a_group_starts_anew_with_its_period() {
    let rule = EngagementRule {
        group: Some(0),
        ..page_rule(10.0)
    };
    let group = |period| Model {
        engagement: vec![rule.clone()],
        groups: vec![Group {
            name: "all".into(),
            at_most: 10.0,
            period,
        }],
        ..Model::default()
    };
    let pages = [("/", Verdict::Human); 2];
    let daily = points_of(
        &group(Some(Period::Every(Span::days(1)))),
        &pages,
        Span::days(1),
    );
    assert_eq!(daily, [(10.0, false), (10.0, false)]);
    let ever = points_of(&group(None), &pages, Span::days(1));
    assert_eq!(ever, [(10.0, false), (0.0, true)]);
}

#[test]
fn the_first_time_gives_more() {
    let rule = EngagementRule {
        first_time: 5.0,
        ..page_rule(1.0)
    };
    assert_eq!(points(rule, &["/"; 2]), [(6.0, false), (1.0, false)]);
}

#[test]
fn the_nth_time_has_points_of_its_own_even_when_a_cap_was_reached_between() {
    let range = |from, to, points| FrequencyRange { from, to, points };
    let rule = EngagementRule {
        frequency: vec![range(2, Some(3), 5.0), range(5, None, 9.0)],
        ..page_rule(1.0)
    };
    let given: Vec<f64> = points(rule.clone(), &["/"; 6])
        .iter()
        .map(|one| one.0)
        .collect();
    assert_eq!(given, [1.0, 5.0, 5.0, 1.0, 9.0, 9.0]);
    let capped = EngagementRule {
        at_most: Some(Cap {
            times: 2,
            period: Some(Period::Every(Span::days(1))),
        }),
        ..rule
    };
    let model = Model {
        engagement: vec![capped],
        ..Model::default()
    };
    let given = points_of(&model, &[("/", Verdict::Human); 5], Span::hours(7));
    let given: Vec<f64> = given.iter().map(|one| one.0).collect();
    // Days begin at the landmark: three visits on the first, of which the third is over the cap.
    assert_eq!(given, [1.0, 5.0, 0.0, 1.0, 9.0]);
}

#[test]
fn a_verdict_has_its_factor_and_none_is_human() {
    let rule = EngagementRule {
        verdicts: [1.0, 0.0, 0.5],
        ..page_rule(4.0)
    };
    let model = Model {
        engagement: vec![rule],
        ..Model::default()
    };
    let pages = [Verdict::Human, Verdict::Machine, Verdict::Unknown].map(|verdict| ("/", verdict));
    let given = points_of(&model, &pages, Span::hours(1));
    assert_eq!(given, [(4.0, false), (2.0, false)]);
}

/// Measures over all of a history.
struct Whole<'a> {
    facts: Vec<Fact<'a>>,
    now: Timestamp,
}

impl Counts for Whole<'_> {
    fn measure(&self, measure: &Measure) -> Option<Measured> {
        measure.of(self.facts.iter().copied(), self.now)
    }

    fn contains(&self, _: &str, _: &str) -> bool {
        false
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// The few times that are kept of a history decide a gate just as the whole history does.
    #[test]
    fn gates_count_as_the_whole_history_does(history in history(), later in 0..40_i64) {
        let model = model();
        let scorer = Scorer::new(&model, LANDMARK);
        let (mut state, mut profile, mut given) = (scorer.begin(), Profile::default(), Signals::default());
        for (nth, one) in history.iter().enumerate() {
            scorer.step(&mut state, &mut profile, &one.entry(), &mut given);
            let now = one.at + Span::days(if nth % 2 == 0 { 0 } else { later });
            let kept = StateCounts { scorer: &scorer, state: &state, now };
            let facts = history[..=nth].iter().map(|one| Owned::entry(one).fact).collect();
            let whole = Whole { facts, now };
            let seen = given.0.iter().map(|one| SignalSeen { key: &model.signals[one.signal].key, at: one.at });
            let signals: Vec<SignalSeen> = seen.collect();
            let view = PersonView { signals: &signals, ..scorer.view(&state, &profile, now) };
            let conditions = model.signals.iter().filter_map(|signal| signal.pattern.condition());
            for gate in model.gates().chain(conditions) {
                prop_assert_eq!(gate.matches(&view, &kept), gate.matches(&view, &whole), "{} at {:?}", gate, now);
            }
        }
    }
}

#[test]
fn points_that_reach_a_bound_open_the_gate_whatever_the_landmark() {
    let gate = crate::filter::PersonFilter::parse("engagement >= 40").expect("a filter");
    let mut reached = crate::scoring::Stage::new("reached", "Reached");
    (reached.from, reached.gate) = (vec![0], Some(gate));
    let mut model = Model {
        engagement: vec![page_rule(40.0)],
        ..Model::default()
    };
    model.stages.push(reached);
    for days in 0..300 {
        let scorer = Scorer::new(&model, LANDMARK - Span::hours(7 * days));
        let fact = Fact {
            seq: 1,
            at: LANDMARK + Span::seconds(days * 977),
            kind: "Page Viewed",
            ..Fact::default()
        };
        let entries = [Entry { fact, changes: &[] }];
        let (state, _) = scorer.replay(entries, fact.at, &mut ());
        assert_eq!(state.stage, 1, "with a landmark {days} times 7 hours ago");
    }
}

/// The signal of a condition on the profile is given as soon as the profile meets it, and not before.
#[test]
fn a_signal_of_the_profile_is_given_when_the_profile_changes() {
    struct Heard(Vec<i64>);
    impl Observer for Heard {
        fn signal(&mut self, fired: crate::signal::Fired) {
            self.0.push(fired.seq);
        }
    }
    let model = model();
    let owner = model.signals.iter().position(|one| one.key == "owner");
    let only = Model {
        signals: vec![model.signals[owner.expect("the signal")].clone()],
        ..Model::default()
    };
    let scorer = Scorer::new(&only, LANDMARK);
    let title = |seq, value: &str| ProfileChange {
        at: LANDMARK + Span::hours(seq),
        seq,
        field: "title".into(),
        value: Some(FieldValue::Text(value.into())),
        authority: Authority::Firm,
    };
    let changes = [
        vec![],
        vec![title(2, "Clerk")],
        vec![],
        vec![title(4, "Owner")],
        vec![],
    ];
    // The fourth is a machine's: what it brings is looked at with the next human one.
    let verdicts = [
        Verdict::Human,
        Verdict::Human,
        Verdict::Human,
        Verdict::Machine,
        Verdict::Human,
    ];
    let entries = (1..)
        .zip(&changes)
        .zip(verdicts)
        .map(|((seq, changes), verdict)| Entry {
            fact: Fact {
                seq,
                at: LANDMARK + Span::hours(seq),
                kind: "Page Viewed",
                verdict,
                ..Fact::default()
            },
            changes,
        });
    let mut heard = Heard(Vec::new());
    scorer.replay(entries, LANDMARK + Span::days(9), &mut heard);
    assert_eq!(heard.0, [5]);
}
