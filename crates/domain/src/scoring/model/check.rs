//! What the parts of a model have in common in being checked.

use std::collections::HashSet;

use crate::scoring::model::{MAX_POINTS, Model};
use crate::time::Span;

/// Names of a kind in a model.
const MAX_NAMES: usize = 1_000;

/// What is wrong with a model, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct ModelError {
    /// Where, for people: e.g. `engagement rule "Pricing page"`.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Where, for finding the line of the file; `None` where it is the whole file.
    pub part: Option<Part>,
}

/// A part of a model, as the file calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Name of the section, e.g. `engagement`.
    pub section: &'static str,
    /// Which one of the section.
    pub nth: Option<usize>,
    /// The field.
    pub field: Option<&'static str>,
}

impl Part {
    /// A whole section.
    pub const fn section(section: &'static str) -> Self {
        Self {
            section,
            nth: None,
            field: None,
        }
    }

    /// The nth of a section.
    pub const fn nth(section: &'static str, nth: usize) -> Self {
        Self {
            section,
            nth: Some(nth),
            field: None,
        }
    }

    /// A field of it.
    pub const fn field(self, field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..self
        }
    }
}

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults(pub Vec<ModelError>);

impl Faults {
    pub fn add(&mut self, place: impl Into<String>, part: Part, message: impl Into<String>) {
        self.0.push(ModelError {
            place: place.into(),
            message: message.into(),
            part: Some(part),
        });
    }

    /// Names are there, used once, and not too many.
    pub fn check_names<'a>(
        &mut self,
        what: &str,
        section: &'static str,
        field: &'static str,
        names: impl Iterator<Item = &'a str>,
    ) {
        let mut seen = HashSet::new();
        for (nth, name) in names.enumerate() {
            let part = Part::nth(section, nth).field(field);
            if name.trim().is_empty() {
                self.add(what, part, "a name is missing");
            } else if !seen.insert(name) {
                self.add(
                    format!("{what} \"{name}\""),
                    part,
                    "this name is used twice",
                );
            }
        }
        if seen.len() > MAX_NAMES {
            self.add(
                what,
                Part::section(section),
                format!("{} are too many; the limit is {MAX_NAMES}", seen.len()),
            );
        }
    }

    /// Points are within what a score can hold.
    pub fn check_points(&mut self, place: &str, part: Part, points: f64) {
        if !(points.is_finite() && points.abs() <= MAX_POINTS) {
            self.add(
                place,
                part,
                format!("points lie between -{MAX_POINTS} and {MAX_POINTS}"),
            );
        }
    }
}

pub(super) fn check_decay(model: &Model, faults: &mut Faults) {
    let names = ["fast", "normal", "slow"];
    for (half_life, name) in model.half_lives.into_iter().zip(names) {
        let part = Part::section("half_life").field(name);
        if half_life < Span::hours(1) {
            faults.add(
                "half_life",
                part,
                "a half-life is at least one hour; write for example \"3d\"",
            );
        } else if half_life > Span::days(3_650) {
            faults.add("half_life", part, "a half-life is at most ten years");
        }
    }
}
