//! Whether the signals of a model can work.

use std::collections::HashSet;

use super::company::CompanySurge;
use super::detect::MAX_RECENT;
use super::pattern::{CoolDown, Pattern, Signal};
use crate::time::Span;

/// Most signals of a model: each looks at every interaction.
const MAX_SIGNALS: usize = 100;
/// Longest time that a signal looks back on or waits.
const MAX_SPAN: Span = Span::days(3_650);
/// Most days of a window of a company.
const MAX_DAYS: i64 = 366;
/// Most interactions and people that a surge at a company can ask for.
const MAX_COMPANY: u32 = 1_000_000;

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
        // A day completes a surge at most once.
        if let (Pattern::Company(_), CoolDown::For(span)) = (&signal.pattern, signal.cool_down)
            && span < Span::days(1)
        {
            fault("`cool_down` of a signal of companies is at least one day");
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
        Pattern::Company(surge) => check_company(surge, fault),
        Pattern::Return { after } | Pattern::Abandoned { after, .. } => {
            if !is_span(after) {
                fault(
                    "`after` is at least one second and at most ten years; write for example \"30d\"",
                );
            }
        }
    }
}

/// Windows of companies are whole days, since what their people do is kept by day.
fn check_company(surge: &CompanySurge, fault: &mut impl FnMut(&str)) {
    if !(1..=MAX_COMPANY).contains(&surge.at_least) {
        fault("`at_least` lies between 1 and 1000000 interactions");
    }
    if !(1..=MAX_COMPANY).contains(&surge.people) {
        fault("`people` lies between 1 and 1000000");
    }
    for (name, days) in [("within", surge.within), ("baseline", surge.baseline)] {
        if !(1..=MAX_DAYS).contains(&days) {
            fault(&format!(
                "`{name}` is one day to 366 days; write for example \"7d\""
            ));
        }
    }
    if !(surge.times_baseline.is_finite() && (0.0..=1_000.0).contains(&surge.times_baseline)) {
        fault("`times_baseline` lies between 0 and 1000");
    }
}
