//! What must come out the same, however events arrive.

use ripen_app::people::{Listed, PersonDetail};
use ripen_domain::person::PersonKind;
use ripen_domain::scoring::state::{FirstTouch, Measured};
use ripen_domain::time::Timestamp;

/// What must not depend on the order of arrival, besides the sums.
#[derive(Debug, PartialEq)]
pub struct Outcome {
    fit: f64,
    disqualified: Option<String>,
    nurture: Option<String>,
    kind: PersonKind,
    stage: (usize, Option<Timestamp>),
    cards: (Option<Timestamp>, Option<Timestamp>),
    lead: Option<(Timestamp, Option<Timestamp>, String, Option<String>)>,
    customer: Option<(Timestamp, String)>,
    first_touch: Option<FirstTouch>,
    times: (Timestamp, Option<Timestamp>, Timestamp),
    interactions: u64,
    measures: Vec<Measured>,
    groups: Vec<(u16, i64, f64)>,
    tallies: Vec<(u16, u32, u32, Timestamp, i64, u32)>,
    profile: Vec<(String, String)>,
}

pub fn outcome(person: &PersonDetail, run: &str) -> Outcome {
    let state = &person.listed.person.state;
    let lead = person.lead.clone();
    let customer = person.customer.clone();
    let fields = person.listed.person.profile.iter();
    let tally = |one: &ripen_domain::scoring::Tally| {
        (
            one.rule,
            one.count,
            one.capped,
            one.last_at,
            one.window,
            one.in_window,
        )
    };
    Outcome {
        fit: state.fit,
        disqualified: state.disqualified.clone(),
        nurture: state.nurture.clone(),
        kind: state.kind,
        stage: (state.stage, state.stage_since),
        cards: (state.lead_at, state.customer_at),
        lead: lead.map(|card| (card.opened_at, card.closed_at, card.status, card.source)),
        customer: customer.map(|card| (card.opened_at, card.reason)),
        first_touch: state.first_touch.clone(),
        times: (state.created, state.last_touch, state.last.0),
        interactions: state.interactions,
        measures: state.measures.clone(),
        groups: state
            .groups
            .iter()
            .map(|one| (one.group, one.window, one.points))
            .collect(),
        tallies: state.tallies.iter().map(tally).collect(),
        profile: fields
            .map(|(name, value, _)| (name.to_owned(), value.to_text().replace(run, "")))
            .collect(),
    }
}

/// The person as each secondary model sees them.
pub fn seen_beside(person: &PersonDetail) -> Vec<PersonDetail> {
    let seen = |listed: &Listed| PersonDetail {
        listed: listed.clone(),
        ..person.clone()
    };
    let beside = person.beside.iter();
    beside.map(|one| seen(&one.listed)).collect()
}

/// All sums of a state, as what they are worth at the landmark.
pub fn sums(person: &PersonDetail) -> Vec<f64> {
    let state = &person.listed.person.state;
    let tallies = state.tallies.iter().map(|tally| tally.sum);
    state
        .sums
        .into_iter()
        .chain(state.pace)
        .chain(tallies)
        .collect()
}

pub fn close(one: &[f64], other: &[f64]) -> bool {
    let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-3);
    one.len() == other.len() && one.iter().zip(other).all(near)
}
