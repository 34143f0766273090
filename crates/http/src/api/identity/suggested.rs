//! People who may be one: listed, accepted and declined, which can be taken back.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::types;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Pairs in one answer.
const LISTED: i64 = 200;

/// The newest pairs of people who may be one.
#[derive(Serialize, ToSchema)]
pub struct SuggestedPairs {
    /// Pairs, newest first.
    items: Vec<SuggestedPair>,
}

/// Two people who may be one.
#[derive(Serialize, ToSchema)]
pub struct SuggestedPair {
    /// Ids of both, first that of the one known for longer.
    person_ids: [String; 2],
    /// What speaks for it: kind of a shared identifier, or `alias`.
    evidence: String,
    /// When it was seen (RFC 3339).
    at: String,
}

/// The newest pairs of people who may be one.
#[utoipa::path(
    operation_id = "suggested_merge_list",
    get, path = "/api/v1/suggested-merges", tag = "people",
    responses((status = 200, body = SuggestedPairs), (status = 401, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
) -> Result<Json<SuggestedPairs>, Problem> {
    let app = state.app.clone();
    let pairs = blocking(move || app.suggestions(LISTED)).await?;
    let items = pairs.into_iter().map(|(person, other)| SuggestedPair {
        person_ids: [person.to_string(), other.person.to_string()],
        evidence: other.evidence,
        at: other.at.to_rfc3339(),
    });
    Ok(Json(SuggestedPairs {
        items: items.collect(),
    }))
}

/// The person that two became.
#[derive(Serialize, ToSchema)]
pub struct Joined {
    /// Id of the one who goes on.
    person_id: String,
}

/// Accepts that two people are one, which was suggested. It can be undone like any merge.
#[utoipa::path(
    operation_id = "suggested_merge_accept",
    post, path = "/api/v1/people/{id}/suggested-merges/{other}/accept", tag = "people",
    params(
        ("id" = String, Path, description = "Id of a person"),
        ("other" = String, Path, description = "Id of the other person"),
    ),
    responses((status = 200, body = Joined), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
pub async fn accept(
    SignedIn(user): SignedIn,
    Extract(state): Extract<State>,
    Path((id, other)): Path<(String, String)>,
) -> Result<Json<Joined>, Problem> {
    let (id, other) = (types::id(&id)?, types::id(&other)?);
    let app = state.app.clone();
    let person = blocking(move || app.suggestion_accept(id, other, &user.name)).await?;
    Ok(Json(Joined {
        person_id: person.to_string(),
    }))
}

/// Declines that two people are one, which was suggested: it is not suggested again, nor are they merged by
/// themselves, until somebody takes it back.
#[utoipa::path(
    operation_id = "suggested_merge_decline",
    post, path = "/api/v1/people/{id}/suggested-merges/{other}/decline", tag = "people",
    params(
        ("id" = String, Path, description = "Id of a person"),
        ("other" = String, Path, description = "Id of the other person"),
    ),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
pub async fn decline(
    SignedIn(user): SignedIn,
    Extract(state): Extract<State>,
    Path((id, other)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (id, other) = (types::id(&id)?, types::id(&other)?);
    let app = state.app.clone();
    blocking(move || app.suggestion_decline(id, other, &user.name)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes back that two people are two, however that was said: that they are one is suggested again.
#[utoipa::path(
    operation_id = "suggested_merge_reopen",
    post, path = "/api/v1/people/{id}/suggested-merges/{other}/reopen", tag = "people",
    params(
        ("id" = String, Path, description = "Id of a person"),
        ("other" = String, Path, description = "Id of the other person"),
    ),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
pub async fn reopen(
    SignedIn(user): SignedIn,
    Extract(state): Extract<State>,
    Path((id, other)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let (id, other) = (types::id(&id)?, types::id(&other)?);
    let app = state.app.clone();
    blocking(move || app.suggestion_reopen(id, other, &user.name)).await?;
    Ok(StatusCode::NO_CONTENT)
}
