//! Health and the API document.

use axum::extract::State as Extract;
use axum::http::header;
use axum::response::IntoResponse;

use crate::blocking::blocking;
use crate::openapi;
use crate::problem::Problem;
use crate::state::State;

/// `GET /health`: whether the database answers.
pub async fn health(Extract(state): Extract<State>) -> Result<&'static str, Problem> {
    let app = state.app.clone();
    blocking(move || app.lag()).await?;
    Ok("ok\n")
}

/// `GET /api/openapi.json`.
pub async fn openapi() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/json")],
        openapi::openapi_json(),
    )
}
