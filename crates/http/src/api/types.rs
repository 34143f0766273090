//! What several operations answer with.

use ripen_app::learning::Apart;
use ripen_app::models::Scoring;
use ripen_app::people::{Change, Listed, News, Reason};
use ripen_app::signals::RecentSignal;
use ripen_domain::identity::normalize;
use ripen_domain::profile::field;
use ripen_domain::time::Timestamp;
use ripen_store::leads::owner::Owner;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::learning::probability::ProbabilityReason;
use crate::problem::Problem;

/// Something with a stable key and a name for screens.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    /// Stable key.
    pub key: String,
    /// Name.
    pub name: String,
}

impl Named {
    /// A lifecycle stage of a model.
    pub fn stage(scoring: &Scoring, at: usize) -> Self {
        let stage = &scoring.model.stages[at.min(scoring.model.stages.len() - 1)];
        Self {
            key: stage.key.clone(),
            name: stage.name.clone(),
        }
    }

    /// A score index area of a model.
    pub fn area(scoring: &Scoring, at: usize) -> Self {
        let area = &scoring.model.areas[at];
        Self {
            key: area.key.clone(),
            name: area.name.clone(),
        }
    }
}

/// The model that scores were made with.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModelRef {
    /// Id.
    pub id: String,
    /// Key of the model.
    pub key: String,
    /// Name.
    pub name: String,
    /// Version.
    pub version: i64,
}

impl ModelRef {
    /// The reference to a model.
    pub fn new(scoring: &Scoring) -> Self {
        Self {
            id: scoring.version.to_string(),
            key: scoring.key.clone(),
            name: scoring.model.name.clone(),
            version: scoring.version,
        }
    }
}

/// What a rule contributes to a score.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonView {
    /// Name of the rule.
    pub rule: String,
    /// `engagement` or `fit`.
    pub dimension: &'static str,
    /// Points, as of the moment of the answer.
    pub points: f64,
    /// Interactions behind it; 0 for fit.
    pub count: u32,
    /// The latest of them (RFC 3339).
    pub last_at: Option<String>,
}

impl From<Reason> for ReasonView {
    fn from(reason: Reason) -> Self {
        Self {
            rule: reason.rule,
            dimension: if reason.is_fit { "fit" } else { "engagement" },
            points: reason.points,
            count: reason.count,
            last_at: reason.last_at.map(Timestamp::to_rfc3339),
        }
    }
}

/// A person in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonSummary {
    /// Id.
    pub id: String,
    /// Full name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// `interest`, `lead` or `customer`.
    pub kind: PersonKind,
    /// Lifecycle stage.
    pub stage: Named,
    /// Fit score.
    pub fit: f64,
    /// Engagement score now.
    pub engagement: f64,
    /// Readiness to buy now.
    pub temperature: Temperature,
    /// Score index.
    pub index: Named,
    /// Points a day of the last days, less the person's own baseline.
    pub velocity: f64,
    /// Last human interaction (RFC 3339).
    pub last_touch: Option<String>,
    /// First interaction (RFC 3339).
    pub created_at: String,
    /// Why the person is out of the funnel, if so.
    pub disqualified: Option<String>,
    /// The fit rule that keeps the person in nurture, if one does.
    pub nurture: Option<String>,
    /// Letter of the fit, where the model gives letters.
    pub grade: Option<String>,
    /// Who looks after the person.
    pub owner: Option<OwnerView>,
    /// When the person entered the stage (RFC 3339); null for the first stage.
    pub stage_since: Option<String>,
    /// Probability to become a customer, between 0 and 1, as it was told last; in lists only.
    pub probability_told: Option<f64>,
    /// Where probability and temperature say the opposite: the one is about what became of people like them, the
    /// other about what they did lately.
    pub probability_apart: Option<ApartView>,
    /// What changed since yesterday, the most telling first; in lists only.
    pub news: Vec<NewsView>,
    /// The strongest reasons for the scores.
    pub reasons: Vec<ReasonView>,
    /// Buying signals of the last 14 days, newest first; in lists only.
    pub recent_signals: Vec<RecentSignalView>,
}

/// A probability that says the opposite of the temperature.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApartView {
    /// Its strongest reason: for it of somebody cold, against it of somebody hot.
    pub reason: Option<ProbabilityReason>,
}

impl From<Apart> for ApartView {
    fn from(apart: Apart) -> Self {
        Self {
            reason: apart.reason.map(ProbabilityReason::from),
        }
    }
}

/// An account that looks after people.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnerView {
    /// E-mail address of the account.
    pub email: String,
    /// Name.
    pub name: String,
}

impl From<Owner> for OwnerView {
    fn from(owner: Owner) -> Self {
        Self {
            email: owner.email,
            name: owner.name,
        }
    }
}

/// What changed about somebody since yesterday.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsView {
    /// `hot` (and was not before), `signal`, `stage` or `new`.
    pub change: &'static str,
    /// Key and name of the signal, where it is one.
    pub signal: Option<Named>,
    /// When it happened (RFC 3339); null of becoming hot.
    pub at: Option<String>,
}

impl From<News> for NewsView {
    fn from(news: News) -> Self {
        let (change, signal) = match news.change {
            Change::Hot => ("hot", None),
            Change::Signal { key, name } => ("signal", Some(Named { key, name })),
            Change::Stage => ("stage", None),
            Change::New => ("new", None),
        };
        Self {
            change,
            signal,
            at: time(news.at),
        }
    }
}

/// A buying signal that somebody gave lately.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecentSignalView {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// When it was given last (RFC 3339).
    pub at: String,
}

impl From<RecentSignal> for RecentSignalView {
    fn from(signal: RecentSignal) -> Self {
        Self {
            key: signal.key,
            name: signal.name,
            at: signal.at.to_rfc3339(),
        }
    }
}

/// Interest, lead or customer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PersonKind {
    /// No named human can be reached.
    Interest,
    /// A lead card was opened.
    Lead,
    /// A customer card was opened.
    Customer,
}

impl From<ripen_domain::person::PersonKind> for PersonKind {
    fn from(kind: ripen_domain::person::PersonKind) -> Self {
        match kind {
            ripen_domain::person::PersonKind::Interest => Self::Interest,
            ripen_domain::person::PersonKind::Lead => Self::Lead,
            ripen_domain::person::PersonKind::Customer => Self::Customer,
        }
    }
}

/// Readiness to buy now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Temperature {
    /// Nothing much going on.
    Cold,
    /// Interested.
    Warm,
    /// Talk to them now.
    Hot,
}

impl From<ripen_domain::person::Temperature> for Temperature {
    fn from(temperature: ripen_domain::person::Temperature) -> Self {
        match temperature {
            ripen_domain::person::Temperature::Cold => Self::Cold,
            ripen_domain::person::Temperature::Warm => Self::Warm,
            ripen_domain::person::Temperature::Hot => Self::Hot,
        }
    }
}

impl PersonSummary {
    /// A person as a list shows one.
    pub fn new(scoring: &Scoring, listed: Listed) -> Self {
        let person = listed.person;
        let text = |name| person.profile.text(name).map(str::to_owned);
        let grade = scoring.model.grade(person.state.fit);
        Self {
            id: person.id.to_string(),
            name: text(field::NAME),
            email: text(field::EMAIL).map(|email| normalize::readable(&email)),
            company: text(field::COMPANY),
            title: text(field::TITLE),
            country: text(field::COUNTRY),
            kind: person.state.kind.into(),
            stage: Named::stage(scoring, person.state.stage),
            fit: person.state.fit,
            engagement: listed.engagement,
            temperature: listed.temperature.into(),
            index: Named::area(scoring, listed.area),
            velocity: listed.velocity,
            last_touch: time(person.state.last_touch),
            created_at: person.state.created.to_rfc3339(),
            grade: grade.map(|grade| grade.letter.clone()),
            disqualified: person.state.disqualified,
            nurture: person.state.nurture,
            owner: listed.owner.map(OwnerView::from),
            stage_since: time(person.state.stage_since),
            probability_told: listed.probability,
            probability_apart: listed.apart.map(ApartView::from),
            news: listed.news.into_iter().map(NewsView::from).collect(),
            reasons: listed.reasons.into_iter().map(ReasonView::from).collect(),
            recent_signals: listed
                .signals
                .into_iter()
                .map(RecentSignalView::from)
                .collect(),
        }
    }
}

/// An optional instant as RFC 3339.
pub fn time(at: Option<Timestamp>) -> Option<String> {
    at.map(Timestamp::to_rfc3339)
}

/// The number behind an id.
///
/// # Errors
/// 404 when it is none: there is nothing of that id.
pub fn id(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// Reads an instant of a query.
///
/// # Errors
/// 400 when it is none.
pub fn instant(field: &str, text: &str) -> Result<Timestamp, Problem> {
    Timestamp::parse(text).ok_or_else(|| {
        Problem::bad(
            field,
            format!("\"{text:.40}\" is no time; write for example 2026-01-31T12:00:00Z"),
        )
    })
}
