//! What the official clients ask for besides sending: their settings, and a place for figures about
//! themselves.

use std::net::SocketAddr;

use axum::Json;
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, RawQuery, State as Extract};
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};

use crate::Config;
use crate::ingest::{ahead, source_of};
use crate::problem::Problem;
use crate::{client, state::State};

/// Settings may be kept by whoever asked, for minutes: a page asks at each load.
const CACHED: [(HeaderName, &str); 1] = [(header::CACHE_CONTROL, "private, max-age=300")];

/// Settings of Segment's clients in browsers and apps: nothing but where to send.
#[utoipa::path(
    operation_id = "client_settings",
    get, path = "/v1/projects/{write_key}/settings", tag = "ingest",
    params(("write_key" = String, Path, description = "Write key")),
    responses((status = 200, body = Value), (status = 404, body = Problem)),
)]
pub async fn settings(
    Extract(state): Extract<State>,
    Path(write_key): Path<String>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    source_of(&state.app, write_key.clone())
        .await
        .map_err(Problem::unknown_key)?;
    let (host, protocol) = outside(&headers, &state.config);
    let settings = json!({
        "integrations": {"Segment.io": {
            "apiKey": write_key,
            "apiHost": host.map(|host| format!("{host}/v1")),
            "protocol": protocol,
            "retryQueue": true,
        }},
        "plan": {},
        "edgeFunction": {},
        "metrics": {"sampleRate": 0},
    });
    Ok((CACHED, Json(settings)))
}

/// Settings of RudderStack's clients in browsers: a source without destinations.
#[utoipa::path(
    operation_id = "source_config",
    get, path = "/sourceConfig", tag = "ingest",
    params(("writeKey" = Option<String>, Query, description = "Write key, unless it is the user name of Basic authentication")),
    responses((status = 200, body = Value), (status = 401, body = Problem)),
)]
pub async fn source_config(
    Extract(state): Extract<State>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let key = ahead(&headers, query.as_deref())?.unwrap_or_default();
    let source = source_of(&state.app, key).await?;
    let off = json!({"enabled": false});
    let config = json!({"source": {
        "id": source.id.to_string(),
        "name": "Ripen",
        "workspaceId": "ripen",
        "enabled": true,
        "config": {"statsCollection": {"errors": off, "metrics": off}},
        "connections": [],
        "destinations": [],
        "dataplanes": {},
    }});
    Ok((CACHED, Json(config)))
}

/// Figures that Segment's client in browsers sends about itself: taken and dropped.
#[utoipa::path(
    operation_id = "client_metrics",
    post, path = "/v1/m", tag = "ingest",
    request_body(content = Value, description = "Figures of the client about itself"),
    responses((status = 200, body = Value), (status = 413, body = Problem)),
)]
pub async fn metrics(
    Extract(state): Extract<State>,
    ConnectInfo(connection): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Value>, Problem> {
    let address = client::address(connection, &headers, state.config.trusted_proxies);
    state.admission.receive(address, body).await?;
    Ok(Json(json!({"success": true})))
}

/// Host and protocol by which clients reach this server, as they said it or as trusted proxies tell.
fn outside<'a>(headers: &'a HeaderMap, config: &Config) -> (Option<&'a str>, &'static str) {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok();
    let told = |name| {
        let told = text(HeaderName::from_static(name)).filter(|_| config.trusted_proxies > 0)?;
        told.split(',').map(str::trim).find(|part| !part.is_empty())
    };
    let host = told("x-forwarded-host").or_else(|| text(header::HOST));
    let secure = told("x-forwarded-proto").map_or(config.secure_cookies, |proto| proto == "https");
    (host, if secure { "https" } else { "http" })
}
