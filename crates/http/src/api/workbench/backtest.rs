//! `POST /api/v1/model/backtest`: a model against what really happened. `GET /api/v1/model/drift`:
//! whether the model in force still ranks.

mod view;

use axum::Json;
use axum::extract::{Query, State as Extract};
use axum::response::Response;
use ripen_app::Ripen;
use ripen_app::models::file::ModelDoc;
use ripen_app::workbench::backtest::{BacktestQuery, HORIZON};
use ripen_domain::time::Span;
use ripen_store::ModelId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::loading::{Loading, answer, model_text};
use crate::api::models::OfModel;
use crate::api::types::instant;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;
pub use view::{Backtest, Drift};

/// Which model, against what.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BacktestRequest {
    /// The model file (TOML).
    text: Option<String>,
    /// Instead of `text`: the model as a tree of plain values.
    doc: Option<ModelDoc>,
    /// A published version; the draft when this and `text` are left out.
    version: Option<i64>,
    /// What counts as converting: key of a stage (those who were in it already are left out), or a
    /// filter of interactions (which can come again); becoming a customer when left out.
    outcome: Option<String>,
    /// How long after the cut-off an outcome counts, e.g. `30d` (default).
    horizon: Option<String>,
    /// The cut-off (RFC 3339); the horizon before the end of the history when left out.
    as_of: Option<String>,
    /// Filter of people, as they are today; everybody when left out.
    #[serde(default)]
    filter: String,
}

impl BacktestRequest {
    fn times(&self) -> Result<(Span, Option<ripen_domain::time::Timestamp>), Problem> {
        let horizon = match self.horizon.as_deref() {
            None => HORIZON,
            Some(text) => Span::parse(text).ok_or_else(|| {
                let message = format!("\"{text:.40}\" is no length of time; write for example 30d");
                Problem::bad("horizon", message)
            })?,
        };
        let as_of = self.as_of.as_deref();
        let as_of = as_of.map(|text| instant("as_of", text)).transpose()?;
        Ok((horizon, as_of))
    }

    fn query(
        self,
        (app, model): (&Ripen, ModelId),
        (horizon, as_of): (Span, Option<ripen_domain::time::Timestamp>),
    ) -> ripen_app::Result<BacktestQuery> {
        Ok(BacktestQuery {
            model,
            text: model_text((app, model), (self.text, self.doc), self.version)?,
            outcome: self.outcome,
            horizon,
            as_of,
            filter: self.filter,
        })
    }
}

/// Tests a model against what really happened. Nothing is stored.
#[utoipa::path(
    operation_id = "model_backtest",
    post, path = "/api/v1/model/backtest", tag = "model", params(OfModel), request_body = BacktestRequest,
    responses(
        (status = 200, body = Backtest),
        (status = 202, body = Loading, description = "The history is being read; ask again"),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem, description = "There is no such version"),
        (status = 422, body = Problem, description = "The model is faulty"),
        (status = 503, body = Problem, description = "Others are being answered; ask again"),
    ),
)]
pub async fn backtest(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
    Json(request): Json<BacktestRequest>,
) -> Result<Response, Problem> {
    let times = request.times()?;
    let questions = state.questions.clone();
    let told = questions.ask_whole(move || {
        let query = request.query((&state.app, of.id(&state.app)?), times)?;
        state.app.backtest(&query)
    });
    Ok(answer(told.await?, Backtest::from))
}

/// Whether the model in force still ranks those who become customers before the others.
#[utoipa::path(
    operation_id = "model_drift",
    get, path = "/api/v1/model/drift", tag = "model",
    responses((status = 200, body = Drift), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn drift(_: SignedIn, Extract(state): Extract<State>) -> Result<Json<Drift>, Problem> {
    let drift = blocking(move || state.app.model_drift()).await?;
    Ok(Json(drift.into()))
}
