//! The Segment HTTP Tracking API.

mod body;
mod key;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Path, RawQuery, State as Extract};
use axum::http::{HeaderMap, header};
use ripen_app::append::settle;
use ripen_app::capture::{
    Call, Captured, Client, Request, capture_light, capture_request, truncated,
};
use ripen_app::{Ripen, clock};
use ripen_domain::time::Timestamp;
use ripen_store::access::{KeyKind, Source};
use ripen_store::capture::bad_event::NewBadEvent;
use ripen_store::log::Appended;
use serde::Serialize;
use utoipa::ToSchema;

use crate::blocking::offload;
use crate::client;
use crate::limits::Refused;
use crate::problem::Problem;
use crate::state::State;

pub use key::{ahead, source_of};

/// The names that browsers and mobile apps give to the calls.
const SHORT: &[(&str, Call)] = &[
    ("t", Call::Track),
    ("p", Call::Page),
    ("s", Call::Screen),
    ("i", Call::Identify),
    ("g", Call::Group),
    ("a", Call::Alias),
    ("b", Call::Batch),
];
/// How long events may wait until they are written.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bad events that are told one by one in the answer.
const TOLD: usize = 20;

/// What became of a request. `accepted` = `stored` + `repeated` + `bad`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Accepted {
    /// Always true; the answer that clients of the Segment API expect.
    success: bool,
    /// Events that are durably stored, good or bad.
    accepted: usize,
    /// Events that are new in the log.
    stored: usize,
    /// Events that were in the log already.
    repeated: usize,
    /// Events that are kept as bad events; one that is sent again is kept once.
    bad: usize,
    /// Why events are bad; the first few.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<BadReason>,
}

/// Why an event is bad.
#[derive(Debug, Serialize, ToSchema)]
pub struct BadReason {
    /// Its message id, where it could be read.
    message_id: Option<String>,
    /// What is wrong with it.
    reason: String,
}

/// Takes interactions in: one of `track`, `page`, `screen`, `identify`, `group`, `alias`, or a
/// `batch` (also `import`) of them. The answer comes when they are durably stored.
#[utoipa::path(
    operation_id = "ingest",
    post, path = "/v1/{call}", tag = "ingest",
    params(("call" = String, Path, description = "Name of the call, or its first letter as browsers send it")),
    request_body(content = serde_json::Value, description = "An event or a batch, as in the Segment HTTP Tracking API"),
    responses(
        (status = 200, body = Accepted), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 408, body = Problem), (status = 413, body = Problem), (status = 429, body = Problem),
        (status = 503, body = Problem),
    ),
)]
pub async fn ingest(
    Extract(state): Extract<State>,
    ConnectInfo(connection): ConnectInfo<SocketAddr>,
    Path(call): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Accepted>, Problem> {
    let call = call_named(&call).ok_or_else(Problem::not_found)?;
    // Who sends is asked before anything is received, where it is said ahead of the body.
    let source = match ahead(&headers, query.as_deref())? {
        Some(key) => Some(source_of(&state.app, key).await?),
        None => None,
    };
    let address = client::address(connection, &headers, state.config.trusted_proxies);
    let received = state.admission.receive(address, body).await?;
    let body = body::unpacked(&headers, received.body.clone()).await?;
    let source = match source {
        Some(source) => source,
        None => source_of(&state.app, key::inside(&body).await?).await?,
    };
    let sender = Sender::new(&state.app, source.id, address, headers);
    let captured = capture(&state.app, call, sender, body).await?;
    let events = captured.good.len() + captured.bad.len();
    limit(&state, source, address, events)?;
    match tokio::time::timeout(PATIENCE, answer(&state, captured)).await {
        Ok(answer) => answer,
        Err(_) => Err(Problem::too_slow()),
    }
}

fn call_named(name: &str) -> Option<Call> {
    let short = SHORT.iter().find(|(short, _)| *short == name);
    short
        .map(|(_, call)| *call)
        .or_else(|| Call::from_name(name))
}

/// Who sent a request.
struct Sender {
    source_id: i64,
    received_at: Timestamp,
    /// As it may be kept.
    ip: Option<String>,
    headers: HeaderMap,
}

impl Sender {
    fn new(app: &Ripen, source_id: i64, address: IpAddr, headers: HeaderMap) -> Self {
        let ip = match app.options.full_ip {
            true => address.to_string(),
            false => truncated(address),
        };
        Self {
            source_id,
            received_at: clock::now(),
            ip: Some(ip),
            headers,
        }
    }

    fn request<'a>(&'a self, app: &'a Ripen, call: Call, body: &'a [u8]) -> Request<'a> {
        let user_agent = self.headers.get(header::USER_AGENT);
        let client = Client {
            source_id: self.source_id,
            received_at: self.received_at,
            ip: self.ip.clone(),
            user_agent: user_agent.and_then(|agent| agent.to_str().ok()),
            full_ip: app.options.full_ip,
            region: app.options.region.as_deref(),
            sites: Some(&app.sites),
            ..Client::default()
        };
        Request { call, client, body }
    }
}

/// Takes a request apart: at once if that is little work, else on a thread that may take long.
async fn capture(
    app: &Arc<Ripen>,
    call: Call,
    sender: Sender,
    body: Bytes,
) -> Result<Captured, Problem> {
    let captured = match capture_light(&sender.request(app, call, &body)) {
        Some(captured) => captured,
        None => {
            let app = app.clone();
            offload(true, move || {
                capture_request(&sender.request(&app, call, &body))
            })
            .await?
        }
    };
    captured.map_err(|reason| Problem::bad("body", reason))
}

/// What everybody can read in a page may not be used to flood: a browser key is limited for each client.
fn limit(state: &State, source: Source, sender: IpAddr, events: usize) -> Result<(), Problem> {
    if source.kind == KeyKind::Server {
        return Ok(());
    }
    let allowed = state.browser_limits.take(source.id, sender, events);
    allowed.map_err(|refused| {
        metrics::counter!("ripen_ingest_limited").increment(events as u64);
        match refused {
            Refused::Wait(seconds) => {
                let detail = format!("too many events from here; try again in {seconds} seconds");
                Problem::too_many(&detail, seconds)
            }
            Refused::TooLarge(most) => {
                let detail = format!("a request with a browser key holds at most {most} events");
                Problem::too_large(detail)
            }
        }
    })
}

async fn answer(state: &State, captured: Captured) -> Result<Json<Accepted>, Problem> {
    let mut errors: Vec<BadReason> = captured.bad.iter().take(TOLD).map(told).collect();
    let accepted = captured.good.len() + captured.bad.len();
    let ids: Vec<String> = captured
        .good
        .iter()
        .map(|one| one.message_id.clone())
        .collect();
    let (mut stored, mut bad) = (0, captured.bad.len());
    let appended = settle(state.app.submit(captured)?.await)?;
    for (one, message_id) in appended.iter().zip(ids) {
        match one {
            Appended::Stored(_) => stored += 1,
            Appended::Repeat(_) => {}
            Appended::Differs(_, difference) => {
                bad += 1;
                let reason = difference.to_string();
                let message_id = Some(message_id);
                errors.push(BadReason { message_id, reason });
            }
        }
    }
    errors.truncate(TOLD);
    metrics::counter!("ripen_ingest_events").increment(accepted as u64);
    if bad > 0 {
        metrics::counter!("ripen_ingest_bad_events").increment(bad as u64);
        state.app.live.bad_events();
    }
    Ok(Json(Accepted {
        success: true,
        accepted,
        stored,
        repeated: accepted - stored - bad,
        bad,
        errors,
    }))
}

fn told(bad: &NewBadEvent) -> BadReason {
    BadReason {
        message_id: bad.message_id.clone(),
        reason: bad.reason.clone(),
    }
}
