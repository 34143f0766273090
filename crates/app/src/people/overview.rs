//! The head of the page, and the Lifecycle Map.

use std::sync::Arc;

use ripen_domain::time::{Span, Timestamp};
use ripen_store::capture::bad_event::bad_event_count;
use ripen_store::capture::set_aside::set_aside_count;
use ripen_store::learning::probability_of_anybody;
use ripen_store::log::{follower_position, log_count_since, log_end, log_oldest_after};
use ripen_store::models::model_behind;
use ripen_store::people::Total;
use ripen_store::people::overview::{
    Counts, MapStage, interaction_count, map_stages, overview_counts,
};
use ripen_store::{Asker, ModelId};

use crate::clock;
use crate::error::Result;
use crate::learning::days_of;
use crate::models::Scoring;
use crate::people::{Section, filter_of};
use crate::project::FOLLOWER;
use crate::ripen::Ripen;

pub(crate) mod hot;

/// Points of one stage on the map.
const MAP_POINTS: usize = 1_500;

/// The head of the page.
#[derive(Clone, Debug)]
pub struct Overview {
    /// People, merged ones not counted twice.
    pub people: i64,
    /// Cards and signals.
    pub counts: Counts,
    /// Hot people to win.
    pub hot: Total,
    /// Warm people to win.
    pub warm: Total,
    /// How many more hot people to win there are than a day ago; `None` where there are too many to look them up.
    pub hot_more: Option<i64>,
    /// How often all people showed signs of life.
    pub interactions: i64,
    /// Entries of the log that arrived in the last hour.
    pub last_hour: i64,
    /// Open bad events.
    pub bad_events: i64,
    /// Interactions that could not be projected and were set aside.
    pub set_aside: i64,
    /// How far the projection is behind.
    pub lag: Lag,
    /// People whose scores are of an older version of the model.
    pub outdated: i64,
    /// Within how many days the probabilities of lists are; `None` where none are told.
    pub probability_days: Option<f64>,
    /// The model.
    pub scoring: Arc<Scoring>,
}

/// How far the projection is behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lag {
    /// Log positions that it has not read.
    pub behind: i64,
    /// Age of the oldest of them.
    pub age: Span,
}

/// The Lifecycle Map.
#[derive(Clone, Debug)]
pub struct Map {
    /// One entry a stage of the model.
    pub stages: Vec<MapStage>,
    /// The model.
    pub scoring: Arc<Scoring>,
    /// The moment that scores are taken at.
    pub as_of: Timestamp,
}

impl Ripen {
    /// The head of the page; who is hot and warm, and whose scores are old, is told of a model.
    pub fn overview(&self, model: ModelId) -> Result<Overview> {
        let now = clock::now();
        let scoring = self.model_of(model)?;
        let scorer = scoring.scorer();
        let scores = scoring.scores(&scorer);
        let lag = self.lag()?;
        let [hot, warm] = ["temperature = hot", "temperature = warm"].map(filter_of);
        let hot = Section::ToWin.of(&scoring.model, &hot?)?;
        let warm = Section::ToWin.of(&scoring.model, &warm?)?;
        let (people, counts, interactions, last_hour, bad, outdated, told) =
            self.db.read(|conn| {
                Ok((
                    self.everybody.count(conn)?,
                    overview_counts(conn, now)?,
                    interaction_count(conn)?,
                    log_count_since(conn, now - Span::hours(1))?,
                    (bad_event_count(conn)?, set_aside_count(conn)?),
                    model_behind(conn, scoring.id, scoring.version)?,
                    probability_of_anybody(conn)?,
                ))
            })?;
        // Counted as the lists that they lead to count them, so that both say the same.
        let asker = Asker::default();
        let hot_count = self.total(scores, &hot, now, &asker)?;
        let warm = self.total(scores, &warm, now, &asker)?;
        let hot_more =
            self.hot_more((scoring.version, scores), (&hot, hot_count), (now, &asker))?;
        drop(scorer);
        Ok(Overview {
            people,
            counts,
            hot: hot_count,
            warm,
            hot_more,
            interactions,
            last_hour,
            bad_events: bad.0,
            set_aside: bad.1,
            lag,
            outdated,
            probability_days: told.as_ref().map(days_of),
            scoring,
        })
    }

    /// How far the projection is behind the log.
    pub fn lag(&self) -> Result<Lag> {
        let (behind, oldest) = self.db.read(|conn| {
            let position = follower_position(conn, FOLLOWER)?;
            Ok((log_end(conn)? - position, log_oldest_after(conn, position)?))
        })?;
        let age = oldest.map_or(Span::default(), |oldest| clock::now() - oldest);
        Ok(Lag { behind, age })
    }

    /// The Lifecycle Map of the people who pass a filter, as a model sees them.
    ///
    /// # Errors
    /// When the filter cannot be read; those of the store.
    pub fn map(&self, model: ModelId, filter: &str, asker: &Asker) -> Result<Map> {
        let filter = self.filter_known(model, filter)?;
        let as_of = clock::now();
        let scoring = self.model_of(model)?;
        let scorer = scoring.scorer();
        let scores = scoring.scores(&scorer);
        let stages = self.db.ask(asker, |conn| {
            let stages = scoring.model.stages.len();
            map_stages(conn, scores, (&filter, stages), as_of, MAP_POINTS)
        })?;
        drop(scorer);
        Ok(Map {
            stages,
            scoring,
            as_of,
        })
    }
}
