//! Gates that ask for buying signals.

use super::Signals;
use super::histories::{LANDMARK, Owned, history, model};
use crate::filter::{InteractionFilter, PersonFilter};
use crate::interaction::Fact;
use crate::profile::Profile;
use crate::scoring::{Entry, Model, Observer, Scorer, Stage};
use crate::signal::{CoolDown, Pattern, Signal};
use crate::time::{Span, Timestamp};
use proptest::prelude::*;

/// The stages that a fold leads to, with the day after the landmark.
#[derive(Default)]
struct Moves(Vec<(usize, i64)>);

impl Observer for Moves {
    fn transition(&mut self, _from: usize, to: usize, at: Timestamp) {
        let since = at.as_micros() - LANDMARK.as_micros();
        self.0.push((to, since.div_euclid(86_400_000_000)));
    }
}

fn filter(text: &str) -> Option<PersonFilter> {
    Some(PersonFilter::parse(text).expect("a filter"))
}

fn signal(key: &str, pattern: Pattern) -> Signal {
    Signal {
        key: key.into(),
        name: key.into(),
        pattern,
        cool_down: CoolDown::For(Span::days(1)),
    }
}

fn on(kind: &str, when: Option<&str>) -> Pattern {
    Pattern::Rule {
        on: Some(InteractionFilter::parse(kind).expect("a filter")),
        when: when.and_then(filter),
    }
}

/// Idle people become keen by a gate, and are idle again when another lets them go.
fn keen(signals: Vec<Signal>, enter: &str, leave: &str) -> Model {
    Model {
        stages: vec![
            Stage::new("idle", "Idle"),
            Stage {
                from: vec![0],
                gate: filter(enter),
                leave_when: filter(leave),
                leave_to: Some(0),
                ..Stage::new("keen", "Keen")
            },
        ],
        signals,
        ..Model::default()
    }
}

fn moves(model: &Model, events: &[(&str, i64)], until: i64) -> Vec<(usize, i64)> {
    let entries = (1..).zip(events).map(|(seq, (kind, day))| Entry {
        fact: Fact {
            seq,
            at: LANDMARK + Span::days(*day),
            kind,
            ..Fact::default()
        },
        changes: &[],
    });
    let mut moves = Moves::default();
    let scorer = Scorer::new(model, LANDMARK);
    scorer.replay(entries, LANDMARK + Span::days(until), &mut moves);
    moves.0
}

const QUESTION: &str = "Question Asked";
const ADDED: &str = "Product Added";

#[test]
fn a_gate_sees_the_signal_of_the_interaction_and_its_window_ends_by_time_alone() {
    let asked = || vec![signal("asked", on("question", None))];
    let model = keen(asked(), "signal(asked, 7d)", "not signal(asked, 7d)");
    model.check().expect("a sound model");
    assert_eq!(moves(&model, &[(QUESTION, 0)], 6), [(1, 0)]);
    assert_eq!(moves(&model, &[(QUESTION, 0)], 30), [(1, 0), (0, 7)]);
    // Asked again before it ended: another week.
    let twice = [(QUESTION, 0), (QUESTION, 5)];
    assert_eq!(moves(&model, &twice, 30), [(1, 0), (0, 12)]);
    let model = keen(asked(), "signal(asked, 7d) >= 2", "signal(asked, 7d) <= 1");
    assert_eq!(moves(&model, &twice, 30), [(1, 5), (0, 7)]);
}

#[test]
fn a_signal_that_time_completes_opens_a_gate_at_that_moment() {
    let abandoned = Pattern::Abandoned {
        begun: InteractionFilter::parse("added").expect("a filter"),
        done: InteractionFilter::parse("order").expect("a filter"),
        after: Span::days(2),
    };
    let model = keen(
        vec![signal("cart", abandoned)],
        "signal = cart and signal(cart, 9d)",
        "not signal(cart, 9d)",
    );
    assert_eq!(moves(&model, &[(ADDED, 0)], 30), [(1, 2), (0, 11)]);
    let bought = [(ADDED, 0), ("Order Completed", 1)];
    assert_eq!(moves(&model, &bought, 30), []);
}

#[test]
fn a_timer_comes_when_a_window_ends_and_only_where_a_way_out_asks() {
    let asked = vec![signal("asked", on("question", None))];
    let model = keen(asked, "signal(asked)", "not signal(asked, 7d)");
    let scorer = Scorer::new(&model, LANDMARK);
    let (mut state, mut profile) = (scorer.begin(), Profile::default());
    let fact = Fact {
        seq: 1,
        at: LANDMARK,
        kind: QUESTION,
        ..Fact::default()
    };
    let entry = Entry { fact, changes: &[] };
    scorer.step(&mut state, &mut profile, &entry, &mut ());
    let end = LANDMARK + Span::days(7);
    assert_eq!(scorer.next_time(&state), Some(end));
    scorer.advance(&mut state, &profile, end, &mut ());
    // Out, and in again at the same moment, for the gate asks about ever; that is where it ends.
    assert_eq!((state.stage, state.looked_at), (1, Some(end)));
    assert_eq!(scorer.next_time(&state), None);
}

/// A signal that waits for a stage, and a stage whose gate waits for the signal: an order, no circle.
#[test]
fn signals_see_the_stage_before_and_gates_see_the_signals_of_the_interaction() {
    let circle = |when| {
        let signals = vec![signal("asked", on("question", Some(when)))];
        keen(signals, "signal(asked)", "not signal(asked)")
    };
    let never = circle("stage = keen");
    never.check().expect("a sound model");
    assert_eq!(moves(&never, &[(QUESTION, 0), (QUESTION, 2)], 9), []);
    let first = circle("stage = idle");
    assert_eq!(moves(&first, &[(QUESTION, 0), (QUESTION, 2)], 9), [(1, 0)]);
    let itself = keen(
        vec![signal(
            "asked",
            on("question", Some("not signal(asked, 5d)")),
        )],
        "signal(asked, 2d)",
        "not signal(asked, 2d)",
    );
    let daily = [(QUESTION, 0), (QUESTION, 3), (QUESTION, 5)];
    assert_eq!(moves(&itself, &daily, 30), [(1, 0), (0, 2), (1, 5), (0, 7)]);
}

#[test]
fn a_signal_that_the_model_does_not_have_is_a_fault_at_the_condition() {
    for gate in [
        "signal(typo, 7d)",
        "signal = typo",
        "signal not in (asked, \"typo\")",
    ] {
        let asked = vec![signal("asked", on("question", None))];
        let faults = keen(asked, gate, "fit > 1000").faults();
        let messages: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let message = "stage \"keen\": the model has no signal `typo`";
        assert!(
            messages.join("\n").contains(message),
            "{gate}: {messages:?}"
        );
    }
}

#[test]
fn a_gate_does_not_look_at_signals_of_the_company() {
    let surge = crate::signal::CompanySurge {
        at_least: 5,
        people: 2,
        within: 7,
        baseline: 28,
        times_baseline: 2.0,
    };
    let model = keen(
        vec![signal("surge", Pattern::Company(surge))],
        "signal(surge, 7d)",
        "fit > 1000",
    );
    let message = model.check().expect_err("not its own history").message;
    assert!(
        message.ends_with("`surge` is a signal of the company"),
        "{message}"
    );
}

#[test]
fn only_signals_that_gates_depend_on_are_looked_for_where_only_stages_are_wanted() {
    let signals = vec![
        signal("first", on("question", None)),
        signal("needless", on("question", None)),
        signal("second", on("question", Some("signal(first)"))),
    ];
    let model = keen(signals, "signal(second)", "not signal(second)");
    let scorer = Scorer::new(&model, LANDMARK).without_signals();
    let entries = [0, 3].map(|day| Entry {
        fact: Fact {
            at: LANDMARK + Span::days(day),
            kind: QUESTION,
            ..Fact::default()
        },
        changes: &[],
    });
    let mut given = Signals::default();
    let (state, _) = scorer.replay(entries, LANDMARK + Span::days(9), &mut given);
    let given: Vec<usize> = given.0.iter().map(|fired| fired.signal).collect();
    assert_eq!((given, state.stage), (vec![0, 0, 2], 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Who only wants scores and stages gets the same ones without the signals that no gate needs.
    #[test]
    fn stages_are_the_same_without_needless_signals(history in history(), days in 0..60_i64) {
        let model = model();
        let end = history.last().map_or(LANDMARK, |last| last.at) + Span::days(days);
        let (mut whole, mut slim) = (Moves::default(), Moves::default());
        let entries = || history.iter().map(Owned::entry);
        let (one, _) = Scorer::new(&model, LANDMARK).replay(entries(), end, &mut whole);
        let (other, _) = Scorer::new(&model, LANDMARK).without_signals().replay(entries(), end, &mut slim);
        prop_assert_eq!(whole.0, slim.0);
        prop_assert_eq!(one.sums, other.sums);
    }

    /// Time that passes in pieces, as with timers, leads to the same as at once; and every timer is
    /// later than the one before it.
    #[test]
    fn timers_lead_to_what_a_replay_finds(history in history(), days in 0..60_i64) {
        let model = model();
        let scorer = Scorer::new(&model, LANDMARK);
        let end = history.last().map_or(LANDMARK, |last| last.at) + Span::days(days);
        let (mut state, mut profile) = (scorer.begin(), Profile::default());
        let pass = |state: &mut _, profile: &Profile, until| -> Result<(), TestCaseError> {
            let mut before = None;
            while let Some(due) = scorer.next_time(state).filter(|due| *due <= until) {
                scorer.advance(state, profile, due, &mut ());
                prop_assert!(Some(due) > before, "a timer that does not end");
                before = Some(due);
            }
            Ok(())
        };
        for one in &history {
            pass(&mut state, &profile, one.at)?;
            scorer.step(&mut state, &mut profile, &one.entry(), &mut ());
        }
        pass(&mut state, &profile, end)?;
        let (replayed, _) = scorer.replay(history.iter().map(Owned::entry), end, &mut ());
        prop_assert_eq!(state, replayed);
    }
}
