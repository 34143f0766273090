//! Whether the model in force still ranks.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use ripen_domain::measure::{Estimate, significantly_lower};

use super::{BacktestQuery, LEAST, SeriesPoint};
use crate::error::Result;
use crate::ripen::Ripen;

/// How long an answer is used again: the ranking of a model does not change from hour to hour.
const FRESH: Duration = Duration::from_secs(3_600);

/// Whether a model still ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriftState {
    /// It does.
    Ok,
    /// It does not, or worse than it did.
    Alarm,
    /// There are too few outcomes to tell.
    NotEnough,
}

/// Whether the model in force still ranks.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// Whether it does.
    pub state: DriftState,
    /// Why.
    pub message: String,
    /// Its ranking over time, oldest first.
    pub series: Vec<SeriesPoint>,
}

/// The last answer, with the version that it is about.
#[derive(Default)]
pub(crate) struct Drifts(Mutex<Option<(Instant, i64, Drift)>>);

impl Ripen {
    /// Whether the model in force still ranks those who become customers before the others.
    ///
    /// # Errors
    /// When the model has no stage of customers; those of the store.
    pub fn model_drift(self: &Arc<Self>) -> Result<Drift> {
        let scoring = self.model()?;
        let known = self.drifts.0.lock().clone();
        if let Some((since, version, drift)) = known
            && version == scoring.version
            && since.elapsed() < FRESH
        {
            return Ok(drift);
        }
        let query = BacktestQuery::new(scoring.text.clone());
        let drift = drift(self.backtest_now(&query, |_| ())?.series);
        *self.drifts.0.lock() = Some((Instant::now(), scoring.version, drift.clone()));
        Ok(drift)
    }
}

/// Compares the latest ranking with chance and with the first one.
fn drift(series: Vec<SeriesPoint>) -> Drift {
    let known = series.iter().filter(|point| point.is_enough());
    let mut areas = known.filter_map(|point| point.auc);
    let (first, latest) = (areas.next(), areas.next_back());
    let latest_known = series.last().is_some_and(SeriesPoint::is_enough);
    let (state, message) = match (first, latest.or(first)) {
        (Some(first), Some(latest)) if latest_known => judge(first, latest),
        _ => (
            DriftState::NotEnough,
            format!(
                "at least {LEAST} people have to convert within the horizon before it can be told whether the model ranks"
            ),
        ),
    };
    Drift {
        state,
        message,
        series,
    }
}

fn judge(first: Estimate, latest: Estimate) -> (DriftState, String) {
    let area = |one: Estimate| format!("{:.2} ({:.2} to {:.2})", one.value, one.low, one.high);
    match () {
        () if latest.low <= 0.5 => (
            DriftState::Alarm,
            format!(
                "the model ranks no better than chance: AUC {}",
                area(latest)
            ),
        ),
        () if significantly_lower(latest, first) => (
            DriftState::Alarm,
            format!(
                "the model ranks worse than it did: AUC {} after {}",
                area(latest),
                area(first)
            ),
        ),
        () => (
            DriftState::Ok,
            format!("the model ranks: AUC {}", area(latest)),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ripen_domain::time::Timestamp;

    fn point(value: f64, half: f64, converted: usize) -> SeriesPoint {
        SeriesPoint {
            as_of: Timestamp::from_micros(0),
            people: 1_000,
            converted,
            auc: Some(Estimate {
                value,
                low: value - half,
                high: value + half,
            }),
        }
    }

    fn state(points: &[SeriesPoint]) -> DriftState {
        drift(points.to_vec()).state
    }

    #[test]
    fn a_model_that_stops_ranking_is_told() {
        let good = point(0.8, 0.03, 200);
        assert_eq!(state(&[good, good]), DriftState::Ok);
        assert_eq!(state(&[good, point(0.55, 0.06, 200)]), DriftState::Alarm);
        assert_eq!(state(&[good, point(0.65, 0.03, 200)]), DriftState::Alarm);
        assert_eq!(state(&[good, point(0.79, 0.05, 200)]), DriftState::Ok);
        assert_eq!(state(&[point(0.4, 0.05, 200)]), DriftState::Alarm);
    }

    #[test]
    fn few_outcomes_are_no_alarm() {
        assert_eq!(state(&[]), DriftState::NotEnough);
        assert_eq!(state(&[point(0.4, 0.05, 5)]), DriftState::NotEnough);
        let good = point(0.8, 0.03, 200);
        assert_eq!(state(&[good, point(0.3, 0.05, 5)]), DriftState::NotEnough);
        assert_eq!(state(&[point(0.3, 0.05, 5), good]), DriftState::Ok);
    }
}
