//! Whether the signals of a model can work.

use std::collections::HashSet;

use super::detect::MAX_RECENT;
use super::pattern::{CoolDown, Pattern, Signal};
use crate::time::Span;

/// Most signals of a model: each looks at every interaction.
const MAX_SIGNALS: usize = 100;
/// Longest time that a signal looks back on or waits.
const MAX_SPAN: Span = Span::days(3_650);

/// What is wrong with the signals of a model: each time the position, where it is about one of them,
/// and a sentence.
pub fn check(signals: &[Signal]) -> Vec<(Option<usize>, String)> {
    let mut faults = Vec::new();
    if signals.len() > MAX_SIGNALS {
        let message = format!("{} are too many; the limit is {MAX_SIGNALS}", signals.len());
        faults.push((None, message));
    }
    let mut seen = HashSet::new();
    for (at, signal) in signals.iter().enumerate() {
        let mut fault = |message: &str| faults.push((Some(at), message.to_owned()));
        if signal.key.trim().is_empty() {
            fault("a signal needs a `key`, which lists and gates call it by");
        } else if !seen.insert(&signal.key) {
            fault("this key is used twice");
        }
        if let CoolDown::For(span) = signal.cool_down
            && !(Span::seconds(1)..=MAX_SPAN).contains(&span)
        {
            fault(
                "`cool_down` is at least one second and at most ten years; write for example \"7d\" or \"ever\"",
            );
        }
        check_pattern(&signal.pattern, &mut fault);
    }
    faults
}

fn check_pattern(pattern: &Pattern, fault: &mut impl FnMut(&str)) {
    let is_span = |span: &Span| (Span::seconds(1)..=MAX_SPAN).contains(span);
    let is_factor = |factor: f64| factor.is_finite() && (0.0..=1_000.0).contains(&factor);
    match pattern {
        Pattern::Rule {
            on: None,
            when: None,
        } => {
            fault(
                "say what it looks for: `on` (an interaction), `when` (a condition on the person) or both",
            );
        }
        Pattern::Rule { .. } => {}
        Pattern::Frequent {
            at_least,
            within,
            times_baseline,
            ..
        } => {
            if !(1..=MAX_RECENT).contains(&(*at_least as usize)) {
                fault("`at_least` lies between 1 and 100 interactions");
            }
            if !is_span(within) {
                fault(
                    "`within` is at least one second and at most ten years; write for example \"7d\"",
                );
            }
            if !is_factor(*times_baseline) {
                fault("`times_baseline` lies between 0 and 1000");
            }
        }
        Pattern::Surge {
            at_least,
            times_baseline,
        } => {
            if !(at_least.is_finite() && *at_least > 0.0) {
                fault("`at_least` is the least recent engagement in points a day, above 0");
            }
            if !is_factor(*times_baseline) {
                fault("`times_baseline` lies between 0 and 1000");
            }
        }
        Pattern::Return { after } | Pattern::Abandoned { after, .. } => {
            if !is_span(after) {
                fault(
                    "`after` is at least one second and at most ten years; write for example \"30d\"",
                );
            }
        }
    }
}
