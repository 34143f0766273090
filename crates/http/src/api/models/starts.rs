//! `/api/v1/model/starts`: the models that a business can start with.

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use ripen_app::models::file::STARTS;
use serde::Serialize;
use utoipa::ToSchema;

use super::draft::Published;
use crate::api::models::OfModel;
use crate::auth::{ModelEditor, SignedIn};
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// The models that a business can start with.
#[derive(Serialize, ToSchema)]
pub struct StartList {
    /// The models, the one that is in force by itself first.
    items: Vec<StartItem>,
}

/// A model that a business can start with.
#[derive(Serialize, ToSchema)]
pub struct StartItem {
    /// Key: `business` (it sells to businesses), `consumer` (it sells to people) or `shop`.
    key: &'static str,
    /// Whether it is in force as it is shipped.
    in_force: bool,
}

/// The models that a business can start with, and which of them is in force.
#[utoipa::path(
    operation_id = "model_start_list",
    get, path = "/api/v1/model/starts", tag = "model", params(OfModel),
    responses((status = 200, body = StartList), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
) -> Result<Json<StartList>, Problem> {
    let app = state.app.clone();
    let in_force = blocking(move || app.model_start_in_force(of.id(&app)?)).await?;
    let item = |(key, _): &(&'static str, &str)| StartItem {
        key,
        in_force: in_force == Some(key),
    };
    Ok(Json(StartList {
        items: STARTS.iter().map(item).collect(),
    }))
}

/// Publishes a model to start with as the next version.
#[utoipa::path(
    operation_id = "model_start",
    post, path = "/api/v1/model/starts/{start}", tag = "model",
    params(OfModel, ("start" = String, Path, description = "Key of the model to start with")),
    responses(
        (status = 200, body = Published), (status = 400, body = Problem, description = "There is no such model"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem, description = "It is in force already, or the model is retired"),
    ),
)]
pub async fn publish(
    ModelEditor(user): ModelEditor,
    Extract(state): Extract<State>,
    Path(start): Path<String>,
    Query(of): Query<OfModel>,
) -> Result<Json<Published>, Problem> {
    let app = state.app.clone();
    let version = blocking(move || app.model_start(of.id(&app)?, &start, &user.name)).await?;
    Ok(Json(Published { version }))
}
