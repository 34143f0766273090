//! Properties of the fold and of explanation, for histories of every shape.

mod histories;
mod knowledge;
mod lifecycle;
mod memo;
mod ranks;
mod rules;
mod signals;

use proptest::prelude::*;

use self::histories::{LANDMARK, Owned, history, model};
use super::{Entry, Observer, ScoreState, Scorer, explain};
use crate::interaction::Fact;
use crate::profile::{FieldValue, Profile, ProfileChange};
use crate::signal::Fired;
use crate::time::Span;

/// The signals that a fold gives.
#[derive(Default)]
struct Signals(Vec<Fired>);

impl Observer for Signals {
    fn signal(&mut self, fired: Fired) {
        self.0.push(fired);
    }
}

fn values(profile: &Profile) -> Vec<(String, String)> {
    let values = profile.iter();
    values
        .map(|(name, value, _)| (name.to_owned(), value.to_text().into_owned()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Letting time pass between any two interactions, as timers do, changes nothing.
    #[test]
    fn a_fold_in_steps_is_a_replay(history in history(), pauses in proptest::collection::vec(any::<bool>(), 40)) {
        let model = model();
        let scorer = Scorer::new(&model, LANDMARK);
        let end = history.last().map_or(LANDMARK, |last| last.at) + Span::days(100);
        let (mut at_once, mut in_steps) = (Signals::default(), Signals::default());
        let (replayed, profile) = scorer.replay(history.iter().map(Owned::entry), end, &mut at_once);
        let (mut state, mut stepped) = (scorer.begin(), Profile::default());
        for (one, pause) in history.iter().zip(&pauses) {
            if *pause {
                scorer.advance(&mut state, &stepped, one.at, &mut in_steps);
            }
            scorer.step(&mut state, &mut stepped, &one.entry(), &mut in_steps);
        }
        scorer.advance(&mut state, &stepped, end, &mut in_steps);
        prop_assert_eq!(state, replayed);
        prop_assert!(at_once.0.iter().all(|fired| fired.at <= end));
        prop_assert_eq!(in_steps.0, at_once.0);
        prop_assert_eq!(values(&stepped), values(&profile));
    }

    /// What is kept of a state between batches is enough to go on from: a profile whose values carry
    /// the stamp of the last interaction, and whose custom numbers and texts look alike.
    #[test]
    fn a_fold_goes_on_from_what_is_stored(history in history(), cut in 0..40_usize) {
        let model = model();
        let scorer = Scorer::new(&model, LANDMARK);
        let (mut state, mut profile) = (scorer.begin(), Profile::default());
        for (nth, one) in history.iter().enumerate() {
            if nth == cut {
                profile = restored(&profile, &state);
            }
            scorer.step(&mut state, &mut profile, &one.entry(), &mut ());
            prop_assert!(state.has_begun());
        }
        let last = state.last.0;
        scorer.advance(&mut state, &profile, last, &mut ());
        let (replayed, whole) = scorer.replay(history.iter().map(Owned::entry), last, &mut ());
        prop_assert_eq!(values(&profile), values(&whole));
        if !history.is_empty() {
            prop_assert_eq!(state, replayed);
        }
    }

    /// What is found out about an interaction once holds for all that differ only in time.
    #[test]
    fn a_step_takes_what_was_matched_at_another_time(history in history()) {
        let model = model();
        let scorer = Scorer::new(&model, LANDMARK);
        let (mut state, mut profile) = (scorer.begin(), Profile::default());
        let (mut other, mut same) = (scorer.begin(), Profile::default());
        for one in &history {
            let entry = one.entry();
            scorer.step(&mut state, &mut profile, &entry, &mut ());
            let matched = scorer.matched(&Fact { at: LANDMARK, seq: 0, ..entry.fact });
            let rest = Fact { seq: entry.fact.seq, at: entry.fact.at, verdict: entry.fact.verdict, touch: entry.fact.touch, ..Fact::default() };
            scorer.step_matched(&mut other, &mut same, &Entry { fact: rest, ..entry }, &matched, &mut ());
        }
        prop_assert_eq!(state, other);
    }

    /// Every point of a score is explained, at every moment, and nothing later takes part.
    #[test]
    fn explanations_add_up_at_every_moment(history in history(), days in 0..400_i64) {
        let model = model();
        let scorer = Scorer::new(&model, LANDMARK);
        let first = history.first().map_or(LANDMARK, |first| first.at);
        let at = first + Span::days(days);
        let known: Vec<Owned> = history.iter().filter(|one| one.at <= at).cloned().collect();
        let explained = explain(&scorer, history.iter().map(Owned::entry), at);
        let as_then = explain(&scorer, known.iter().map(Owned::entry), at);
        prop_assert_eq!(&explained.engagement, &as_then.engagement);
        prop_assert_eq!(&explained.state, &as_then.state);

        let shares: f64 = explained.engagement.iter().map(|share| share.now).sum();
        let single: f64 = explained.engagement.iter().flat_map(|share| &share.contributions).map(|one| one.now).sum();
        prop_assert!((shares - explained.engagement_value).abs() < 1e-6, "{} {}", shares, explained.engagement_value);
        prop_assert!((single - shares).abs() < 1e-6);
        let fit: f64 = explained.fit.iter().map(|rule| model.fit[*rule].points).sum();
        prop_assert_eq!(fit, explained.state.fit);
        prop_assert!(explained.engagement_value.is_finite() && explained.velocity.is_finite());
        let order = explained.transitions.windows(2).all(|pair| pair[0].at <= pair[1].at);
        prop_assert!(order, "{:?}", explained.transitions);
        prop_assert!(explained.transitions.iter().all(|one| one.at <= at));
    }

    /// The state kept from the model's landmark is worth at any time what a replay says.
    #[test]
    fn the_landmark_does_not_matter(history in history(), days in 0..200_i64) {
        let model = model();
        let end = history.last().map_or(LANDMARK, |last| last.at) + Span::days(days);
        let worth = |landmark| {
            let scorer = Scorer::new(&model, landmark);
            let (state, _) = scorer.replay(history.iter().map(Owned::entry), end, &mut ());
            (state.engagement(&scorer.decays, end), state.velocity(&scorer.decays, end), state.stage)
        };
        let (one, other) = (worth(end), worth(end + Span::days(300)));
        prop_assert!((one.0 - other.0).abs() < 1e-6 && (one.1 - other.1).abs() < 1e-6, "{:?} {:?}", one, other);
        prop_assert_eq!(one.2, other.2);
    }
}

/// A profile as it comes back from the database.
fn restored(profile: &Profile, state: &ScoreState) -> Profile {
    let (at, seq) = state.last;
    let mut restored = Profile::default();
    for (name, value, _) in profile.iter() {
        let value = match value.to_number() {
            Some(number) if number.to_string() == value.to_text() => FieldValue::Number(number),
            _ => value.clone(),
        };
        restored.apply(&ProfileChange {
            at,
            seq,
            field: name.to_owned(),
            value: Some(value),
            authority: profile.authority(name),
        });
    }
    if let Some(halves) = profile.name_halves() {
        restored.know_halves(halves);
    }
    restored
}

#[test]
fn a_stage_that_inactivity_leads_back_to_is_refused() {
    let mut endless = model();
    endless.stages[4].from.push(5);
    let fault = endless.check().expect_err("it would never end");
    assert!(fault.message.contains("lapsed → lost → lapsed"), "{fault}");
    let mut endless = model();
    endless.stages[4].from.push(4);
    assert!(endless.check().is_err());
}

#[test]
fn a_scorer_is_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Scorer::new(&model(), LANDMARK));
}

#[test]
fn a_gate_asks_only_for_what_a_history_tells_while_it_is_folded() {
    let asking = |gate: &str| {
        let mut model = histories::model();
        model.stages[1].gate = Some(crate::filter::PersonFilter::parse(gate).expect(gate));
        model.check().map_err(|fault| fault.message)
    };
    for gate in [
        "first(order) < 9 days ago or last(page, 7d) is unknown",
        "count(page, 7d) between 2 and 100 and customer.purchases > 1000",
        "signal(often, 7d) >= 2 or signal = \"Asked\" or signal is unknown",
    ] {
        assert_eq!(asking(gate), Ok(()), "{gate}");
    }
    for gate in [
        "sum(amount of order) > 5",
        "first(page, 7d) is known",
        "count(page, 7d before first(order)) > 1",
        "signal(often, 7d) > 101",
        "company.people > 5",
        "count(page, 7d) > 101",
    ] {
        assert!(
            asking(gate).is_err_and(|message| message.starts_with("a gate")),
            "{gate}"
        );
    }
}
