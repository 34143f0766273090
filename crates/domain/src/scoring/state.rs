//! The score state of a person: small, and enough to go on from.

use crate::interaction::Touch;
use crate::person::PersonKind;
use crate::profile::Profile;
use crate::scoring::decay::{DecayClass, Decays, value};
use crate::scoring::model::Standing;
use crate::signal::SignalState;
use crate::time::Timestamp;

/// What one engagement rule has given a person.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Position of the rule in the model.
    pub rule: u16,
    /// How many interactions gave points.
    pub count: u32,
    /// How many more were over the cap.
    pub capped: u32,
    /// Forward-decayed sum of the points.
    pub sum: f64,
    /// Time of the latest interaction that gave points.
    pub last_at: Timestamp,
    /// The cap's current window.
    pub window: i64,
    /// How many gave points in that window.
    pub in_window: u32,
}

/// What a group of engagement rules has given a person in its current period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GroupTally {
    /// Position of the group in the model.
    pub group: u16,
    /// The period's current window.
    pub window: i64,
    /// Points given in it, before decay.
    pub points: f64,
}

/// What is kept for a measure in a gate.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    /// How many there were ever.
    Count(u32),
    /// When the latest were, oldest first: as many as decide whether the gate is open. For the first
    /// time, that one.
    Times(Vec<Timestamp>),
}

/// The first source touch of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstTouch {
    /// When.
    pub at: Timestamp,
    /// What.
    pub touch: Touch,
}

/// The score state of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreState {
    /// Forward-decayed sums of the fast, normal and slow class.
    pub sums: [f64; 3],
    /// Forward-decayed sums behind the velocity: recent and baseline.
    pub pace: [f64; 2],
    /// Per rule that gave points, in rule order.
    pub tallies: Vec<Tally>,
    /// Per group of rules that gave points, in group order.
    pub groups: Vec<GroupTally>,
    /// What is kept for each measure in the model's gates.
    pub measures: Vec<Measured>,
    /// What is kept for each signal that has seen something, in signal order.
    pub signals: Vec<SignalState>,
    /// Fit.
    pub fit: f64,
    /// Why the person is out of the funnel, if so.
    pub disqualified: Option<String>,
    /// The rule that keeps the person in nurture, if one does.
    pub nurture: Option<String>,
    /// Interest, lead or customer.
    pub kind: PersonKind,
    /// Position of the stage.
    pub stage: usize,
    /// When the stage was entered; `None` for the first.
    pub stage_since: Option<Timestamp>,
    /// The last moment at which time alone, the end of a signal's window, had gates looked at.
    pub looked_at: Option<Timestamp>,
    /// When the lead card was opened.
    pub lead_at: Option<Timestamp>,
    /// When the customer card was opened.
    pub customer_at: Option<Timestamp>,
    /// First source touch.
    pub first_touch: Option<FirstTouch>,
    /// Time of the first interaction.
    pub created: Timestamp,
    /// Time of the last sign of life: a human interaction that is not mere knowledge.
    pub last_touch: Option<Timestamp>,
    /// (time, log position) of the last interaction taken in.
    pub last: (Timestamp, i64),
    /// How often the person showed signs of life, which is what `count(any)` counts. The timeline has more
    /// entries: what machines did, and knowledge.
    pub interactions: u64,
}

/// The state before the first interaction, under a model whose gates measure nothing.
impl Default for ScoreState {
    fn default() -> Self {
        Self {
            sums: [0.0; 3],
            pace: [0.0; 2],
            tallies: Vec::new(),
            groups: Vec::new(),
            measures: Vec::new(),
            signals: Vec::new(),
            fit: 0.0,
            disqualified: None,
            nurture: None,
            kind: PersonKind::Interest,
            stage: 0,
            stage_since: None,
            looked_at: None,
            lead_at: None,
            customer_at: None,
            first_touch: None,
            created: Timestamp::from_micros(i64::MAX),
            last_touch: None,
            last: (Timestamp::from_micros(i64::MIN), i64::MIN),
            interactions: 0,
        }
    }
}

impl ScoreState {
    /// Engagement at `now`.
    pub fn engagement(&self, decays: &Decays, now: Timestamp) -> f64 {
        let classes = self.sums.iter().zip(decays.factors_at(now));
        classes
            .map(|(sum, factor)| value(*sum, factor))
            .fold(0.0, |sum, part| (sum + part).clamp(f64::MIN, f64::MAX))
    }

    /// Whether there is somebody to speak of: a person who did something, or of whom something is known.
    pub fn is_somebody(&self, profile: &Profile) -> bool {
        self.last_touch.is_some() || profile.iter().next().is_some()
    }

    /// Whether the person can become hot.
    pub fn standing(&self) -> Standing {
        match (&self.disqualified, &self.nurture) {
            (Some(_), _) => Standing::Disqualified,
            (None, Some(_)) => Standing::Nurture,
            (None, None) => Standing::InFunnel,
        }
    }

    /// Whether anything of a timeline was taken in: a sign of life, knowledge or what a machine did.
    pub fn has_begun(&self) -> bool {
        self.last.1 > i64::MIN
    }

    /// Velocity at `now`: points a day of the last days, less the person's own baseline.
    pub fn velocity(&self, decays: &Decays, now: Timestamp) -> f64 {
        let [recent, baseline] = decays.velocity_factors_at(now);
        let velocity = value(self.pace[0], recent) - value(self.pace[1], baseline);
        velocity.clamp(f64::MIN, f64::MAX)
    }

    /// Keeps the sums from another landmark; `class` is the decay class of a rule.
    pub(super) fn move_landmark(
        &mut self,
        from: &Decays,
        to: &Decays,
        class: impl Fn(u16) -> DecayClass,
    ) {
        let factors = from.factors_at(to.landmark);
        for (sum, factor) in self.sums.iter_mut().zip(factors) {
            *sum = value(*sum, factor);
        }
        for tally in &mut self.tallies {
            tally.sum = value(tally.sum, factors[class(tally.rule) as usize]);
        }
        // Points a day at a landmark are the sum kept from it, but for what every moment has.
        let (old, new) = (
            from.velocity_factors_at(to.landmark),
            to.velocity_factors_at(to.landmark),
        );
        for (sum, (old, new)) in self.pace.iter_mut().zip(old.into_iter().zip(new)) {
            *sum = value(*sum, old / new);
        }
        for signal in &mut self.signals {
            signal.baseline = value(signal.baseline, old[1] / new[1]);
        }
    }

    /// Where the tally of a rule is, made if there is none.
    pub(super) fn tally(&mut self, rule: u16) -> usize {
        let found = self.tallies.binary_search_by_key(&rule, |tally| tally.rule);
        found.unwrap_or_else(|at| {
            let tally = Tally {
                rule,
                ..Tally::default()
            };
            self.tallies.insert(at, tally);
            at
        })
    }

    /// As many of the points as a group that gives `at_most` still gives in this window of its period.
    pub(super) fn take_from_group(
        &mut self,
        nth: u16,
        window: i64,
        at_most: f64,
        points: f64,
    ) -> f64 {
        let found = self.groups.binary_search_by_key(&nth, |tally| tally.group);
        let position = found.unwrap_or_else(|at| {
            let tally = GroupTally {
                group: nth,
                ..GroupTally::default()
            };
            self.groups.insert(at, tally);
            at
        });
        let tally = &mut self.groups[position];
        if window != tally.window {
            (tally.window, tally.points) = (window, 0.0);
        }
        let given = points.min(at_most - tally.points).max(0.0);
        tally.points += given;
        given
    }
}
