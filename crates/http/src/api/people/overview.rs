//! `GET /api/v1/overview`: the head of the page.

use axum::Json;
use axum::extract::{Query, State as Extract};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::models::OfModel;
use crate::api::types::ModelRef;
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
    /// Hot people to win: no customers, and not disqualified.
    hot: i64,
    /// Whether they were counted; estimated where there are very many, as lists do.
    hot_exact: bool,
    /// How many more that are than a day ago; null where there are too many to tell.
    hot_more: Option<i64>,
    /// Warm people to win.
    warm: i64,
    /// Whether they were counted, as for the hot.
    warm_exact: bool,
    /// Lead cards opened in the last seven days.
    leads_week: i64,
    /// Lead cards opened in the seven days before.
    leads_week_before: i64,
    /// Customer cards opened in the last seven days.
    customers_week: i64,
    /// Customer cards opened in the seven days before.
    customers_week_before: i64,
    /// Buying signals given in the last 24 hours.
    signals_day: i64,
    /// Buying signals given in the 24 hours before.
    signals_day_before: i64,
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
    /// Within how many days the probabilities of lists are; null where none are told.
    probability_days: Option<f64>,
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
        people: overview.people,
        interests: (overview.people - counts.leads - counts.customers).max(0),
        leads: counts.leads,
        customers: counts.customers,
        hot: overview.hot.value,
        hot_exact: overview.hot.is_exact(),
        hot_more: overview.hot_more,
        warm: overview.warm.value,
        warm_exact: overview.warm.is_exact(),
        leads_week: counts.new_leads[0],
        leads_week_before: counts.new_leads[1],
        customers_week: counts.won[0],
        customers_week_before: counts.won[1],
        signals_day: counts.signals[0],
        signals_day_before: counts.signals[1],
        interactions: overview.interactions,
        events_last_hour: overview.last_hour,
        bad_events: overview.bad_events,
        set_aside: overview.set_aside,
        projection_lag_ms: overview.lag.age.as_micros() / 1_000,
        projection_behind: overview.lag.behind,
        people_outdated: overview.outdated,
        probability_days: overview.probability_days,
        model: ModelRef::new(&overview.scoring),
    }))
}
