//! Explanation and history: the fold with an ear on it.

use crate::interaction::Fact;
use crate::profile::Profile;
use crate::scoring::decay::{DecayClass, Decays, WORN};
use crate::scoring::fold::{Entry, Given, Observer};
use crate::scoring::scorer::Scorer;
use crate::scoring::state::ScoreState;
use crate::time::{Span, Timestamp};

/// One interaction's share in a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// Log position of the interaction.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Kind of the interaction.
    pub kind: String,
    /// What it was about.
    pub label: Option<String>,
    /// Points given then.
    pub points: f64,
    /// What is left of them.
    pub now: f64,
    /// Whether a cap held points back: all of them when none were given.
    pub capped: bool,
}

/// What one engagement rule gave, with the interactions behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleShare {
    /// Position of the rule in the model.
    pub rule: usize,
    /// How fast its points fade.
    pub decay: DecayClass,
    /// Sum of the points given.
    pub given: f64,
    /// What is left of them.
    pub now: f64,
    /// Interactions that gave points.
    pub count: u32,
    /// Interactions over the cap.
    pub capped: u32,
    /// The interactions, latest first.
    pub contributions: Vec<Contribution>,
}

/// A change of stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// Position of the stage left.
    pub from: usize,
    /// Position of the stage entered.
    pub to: usize,
    /// When.
    pub at: Timestamp,
}

/// Why a person has the scores that they have, at one moment.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The moment.
    pub at: Timestamp,
    /// Engagement at that moment.
    pub engagement_value: f64,
    /// Velocity at that moment.
    pub velocity: f64,
    /// The score state at that moment; its sums are kept from that moment as landmark.
    pub state: ScoreState,
    /// The profile at that moment.
    pub profile: Profile,
    /// Engagement rules, strongest first.
    pub engagement: Vec<RuleShare>,
    /// Positions of the fit rules that are met.
    pub fit: Vec<usize>,
    /// Changes of stage, oldest first.
    pub transitions: Vec<Transition>,
}

struct Listener<'a> {
    scorer: &'a Scorer<'a>,
    factors: [f64; 3],
    shares: Vec<RuleShare>,
    transitions: Vec<Transition>,
}

impl<'a> Listener<'a> {
    fn new(scorer: &'a Scorer<'a>, at: Timestamp) -> Self {
        let share = |(rule, decay)| RuleShare {
            rule,
            decay,
            given: 0.0,
            now: 0.0,
            count: 0,
            capped: 0,
            contributions: Vec::new(),
        };
        let rules = scorer.model.engagement.iter().map(|rule| rule.decay);
        let shares = rules.enumerate().map(share).collect();
        Self {
            scorer,
            factors: scorer.decays.factors(at),
            shares,
            transitions: Vec::new(),
        }
    }
}

impl Observer for Listener<'_> {
    fn contribution(&mut self, given: Given, fact: &Fact) {
        let Given {
            rule,
            points,
            capped,
        } = given;
        let decay = self.scorer.model.engagement[rule].decay;
        let worth = points * self.scorer.decays.weight(decay, fact.at);
        let now = worth * self.factors[decay as usize];
        let share = &mut self.shares[rule];
        share.given += points;
        share.now += now;
        let held_back = capped && points == 0.0;
        share.count += u32::from(!held_back);
        share.capped += u32::from(held_back);
        let label = fact.label.or(fact.path).map(str::to_owned);
        share.contributions.push(Contribution {
            seq: fact.seq,
            at: fact.at,
            kind: fact.kind.to_owned(),
            label,
            points,
            now,
            capped,
        });
    }

    fn transition(&mut self, from: usize, to: usize, at: Timestamp) {
        self.transitions.push(Transition { from, to, at });
    }
}

/// Explains a person's scores at any moment, from the history in time order.
///
/// The moment is the landmark: the model's own may be so far from it that a double cannot hold what
/// is between them.
pub fn explain<'a>(
    scorer: &Scorer,
    entries: impl IntoIterator<Item = Entry<'a>>,
    at: Timestamp,
) -> Explanation {
    let scorer = &Scorer::new(scorer.model, at).in_zone(&scorer.zone);
    let mut listener = Listener::new(scorer, at);
    let (state, profile) = scorer.replay(entries, at, &mut listener);
    let mut engagement = listener.shares;
    engagement.retain(|share| share.count + share.capped > 0);
    engagement
        .iter_mut()
        .for_each(|share| share.contributions.reverse());
    engagement.sort_by(|a, b| b.now.abs().total_cmp(&a.now.abs()));
    Explanation {
        at,
        engagement_value: state.engagement(&scorer.decays, at),
        velocity: state.velocity(&scorer.decays, at),
        fit: scorer.fit_rules_met(state.created, &profile),
        transitions: listener.transitions,
        state,
        profile,
        engagement,
    }
}

/// Scores at one moment of a history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HistoryPoint {
    /// The moment.
    pub at: Timestamp,
    /// Engagement then.
    pub engagement: f64,
    /// Fit then.
    pub fit: f64,
}

/// Scores at the end of each `step` from `from` to `to`, in one pass over the history.
pub fn history<'a>(
    scorer: &Scorer,
    entries: impl IntoIterator<Item = Entry<'a>>,
    (from, to): (Timestamp, Timestamp),
    step: Span,
) -> Vec<HistoryPoint> {
    let mut entries = entries.into_iter().peekable();
    let begin = entries.peek().map_or(from, |first| first.fact.at.min(from));
    let mut scorer = Scorer::new(scorer.model, begin).in_zone(&scorer.zone);
    let (mut state, mut profile) = (scorer.begin(), Profile::default());
    let mut points = Vec::new();
    let mut at = from;
    loop {
        while let Some(entry) = entries.next_if(|entry| entry.fact.at <= at) {
            follow(&mut scorer, &mut state, entry.fact.at);
            scorer.step(&mut state, &mut profile, &entry, &mut ());
        }
        follow(&mut scorer, &mut state, at);
        points.push(HistoryPoint {
            at,
            engagement: state.engagement(&scorer.decays, at),
            fit: state.fit,
        });
        if at >= to {
            return points;
        }
        at = (at + step).min(to);
    }
}

/// Moves the landmark along, before it is too far away for a double.
fn follow(scorer: &mut Scorer, state: &mut ScoreState, at: Timestamp) {
    if scorer.decays.wear(at) < WORN {
        return;
    }
    let moved = Decays {
        landmark: at,
        ..scorer.decays
    };
    let class = |rule: u16| scorer.model.engagement[usize::from(rule)].decay;
    state.move_landmark(&scorer.decays, &moved, class);
    scorer.decays = moved;
}
