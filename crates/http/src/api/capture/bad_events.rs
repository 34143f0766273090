//! Bad events: what could not be taken in, and trying it again.

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use ripen_app::capture::set_aside::MAX_PAGE;
use ripen_store::capture::bad_event::{BadEvent, BadEventGroup};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::types;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::code::{ReasonPart, reason_parts};
use crate::problem::Problem;
use crate::state::State;

/// Characters of a preview.
pub(crate) const PREVIEW: usize = 200;
/// Bad events that can be named in one replay.
const MAX_NAMED: usize = 1_000;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Page length, 1 to 500; 50 when left out.
    limit: Option<i64>,
}

impl Params {
    /// The page that is asked for: its rows, the cursor of the next, and how many there are in all. `read`
    /// gets the number that the page goes on before, and its length; `number` is that of a row.
    ///
    /// # Errors
    /// 400 for a cursor that is none; those of `read`.
    pub(crate) async fn page<T: Send + 'static>(
        &self,
        read: impl FnOnce(Option<i64>, i64) -> ripen_app::Result<(Vec<T>, i64)> + Send + 'static,
        number: impl Fn(&T) -> i64,
    ) -> Result<(Vec<T>, Option<String>, i64), Problem> {
        let wrong = |_| Problem::bad("cursor", "give the next_cursor of a page");
        let before = self.cursor.as_deref().map(str::parse::<i64>);
        let before = before.transpose().map_err(wrong)?;
        let limit = self.limit.unwrap_or(50).clamp(1, MAX_PAGE);
        let (rows, total) = blocking(move || read(before, limit)).await?;
        let last = rows.last().filter(|_| rows.len() as i64 == limit);
        let next = last.map(|last| number(last).to_string());
        Ok((rows, next, total))
    }
}

/// Of which cause.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OfCause {
    /// Only those of this cause, as `bad-events/causes` has them; all when left out.
    cause: Option<String>,
}

/// A page of bad events.
#[derive(Serialize, ToSchema)]
pub struct BadEventPage {
    /// Bad events, newest first.
    items: Vec<BadEventItem>,
    /// Give it as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
    /// How many are open; those of the cause, where one was asked for.
    total: i64,
}

/// Bad events by their causes.
#[derive(Serialize, ToSchema)]
pub struct BadEventCauses {
    /// The causes, the most frequent first.
    items: Vec<BadEventCause>,
}

/// Bad events that have their cause in common.
#[derive(Serialize, ToSchema)]
pub struct BadEventCause {
    /// The code of the cause, as in the `reasons` of an event; `other` where it has none.
    cause: String,
    /// How many are open.
    count: i64,
    /// The newest of them.
    newest: BadEventItem,
}

impl From<&BadEventGroup> for BadEventCause {
    fn from(group: &BadEventGroup) -> Self {
        Self {
            cause: group.cause.clone(),
            count: group.count,
            newest: BadEventItem::from(&group.newest),
        }
    }
}

/// A bad event.
#[derive(Serialize, ToSchema)]
pub struct BadEventItem {
    /// Id.
    id: String,
    /// When it arrived (RFC 3339).
    received_at: String,
    /// Name of the source that sent it.
    source: String,
    /// What is wrong with it.
    reason: String,
    /// The same in its parts, to be said in other languages.
    reasons: Vec<ReasonPart>,
    /// Its message id, where it could be read.
    message_id: Option<String>,
    /// The call that it came in by.
    call: String,
    /// Size in bytes.
    size: usize,
    /// The first characters.
    preview: String,
}

/// A bad event as received.
#[derive(Serialize, ToSchema)]
pub struct BadEventDetail {
    /// The bad event as in a list.
    #[serde(flatten)]
    item: BadEventItem,
    /// The event as received.
    raw: String,
}

impl From<&BadEvent> for BadEventItem {
    fn from(bad: &BadEvent) -> Self {
        let event = &bad.event;
        Self {
            id: bad.id.to_string(),
            received_at: event.received_at.to_rfc3339(),
            source: bad.source.clone(),
            reason: event.reason.clone(),
            reasons: reason_parts(&event.reason),
            message_id: event.message_id.clone(),
            call: event.call.clone(),
            size: event.raw.len(),
            preview: String::from_utf8_lossy(&event.raw[..event.raw.len().min(4 * PREVIEW)])
                .chars()
                .take(PREVIEW)
                .collect(),
        }
    }
}

/// What bad events that are still open have in common: their causes.
#[utoipa::path(
    operation_id = "bad_event_causes",
    get, path = "/api/v1/bad-events/causes", tag = "bad events",
    responses((status = 200, body = BadEventCauses), (status = 401, body = Problem)),
)]
pub async fn causes(
    _: SignedIn,
    Extract(state): Extract<State>,
) -> Result<Json<BadEventCauses>, Problem> {
    let app = state.app.clone();
    let groups = blocking(move || app.bad_event_groups()).await?;
    Ok(Json(BadEventCauses {
        items: groups.iter().map(BadEventCause::from).collect(),
    }))
}

/// Bad events that are still open, newest first.
#[utoipa::path(
    operation_id = "bad_event_list",
    get, path = "/api/v1/bad-events", tag = "bad events", params(Params, OfCause),
    responses((status = 200, body = BadEventPage), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(params): Query<Params>,
    Query(of): Query<OfCause>,
) -> Result<Json<BadEventPage>, Problem> {
    let app = state.app.clone();
    let read = move |before, limit| app.bad_events(of.cause.as_deref(), before, limit);
    let (events, next_cursor, total) = params.page(read, |bad: &BadEvent| bad.id).await?;
    Ok(Json(BadEventPage {
        items: events.iter().map(BadEventItem::from).collect(),
        next_cursor,
        total,
    }))
}

/// A bad event as received.
#[utoipa::path(
    operation_id = "bad_event_get",
    get, path = "/api/v1/bad-events/{id}", tag = "bad events", params(("id" = String, Path, description = "Id of the bad event")),
    responses((status = 200, body = BadEventDetail), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn one(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
) -> Result<Json<BadEventDetail>, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    let bad = blocking(move || app.bad_event(id)).await?;
    let raw = String::from_utf8_lossy(&bad.event.raw).into_owned();
    Ok(Json(BadEventDetail {
        item: BadEventItem::from(&bad),
        raw,
    }))
}

/// Which bad events to try again.
#[derive(Deserialize, ToSchema)]
pub struct ReplayRequest {
    /// Ids, at most 1000; all open ones when left out.
    ids: Option<Vec<String>>,
}

impl ReplayRequest {
    /// The ids as numbers.
    pub(crate) fn ids(self) -> Result<Option<Vec<i64>>, Problem> {
        if self.ids.as_ref().is_some_and(|ids| ids.len() > MAX_NAMED) {
            return Err(Problem::bad(
                "ids",
                format!("name at most {MAX_NAMED}, or leave them out for all"),
            ));
        }
        self.ids
            .map(|ids| ids.iter().map(|id| types::id(id)).collect())
            .transpose()
    }
}

/// Which bad events to try again.
#[derive(Deserialize, ToSchema)]
pub struct BadEventReplayRequest {
    /// Ids, at most 1000; all open ones when left out.
    ids: Option<Vec<String>>,
    /// All open ones of this cause, instead of `ids`.
    cause: Option<String>,
}

/// What the replay did.
#[derive(Serialize, ToSchema)]
pub struct Replayed {
    /// How many were tried.
    replayed: usize,
    /// How many are good now.
    fixed: usize,
    /// How many are still bad.
    still_bad: usize,
}

impl From<ripen_app::capture::bad_events::Replayed> for Replayed {
    fn from(done: ripen_app::capture::bad_events::Replayed) -> Self {
        Self {
            replayed: done.replayed,
            fixed: done.fixed,
            still_bad: done.still_bad,
        }
    }
}

/// Tries bad events again, as they came, with the rules of today.
#[utoipa::path(
    operation_id = "bad_event_replay",
    post, path = "/api/v1/bad-events/replay", tag = "bad events", request_body = BadEventReplayRequest,
    responses((status = 200, body = Replayed), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn replay(
    _: SignedIn,
    Extract(state): Extract<State>,
    Json(request): Json<BadEventReplayRequest>,
) -> Result<Json<Replayed>, Problem> {
    let BadEventReplayRequest { ids, cause } = request;
    if ids.is_some() && cause.is_some() {
        return Err(Problem::bad("cause", "name either `ids` or a `cause`"));
    }
    let ids = ReplayRequest { ids }.ids()?;
    let app = state.app.clone();
    let replay = move || match cause {
        Some(cause) => app.bad_events_replay_of(&cause),
        None => app.bad_events_replay(ids.as_deref()),
    };
    let done = blocking(replay).await?;
    Ok(Json(done.into()))
}
