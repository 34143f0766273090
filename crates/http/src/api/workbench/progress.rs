//! `GET /api/v1/model/progress`: how far everybody is scored with the model in force.

use axum::Json;
use axum::extract::{Query, State as Extract};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::models::OfModel;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// How far everybody is scored with the model in force.
#[derive(Serialize, ToSchema)]
pub struct ModelProgress {
    /// The version in force.
    version: i64,
    /// People whose scores are of an older version.
    behind: i64,
    /// People.
    total: i64,
}

/// How far everybody is scored with the model in force.
#[utoipa::path(
    operation_id = "model_progress",
    get, path = "/api/v1/model/progress", tag = "model", params(OfModel),
    responses((status = 200, body = ModelProgress), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn progress(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
) -> Result<Json<ModelProgress>, Problem> {
    let progress = blocking(move || state.app.model_progress(of.id(&state.app)?)).await?;
    Ok(Json(ModelProgress {
        version: progress.version,
        behind: progress.behind,
        total: progress.total,
    }))
}
