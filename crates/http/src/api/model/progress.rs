//! `GET /api/v1/model/progress`: how far everybody is scored with the model in force.

use axum::Json;
use axum::extract::State as Extract;
use serde::Serialize;
use utoipa::ToSchema;

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
    get, path = "/api/v1/model/progress", tag = "model",
    responses((status = 200, body = ModelProgress), (status = 401, body = Problem)),
)]
pub async fn progress(
    _: SignedIn,
    Extract(state): Extract<State>,
) -> Result<Json<ModelProgress>, Problem> {
    let progress = blocking(move || state.app.model_progress()).await?;
    Ok(Json(ModelProgress {
        version: progress.version,
        behind: progress.behind,
        total: progress.total,
    }))
}
