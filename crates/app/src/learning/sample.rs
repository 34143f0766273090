//! People as they were at cut-offs, and what became of them.

use ripen_domain::interaction::Fact;
use ripen_domain::person::PersonKind;
use ripen_domain::profile::Profile;
use ripen_domain::scoring::{Given, Observer, ScoreState, Scorer};
use ripen_domain::time::Timestamp;

use crate::workbench::backtest::plan::{Outcome, Plan};
use crate::workbench::columns::{Columns, Rows, Scratch};

/// Kinds of interactions that are counted each by itself; the others count together.
pub const KINDS: usize = 24;

/// What is counted of each shape of interactions.
pub struct Counted {
    /// The kinds, most frequent first.
    pub kinds: Vec<String>,
    /// For each shape the position of its kind, unless it is none of these or no sign of life.
    of_shape: Vec<Option<u16>>,
    /// For each shape the name of its channel.
    channel: Vec<&'static str>,
    /// For each shape whether somebody or something did it, rather than told who somebody is.
    is_done: Vec<bool>,
}

impl Counted {
    /// Counts the most frequent kinds.
    pub fn most_frequent(columns: &Columns) -> Self {
        let mut counts = vec![0_u64; columns.shapes()];
        for rows in columns.chunks().iter().flat_map(|chunk| chunk.iter()) {
            for shape in rows.shape {
                counts[*shape as usize] += 1;
            }
        }
        let mut by_kind: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
        for (fact, count) in columns.shape_facts().zip(counts) {
            if fact.is_sign_of_life() {
                *by_kind.entry(fact.kind).or_default() += count;
            }
        }
        let mut kinds: Vec<(&str, u64)> = by_kind.into_iter().collect();
        kinds.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        kinds.truncate(KINDS);
        let kinds = kinds.into_iter().map(|(name, _)| name.to_owned());
        Self::of(kinds.collect(), columns)
    }

    /// Counts these kinds.
    pub fn of(kinds: Vec<String>, columns: &Columns) -> Self {
        let position = |fact: &Fact| {
            let position = kinds.iter().position(|kind| kind == fact.kind)?;
            fact.is_sign_of_life().then_some(position as u16)
        };
        Self {
            of_shape: columns.shape_facts().map(|fact| position(&fact)).collect(),
            channel: columns
                .shape_facts()
                .map(|fact| fact.channel.name())
                .collect(),
            is_done: columns.shapes_where(|fact| !fact.is_of_data()),
            kinds,
        }
    }
}

/// Somebody at a cut-off.
pub struct Sample<'a> {
    /// The person today.
    pub person: i64,
    /// The cut-off.
    pub at: Timestamp,
    /// Scores and stage then.
    pub state: &'a ScoreState,
    /// The profile then.
    pub profile: &'a Profile,
    /// For each engagement rule what it would have given then if it gave one point.
    pub met: Vec<f64>,
    /// Positions of the fit rules met.
    pub fit: Vec<usize>,
    /// How many interactions there had been, machine ones included.
    pub interactions: u64,
    /// Human interactions by kind.
    pub kinds: &'a [u32],
    /// Channel of the first human interaction.
    pub channel: Option<&'static str>,
    /// Points a day lately less the person's own baseline.
    pub velocity: f64,
}

/// What became of somebody.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    /// When they first showed human interest.
    pub first: Option<Timestamp>,
    /// When they converted.
    pub converted_at: Option<Timestamp>,
}

/// Goes through histories and hands out samples.
pub struct Sampler<'a> {
    plan: &'a Plan<'a>,
    counted: &'a Counted,
    scratch: Scratch,
}

/// A history on its way.
struct Way<'a> {
    scorer: &'a Scorer<'a>,
    outcome: &'a Outcome,
    state: ScoreState,
    profile: Profile,
    heard: Heard<'a>,
    kinds: Vec<u32>,
    interactions: u64,
    channel: Option<&'static str>,
    first: Option<Timestamp>,
    changes: usize,
}

/// What the fold tells.
struct Heard<'a> {
    scorer: &'a Scorer<'a>,
    outcome: &'a Outcome,
    /// Forward-decayed sums of what each rule would give for one point.
    met: Vec<f64>,
    converted_at: Option<Timestamp>,
}

impl Observer for Heard<'_> {
    fn contribution(&mut self, given: Given, fact: &Fact) {
        let rule = &self.scorer.model.engagement[given.rule];
        let share = match rule.points {
            0.0 => f64::from(!given.capped),
            points => given.points / points,
        };
        self.met[given.rule] += share * self.scorer.decays.weight(rule.decay, fact.at);
    }

    fn transition(&mut self, _from: usize, to: usize, at: Timestamp) {
        if let Outcome::Stages(stages) = self.outcome
            && stages[to]
        {
            self.converted_at.get_or_insert(at);
        }
    }
}

impl<'a> Sampler<'a> {
    /// Prepares to go through histories.
    pub fn new(plan: &'a Plan<'a>, counted: &'a Counted) -> Self {
        Self {
            plan,
            counted,
            scratch: Scratch::default(),
        }
    }

    /// Hands out a person at each cut-off at which they had shown human interest and had not
    /// converted. Returns when they were first seen and when they converted; the last cut-off may lie at
    /// the end of the history.
    pub fn person(&mut self, rows: &Rows, mut each: impl FnMut(usize, Sample)) -> Course {
        let mut way = Way::new(self.plan);
        let mut next = 0;
        for (nth, at) in rows.at.iter().enumerate() {
            let at = Timestamp::from_micros(*at);
            if at > self.plan.end {
                break;
            }
            while let Some(cut_off) = self.plan.cut_offs.get(next).filter(|cut| **cut < at) {
                way.cut(rows, *cut_off, |sample| each(next, sample));
                next += 1;
            }
            self.step(&mut way, rows, nth);
        }
        for (number, cut_off) in self.plan.cut_offs.iter().enumerate().skip(next) {
            way.cut(rows, *cut_off, |sample| each(number, sample));
        }
        let scorer = way.scorer;
        scorer.advance(&mut way.state, &way.profile, self.plan.end, &mut way.heard);
        let converted_at = way.heard.converted_at;
        if rows.homes.is_some() {
            self.parts(rows, converted_at, each);
        }
        Course {
            first: way.first,
            converted_at,
        }
    }

    /// The people that this one was at each cut-off, before merges that came later.
    fn parts(
        &mut self,
        rows: &Rows,
        converted_at: Option<Timestamp>,
        mut each: impl FnMut(usize, Sample),
    ) {
        let Some(homes) = rows.homes else { return };
        for (number, at) in self.plan.cut_offs.iter().enumerate() {
            if converted_at.is_some_and(|converted| converted <= *at) {
                continue;
            }
            let known = rows.at.partition_point(|one| *one <= at.as_micros());
            let columns = self.plan.folder.columns;
            let then = homes[..known].iter();
            let then: Vec<i64> = then.map(|home| columns.as_known_at(*home, *at)).collect();
            let mut parts = then.clone();
            parts.sort_unstable();
            parts.dedup();
            for part in parts {
                let mut way = Way::new(self.plan);
                for nth in (0..then.len()).filter(|nth| then[*nth] == part) {
                    self.step(&mut way, rows, nth);
                }
                way.take(rows, *at, |sample| each(number, sample));
            }
        }
    }

    fn step(&mut self, way: &mut Way, rows: &Rows, nth: usize) {
        let shape = rows.shape[nth] as usize;
        if let Outcome::Shapes(shapes) = way.outcome
            && shapes[shape]
        {
            let at = Timestamp::from_micros(rows.at[nth]);
            way.heard.converted_at.get_or_insert(at);
        }
        let touched = way.state.last_touch;
        self.plan.folder.step(
            (&mut way.state, &mut way.profile),
            rows,
            (nth, &mut way.changes),
            &mut self.scratch,
            &mut way.heard,
        );
        way.interactions += u64::from(self.counted.is_done[shape]);
        if let Some(kind) = self.counted.of_shape[shape] {
            way.kinds[usize::from(kind)] += 1;
        }
        if touched.is_none() && way.state.last_touch.is_some() {
            way.channel = Some(self.counted.channel[shape]);
            way.first = Some(Timestamp::from_micros(rows.at[nth]));
        }
    }
}

impl<'a> Way<'a> {
    fn new(plan: &'a Plan<'a>) -> Self {
        let scorer = plan.folder.scorer;
        Self {
            scorer,
            outcome: &plan.outcome,
            state: scorer.begin(),
            profile: Profile::default(),
            heard: Heard {
                scorer,
                outcome: &plan.outcome,
                met: vec![0.0; scorer.model.engagement.len()],
                converted_at: None,
            },
            kinds: vec![0; KINDS],
            interactions: 0,
            channel: None,
            first: None,
            changes: 0,
        }
    }

    fn advance(&mut self, at: Timestamp) {
        self.scorer
            .advance(&mut self.state, &self.profile, at, &mut self.heard);
    }

    /// Takes a sample unless the person was several people then.
    fn cut(&mut self, rows: &Rows, at: Timestamp, each: impl FnOnce(Sample)) {
        self.advance(at);
        if rows.homes.is_none() {
            self.take(rows, at, each);
        }
    }

    fn take(&mut self, rows: &Rows, at: Timestamp, each: impl FnOnce(Sample)) {
        self.advance(at);
        let is_known = self.state.is_somebody(&self.profile);
        let is_won = self.heard.converted_at.is_some() || self.state.kind == PersonKind::Customer;
        if !is_known || is_won {
            return;
        }
        let factors = self.scorer.decays.factors(at);
        let rules = self.scorer.model.engagement.iter();
        let met = rules.zip(&self.heard.met);
        each(Sample {
            person: rows.person,
            at,
            met: met
                .map(|(rule, sum)| sum * factors[rule.decay as usize])
                .collect(),
            fit: self.scorer.fit_rules_met(self.state.created, &self.profile),
            velocity: self.state.velocity(&self.scorer.decays, at),
            state: &self.state,
            profile: &self.profile,
            kinds: &self.kinds,
            interactions: self.interactions,
            channel: self.channel,
        });
    }
}
