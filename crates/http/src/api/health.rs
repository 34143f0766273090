//! Health and the API document.

use std::sync::LazyLock;

use axum::body::Bytes;
use axum::extract::State as Extract;
use axum::http::header;
use axum::response::IntoResponse;
use ripen_domain::time::Span;

use crate::blocking::blocking;
use crate::openapi;
use crate::problem::Problem;
use crate::state::State;

/// From this age of the oldest interaction that is not scored on, health speaks of it.
const LATE: Span = Span::seconds(60);

/// `GET /health`: whether the database answers and scores follow. What is late or was set aside is told,
/// but only scores that fail and a damaged database make the answer a failure.
pub async fn health(Extract(state): Extract<State>) -> Result<String, Problem> {
    let app = state.app.clone();
    let health = blocking(move || app.health()).await?;
    if health.damage.is_some() {
        let told = "the database is damaged: the log says where; restore a backup";
        return Err(Problem::unavailable(told));
    }
    if let Some((since, _)) = health.failing {
        // The reason may speak of what is stored, and anybody may ask.
        return Err(Problem::unavailable(format!(
            "interactions are taken in, but scores have not followed since {}: the log says why",
            since.to_rfc3339()
        )));
    }
    let mut told = "ok\n".to_owned();
    if health.lag.age > LATE {
        let seconds = health.lag.age.as_micros() / 1_000_000;
        told += &format!("scores are {seconds} seconds behind\n");
    }
    if health.set_aside > 0 {
        let many = health.set_aside;
        told += &format!("{many} interactions could not be scored and are set aside\n");
    }
    if health.jobs_dead > 0 {
        let many = health.jobs_dead;
        told += &format!("{many} jobs failed for good: `ripen jobs list` says why\n");
    }
    if health.jobs_lag > LATE {
        let seconds = health.jobs_lag.as_micros() / 1_000_000;
        told += &format!("jobs are {seconds} seconds late\n");
    }
    Ok(told)
}

/// `GET /api/openapi.json`: made once, since anybody may ask for it.
pub async fn openapi() -> impl IntoResponse {
    static DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| openapi::openapi_json().into());
    (
        [
            (header::CONTENT_TYPE, "application/json"),
            (header::CACHE_CONTROL, "public, max-age=3600"),
        ],
        DOCUMENT.clone(),
    )
}
