use proptest::prelude::*;

use super::*;
use crate::filter::{InteractionFilter, PersonFilter};
use crate::interaction::{Fact, kind};
use crate::scoring::Decays;
use crate::time::{Span, Timestamp};

const DAY: i64 = 86_400_000_000;
const START: i64 = 1_800_000_000_000_000;

fn decays() -> Decays {
    Decays {
        half_lives: [Span::days(3), Span::days(14), Span::days(60)],
        landmark: Timestamp::from_micros(START),
    }
}

fn signal(pattern: Pattern, cool_down: CoolDown) -> Signal {
    Signal {
        key: "it".into(),
        name: "It".into(),
        pattern,
        cool_down,
    }
}

fn interactions(text: &str) -> InteractionFilter {
    InteractionFilter::parse(text).expect("a filter")
}

/// Signals of a history of (day, kind), given day by day up to `until`; `meets` says whether the
/// person meets every condition.
fn given(signal: Signal, history: &[(f64, &str)], until: f64, meets: bool) -> Vec<(f64, Vec<i64>)> {
    let signals = [signal];
    let (detector, decays) = (Detector::new(&signals), decays());
    let (mut states, mut found) = (Vec::new(), Vec::new());
    let mut before = None;
    let instant = |day: f64| Timestamp::from_micros(START + (day * DAY as f64) as i64);
    let advance = |states: &mut Vec<SignalState>, to: Timestamp, found: &mut Vec<Fired>| {
        while let Some(due) = detector.next_due(states).filter(|(at, _)| *at <= to) {
            detector.come_due(states, due, |fired| found.push(fired));
        }
    };
    for (seq, (day, kind)) in (1..).zip(history) {
        let at = instant(*day);
        advance(&mut states, at, &mut found);
        let fact = Fact {
            seq,
            at,
            kind,
            ..Fact::default()
        };
        let matched = detector.matched(&fact);
        let moment = Moment {
            at,
            seq,
            before,
            pace: [0.0; 2],
            decays: &decays,
            is_of_data: kind::is_of_data(kind),
            matched: &matched,
        };
        detector.step(
            &mut states,
            &moment,
            |_, _| meets,
            |fired| found.push(fired),
        );
        before = Some(at);
    }
    advance(&mut states, instant(until), &mut found);
    let day = |fired: Fired| {
        let day = (fired.at.as_micros() - START) as f64 / DAY as f64;
        ((day * 100.0).round() / 100.0, fired.evidence)
    };
    found.into_iter().map(day).collect()
}

fn pages(at_least: u32, times_baseline: f64) -> Pattern {
    Pattern::Frequent {
        of: interactions("page"),
        at_least,
        within: Span::days(2),
        times_baseline,
    }
}

const PAGE: &str = "Page Viewed";
const QUESTION: &str = "Question Asked";

#[test]
fn a_question_is_a_signal_until_the_cool_down_is_over_not_again() {
    let asked = Pattern::Rule {
        on: Some(interactions("question")),
        when: None,
    };
    let history = [
        (0.0, PAGE),
        (1.0, QUESTION),
        (2.0, QUESTION),
        (8.0, QUESTION),
    ];
    let cooled = given(
        signal(asked.clone(), CoolDown::For(Span::days(7))),
        &history,
        9.0,
        true,
    );
    assert_eq!(cooled, [(1.0, vec![2]), (8.0, vec![4])]);
    let once = given(signal(asked, CoolDown::Ever), &history, 9.0, true);
    assert_eq!(once, [(1.0, vec![2])]);
}

#[test]
fn a_condition_has_to_hold() {
    let targeted = Pattern::Rule {
        on: None,
        when: Some(PersonFilter::parse("company is known").expect("a filter")),
    };
    let history = [(0.0, PAGE), (1.0, PAGE)];
    let signal = signal(targeted, CoolDown::Ever);
    assert_eq!(given(signal.clone(), &history, 2.0, false), []);
    assert_eq!(given(signal, &history, 2.0, true), [(0.0, vec![1])]);
}

#[test]
fn enough_in_a_window_is_a_signal_with_those_as_evidence() {
    let history = [
        (0.0, PAGE),
        (3.0, PAGE),
        (3.5, QUESTION),
        (4.0, PAGE),
        (4.5, PAGE),
    ];
    let found = given(
        signal(pages(3, 0.0), CoolDown::For(Span::days(7))),
        &history,
        5.0,
        true,
    );
    assert_eq!(found, [(4.5, vec![2, 4, 5])]);
}

#[test]
fn what_somebody_always_does_is_no_signal() {
    let daily: Vec<(f64, &str)> = (0..60).map(|day| (f64::from(day), PAGE)).collect();
    let cool_down = CoolDown::For(Span::days(1));
    let habit = given(signal(pages(2, 3.0), cool_down), &daily, 60.0, true);
    // On the first days nobody knows that it is a habit.
    assert!(habit.iter().all(|(day, _)| *day < 4.0), "{habit:?}");
    let without = given(signal(pages(2, 0.0), cool_down), &daily, 60.0, true);
    assert!(without.len() > 50);
    // Somebody who came twice long ago comes twice in a day: that is more than usual.
    let rare = [(0.0, PAGE), (0.1, PAGE), (50.0, PAGE), (50.2, PAGE)];
    let found = given(signal(pages(2, 3.0), cool_down), &rare, 60.0, true);
    assert_eq!(found, [(0.1, vec![1, 2]), (50.2, vec![3, 4])]);
}

#[test]
fn a_cart_is_abandoned_when_nothing_was_bought_for_a_while() {
    let cart = || Pattern::Abandoned {
        begun: interactions("added"),
        done: interactions("order"),
        after: Span::hours(24),
    };
    let (added, order) = ("Product Added", "Order Completed");
    let never = CoolDown::For(Span::days(1));
    let bought = given(
        signal(cart(), never),
        &[(0.0, added), (0.5, order)],
        9.0,
        true,
    );
    assert_eq!(bought, []);
    let left = given(
        signal(cart(), never),
        &[(0.0, added), (0.5, added), (1.2, PAGE)],
        9.0,
        true,
    );
    assert_eq!(left, [(1.5, vec![2])]);
    let waiting = given(signal(cart(), never), &[(0.0, added)], 0.9, true);
    assert_eq!(waiting, []);
    let late = given(
        signal(cart(), never),
        &[(0.0, added), (2.0, order)],
        9.0,
        true,
    );
    assert_eq!(late, [(1.0, vec![1])]);
}

#[test]
fn coming_back_after_a_silence_is_a_signal() {
    let back = Pattern::Return {
        after: Span::days(30),
    };
    let history = [(0.0, PAGE), (20.0, PAGE), (50.0, PAGE), (51.0, PAGE)];
    let found = given(
        signal(back, CoolDown::For(Span::days(7))),
        &history,
        60.0,
        true,
    );
    assert_eq!(found, [(50.0, vec![3])]);
}

#[test]
fn being_imported_again_is_no_sign_of_life() {
    let back = Pattern::Return {
        after: Span::days(30),
    };
    let history = [(0.0, PAGE), (50.0, kind::IDENTIFIED), (52.0, kind::ALIASED)];
    let found = given(signal(back, CoolDown::Ever), &history, 60.0, true);
    assert_eq!(found, []);
}

#[test]
fn faults_are_named() {
    let no_span = CoolDown::For(Span::seconds(0));
    let nothing = Pattern::Rule {
        on: None,
        when: None,
    };
    let faults = check(&[
        signal(pages(0, f64::NAN), no_span),
        signal(nothing, CoolDown::Ever),
    ]);
    let all: Vec<&str> = faults.iter().map(|(_, message)| message.as_str()).collect();
    let all = all.join("\n");
    for part in [
        "cool_down",
        "at_least",
        "times_baseline",
        "used twice",
        "say what it looks for",
    ] {
        assert!(all.contains(part), "{part} in {all}");
    }
    assert_eq!(check(&[signal(pages(3, 2.0), CoolDown::Ever)]), []);
}

proptest! {
    /// Never two of a kind within the cool-down, and never without evidence that is its own.
    #[test]
    fn signals_keep_their_cool_down(hours in proptest::collection::vec(0u32..2_000, 1..60), cool in 1i64..200, at_least in 1u32..6) {
        let mut hours = hours;
        hours.sort_unstable();
        let history: Vec<(f64, &str)> = hours.iter().map(|hour| (f64::from(*hour) / 24.0, PAGE)).collect();
        let found = given(signal(pages(at_least, 0.0), CoolDown::For(Span::hours(cool))), &history, 100.0, true);
        for pair in found.windows(2) {
            prop_assert!(pair[1].0 - pair[0].0 >= cool as f64 / 24.0 - 0.02);
        }
        for (_, evidence) in &found {
            prop_assert!(evidence.len() >= at_least as usize);
            prop_assert!(evidence.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
