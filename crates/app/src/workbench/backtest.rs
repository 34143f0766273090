//! A model against what really happened: scores as of a moment, from what was known then, against who
//! converted afterwards.
//!
//! Nothing of the future takes part: interactions after the cut-off are not folded in, people are who
//! they were then (a merge that came later had not happened yet), and the mapping from scores to
//! probabilities is fitted on an earlier cut-off whose outcomes had been seen by then.

mod advice;
mod as_of;
mod audit;
mod drift;
mod figures;
pub(crate) mod plan;

use std::sync::Arc;
use std::time::{Duration, Instant};

use ripen_domain::filter::PersonFilter;
use ripen_domain::measure::{Band, Bin, Estimate, Gain};
use ripen_domain::person::Temperature;
use ripen_domain::scoring::{Model, Scorer};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::ModelId;
use ripen_store::people::people_ids;

use crate::clock;
use crate::error::Result;
use crate::models;
use crate::ripen::Ripen;
use crate::workbench::columns::{Columns, Progress, Ready};

pub use advice::Advice;
pub use audit::{Audit, AuditShare, Conversion, Criterion, CriterionVerdict, Qualified};
pub(crate) use drift::Drifts;
pub use drift::{Drift, DriftState};
use plan::{Plan, Times};

/// Least number of people who converted, and of those who did not, for figures that mean something.
pub const LEAST: usize = 20;
/// How long after the cut-off an outcome counts, unless said otherwise.
pub const HORIZON: Span = Span::days(30);

/// What to test.
#[derive(Clone, Debug)]
pub struct BacktestQuery {
    /// The model whose scores `filter` asks for.
    pub model: ModelId,
    /// The model file.
    pub text: String,
    /// What counts as converting: key of a stage, or a filter of interactions; becoming a customer
    /// when left out. A stage is entered once, so those who were in it already are left out; what
    /// people do they can do again, so nobody is.
    pub outcome: Option<String>,
    /// How long after the cut-off an outcome counts.
    pub horizon: Span,
    /// The cut-off; the horizon before the end of the history when left out.
    pub as_of: Option<Timestamp>,
    /// Filter text that says who is looked at, as they are today; empty for everybody.
    pub filter: String,
}

impl BacktestQuery {
    /// Tests a model in the usual way.
    pub fn new(text: String) -> Self {
        Self {
            model: ModelId::PRIMARY,
            text,
            outcome: None,
            horizon: HORIZON,
            as_of: None,
            filter: String::new(),
        }
    }
}

/// A cut-off and how well the scores ranked people there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesPoint {
    /// The cut-off.
    pub as_of: Timestamp,
    /// People who could still convert.
    pub people: usize,
    /// How many of them converted within the horizon.
    pub converted: usize,
    /// How well engagement and fit together ranked them.
    pub auc: Option<Estimate>,
}

impl SeriesPoint {
    /// Whether there are enough people of both kinds.
    pub fn is_enough(&self) -> bool {
        self.converted >= LEAST && self.people - self.converted >= LEAST
    }
}

/// A model against what really happened.
#[derive(Clone, Debug)]
pub struct Backtest {
    /// The cut-off.
    pub as_of: Timestamp,
    /// How long after it an outcome counts.
    pub horizon: Span,
    /// People who had shown human interest by then and could still convert.
    pub people: usize,
    /// How many of them converted within the horizon.
    pub converted: usize,
    /// Why the figures mean little, if so.
    pub reason: Option<String>,
    /// How long it took.
    pub took: Duration,
    /// How well engagement and fit together rank people.
    pub auc: Option<Estimate>,
    /// How well engagement alone ranks them.
    pub auc_engagement: Option<Estimate>,
    /// How well fit alone ranks them.
    pub auc_fit: Option<Estimate>,
    /// How many times the average rate the tenth with the highest scores converts.
    pub lift_at_10: Option<Estimate>,
    /// Brier score of the probabilities.
    pub brier: Option<f64>,
    /// Expected calibration error of the probabilities.
    pub calibration_error: Option<f64>,
    /// Conversion by score band.
    pub bands: Vec<Band>,
    /// Predicted and observed probabilities.
    pub calibration: Vec<Bin>,
    /// Share of those who converted by share of the people.
    pub gains: Vec<Gain>,
    /// Those who converted with the lowest scores.
    pub missed: Vec<Audit>,
    /// Those with the highest scores who have not converted since.
    pub wasted: Vec<Audit>,
    /// What separates the two.
    pub criteria: Vec<Criterion>,
    /// People in the stages that scores lead into.
    pub qualified: Vec<Qualified>,
    /// People by temperature, hot first.
    pub temperatures: Vec<(Temperature, Conversion)>,
    /// What to look at.
    pub advice: Vec<Advice>,
    /// This cut-off and earlier ones, oldest first.
    pub series: Vec<SeriesPoint>,
}

/// What to test, read.
struct Tested {
    model: Model,
    filter: PersonFilter,
}

impl Ripen {
    /// Tests a model against what really happened.
    ///
    /// # Errors
    /// When the model, the outcome or the filter is faulty; those of the store.
    pub fn backtest(self: &Arc<Self>, query: &BacktestQuery) -> Result<Ready<Backtest>> {
        let tested = Tested::new(query)?;
        self.with_columns(|columns| self.tested(query, &tested, columns))
    }

    /// [`Self::backtest`], waiting until the history is read; `told` hears how far that is.
    ///
    /// # Errors
    /// As there.
    pub fn backtest_now(
        self: &Arc<Self>,
        query: &BacktestQuery,
        told: impl FnMut(Progress),
    ) -> Result<Backtest> {
        let tested = Tested::new(query)?;
        self.with_columns_now(told, |columns| self.tested(query, &tested, columns))
    }

    fn tested(
        &self,
        query: &BacktestQuery,
        tested: &Tested,
        columns: &Columns,
    ) -> Result<Backtest> {
        let begun = Instant::now();
        let now = clock::now();
        let times = Times::new(query, &tested.model, columns, now)?;
        let scorer = Scorer::new(&tested.model, times.landmark)
            .in_zone(&self.zone)
            .without_signals();
        let plan = Plan::new(query, times, &scorer, columns)?;
        let chosen = match tested.filter == PersonFilter::all() {
            true => None,
            false => {
                let scoring = self.model_of(query.model)?;
                let scorer = scoring.scorer();
                let scores = scoring.scores(&scorer);
                let ids = self
                    .db
                    .read(|conn| people_ids(conn, scores, &tested.filter, now))?;
                Some(ids)
            }
        };
        let seen = as_of::look(&plan, chosen.as_deref());
        let mut backtest = figures::figures(&plan, &seen);
        backtest.took = begun.elapsed();
        Ok(backtest)
    }
}

impl Tested {
    fn new(query: &BacktestQuery) -> Result<Self> {
        Ok(Self {
            model: models::check(&query.text)?,
            filter: PersonFilter::typed(&query.filter)?,
        })
    }
}
