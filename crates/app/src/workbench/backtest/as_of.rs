//! Scores as of the cut-offs, from what was known then, and what happened afterwards.

use rayon::prelude::*;
use ripen_domain::measure::Scored;
use ripen_domain::person::Temperature;
use ripen_domain::profile::Profile;
use ripen_domain::scoring::{Observer, ScoreState};
use ripen_domain::time::Timestamp;

use super::plan::{Outcome, Plan};
use crate::workbench::columns::{Chunk, Rows, Scratch};

/// Somebody at the cut-off that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The person today.
    pub person: i64,
    /// Who they were then: a merge may have come later.
    pub known_as: i64,
    /// Engagement.
    pub engagement: f64,
    /// Fit.
    pub fit: f64,
    /// Position of the stage.
    pub stage: u16,
    /// Temperature.
    pub temperature: Temperature,
    /// Whether they were out of the funnel.
    pub disqualified: bool,
    /// When they converted after the cut-off, if ever.
    pub converted_at: Option<Timestamp>,
    /// Whether that was within the horizon.
    pub converted: bool,
}

impl Sample {
    /// Engagement and fit together; those who are out come after everybody.
    pub fn score(&self) -> f64 {
        match self.disqualified {
            true => f64::NEG_INFINITY,
            false => self.engagement + self.fit,
        }
    }
}

/// How many of those who converted, and of the others, meet a rule.
#[derive(Clone, Copy, Debug, Default)]
pub struct Met {
    /// Of those who converted.
    pub converted: usize,
    /// Of the others.
    pub others: usize,
}

/// What was seen at the cut-offs.
#[derive(Default)]
pub struct Seen {
    /// Everybody at the cut-off that is asked for.
    pub samples: Vec<Sample>,
    /// Score and outcome at the earlier cut-offs, oldest first.
    pub earlier: Vec<Vec<Scored>>,
    /// By engagement rule, at the cut-off that is asked for.
    pub engagement: Vec<Met>,
    /// By fit rule.
    pub fit: Vec<Met>,
}

impl Seen {
    fn new(plan: &Plan) -> Self {
        let model = plan.folder.scorer.model;
        Self {
            samples: Vec::new(),
            earlier: vec![Vec::new(); plan.cut_offs.len() - 1],
            engagement: vec![Met::default(); model.engagement.len()],
            fit: vec![Met::default(); model.fit.len()],
        }
    }

    fn and(mut self, other: Self) -> Self {
        self.samples.extend(other.samples);
        let earlier = self.earlier.iter_mut().zip(other.earlier);
        earlier.for_each(|(own, other)| own.extend(other));
        let mine = self.engagement.iter_mut().chain(&mut self.fit);
        for (own, other) in mine.zip(other.engagement.iter().chain(&other.fit)) {
            own.converted += other.converted;
            own.others += other.others;
        }
        self
    }
}

/// Looks at everybody, or the `chosen`, on all cores.
pub fn look(plan: &Plan, chosen: Option<&[i64]>) -> Seen {
    let one = |chunk: &Chunk| {
        let mut looking = Looking {
            plan,
            seen: Seen::new(plan),
            scratch: Scratch::default(),
            pending: Vec::new(),
            converted: Vec::new(),
        };
        for rows in chunk.iter() {
            if chosen.is_none_or(|chosen| chosen.binary_search(&rows.person).is_ok()) {
                looking.person(&rows);
            }
        }
        looking.seen
    };
    let chunks = plan.folder.columns.chunks().par_iter().map(one);
    chunks.reduce(|| Seen::new(plan), Seen::and)
}

/// The first time that a stage of the outcome is entered.
struct Converting<'a> {
    outcome: &'a Outcome,
    at: Option<Timestamp>,
}

impl Observer for Converting<'_> {
    fn transition(&mut self, _from: usize, to: usize, at: Timestamp) {
        if let Outcome::Stages(stages) = self.outcome
            && self.at.is_none()
            && stages[to]
        {
            self.at = Some(at);
        }
    }
}

/// Scores at a cut-off while it is not known yet whether the person converts.
struct Pending {
    cut_off: usize,
    sample: Sample,
    /// Rules met at the cut-off that is asked for: engagement, fit.
    met: Option<(Vec<u16>, Vec<usize>)>,
}

struct Looking<'a> {
    plan: &'a Plan<'a>,
    seen: Seen,
    scratch: Scratch,
    pending: Vec<Pending>,
    /// When the person converted.
    converted: Vec<Timestamp>,
}

impl Looking<'_> {
    fn person(&mut self, rows: &Rows) {
        self.pending.clear();
        self.converted.clear();
        let entered = self.whole(rows);
        self.converted.extend(entered);
        if rows.homes.is_some() {
            self.parts(rows);
        }
        self.settle();
    }

    /// Folds the whole history; tells when the person entered a stage of the outcome first. Takes the
    /// scores at the cut-offs on the way, unless the person may have been several people then.
    fn whole(&mut self, rows: &Rows) -> Option<Timestamp> {
        let plan = self.plan;
        let mut converting = Converting {
            outcome: &plan.outcome,
            at: None,
        };
        let (mut state, mut profile) = (plan.folder.scorer.begin(), Profile::default());
        let (mut changes, mut next) = (0, 0);
        for (nth, at) in rows.at.iter().enumerate() {
            let at = Timestamp::from_micros(*at);
            if at > plan.end {
                break;
            }
            while plan.cut_offs.get(next).is_some_and(|cut_off| *cut_off < at) {
                let now = (&mut state, &profile, &mut converting);
                self.cut(rows, next, now, rows.person);
                next += 1;
            }
            if let Outcome::Shapes(shapes) = &plan.outcome
                && shapes[rows.shape[nth] as usize]
            {
                self.converted.push(at);
            }
            let into = (&mut state, &mut profile);
            let scratch = &mut self.scratch;
            plan.folder
                .step(into, rows, (nth, &mut changes), scratch, &mut converting);
        }
        for cut_off in next..plan.cut_offs.len() {
            let now = (&mut state, &profile, &mut converting);
            self.cut(rows, cut_off, now, rows.person);
        }
        plan.folder
            .scorer
            .advance(&mut state, &profile, plan.end, &mut converting);
        converting.at
    }

    /// Lets time pass up to a cut-off and keeps what the scores are then.
    fn cut(
        &mut self,
        rows: &Rows,
        cut_off: usize,
        (state, profile, converting): (&mut ScoreState, &Profile, &mut Converting),
        known_as: i64,
    ) {
        let scorer = self.plan.folder.scorer;
        let at = self.plan.cut_offs[cut_off];
        scorer.advance(state, profile, at, converting);
        // Whoever has only been seen by machines, or not at all, is nobody to be scored. Where rows
        // have several homes, the parts are looked at one by one instead.
        if !state.is_somebody(profile) || rows.homes.is_some() || converting.at.is_some() {
            return;
        }
        self.keep(rows.person, cut_off, (state, profile), known_as);
    }

    fn keep(
        &mut self,
        person: i64,
        cut_off: usize,
        (state, profile): (&ScoreState, &Profile),
        known_as: i64,
    ) {
        let scorer = self.plan.folder.scorer;
        let at = self.plan.cut_offs[cut_off];
        let view = scorer.view(state, profile, at);
        let is_last = cut_off + 1 == self.plan.cut_offs.len();
        let met = is_last.then(|| {
            let given = state.tallies.iter().filter(|tally| tally.count > 0);
            let rules = given.map(|tally| tally.rule).collect();
            (rules, scorer.fit_rules_met(state.created, profile))
        });
        let sample = Sample {
            person,
            known_as,
            engagement: view.engagement,
            fit: view.fit,
            stage: state.stage as u16,
            temperature: view.temperature,
            disqualified: view.disqualified.is_some(),
            converted_at: None,
            converted: false,
        };
        self.pending.push(Pending {
            cut_off,
            sample,
            met,
        });
    }

    /// Takes the scores of each person that this one was at each cut-off.
    fn parts(&mut self, rows: &Rows) {
        let Some(homes) = rows.homes else { return };
        for cut_off in 0..self.plan.cut_offs.len() {
            let at = self.plan.cut_offs[cut_off];
            let known = rows.at.partition_point(|one| *one <= at.as_micros());
            let columns = self.plan.folder.columns;
            let then: Vec<i64> = homes[..known]
                .iter()
                .map(|home| columns.as_known_at(*home, at))
                .collect();
            let mut parts = then.clone();
            parts.sort_unstable();
            parts.dedup();
            for part in parts {
                self.part(rows, &then, part, cut_off);
            }
        }
    }

    fn part(&mut self, rows: &Rows, then: &[i64], part: i64, cut_off: usize) {
        let scorer = self.plan.folder.scorer;
        let (mut state, mut profile, mut changes) = (scorer.begin(), Profile::default(), 0);
        for nth in (0..then.len()).filter(|nth| then[*nth] == part) {
            let into = (&mut state, &mut profile);
            let scratch = &mut self.scratch;
            self.plan
                .folder
                .step(into, rows, (nth, &mut changes), scratch, &mut ());
        }
        let at = self.plan.cut_offs[cut_off];
        scorer.advance(&mut state, &profile, at, &mut ());
        if state.is_somebody(&profile) {
            self.keep(rows.person, cut_off, (&state, &profile), part);
        }
    }

    /// Puts the scores beside the outcome, now that it is known. A stage is entered once: whoever had
    /// been there by the cut-off is left out. An interaction can come again.
    fn settle(&mut self) {
        let last = self.plan.cut_offs.len() - 1;
        let is_once = matches!(self.plan.outcome, Outcome::Stages(_));
        for Pending {
            cut_off,
            mut sample,
            met,
        } in self.pending.drain(..)
        {
            let from = self.plan.cut_offs[cut_off];
            let before = self.converted.partition_point(|at| *at <= from);
            if is_once && before > 0 {
                continue;
            }
            let converted_at = self.converted.get(before).copied();
            sample.converted_at = converted_at;
            sample.converted = converted_at.is_some_and(|at| at <= from + self.plan.horizon);
            if cut_off < last {
                self.seen.earlier[cut_off].push(Scored {
                    score: sample.score(),
                    converted: sample.converted,
                });
                continue;
            }
            if let Some((engagement, fit)) = met {
                let count = |met: &mut Met| match sample.converted {
                    true => met.converted += 1,
                    false => met.others += 1,
                };
                let engagement = engagement.into_iter().map(usize::from);
                engagement.for_each(|rule| count(&mut self.seen.engagement[rule]));
                fit.into_iter()
                    .for_each(|rule| count(&mut self.seen.fit[rule]));
            }
            self.seen.samples.push(sample);
        }
    }
}
