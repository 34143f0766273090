//! `GET /api/v1/live`: what changed, as it happens (Server-Sent Events).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State as Extract};
use axum::http::HeaderMap;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::{Stream, StreamExt, future};
use ripen_app::Ripen;
use ripen_app::live::Change;
use serde::Deserialize;
use serde_json::json;
use tokio_stream::wrappers::BroadcastStream;
use utoipa::IntoParams;

use crate::auth::{SignedIn, session_token};
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Between two signs of life.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Where a listener wants to go on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LiveParams {
    /// The place that the session told (`live`), before anything was read.
    since: Option<String>,
}

/// What changed, as it happens: events `people`, `bad_events`, `model` (another version is in force,
/// or the rescoring has come further) and `draft`. A listener that was too slow gets a `people` event
/// without ids and has to ask afresh. Where something was told after the place that the listener begins
/// at, the first event is `missed`: what was read before has to be asked for afresh. The stream ends with the
/// session.
#[utoipa::path(
    operation_id = "live",
    get, path = "/api/v1/live", tag = "overview", params(LiveParams),
    responses((status = 200, description = "A stream of events", content_type = "text/event-stream", body = String), (status = 401, body = Problem)),
)]
pub async fn live(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(params): Query<LiveParams>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut stopped = state.stopped.clone();
    let (place, changes) = state.app.live.subscribe();
    let missed = params.since.filter(|since| *since != place.to_string());
    let missed = missed.map(|_| Ok(Event::default().event("missed").data("{}")));
    let changes = BroadcastStream::new(changes).map(|change| Ok(event(change.ok())));
    let changes = futures_util::stream::iter(missed).chain(changes);
    let stop = async move {
        // An error means that the sender is gone, which is a stop as well.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    let ended = session_ended(state.app.clone(), session_token(&headers));
    let until = future::select(Box::pin(stop), Box::pin(ended));
    Sse::new(changes.take_until(until)).keep_alive(KeepAlive::new().interval(HEARTBEAT))
}

/// Comes back when a session has ended: at once where that was in this process, soon where it was in another or by
/// its age.
async fn session_ended(app: Arc<Ripen>, token: Option<String>) {
    let Some(token) = token else { return };
    let mut sessions = app.live.sessions();
    loop {
        let (asked, of) = (app.clone(), token.clone());
        // A database that cannot be reached ends nobody's session.
        if let Ok(None) = blocking(move || asked.session_user(&of)).await {
            return;
        }
        // It is asked again in any case.
        let _ = tokio::time::timeout(HEARTBEAT, sessions.changed()).await;
    }
}

fn event(change: Option<Change>) -> Event {
    let (name, data) = match change {
        Some(Change::People {
            position,
            ids,
            changed,
        }) => {
            let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
            (
                "people",
                json!({"position": position.to_string(), "ids": ids, "changed": changed}),
            )
        }
        Some(Change::BadEvents) => ("bad_events", json!({})),
        Some(Change::Model { version }) => ("model", json!({"version": version})),
        Some(Change::Draft { revision }) => ("draft", json!({"revision": revision})),
        None => ("people", json!({"position": "0", "ids": [], "changed": 0})),
    };
    Event::default().event(name).data(data.to_string())
}
