//! Folding columns with a model.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;
use ripen_domain::interaction::Fact;
use ripen_domain::profile::{Authority, Profile, ProfileChange};
use ripen_domain::scoring::Matched;
use ripen_domain::scoring::{Entry, Observer, ScoreState, Scorer};
use ripen_domain::time::Timestamp;

use super::value::Change;
use super::{Columns, Rows};

/// Shapes that one core matches at a time.
const BATCH: usize = 4_096;

/// What a model makes of every shape. Few different things are made of many shapes.
struct Matches {
    class: Vec<u32>,
    made: Vec<Matched>,
}

impl Matches {
    /// Evaluates the rules of a model once for every shape.
    fn new(scorer: &Scorer, columns: &Columns) -> Self {
        let shapes: Vec<u32> = (0..columns.shapes.len() as u32).collect();
        let batch = |shapes: &[u32]| {
            let mut batch = Distinct::default();
            for shape in shapes {
                let fact = columns.shapes.fact(*shape, &columns.names);
                batch.add(scorer.matched(&fact));
            }
            batch
        };
        let batches: Vec<Distinct> = shapes.par_chunks(BATCH).map(batch).collect();
        let mut all = Distinct::default();
        for batch in batches {
            let numbers: Vec<u32> = batch.made.into_iter().map(|one| all.number(one)).collect();
            all.class
                .extend(batch.class.iter().map(|at| numbers[*at as usize]));
        }
        Self {
            class: all.class,
            made: all.made,
        }
    }

    fn of(&self, shape: u32) -> &Matched {
        &self.made[self.class[shape as usize] as usize]
    }
}

/// Collects what is made of shapes, each different thing once.
#[derive(Default)]
struct Distinct {
    class: Vec<u32>,
    made: Vec<Matched>,
    known: HashMap<u64, Vec<u32>>,
}

impl Distinct {
    fn add(&mut self, matched: Matched) {
        let number = self.number(matched);
        self.class.push(number);
    }

    fn number(&mut self, matched: Matched) -> u32 {
        let mut hasher = DefaultHasher::new();
        matched.counts.hash(&mut hasher);
        matched
            .rules
            .iter()
            .for_each(|one| (one.rule, one.points.to_bits()).hash(&mut hasher));
        let alike = self.known.entry(hasher.finish()).or_default();
        let known = alike.iter().find(|at| self.made[**at as usize] == matched);
        known.copied().unwrap_or_else(|| {
            let number = self.made.len() as u32;
            alike.push(number);
            self.made.push(matched);
            number
        })
    }
}

/// Memory that is used again from person to person.
#[derive(Default)]
pub struct Scratch(Vec<ProfileChange>);

impl Scratch {
    fn next(&mut self, at: usize) -> &mut ProfileChange {
        if self.0.len() == at {
            self.0.push(ProfileChange {
                at: Timestamp::default(),
                seq: 0,
                field: String::new(),
                value: None,
                authority: Authority::Firm,
            });
        }
        &mut self.0[at]
    }
}

/// Folds the histories in columns with one model.
pub struct Folder<'a> {
    /// The model.
    pub scorer: &'a Scorer<'a>,
    /// The histories.
    pub columns: &'a Columns,
    /// What the model makes of every shape.
    matches: Matches,
}

impl<'a> Folder<'a> {
    /// Matches the model with every shape.
    pub fn new(scorer: &'a Scorer<'a>, columns: &'a Columns) -> Self {
        Self {
            scorer,
            columns,
            matches: Matches::new(scorer, columns),
        }
    }

    /// Takes in the interaction at place `nth` of a person. Its profile changes are among those from
    /// `changes` on, which is moved behind them.
    pub fn step(
        &self,
        (state, profile): (&mut ScoreState, &mut Profile),
        rows: &Rows,
        (nth, changes): (usize, &mut usize),
        scratch: &mut Scratch,
        observer: &mut impl Observer,
    ) {
        let (at, shape) = (rows.at[nth], rows.shape[nth]);
        let mut own = 0;
        let upto = |one: &&Change| one.nth as usize <= nth;
        while let Some(change) = rows.changes.get(*changes).filter(upto) {
            // Those of interactions that were left out are left out with them.
            if change.nth as usize == nth {
                self.columns.values.write(change, at, scratch.next(own));
                own += 1;
            }
            *changes += 1;
        }
        let fact = Fact {
            seq: nth as i64,
            at: Timestamp::from_micros(at),
            ..self.columns.shapes.face(shape, &self.columns.names)
        };
        let entry = Entry {
            fact,
            changes: &scratch.0[..own],
        };
        self.scorer
            .step_matched(state, profile, &entry, self.matches.of(shape), observer);
    }

    /// Folds a whole history and brings it up to `now`, or to its last interaction where a clock that
    /// was set back would hide it.
    pub fn replay(
        &self,
        rows: &Rows,
        now: Timestamp,
        scratch: &mut Scratch,
        observer: &mut impl Observer,
    ) -> (ScoreState, Profile) {
        let (mut state, mut profile) = (self.scorer.begin(), Profile::default());
        let mut changes = 0;
        for nth in 0..rows.at.len() {
            let into = (&mut state, &mut profile);
            self.step(into, rows, (nth, &mut changes), scratch, observer);
        }
        let last = rows
            .at
            .last()
            .map_or(now, |at| Timestamp::from_micros(*at).max(now));
        self.scorer.advance(&mut state, &profile, last, observer);
        (state, profile)
    }
}

/// A history that owns its profile changes, for whoever wants to see everything.
pub struct Told<'a> {
    columns: &'a Columns,
    rows: Rows<'a>,
    changes: Vec<ProfileChange>,
}

impl Columns {
    /// The history of a person with everything in it.
    pub fn told<'a>(&'a self, rows: Rows<'a>) -> Told<'a> {
        let mut scratch = Scratch::default();
        for (at, change) in rows.changes.iter().enumerate() {
            let when = rows.at[change.nth as usize];
            self.values.write(change, when, scratch.next(at));
        }
        Told {
            columns: self,
            rows,
            changes: scratch.0,
        }
    }

    /// An interaction of a person, whole.
    pub fn fact(&self, rows: &Rows, nth: usize) -> Fact<'_> {
        Fact {
            seq: nth as i64,
            at: Timestamp::from_micros(rows.at[nth]),
            ..self.shapes.fact(rows.shape[nth], &self.names)
        }
    }

    /// Every shape as an interaction at no particular time, in their order.
    pub fn shape_facts(&self) -> impl Iterator<Item = Fact<'_>> {
        (0..self.shapes.len() as u32).map(|shape| self.shapes.fact(shape, &self.names))
    }

    /// Whether each shape is one that `test` says yes to.
    pub fn shapes_where(&self, test: impl Fn(&Fact) -> bool + Sync) -> Vec<bool> {
        let shapes = (0..self.shapes.len() as u32).into_par_iter();
        shapes
            .map(|shape| test(&self.shapes.fact(shape, &self.names)))
            .collect()
    }
}

impl Told<'_> {
    /// The history as the fold wants it. Positions are places in the person's own history.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.entries_where(|_| true)
    }

    /// Those interactions of the history at whose places `keep` says yes.
    pub fn entries_where(&self, keep: impl Fn(usize) -> bool) -> impl Iterator<Item = Entry<'_>> {
        let changes = self.rows.changes;
        let places = (0..self.rows.at.len()).filter(move |nth| keep(*nth));
        places.map(move |nth| {
            let from = changes.partition_point(|change| (change.nth as usize) < nth);
            let upto = changes.partition_point(|change| change.nth as usize <= nth);
            Entry {
                fact: self.columns.fact(&self.rows, nth),
                changes: &self.changes[from..upto],
            }
        })
    }
}
