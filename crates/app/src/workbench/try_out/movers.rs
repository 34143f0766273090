//! The people who move most, and why.

use std::collections::BTreeMap;

use rayon::prelude::*;
use ripen_domain::person::Temperature;
use ripen_domain::profile::{Profile, field};
use ripen_domain::scoring::{Explanation, Scorer, explain};
use ripen_domain::time::Timestamp;

use super::folded::{Folded, Outcome};
use crate::workbench::columns::Columns;

/// How many movers are told.
const MANY: usize = 20;
/// Points below which nothing has moved: rounding.
const NOTHING: f64 = 1e-6;

/// Something before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair<T> {
    /// With the model in force.
    pub before: T,
    /// With the tried one.
    pub after: T,
}

impl<T> Pair<T> {
    /// Before and after.
    pub fn new(before: T, after: T) -> Self {
        Self { before, after }
    }
}

/// Who somebody is, for a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Number of the person.
    pub id: i64,
    /// Full name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Company.
    pub company: Option<String>,
}

impl Who {
    /// Who a profile says that somebody is.
    pub fn new(id: i64, profile: &Profile) -> Self {
        let text = |name| profile.text(name).map(str::to_owned);
        Self {
            id,
            name: text(field::NAME),
            email: text(field::EMAIL),
            company: text(field::COMPANY),
        }
    }
}

/// A person who moves.
#[derive(Clone, Debug)]
pub struct Mover {
    /// Who.
    pub who: Who,
    /// Engagement.
    pub engagement: Pair<f64>,
    /// Fit.
    pub fit: Pair<f64>,
    /// Temperature.
    pub temperature: Pair<Temperature>,
    /// Key of the stage.
    pub stage: Pair<String>,
    /// The rules that make the difference, the strongest first.
    pub why: Vec<Share>,
}

/// What a rule gives a person, before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Name of the rule.
    pub rule: String,
    /// Whether it is a fit rule rather than an engagement rule.
    pub is_fit: bool,
    /// Points.
    pub points: Pair<f64>,
}

/// How far somebody moves: points first, then what they are called.
fn distance((before, after): (&Outcome, &Outcome)) -> (f64, u8) {
    let points = (after.engagement - before.engagement).abs() + (after.fit - before.fit).abs();
    let named = u8::from(before.temperature != after.temperature)
        + u8::from(before.disqualified != after.disqualified)
        + u8::from(before.stage != after.stage);
    (if points < NOTHING { 0.0 } else { points }, named)
}

/// The people who move most, and why.
pub fn movers(
    columns: &Columns,
    pairs: &[(&Folded, &Folded)],
    (before, after): (&Scorer, &Scorer),
    as_of: Timestamp,
) -> Vec<Mover> {
    let best = pairs
        .par_iter()
        .map(farthest)
        .reduce(Vec::new, |one, other| {
            first_of(one.into_iter().chain(other).collect())
        });
    let tell = |(_, id): &((f64, u8), i64)| {
        let rows = columns.person(*id)?;
        let told = columns.told(rows);
        let explained = |side| explain(side, told.entries(), latest(rows.at, as_of));
        let (one, other) = (explained(before), explained(after));
        Some(mover(*id, (&one, before), (&other, after)))
    };
    best.par_iter().filter_map(tell).collect()
}

/// The last interaction of somebody where it lies behind the moment: a clock was set back.
fn latest(at: &[i64], as_of: Timestamp) -> Timestamp {
    at.last()
        .map_or(as_of, |last| Timestamp::from_micros(*last).max(as_of))
}

type Candidate = ((f64, u8), i64);

fn farthest((before, after): &(&Folded, &Folded)) -> Vec<Candidate> {
    let outcomes = before.outcomes.iter().zip(&after.outcomes).map(distance);
    let moved = outcomes
        .zip(before.people.iter().copied())
        .filter(|(distance, _)| *distance > (0.0, 0));
    first_of(moved.collect())
}

/// The farthest of these; people of the same distance in the order of their numbers.
fn first_of(mut all: Vec<Candidate>) -> Vec<Candidate> {
    let by_distance = |a: &Candidate, b: &Candidate| {
        let (one, other) = (a.0, b.0);
        other
            .0
            .total_cmp(&one.0)
            .then(other.1.cmp(&one.1))
            .then(a.1.cmp(&b.1))
    };
    if all.len() > MANY {
        all.select_nth_unstable_by(MANY, by_distance);
        all.truncate(MANY);
    }
    all.sort_unstable_by(by_distance);
    all
}

fn mover(id: i64, before: (&Explanation, &Scorer), after: (&Explanation, &Scorer)) -> Mover {
    let pair = |of: fn(&Explanation) -> f64| Pair::new(of(before.0), of(after.0));
    let named = |(explained, side): (&Explanation, &Scorer)| {
        let (state, profile) = (&explained.state, &explained.profile);
        // The explanation keeps its sums from its own moment.
        let scorer = Scorer::new(side.model, explained.at);
        let view = scorer.view(state, profile, explained.at);
        (view.temperature, view.stage.to_owned())
    };
    let (old, new) = (named(before), named(after));
    Mover {
        who: Who::new(id, &after.0.profile),
        engagement: pair(|one| one.engagement_value),
        fit: pair(|one| one.state.fit),
        temperature: Pair::new(old.0, new.0),
        stage: Pair::new(old.1, new.1),
        why: why(&points(before), &points(after)),
    }
}

/// Points by rule.
type Points = BTreeMap<(bool, String), f64>;

fn points((explained, side): (&Explanation, &Scorer)) -> Points {
    let model = side.model;
    let engagement = explained.engagement.iter().map(|share| {
        (
            (false, model.engagement[share.rule].name.clone()),
            share.now,
        )
    });
    let fit = explained.fit.iter().map(|rule| {
        (
            (true, model.fit[*rule].name.clone()),
            model.fit[*rule].points,
        )
    });
    engagement.chain(fit).collect()
}

fn why(before: &Points, after: &Points) -> Vec<Share> {
    let mut rules: Vec<&(bool, String)> = before.keys().chain(after.keys()).collect();
    rules.sort_unstable();
    rules.dedup();
    let of = |points: &Points, rule: &(bool, String)| points.get(rule).copied().unwrap_or(0.0);
    let share = |rule: &(bool, String)| Share {
        rule: rule.1.clone(),
        is_fit: rule.0,
        points: Pair::new(of(before, rule), of(after, rule)),
    };
    let moved = |share: &Share| (share.points.after - share.points.before).abs();
    let mut shares: Vec<Share> = rules
        .into_iter()
        .map(share)
        .filter(|share| moved(share) >= NOTHING)
        .collect();
    shares.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
    shares
}
