//! A scoring model: rules, decay, stages, regions. Built by the reader of model files and checked
//! here, so that a model that exists is a model that works.

mod check;
mod cycle;
mod engagement;
mod exclusion;
mod fit;
mod region;
mod signal;
mod stage;

use std::collections::{HashMap, HashSet};

pub use check::{ModelError, Part};
pub use engagement::{Cap, EngagementRule, FrequencyRange, Group, MAX_POINTS, ValuePoints};
pub use fit::{FitRule, Grade};
pub use region::{Area, Rect, Standing, TemperatureRegion};
pub use stage::Stage;

use self::check::Faults;
use crate::filter::PersonFilter;
use crate::signal::Signal;
use crate::time::Span;

/// A scoring model.
#[derive(Clone, Debug)]
pub struct Model {
    /// Name.
    pub name: String,
    /// Half-lives of the fast, normal and slow class.
    pub half_lives: [Span; 3],
    /// Engagement rules.
    pub engagement: Vec<EngagementRule>,
    /// Groups of engagement rules with a common cap.
    pub groups: Vec<Group>,
    /// Fit rules.
    pub fit: Vec<FitRule>,
    /// Letters over fit, best first.
    pub grades: Vec<Grade>,
    /// Stages; everybody begins in the first.
    pub stages: Vec<Stage>,
    /// Least engagement for warm.
    pub warm_from: f64,
    /// Least engagement for hot.
    pub hot_from: f64,
    /// Least engagement for hot while in nurture: a shared mailbox must not hide somebody who is about
    /// to buy.
    pub nurture_hot_from: f64,
    /// Regions with a temperature of their own; later ones lie over earlier ones, all over the bounds.
    pub regions: Vec<TemperatureRegion>,
    /// Score index areas; the first covers the whole plane.
    pub areas: Vec<Area>,
    /// Buying signals.
    pub signals: Vec<Signal>,
    /// Named lists, entries folded.
    pub lists: HashMap<String, HashSet<String>>,
}

/// A model without rules: one stage, one area, the usual half-lives and temperatures.
impl Default for Model {
    fn default() -> Self {
        Self {
            name: String::new(),
            half_lives: [Span::days(3), Span::days(14), Span::days(60)],
            engagement: Vec::new(),
            groups: Vec::new(),
            fit: Vec::new(),
            grades: Vec::new(),
            stages: vec![Stage::new("interest", "Interest")],
            warm_from: 40.0,
            hot_from: 120.0,
            nurture_hot_from: 240.0,
            regions: Vec::new(),
            areas: vec![Area::plane("all", "All")],
            signals: Vec::new(),
            lists: HashMap::new(),
        }
    }
}

impl Model {
    /// Checks everything that the types do not already hold.
    ///
    /// # Errors
    /// The first fault found, with its place.
    pub fn check(&self) -> Result<(), ModelError> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }

    /// Every fault that the types do not already exclude, in the order of the file's sections.
    pub fn faults(&self) -> Vec<ModelError> {
        let mut faults = Faults::default();
        check::check_decay(self, &mut faults);
        engagement::check(self, &mut faults);
        fit::check(self, &mut faults);
        stage::check(self, &mut faults);
        region::check(self, &mut faults);
        signal::check(self, &mut faults);
        faults.0
    }

    /// The letter of a fit; `None` below the last grade, or when the model gives no letters.
    pub fn grade(&self, fit: f64) -> Option<&Grade> {
        self.grades.iter().find(|grade| fit >= grade.from)
    }

    /// Whether a list holds a value, which is in folded form; `None` when there is no such list. An
    /// entry that begins with a dot stands for everything that ends in it, so `.edu` for the mail
    /// domains of many universities.
    pub fn is_listed(&self, list: &str, value: &str) -> Option<bool> {
        let (entries, value) = (self.lists.get(list)?, value.trim());
        let mut ends = value.match_indices('.').map(|(at, _)| &value[at..]);
        Some(entries.contains(value) || ends.any(|end| entries.contains(end)))
    }

    /// The position of the stage with this key.
    pub fn stage(&self, key: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.key == key)
    }

    /// Every gate, into stages and out of them.
    pub fn gates(&self) -> impl Iterator<Item = &PersonFilter> {
        let stages = self.stages.iter();
        stages.flat_map(|stage| [&stage.gate, &stage.leave_when].into_iter().flatten())
    }
}
