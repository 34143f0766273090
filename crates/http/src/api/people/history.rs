//! `GET /api/v1/people/{id}/history`: scores over time.

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::models::OfModel;
use crate::api::types;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// How far back.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// Days, 1 to 3650; 90 when left out.
    days: Option<i64>,
}

/// Scores over time.
#[derive(Serialize, ToSchema)]
pub struct History {
    /// One point a day, oldest first.
    points: Vec<Point>,
}

/// Scores at one moment.
#[derive(Serialize, ToSchema)]
pub struct Point {
    /// The moment (RFC 3339).
    at: String,
    /// Engagement.
    engagement: f64,
    /// Fit.
    fit: f64,
}

/// A person's scores over time, replayed with a model in force.
#[utoipa::path(
    operation_id = "person_history",
    get, path = "/api/v1/people/{id}/history", tag = "people",
    params(("id" = String, Path, description = "Id of the person"), Params, OfModel),
    responses((status = 200, body = History), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn history(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    Query(params): Query<Params>,
    Query(of): Query<OfModel>,
) -> Result<Json<History>, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    let points =
        blocking(move || app.person_history(id, of.id(&app)?, params.days.unwrap_or(90))).await?;
    let point = |one: ripen_domain::scoring::explain::HistoryPoint| Point {
        at: one.at.to_rfc3339(),
        engagement: one.engagement,
        fit: one.fit,
    };
    Ok(Json(History {
        points: points.into_iter().map(point).collect(),
    }))
}
