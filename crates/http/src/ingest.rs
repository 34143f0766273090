//! The Segment HTTP Tracking API.

use std::io::Read;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, State as Extract};
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ripen_app::append::settle;
use ripen_app::capture::{
    Call, Captured, Client, MAX_BATCH_BYTES, Request, body_write_key, capture_request, truncate_ip,
};
use ripen_app::{Ripen, clock};
use ripen_store::bad_event::NewBadEvent;
use ripen_store::log::Appended;
use serde::Serialize;
use utoipa::ToSchema;

use crate::blocking::blocking;
use crate::client;
use crate::problem::Problem;
use crate::state::State;

/// Bodies up to this size are taken apart on the thread that received them.
const SMALL_BODY: usize = 32 << 10;
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
    post, path = "/v1/{call}", tag = "ingest", params(("call" = String, Path, description = "Name of the call")),
    request_body(content = serde_json::Value, description = "An event or a batch, as in the Segment HTTP Tracking API"),
    responses(
        (status = 200, body = Accepted), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 413, body = Problem), (status = 503, body = Problem),
    ),
)]
pub async fn ingest(
    Extract(state): Extract<State>,
    ConnectInfo(connection): ConnectInfo<SocketAddr>,
    Path(call): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Accepted>, Problem> {
    let call = Call::from_name(&call).ok_or_else(Problem::not_found)?;
    let body = decoded(&headers, body)?;
    let source_id = source(&state.app, &headers, &body).await?;
    let address = client::address(connection, &headers, state.config.trusted_proxies).to_string();
    let full_ip = state.app.options.full_ip;
    let ip = if full_ip {
        Some(address)
    } else {
        truncate_ip(&address)
    };
    let small = body.len() <= SMALL_BODY;
    let app = state.app.clone();
    let capture = move || {
        let user_agent = headers
            .get(header::USER_AGENT)
            .and_then(|agent| agent.to_str().ok());
        let region = app.options.region.as_deref();
        let client = Client {
            source_id,
            received_at: clock::now(),
            ip,
            user_agent,
            full_ip,
            region,
            ..Client::default()
        };
        capture_request(&Request {
            call,
            client,
            body: &body,
        })
    };
    let captured = match small {
        true => capture(),
        false => tokio::task::spawn_blocking(capture)
            .await
            .map_err(|_| Problem::internal())?,
    };
    let captured = captured.map_err(|reason| Problem::bad("body", reason))?;
    answer(&state, captured).await
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

/// The body, unpacked if it is packed. A packed body may not grow beyond the limit of a plain one,
/// so a bomb costs no more than any other body.
fn decoded(headers: &HeaderMap, body: Bytes) -> Result<Bytes, Problem> {
    let encoding = headers
        .get(header::CONTENT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("identity");
    match encoding.trim().to_ascii_lowercase().as_str() {
        "identity" | "" => Ok(body),
        "gzip" => {
            let mut plain = Vec::with_capacity((body.len() * 4).min(MAX_BATCH_BYTES + 1));
            let limit = MAX_BATCH_BYTES as u64 + 1;
            let unpacked = flate2::read::MultiGzDecoder::new(body.as_ref())
                .take(limit)
                .read_to_end(&mut plain);
            unpacked
                .map_err(|error| Problem::bad("body", format!("it is not valid gzip: {error}")))?;
            if plain.len() > MAX_BATCH_BYTES {
                return Err(Problem::too_large(format!(
                    "a request holds at most {} KB, unpacked",
                    MAX_BATCH_BYTES >> 10
                )));
            }
            Ok(plain.into())
        }
        other => Err(Problem::bad(
            "Content-Encoding",
            format!("\"{other}\" is not understood; send gzip or plain"),
        )),
    }
}

/// The source that the write key belongs to: user name of Basic authentication, or in the body.
async fn source(app: &Arc<Ripen>, headers: &HeaderMap, body: &[u8]) -> Result<i64, Problem> {
    let key = match headers.get(header::AUTHORIZATION) {
        Some(value) => basic_user(value.to_str().unwrap_or_default()),
        None => body_write_key(body),
    };
    let missing = || {
        Problem::unauthorized(
            "give the write key as user name of Basic authentication, or as `writeKey` in the body",
        )
    };
    let key = key.ok_or_else(missing)?;
    let source = match app.write_key_known(&key) {
        Some(known) => known,
        None => {
            let app = app.clone();
            blocking(move || app.write_key_source(&key)).await?
        }
    };
    source.ok_or_else(|| Problem::unauthorized("this write key is unknown or was revoked"))
}

fn basic_user(value: &str) -> Option<String> {
    let encoded = value
        .strip_prefix("Basic ")
        .or_else(|| value.strip_prefix("basic "))?;
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    Some(
        decoded
            .split_once(':')
            .map_or(decoded.as_str(), |(user, _)| user)
            .to_owned(),
    )
}
