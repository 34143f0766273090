//! `GET /api/v1/overview`: the head of the page.

use axum::Json;
use axum::extract::{Query, State as Extract};
use serde::Serialize;
use utoipa::ToSchema;

use super::types::ModelRef;
use crate::api::models::OfModel;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// The head of the page.
#[derive(Serialize, ToSchema)]
pub struct OverviewView {
    /// People.
    people: i64,
    /// People of whom no named human can be reached yet, or who have been leads before.
    interests: i64,
    /// Open lead cards.
    leads: i64,
    /// Customer cards.
    customers: i64,
    /// Hot people.
    hot: i64,
    /// Warm people.
    warm: i64,
    /// Interactions of all people: signs of life, as `count(any)` counts them.
    interactions: i64,
    /// Events that arrived in the last hour, whatever they are.
    events_last_hour: i64,
    /// Open bad events.
    bad_events: i64,
    /// Interactions that could not be scored and were set aside.
    set_aside: i64,
    /// Age of the oldest interaction that is not scored yet, in milliseconds.
    projection_lag_ms: i64,
    /// Log positions that are not scored yet.
    projection_behind: i64,
    /// People whose scores are of an older model and are being brought up to date.
    people_outdated: i64,
    /// The model in force.
    model: ModelRef,
}

/// The head of the page.
#[utoipa::path(
    operation_id = "overview_get",
    get, path = "/api/v1/overview", tag = "overview", params(OfModel),
    responses((status = 200, body = OverviewView), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn overview(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
) -> Result<Json<OverviewView>, Problem> {
    let app = state.app.clone();
    let overview = blocking(move || app.overview(of.id(&app)?)).await?;
    let counts = overview.counts;
    Ok(Json(OverviewView {
        people: counts.people,
        interests: (counts.people - counts.leads - counts.customers).max(0),
        leads: counts.leads,
        customers: counts.customers,
        hot: counts.hot,
        warm: counts.warm,
        interactions: overview.interactions,
        events_last_hour: overview.last_hour,
        bad_events: overview.bad_events,
        set_aside: overview.set_aside,
        projection_lag_ms: overview.lag.age.as_micros() / 1_000,
        projection_behind: overview.lag.behind,
        people_outdated: overview.outdated,
        model: ModelRef::new(&overview.scoring),
    }))
}
