//! Interactions that could not be scored: set aside with the reason, and tried again.

use axum::Json;
use axum::extract::{Query, State as Extract};
use ripen_store::capture::set_aside::SetAside;
use serde::Serialize;
use utoipa::ToSchema;

use super::bad_events::{PREVIEW, Params, ReplayRequest, Replayed};
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::code::{ReasonPart, reason_parts};
use crate::problem::Problem;
use crate::state::State;

/// A page of interactions that were set aside.
#[derive(Serialize, ToSchema)]
pub struct SetAsidePage {
    /// Interactions, newest first.
    items: Vec<SetAsideItem>,
    /// Give it as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
    /// How many are set aside.
    total: i64,
}

/// An interaction that is in the log, but counts for nobody yet.
#[derive(Serialize, ToSchema)]
pub struct SetAsideItem {
    /// Id: position in the log.
    id: String,
    /// When it was set aside, or last tried in vain (RFC 3339).
    set_aside_at: String,
    /// When it arrived (RFC 3339).
    received_at: String,
    /// Name of the source that sent it.
    source: String,
    /// Why it could not be scored.
    reason: String,
    /// The same in its parts, to be said in other languages.
    reasons: Vec<ReasonPart>,
    /// Kind of the interaction.
    kind: String,
    /// Its message id.
    message_id: String,
    /// The first characters.
    preview: String,
}

impl From<SetAside> for SetAsideItem {
    fn from(one: SetAside) -> Self {
        Self {
            id: one.seq.to_string(),
            set_aside_at: one.at.to_rfc3339(),
            received_at: one.received_at.to_rfc3339(),
            source: one.source,
            reasons: reason_parts(&one.reason),
            reason: one.reason,
            kind: one.kind,
            message_id: one.message_id,
            preview: one.body.chars().take(PREVIEW).collect(),
        }
    }
}

/// Interactions that could not be scored, newest first. Everything else goes on without them.
#[utoipa::path(
    operation_id = "set_aside_list",
    get, path = "/api/v1/set-aside", tag = "bad events", params(Params),
    responses((status = 200, body = SetAsidePage), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(params): Query<Params>,
) -> Result<Json<SetAsidePage>, Problem> {
    let app = state.app.clone();
    let read = move |before, limit| app.set_aside(before, limit);
    let (page, next_cursor, total) = params.page(read, |one: &SetAside| one.seq).await?;
    Ok(Json(SetAsidePage {
        items: page.into_iter().map(SetAsideItem::from).collect(),
        next_cursor,
        total,
    }))
}

/// Tries to score interactions that were set aside; each is taken in once.
#[utoipa::path(
    operation_id = "set_aside_replay",
    post, path = "/api/v1/set-aside/replay", tag = "bad events", request_body = ReplayRequest,
    responses((status = 200, body = Replayed), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn replay(
    _: SignedIn,
    Extract(state): Extract<State>,
    Json(request): Json<ReplayRequest>,
) -> Result<Json<Replayed>, Problem> {
    let ids = request.ids()?;
    let app = state.app.clone();
    let done = blocking(move || app.set_aside_replay(ids.as_deref())).await?;
    Ok(Json(done.into()))
}
