//! `POST /api/v1/model/try`: what a model would do, before it is published.

use axum::Json;
use axum::extract::{Query, State as Extract};
use axum::response::Response;
use ripen_app::models::file::ModelDoc;
use ripen_app::workbench::try_out;
use ripen_app::workbench::try_out::{Band, Pair, TryQuery};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::loading::{Loading, RuleKind, WhoView, answer, model_text};
use crate::api::models::OfModel;
use crate::auth::SignedIn;
use crate::problem::Problem;
use crate::state::State;

/// Which model, on whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TryRequest {
    /// The model file (TOML); the draft when left out.
    text: Option<String>,
    /// Instead of `text`: the model as a tree of plain values.
    doc: Option<ModelDoc>,
    /// Filter of people; everybody when left out.
    #[serde(default)]
    filter: String,
}

/// What a model would do to everybody.
#[derive(Serialize, ToSchema)]
pub struct TryOut {
    /// People looked at.
    people: usize,
    /// Their interactions.
    interactions: usize,
    /// How long it took, in milliseconds.
    took_ms: u64,
    /// The moment that scores are taken at (RFC 3339).
    as_of: String,
    /// Version of the model in force, which it is compared with.
    base_version: i64,
    /// People by temperature.
    temperature: Vec<TemperatureBand>,
    /// People by stage.
    stage: Vec<NamedBand>,
    /// People by score index.
    index: Vec<NamedBand>,
    /// Engagement scores.
    engagement: Histogram,
    /// Fit scores.
    fit: Histogram,
    /// People out of the funnel.
    disqualified: CountPair,
    /// The people who move most.
    movers: Vec<Mover>,
    /// What each rule gives.
    rules: Vec<RuleEffect>,
}

/// People of one temperature.
#[derive(Serialize, ToSchema)]
pub struct TemperatureBand {
    /// `cold`, `warm` or `hot`.
    key: String,
    /// People with the model in force.
    before: usize,
    /// People with the tried one.
    after: usize,
    /// Those who come in.
    gained: usize,
    /// Those who drop out.
    lost: usize,
}

/// People of one stage or area.
#[derive(Serialize, ToSchema)]
pub struct NamedBand {
    /// Stable key.
    key: String,
    /// Name.
    name: String,
    /// People with the model in force.
    before: usize,
    /// People with the tried one.
    after: usize,
    /// Those who come in.
    gained: usize,
    /// Those who drop out.
    lost: usize,
}

impl From<Band> for NamedBand {
    fn from(band: Band) -> Self {
        Self {
            key: band.key,
            name: band.name,
            before: band.before,
            after: band.after,
            gained: band.gained,
            lost: band.lost,
        }
    }
}

impl From<Band> for TemperatureBand {
    fn from(band: Band) -> Self {
        Self {
            key: band.key,
            before: band.before,
            after: band.after,
            gained: band.gained,
            lost: band.lost,
        }
    }
}

/// How many people have which score.
#[derive(Serialize, ToSchema)]
pub struct Histogram {
    /// Where the first bin begins.
    from: f64,
    /// Width of a bin; the last one is open.
    step: f64,
    /// People by bin with the model in force.
    before: Vec<usize>,
    /// People by bin with the tried one.
    after: Vec<usize>,
}

impl From<try_out::Histogram> for Histogram {
    fn from(histogram: try_out::Histogram) -> Self {
        Self {
            from: histogram.from,
            step: histogram.step,
            before: histogram.before,
            after: histogram.after,
        }
    }
}

/// A number of people before and after.
#[derive(Serialize, ToSchema)]
pub struct CountPair {
    /// With the model in force.
    before: usize,
    /// With the tried one.
    after: usize,
}

/// A score before and after.
#[derive(Serialize, ToSchema)]
pub struct ScorePair {
    /// With the model in force.
    before: f64,
    /// With the tried one.
    after: f64,
}

impl From<Pair<f64>> for ScorePair {
    fn from(pair: Pair<f64>) -> Self {
        Self {
            before: pair.before,
            after: pair.after,
        }
    }
}

/// A key before and after.
#[derive(Serialize, ToSchema)]
pub struct KeyPair {
    /// With the model in force.
    before: String,
    /// With the tried one.
    after: String,
}

/// A person who moves.
#[derive(Serialize, ToSchema)]
pub struct Mover {
    /// Who.
    person: WhoView,
    /// Engagement.
    engagement: ScorePair,
    /// Fit.
    fit: ScorePair,
    /// Temperature.
    temperature: KeyPair,
    /// Key of the stage.
    stage: KeyPair,
    /// The rules that make the difference, the strongest first.
    why: Vec<MoverShare>,
}

/// What a rule gives a person.
#[derive(Serialize, ToSchema)]
pub struct MoverShare {
    /// Name of the rule.
    rule: String,
    /// What it looks at.
    kind: RuleKind,
    /// Points with the model in force.
    before: f64,
    /// Points with the tried one.
    after: f64,
}

impl From<try_out::Mover> for Mover {
    fn from(mover: try_out::Mover) -> Self {
        let share = |share: try_out::Share| MoverShare {
            rule: share.rule,
            kind: RuleKind::new(share.is_fit),
            before: share.points.before,
            after: share.points.after,
        };
        Self {
            person: mover.who.into(),
            engagement: mover.engagement.into(),
            fit: mover.fit.into(),
            temperature: KeyPair {
                before: mover.temperature.before.name().into(),
                after: mover.temperature.after.name().into(),
            },
            stage: KeyPair {
                before: mover.stage.before,
                after: mover.stage.after,
            },
            why: mover.why.into_iter().map(share).collect(),
        }
    }
}

/// What a rule gives everybody.
#[derive(Serialize, ToSchema)]
pub struct RuleEffect {
    /// Name of the rule.
    name: String,
    /// What it looks at.
    kind: RuleKind,
    /// People whom it gives points, with the model in force.
    people_before: usize,
    /// With the tried one.
    people_after: usize,
    /// What is left of the points, with the model in force.
    points_before: f64,
    /// With the tried one.
    points_after: f64,
}

impl From<try_out::RuleEffect> for RuleEffect {
    fn from(effect: try_out::RuleEffect) -> Self {
        Self {
            name: effect.name,
            kind: RuleKind::new(effect.is_fit),
            people_before: effect.people.before,
            people_after: effect.people.after,
            points_before: effect.points.before,
            points_after: effect.points.after,
        }
    }
}

impl From<try_out::TryOut> for TryOut {
    fn from(told: try_out::TryOut) -> Self {
        Self {
            people: told.people,
            interactions: told.interactions,
            took_ms: told.took.as_millis() as u64,
            as_of: told.as_of.to_rfc3339(),
            base_version: told.base_version,
            temperature: told.temperature.into_iter().map(Into::into).collect(),
            stage: told.stage.into_iter().map(Into::into).collect(),
            index: told.index.into_iter().map(Into::into).collect(),
            engagement: told.engagement.into(),
            fit: told.fit.into(),
            disqualified: CountPair {
                before: told.disqualified.before,
                after: told.disqualified.after,
            },
            movers: told.movers.into_iter().map(Into::into).collect(),
            rules: told.rules.into_iter().map(Into::into).collect(),
        }
    }
}

/// Tries a model on the whole history. Nothing is stored.
#[utoipa::path(
    operation_id = "model_try",
    post, path = "/api/v1/model/try", tag = "model", params(OfModel), request_body = TryRequest,
    responses(
        (status = 200, body = TryOut),
        (status = 202, body = Loading, description = "The history is being read; ask again"),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem, description = "The model is faulty"),
        (status = 503, body = Problem, description = "Others are being answered; ask again"),
    ),
)]
pub async fn try_model(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
    Json(request): Json<TryRequest>,
) -> Result<Response, Problem> {
    let questions = state.questions.clone();
    let told = questions.ask_whole(move || {
        let model = of.id(&state.app)?;
        let query = TryQuery {
            model,
            text: model_text((&state.app, model), (request.text, request.doc), None)?,
            filter: request.filter,
        };
        state.app.try_out(&query)
    });
    Ok(answer(told.await?, TryOut::from))
}
