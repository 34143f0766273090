//! `PUT /api/v1/people/{id}/owner`, `GET /api/v1/owners`: who looks after people.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::types::{self, OwnerView};
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Who looks after a person.
#[derive(Deserialize, ToSchema)]
pub struct OwnerChange {
    /// E-mail address of the account; null where nobody is to.
    owner: Option<String>,
}

/// Says who looks after a person.
#[utoipa::path(
    operation_id = "owner_set",
    put, path = "/api/v1/people/{id}/owner", tag = "people", params(("id" = String, Path, description = "Id of the person")),
    request_body = OwnerChange,
    responses((status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
pub async fn set(
    SignedIn(user): SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    Json(change): Json<OwnerChange>,
) -> Result<StatusCode, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    blocking(move || app.person_set_owner(id, change.owner.as_deref(), user.id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Everybody who may look after people.
#[derive(Serialize, ToSchema)]
pub struct Owners {
    /// The accounts, by name.
    items: Vec<OwnerView>,
}

/// Everybody who may look after people.
#[utoipa::path(
    operation_id = "owner_list",
    get, path = "/api/v1/owners", tag = "people",
    responses((status = 200, body = Owners), (status = 401, body = Problem)),
)]
pub async fn list(_: SignedIn, Extract(state): Extract<State>) -> Result<Json<Owners>, Problem> {
    let app = state.app.clone();
    let owners = blocking(move || app.owners()).await?;
    Ok(Json(Owners {
        items: owners.into_iter().map(OwnerView::from).collect(),
    }))
}
