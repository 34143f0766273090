//! What the business tells about somebody is no sign of life.

use proptest::prelude::*;

use super::histories::{LANDMARK, Owned, history};
use crate::filter::{InteractionFilter, PersonFilter};
use crate::interaction::{Fact, Verdict, kind};
use crate::profile::{Authority, FieldValue, ProfileChange};
use crate::scoring::{EngagementRule, Entry, Model, ScoreState, Scorer, Stage};
use crate::signal::{CoolDown, Pattern, Signal};
use crate::time::Span;

fn filter(text: &str) -> InteractionFilter {
    InteractionFilter::parse(text).expect("a filter")
}

/// Points for anything, stages by how much was done and by silence, a signal of a return.
fn model() -> Model {
    let gate = |text: &str| Some(PersonFilter::parse(text).expect("a filter"));
    Model {
        engagement: vec![EngagementRule::new("anything", filter("any"), 3.0)],
        stages: vec![
            Stage::new("interest", "Interest"),
            Stage {
                from: vec![0, 2],
                gate: gate("count(any, 30d) >= 3"),
                ..Stage::new("keen", "Keen")
            },
            Stage {
                from: vec![1],
                after_inactivity: Some(Span::days(20)),
                ..Stage::new("silent", "Silent")
            },
        ],
        signals: vec![Signal {
            key: "returned".into(),
            name: "Returned".into(),
            pattern: Pattern::Return {
                after: Span::days(30),
            },
            cool_down: CoolDown::For(Span::days(1)),
        }],
        ..Model::default()
    }
}

/// A history with a synchronisation after each of its interactions and long after the last.
fn synchronised(history: &[Owned]) -> Vec<Owned> {
    let sync = |one: &Owned, later: Span| Owned {
        at: one.at + later,
        kind: kind::OF_DATA[one.seq as usize % 3],
        path: "",
        label: "",
        verdict: Verdict::Human,
        touch: None,
        changes: Vec::new(),
        ..one.clone()
    };
    let last = history.last().map(|one| sync(one, Span::days(400)));
    let each = history
        .iter()
        .flat_map(|one| [one.clone(), sync(one, Span::default())]);
    each.chain(last).collect()
}

fn folded(model: &Model, history: &[Owned]) -> ScoreState {
    let scorer = Scorer::new(model, LANDMARK);
    let now = LANDMARK + Span::days(2_000);
    scorer
        .replay(history.iter().map(Owned::entry), now, &mut ())
        .0
}

proptest! {
    #[test]
    fn synchronisations_move_nothing_that_goes_by_life(history in history()) {
        let model = model();
        let (bare, synced) = (folded(&model, &history), folded(&model, &synchronised(&history)));
        prop_assert_eq!(bare.last_touch, synced.last_touch);
        prop_assert_eq!((bare.sums, bare.pace), (synced.sums, synced.pace));
        prop_assert_eq!((bare.stage, bare.stage_since), (synced.stage, synced.stage_since));
        prop_assert_eq!((bare.measures, bare.tallies), (synced.measures, synced.tallies));
        prop_assert_eq!(bare.signals, synced.signals);
    }
}

/// The state after entries of these kinds, each so many days after the landmark, at a day.
fn after(model: &Model, entries: &[(&'static str, i64, &[ProfileChange])], day: i64) -> ScoreState {
    let scorer = Scorer::new(model, LANDMARK);
    let entries = (1..).zip(entries).map(|(seq, (kind, day, changes))| Entry {
        fact: Fact {
            seq,
            at: LANDMARK + Span::days(*day),
            kind,
            ..Fact::default()
        },
        changes,
    });
    scorer
        .replay(entries, LANDMARK + Span::days(day), &mut ())
        .0
}

fn email() -> [ProfileChange; 1] {
    [ProfileChange {
        authority: Authority::Firm,
        at: LANDMARK,
        seq: 1,
        field: "email".into(),
        value: Some(FieldValue::Text("a@firma.example".into())),
    }]
}

#[test]
fn whoever_is_only_known_is_a_lead_and_was_never_seen() {
    let state = after(&model(), &[(kind::IDENTIFIED, 0, &email())], 1);
    assert_eq!(state.lead_at, Some(LANDMARK));
    assert_eq!(state.last_touch, None);
}

#[test]
fn a_customer_who_was_never_seen_is_silent_from_the_stage_on() {
    let mut model = model();
    model.stages[1].gate = PersonFilter::parse("email is known").ok();
    let known = [
        (kind::IDENTIFIED, 0, &email()[..]),
        (kind::IDENTIFIED, 15, &[]),
    ];
    assert_eq!(after(&model, &known, 19).stage, 1);
    assert_eq!(after(&model, &known, 20).stage, 2);
}

#[test]
fn points_for_becoming_known_are_no_pace() {
    let mut model = model();
    model.engagement[0].when = filter("identified");
    let state = after(&model, &[(kind::IDENTIFIED, 0, &[])], 0);
    assert_eq!((state.sums[1], state.pace), (3.0, [0.0; 2]));
}

#[test]
fn what_a_machine_types_into_a_form_opens_nothing() {
    let mut model = model();
    model.stages[1].gate = PersonFilter::parse("email is known").ok();
    let scorer = Scorer::new(&model, LANDMARK);
    let typed = |verdict, kind| {
        let fact = Fact {
            seq: 1,
            at: LANDMARK,
            kind,
            verdict,
            ..Fact::default()
        };
        let entry = Entry {
            fact,
            changes: &email(),
        };
        let (state, profile) = scorer.replay([entry], LANDMARK, &mut ());
        assert!(profile.text("email").is_some());
        (state.lead_at.is_some(), state.stage == 1)
    };
    assert_eq!(typed(Verdict::Machine, "Form Submitted"), (false, false));
    assert_eq!(typed(Verdict::Unknown, "Form Submitted"), (false, true));
    assert_eq!(typed(Verdict::Human, "Form Submitted"), (true, true));
    // A program that tells who somebody is does its work.
    assert_eq!(typed(Verdict::Machine, kind::IDENTIFIED), (false, true));
}
