//! `POST /api/v1/merges/{id}/undo`, `POST /api/v1/people/{id}/joins/{interaction}/undo`.

use axum::Json;
use axum::extract::{Path, State as Extract};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::types;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// The people of what was undone.
#[derive(Serialize, ToSchema)]
pub struct Undone {
    /// Their ids.
    person_ids: Vec<String>,
}

/// Undoes a merge: both people are as if it had never been.
#[utoipa::path(
    operation_id = "merge_undo",
    post, path = "/api/v1/merges/{id}/undo", tag = "people", params(("id" = String, Path, description = "Id of the merge")),
    responses((status = 200, body = Undone), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
pub async fn undo(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
) -> Result<Json<Undone>, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    let people = blocking(move || app.merge_undo(id)).await?;
    Ok(Json(Undone {
        person_ids: people.iter().map(i64::to_string).collect(),
    }))
}

/// Takes from a person what one interaction gave them, where no other person existed before: it becomes a
/// person of its own, and the two are never joined by themselves again.
#[utoipa::path(
    operation_id = "join_undo",
    post, path = "/api/v1/people/{id}/joins/{interaction}/undo", tag = "people",
    params(
        ("id" = String, Path, description = "Id of the person"),
        ("interaction" = String, Path, description = "Id of the interaction that joined it"),
    ),
    responses((status = 200, body = Undone), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
pub async fn undo_join(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path((id, interaction)): Path<(String, String)>,
) -> Result<Json<Undone>, Problem> {
    let (id, interaction) = (types::id(&id)?, types::id(&interaction)?);
    let app = state.app.clone();
    let people = blocking(move || app.join_undo(id, interaction)).await?;
    Ok(Json(Undone {
        person_ids: people.iter().map(i64::to_string).collect(),
    }))
}
