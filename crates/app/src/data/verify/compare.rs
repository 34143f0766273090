//! What differs between two records of somebody.

use ripen_domain::profile::{FieldValue, Profile};
use ripen_domain::scoring::ScoreState;
use ripen_domain::signal::SignalState;

/// Sums are added in another order than when the interactions came in one by one.
const TOLERANCE: f64 = 1e-9;

/// What differs between two states of somebody.
pub fn compare(stored: &ScoreState, fresh: &ScoreState, found: &mut Vec<String>) {
    let sums = stored
        .sums
        .iter()
        .chain(&stored.pace)
        .zip(fresh.sums.iter().chain(&fresh.pace));
    if !sums.clone().all(|(a, b)| near(*a, *b)) {
        found.push("sums".to_owned());
    }
    let tallies = stored.tallies.len() == fresh.tallies.len()
        && stored.tallies.iter().zip(&fresh.tallies).all(|(a, b)| {
            near(a.sum, b.sum)
                && (a.rule, a.count, a.capped, a.last_at) == (b.rule, b.count, b.capped, b.last_at)
        });
    if !tallies {
        found.push("points of rules".to_owned());
    }
    if !near(stored.fit, fresh.fit) {
        found.push(format!("fit ({} and {})", stored.fit, fresh.fit));
    }
    let groups = |state: &ScoreState| {
        let groups = state.groups.iter();
        groups
            .map(|one| (one.group, one.window))
            .collect::<Vec<_>>()
    };
    let given = stored.groups.iter().zip(&fresh.groups);
    if groups(stored) != groups(fresh) || !given.clone().all(|(a, b)| near(a.points, b.points)) {
        found.push("points of groups".to_owned());
    }
    let mut other = |name: &str, same: bool| {
        if !same {
            found.push(name.to_owned());
        }
    };
    other(
        "stage",
        (stored.stage, stored.stage_since) == (fresh.stage, fresh.stage_since),
    );
    other("what gates measure", stored.measures == fresh.measures);
    other("signals", same_signals(&stored.signals, &fresh.signals));
    other("kind", stored.kind == fresh.kind);
    other(
        "cards",
        (stored.lead_at, stored.customer_at) == (fresh.lead_at, fresh.customer_at),
    );
    other(
        "disqualification",
        (&stored.disqualified, &stored.nurture) == (&fresh.disqualified, &fresh.nurture),
    );
    other(
        "number of interactions",
        stored.interactions == fresh.interactions,
    );
    other(
        "last interaction",
        (stored.last, stored.last_touch) == (fresh.last, fresh.last_touch),
    );
    other("first touch", stored.first_touch == fresh.first_touch);
}

fn same_signals(stored: &[SignalState], fresh: &[SignalState]) -> bool {
    let rest = |state: &SignalState| SignalState {
        baseline: 0.0,
        ..state.clone()
    };
    stored.len() == fresh.len()
        && stored
            .iter()
            .zip(fresh)
            .all(|(a, b)| near(a.baseline, b.baseline) && rest(a) == rest(b))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1.0)
}

/// Whether all visible values are the same; when each became known is not kept with the person.
pub fn same_profile(stored: &Profile, fresh: &Profile) -> bool {
    let values = |profile: &Profile| {
        let texts = profile
            .iter()
            .map(|(name, value, _)| (name.to_owned(), FieldValue::to_text(value).into_owned()));
        texts.collect::<Vec<_>>()
    };
    values(stored) == values(fresh)
}
