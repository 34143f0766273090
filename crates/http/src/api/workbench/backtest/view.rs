//! A backtest as the API tells it.

use ripen_app::workbench::backtest;
use ripen_app::workbench::backtest::{Audit, AuditShare, Criterion, CriterionVerdict, DriftState};
use ripen_domain::measure;
use ripen_domain::person::Temperature;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::types::time;
use crate::api::workbench::loading::{RuleKind, WhoView, span_text};
use crate::code::ReasonPart;

/// A number with its 95 % interval; nothing where it cannot be told.
#[derive(Serialize, ToSchema)]
pub struct Estimate {
    /// The number.
    value: Option<f64>,
    /// Lower end of the interval.
    low: Option<f64>,
    /// Upper end of the interval.
    high: Option<f64>,
}

impl From<Option<measure::Estimate>> for Estimate {
    fn from(estimate: Option<measure::Estimate>) -> Self {
        Self {
            value: estimate.map(|one| one.value),
            low: estimate.map(|one| one.low),
            high: estimate.map(|one| one.high),
        }
    }
}

/// Conversion by score band.
#[derive(Serialize, ToSchema)]
pub struct ScoreBand {
    /// Least score.
    from: f64,
    /// Scores lie below this; nothing for the highest band.
    to: Option<f64>,
    /// How many people.
    people: usize,
    /// How many of them converted.
    converted: usize,
    /// Share that converted.
    rate: f64,
    /// Lower end of its interval.
    low: f64,
    /// Upper end of its interval.
    high: f64,
}

/// People with nearly the same predicted probability.
#[derive(Serialize, ToSchema)]
pub struct CalibrationBin {
    /// Mean predicted probability.
    predicted: f64,
    /// Share that converted.
    observed: f64,
    /// How many.
    people: usize,
}

/// Which share of those who converted is among which share of the people.
#[derive(Serialize, ToSchema)]
pub struct GainPoint {
    /// Share of the people, highest scores first.
    share_of_people: f64,
    /// Share of those who converted.
    share_of_converted: f64,
}

/// One person whose score and outcome disagree.
#[derive(Serialize, ToSchema)]
pub struct AuditView {
    /// Who.
    person: WhoView,
    /// Engagement at the cut-off.
    engagement: f64,
    /// Fit at the cut-off.
    fit: f64,
    /// When they converted, if they did (RFC 3339).
    converted_at: Option<String>,
    /// The strongest rules behind the score.
    why: Vec<AuditReason>,
}

/// What a rule gave a person.
#[derive(Serialize, ToSchema)]
pub struct AuditReason {
    /// Name of the rule.
    rule: String,
    /// What it looks at.
    kind: RuleKind,
    /// Points at the cut-off.
    points: f64,
}

impl From<Audit> for AuditView {
    fn from(audit: Audit) -> Self {
        let reason = |share: AuditShare| AuditReason {
            rule: share.rule,
            kind: RuleKind::new(share.is_fit),
            points: share.points,
        };
        Self {
            person: audit.who.into(),
            engagement: audit.engagement,
            fit: audit.fit,
            converted_at: time(audit.converted_at),
            why: audit.why.into_iter().map(reason).collect(),
        }
    }
}

/// How well a rule separates those who converted from the others.
#[derive(Serialize, ToSchema)]
pub struct CriterionView {
    /// Name of the rule.
    rule: String,
    /// What it looks at.
    kind: RuleKind,
    /// Share of those who converted that meets it.
    share_of_converted: f64,
    /// Share of the others that does.
    share_of_others: f64,
    /// The first by the second.
    lift: f64,
    /// Points that the rule gives.
    points: f64,
    /// What can be said.
    verdict: Verdict,
}

/// What can be said about a rule.
#[derive(Serialize, ToSchema)]
pub enum Verdict {
    /// Its points go the way of the outcomes.
    #[serde(rename = "earns its points")]
    Earns,
    /// Too few people meet it, or too few converted.
    #[serde(rename = "too little data")]
    TooLittle,
    /// Its points go against the outcomes.
    #[serde(rename = "points the wrong way")]
    WrongWay,
    /// Those who meet it convert as often as the others.
    #[serde(rename = "no difference")]
    NoDifference,
}

impl From<Criterion> for CriterionView {
    fn from(criterion: Criterion) -> Self {
        Self {
            rule: criterion.rule,
            kind: RuleKind::new(criterion.is_fit),
            share_of_converted: criterion.share_of_converted,
            share_of_others: criterion.share_of_others,
            lift: criterion.lift.value,
            points: criterion.points,
            verdict: match criterion.verdict {
                CriterionVerdict::Earns => Verdict::Earns,
                CriterionVerdict::TooLittle => Verdict::TooLittle,
                CriterionVerdict::WrongWay => Verdict::WrongWay,
                CriterionVerdict::NoDifference => Verdict::NoDifference,
            },
        }
    }
}

/// The people in a stage that scores lead into.
#[derive(Serialize, ToSchema)]
pub struct QualifiedView {
    /// Key of the stage.
    stage: String,
    /// People in it.
    people: usize,
    /// How many of them converted.
    converted: usize,
    /// Share of them that did.
    rate: f64,
    /// Share of all who converted.
    share_of_converted: f64,
}

/// The people of a temperature.
#[derive(Serialize, ToSchema)]
pub struct TemperatureConversion {
    /// `cold`, `warm` or `hot`.
    temperature: &'static str,
    /// People.
    people: usize,
    /// How many of them converted.
    converted: usize,
    /// Share of them that did.
    rate: f64,
    /// Least share that agrees with it (95 %).
    low: f64,
    /// Largest share that agrees with it (95 %).
    high: f64,
    /// Share of all who converted.
    share_of_converted: f64,
}

/// A cut-off and how well the scores ranked people there.
#[derive(Serialize, ToSchema)]
pub struct SeriesPoint {
    /// The cut-off (RFC 3339).
    as_of: String,
    /// People who could still convert.
    people: usize,
    /// How many of them converted within the horizon.
    converted: usize,
    /// Area under the ROC curve.
    auc: Option<f64>,
}

impl From<backtest::SeriesPoint> for SeriesPoint {
    fn from(point: backtest::SeriesPoint) -> Self {
        Self {
            as_of: point.as_of.to_rfc3339(),
            people: point.people,
            converted: point.converted,
            auc: point.auc.map(|area| area.value),
        }
    }
}

/// A model against what really happened.
#[derive(Serialize, ToSchema)]
pub struct Backtest {
    /// The cut-off (RFC 3339).
    as_of: String,
    /// How long after it an outcome counts, e.g. `30d`.
    horizon: String,
    /// People who had shown human interest by then and could still convert.
    people: usize,
    /// How many of them converted within the horizon.
    converted: usize,
    /// Whether the figures mean something.
    enough: bool,
    /// Why not, if so.
    reason: Option<String>,
    /// The same, to be said in other languages.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_part: Option<ReasonPart>,
    /// How long it took, in milliseconds.
    took_ms: u64,
    /// Area under the ROC curve of engagement and fit together.
    auc: Estimate,
    /// That of engagement alone.
    auc_engagement: Estimate,
    /// That of fit alone.
    auc_fit: Estimate,
    /// How many times the average rate the tenth with the highest scores converts.
    lift_at_10: Estimate,
    /// Brier score of the probabilities.
    brier: Option<f64>,
    /// Expected calibration error of the probabilities.
    calibration_error: Option<f64>,
    /// Conversion by score band.
    bands: Vec<ScoreBand>,
    /// Predicted and observed probabilities.
    calibration: Vec<CalibrationBin>,
    /// Cumulative gains.
    gains: Vec<GainPoint>,
    /// Those who converted with the lowest scores.
    missed: Vec<AuditView>,
    /// Those with the highest scores who have not converted since.
    wasted: Vec<AuditView>,
    /// What separates those who converted from the others.
    criteria: Vec<CriterionView>,
    /// People in the stages that scores lead into.
    qualified: Vec<QualifiedView>,
    /// People by temperature, hot first.
    temperatures: Vec<TemperatureConversion>,
    /// What to look at: codes with numbers, e.g. `too_few_qualify qualified=3 share_of_people=0.01`.
    advice: Vec<String>,
    /// This cut-off and earlier ones, oldest first.
    series: Vec<SeriesPoint>,
}

impl From<backtest::Backtest> for Backtest {
    fn from(told: backtest::Backtest) -> Self {
        Self {
            as_of: told.as_of.to_rfc3339(),
            horizon: span_text(told.horizon),
            people: told.people,
            converted: told.converted,
            enough: told.reason.is_none(),
            reason_part: told.reason.as_deref().map(ReasonPart::of),
            reason: told.reason,
            took_ms: told.took.as_millis() as u64,
            auc: told.auc.into(),
            auc_engagement: told.auc_engagement.into(),
            auc_fit: told.auc_fit.into(),
            lift_at_10: told.lift_at_10.into(),
            brier: told.brier,
            calibration_error: told.calibration_error,
            bands: told.bands.into_iter().map(band).collect(),
            calibration: told.calibration.into_iter().map(bin).collect(),
            gains: told.gains.into_iter().map(gain).collect(),
            missed: told.missed.into_iter().map(Into::into).collect(),
            wasted: told.wasted.into_iter().map(Into::into).collect(),
            criteria: told.criteria.into_iter().map(Into::into).collect(),
            qualified: told.qualified.into_iter().map(qualified).collect(),
            temperatures: told.temperatures.into_iter().map(temperature).collect(),
            advice: told.advice.iter().map(ToString::to_string).collect(),
            series: told.series.into_iter().map(Into::into).collect(),
        }
    }
}

fn band(band: measure::Band) -> ScoreBand {
    ScoreBand {
        from: band.from,
        to: band.to,
        people: band.people,
        converted: band.converted,
        rate: band.rate.value,
        low: band.rate.low,
        high: band.rate.high,
    }
}

fn bin(bin: measure::Bin) -> CalibrationBin {
    CalibrationBin {
        predicted: bin.predicted,
        observed: bin.observed,
        people: bin.people,
    }
}

fn gain(gain: measure::Gain) -> GainPoint {
    GainPoint {
        share_of_people: gain.people,
        share_of_converted: gain.converted,
    }
}

fn qualified(one: backtest::Qualified) -> QualifiedView {
    QualifiedView {
        stage: one.stage,
        people: one.conversion.people,
        converted: one.conversion.converted,
        rate: one.conversion.rate.value,
        share_of_converted: one.conversion.share_of_converted,
    }
}

fn temperature((temperature, one): (Temperature, backtest::Conversion)) -> TemperatureConversion {
    TemperatureConversion {
        temperature: temperature.name(),
        people: one.people,
        converted: one.converted,
        rate: one.rate.value,
        low: one.rate.low,
        high: one.rate.high,
        share_of_converted: one.share_of_converted,
    }
}

/// Whether the model in force still ranks.
#[derive(Serialize, ToSchema)]
pub struct Drift {
    /// Whether it does.
    state: DriftStateView,
    /// Why.
    message: String,
    /// Its ranking over time, oldest first.
    series: Vec<SeriesPoint>,
}

/// Whether a model still ranks.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DriftStateView {
    /// It does.
    Ok,
    /// It does not, or worse than it did.
    Alarm,
    /// There are too few outcomes to tell.
    NotEnough,
}

impl From<backtest::Drift> for Drift {
    fn from(drift: backtest::Drift) -> Self {
        Self {
            state: match drift.state {
                DriftState::Ok => DriftStateView::Ok,
                DriftState::Alarm => DriftStateView::Alarm,
                DriftState::NotEnough => DriftStateView::NotEnough,
            },
            message: drift.message,
            series: drift.series.into_iter().map(Into::into).collect(),
        }
    }
}
