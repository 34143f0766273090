//! What a backtest looks at: the outcome, the cut-offs, the landmark.

use ripen_domain::filter::InteractionFilter;
use ripen_domain::interaction::Verdict;
use ripen_domain::scoring::decay::RECENT;
use ripen_domain::scoring::{Model, Scorer};
use ripen_domain::time::{Span, Timestamp};

use super::BacktestQuery;
use crate::error::{Error, Result};
use crate::workbench::columns::{Columns, Folder};

/// Cut-offs of the series.
const SERIES: usize = 6;
/// Half-lives that may lie between the first cut-off and the end, seen from their middle: points that
/// are further than nine hundred of them from the landmark would count as faded away.
const HALF_LIVES: i64 = 1_600;
/// Longest horizon.
const LONGEST: Span = Span::days(3_650);

/// What counts as converting.
pub enum Outcome {
    /// Entering one of these stages.
    Stages(Vec<bool>),
    /// An interaction of one of these shapes.
    Shapes(Vec<bool>),
}

/// What a backtest looks at.
pub struct Plan<'a> {
    /// The model, with the shapes matched.
    pub folder: Folder<'a>,
    /// What counts as converting.
    pub outcome: Outcome,
    /// How long after a cut-off an outcome counts.
    pub horizon: Span,
    /// The cut-offs, oldest first; the last one is the one that is asked for.
    pub cut_offs: Vec<Timestamp>,
    /// The end of the history; what a broken clock put behind the present is not looked at.
    pub end: Timestamp,
}

impl Plan<'_> {
    /// The cut-off that is asked for.
    pub fn as_of(&self) -> Timestamp {
        self.cut_offs[self.cut_offs.len() - 1]
    }
}

/// The cut-offs and the landmark of a test.
pub struct Times {
    /// The cut-offs, oldest first.
    pub cut_offs: Vec<Timestamp>,
    /// The end of the history.
    pub end: Timestamp,
    /// From here neither end is too far for a double.
    pub landmark: Timestamp,
}

impl Times {
    /// Cut-offs a horizon apart, back to the beginning of the history.
    pub fn new(
        query: &BacktestQuery,
        model: &Model,
        columns: &Columns,
        now: Timestamp,
    ) -> Result<Self> {
        let horizon = query.horizon;
        if horizon < Span::hours(1) || horizon > LONGEST {
            let message = "an outcome counts for an hour to ten years; write for example \"30d\"";
            return Err(Error::invalid("horizon", message));
        }
        let end = columns.latest(now).unwrap_or(now);
        let as_of = query.as_of.unwrap_or(end - horizon);
        if as_of > now {
            let message = "what happens after a moment in the future is not known; give a past one";
            return Err(Error::invalid("as_of", message));
        }
        let first = columns.first().unwrap_or(as_of);
        let shortest = model.half_lives.iter().chain([&RECENT]).min();
        let reach = shortest.map_or(i64::MAX, |span| span.as_micros().saturating_mul(HALF_LIVES));
        let last = end.max(as_of);
        if (last - as_of).as_micros() > reach {
            let message = "the cut-off is too many half-lives ago; give a later one";
            return Err(Error::invalid("as_of", message));
        }
        let back = |nth: usize| as_of - Span::from_micros(horizon.as_micros() * nth as i64);
        let mut cut_offs: Vec<Timestamp> = (0..SERIES)
            .map(back)
            .take_while(|at| *at == as_of || (*at > first && (last - *at).as_micros() <= reach))
            .collect();
        cut_offs.reverse();
        let landmark = cut_offs[0] + Span::from_micros((last - cut_offs[0]).as_micros() / 2);
        Ok(Self {
            cut_offs,
            end: last,
            landmark,
        })
    }
}

impl<'a> Plan<'a> {
    /// Reads the query; `prepared` is the model from the landmark of `times`.
    pub fn new(
        query: &BacktestQuery,
        times: Times,
        prepared: &'a Scorer<'a>,
        columns: &'a Columns,
    ) -> Result<Self> {
        Ok(Self {
            outcome: outcome(query.outcome.as_deref(), prepared.model, columns)?,
            folder: Folder::new(prepared, columns),
            horizon: query.horizon,
            cut_offs: times.cut_offs,
            end: times.end,
        })
    }
}

fn outcome(text: Option<&str>, model: &Model, columns: &Columns) -> Result<Outcome> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        let stages: Vec<bool> = model.stages.iter().map(|stage| stage.customer).collect();
        if !stages.contains(&true) {
            let message = "no stage of the model has `customer = true`; name a stage, or an interaction such as `order`";
            return Err(Error::invalid("outcome", message));
        }
        return Ok(Outcome::Stages(stages));
    };
    if let Some(stage) = model.stage(text) {
        let stages = (0..model.stages.len()).map(|at| at == stage).collect();
        return Ok(Outcome::Stages(stages));
    }
    let filter = InteractionFilter::parse(text).map_err(|error| {
        let message =
            format!("\"{text:.80}\" is neither a stage nor a filter of interactions: {error}");
        Error::invalid("outcome", message)
    })?;
    let shapes = columns.shapes_where(|fact| {
        (filter.names_verdict() || fact.verdict == Verdict::Human) && filter.matches(fact)
    });
    Ok(Outcome::Shapes(shapes))
}
