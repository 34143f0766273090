//! What a model would do to everybody, before it is published.
//!
//! Both the model in force and the tried one are folded over the whole history in memory, with the
//! same code and from the same landmark as publishing would, so the numbers are those that publishing
//! gives.

mod bands;
mod folded;
mod histogram;
mod movers;
mod rules;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::{FitRule, Model, Scorer};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::ModelId;
use ripen_store::people::people_ids;

use crate::clock;
use crate::error::Result;
use crate::models::{self, Scoring};
use crate::ripen::Ripen;
use crate::workbench::columns::{Columns, Folder, Progress, Ready};

pub use bands::Band;
use folded::Folded;
pub use histogram::Histogram;
pub use movers::{Mover, Pair, Share, Who};
pub use rules::RuleEffect;

/// How long the moment that scores are taken at stays while somebody tries models: the model in force
/// need not be folded again for each of them.
const SESSION: Span = Span::seconds(60);

/// What to try.
#[derive(Clone, Debug, Default)]
pub struct TryQuery {
    /// The model whose version in force it is compared with.
    pub model: ModelId,
    /// The model file.
    pub text: String,
    /// Filter text that says who is looked at; empty for everybody.
    pub filter: String,
}

/// What a model would do.
#[derive(Clone, Debug)]
pub struct TryOut {
    /// People looked at.
    pub people: usize,
    /// Their interactions.
    pub interactions: usize,
    /// How long it took.
    pub took: Duration,
    /// The moment that scores are taken at.
    pub as_of: Timestamp,
    /// Version of the model in force, which it is compared with.
    pub base_version: i64,
    /// People by temperature.
    pub temperature: Vec<Band>,
    /// People by stage.
    pub stage: Vec<Band>,
    /// People by score index.
    pub index: Vec<Band>,
    /// Engagement scores.
    pub engagement: Histogram,
    /// Fit scores.
    pub fit: Histogram,
    /// People out of the funnel.
    pub disqualified: Pair<usize>,
    /// The people who move most.
    pub movers: Vec<Mover>,
    /// What each rule gives.
    pub rules: Vec<RuleEffect>,
}

/// What to try, read.
struct Tried {
    beside: ModelId,
    model: Model,
    filter: PersonFilter,
}

impl Tried {
    fn new(query: &TryQuery) -> Result<Self> {
        Ok(Self {
            beside: query.model,
            model: models::check(&query.text)?,
            filter: PersonFilter::typed(&query.filter)?,
        })
    }
}

/// What the model in force gives, kept from one try-out to the next.
#[derive(Default)]
pub(crate) struct Before(Mutex<Option<Arc<Base>>>);

/// What a model gives everybody who is looked at.
struct Base {
    version: i64,
    filter: String,
    as_of: Timestamp,
    reading: u64,
    chosen: Option<Arc<Vec<i64>>>,
    /// By the first person of a chunk: how often that was written, and what came of it.
    chunks: BTreeMap<i64, (u64, Arc<Folded>)>,
}

impl Base {
    /// Whether it can be gone on from.
    fn serves(&self, scoring: &Scoring, filter: &str, now: Timestamp) -> bool {
        self.version == scoring.version
            && self.filter == filter
            && now >= self.as_of
            && now - self.as_of < SESSION
    }
}

impl Ripen {
    /// Tries a model on the whole history.
    ///
    /// # Errors
    /// When the model or the filter is faulty; those of the store.
    pub fn try_out(self: &Arc<Self>, query: &TryQuery) -> Result<Ready<TryOut>> {
        let tried = Tried::new(query)?;
        self.with_columns(|columns| self.tried(&tried, columns))
    }

    /// [`Self::try_out`], waiting until the history is read; `told` hears how far that is.
    ///
    /// # Errors
    /// As there.
    pub fn try_out_now(
        self: &Arc<Self>,
        query: &TryQuery,
        told: impl FnMut(Progress),
    ) -> Result<TryOut> {
        let tried = Tried::new(query)?;
        self.with_columns_now(told, |columns| self.tried(&tried, columns))
    }

    fn tried(&self, tried: &Tried, columns: &Columns) -> Result<TryOut> {
        let begun = Instant::now();
        let scoring = self.model_of(tried.beside)?;
        let base = self.base(&scoring, tried, columns)?;
        let landmark = models::landmark(&tried.model, Some(scoring.landmark), base.as_of);
        let (before, after) = (
            scoring.scorer().without_signals(),
            Scorer::new(&tried.model, landmark)
                .in_zone(&scoring.zone)
                .without_signals(),
        );
        let mut answer = compare(columns, &base, (&before, &after));
        answer.took = begun.elapsed();
        Ok(answer)
    }

    /// What the model in force gives, as far as it is not known already.
    fn base(&self, scoring: &Scoring, tried: &Tried, columns: &Columns) -> Result<Arc<Base>> {
        let now = clock::now();
        let known = self.before.0.lock().clone();
        let known = known.filter(|base| base.serves(scoring, tried.filter.text(), now));
        let as_of = known.as_ref().map_or(now, |base| base.as_of);
        // Who passes the filter may have changed with the history.
        let is_current = |base: &&Arc<Base>| base.is_whole(columns);
        if let Some(base) = known.as_ref().filter(is_current) {
            return Ok(base.clone());
        }
        let scorer = scoring.scorer().without_signals();
        let everybody = tried.filter == PersonFilter::all();
        let chosen = match everybody {
            true => None,
            false => {
                let ids = self
                    .db
                    .read(|conn| people_ids(conn, scoring.scores(&scorer), &tried.filter, as_of))?;
                Some(Arc::new(ids))
            }
        };
        let reusable = known.filter(|base| everybody && base.reading == columns.reading());
        let old = |first: i64, written: u64| {
            let (stamp, folded) = reusable.as_ref()?.chunks.get(&first)?;
            (*stamp == written).then(|| folded.clone())
        };
        let folder = Folder::new(&scorer, columns);
        let folded = folded::fold(&folder, as_of, (chosen.as_deref(), true), old);
        let keys = columns
            .chunks()
            .iter()
            .map(|chunk| (chunk.first().unwrap_or_default(), chunk.written));
        let base = Arc::new(Base {
            version: scoring.version,
            filter: tried.filter.text().to_owned(),
            as_of,
            reading: columns.reading(),
            chosen,
            chunks: keys
                .zip(folded)
                .map(|((first, written), folded)| (first, (written, folded)))
                .collect(),
        });
        *self.before.0.lock() = Some(base.clone());
        Ok(base)
    }
}

impl Base {
    /// Whether it is of the columns as they are.
    fn is_whole(&self, columns: &Columns) -> bool {
        self.reading == columns.reading()
            && columns.chunks().len() == self.chunks.len()
            && columns.chunks().iter().all(|chunk| {
                let known = self.chunks.get(&chunk.first().unwrap_or_default());
                known.is_some_and(|(written, _)| *written == chunk.written)
            })
    }
}

/// Whether the fit rules of two models are met by the same people and give the same points.
fn has_same_fit(one: &Model, other: &Model) -> bool {
    let alike = |(one, other): (&FitRule, &FitRule)| {
        one.name == other.name && one.condition == other.condition && one.points == other.points
    };
    one.lists == other.lists
        && one.fit.len() == other.fit.len()
        && one.fit.iter().zip(&other.fit).all(alike)
}

/// Folds the tried model and sets it beside the one in force.
fn compare(columns: &Columns, base: &Base, (before, after): (&Scorer, &Scorer)) -> TryOut {
    let folder = Folder::new(after, columns);
    let chosen = base.chosen.as_deref();
    // A slider mostly moves the points of what people do; then fit rules give what they gave.
    let same_fit = has_same_fit(before.model, after.model);
    let mut folded = folded::fold(&folder, base.as_of, (chosen, !same_fit), |_, _| None);
    if same_fit {
        let known = base.chunks.values().map(|(_, known)| &known.fit);
        let own = folded.iter_mut().filter_map(Arc::get_mut);
        own.zip(known)
            .for_each(|(own, known)| own.fit.clone_from(known));
    }
    let pairs: Vec<(&Folded, &Folded)> = base
        .chunks
        .values()
        .map(|(_, folded)| &**folded)
        .zip(folded.iter().map(|folded| &**folded))
        .collect();
    let people = pairs.iter().map(|(one, _)| one.outcomes.len()).sum();
    let changes = bands::Changes::new(&pairs, (before.model, after.model));
    let values = |which: fn(&folded::Outcome) -> f64| {
        Histogram::new(
            pairs.iter().flat_map(|(one, _)| &one.outcomes).map(which),
            pairs.iter().flat_map(|(_, one)| &one.outcomes).map(which),
        )
    };
    TryOut {
        people,
        interactions: pairs.iter().map(|(one, _)| one.interactions).sum(),
        took: Duration::ZERO,
        as_of: base.as_of,
        base_version: base.version,
        temperature: changes.temperature(),
        stage: changes.stage(),
        index: changes.index(),
        engagement: values(|one| one.engagement),
        fit: values(|one| one.fit),
        disqualified: changes.disqualified,
        movers: movers::movers(columns, &pairs, (before, after), base.as_of),
        rules: rules::effects(&pairs, (before.model, after.model)),
    }
}
