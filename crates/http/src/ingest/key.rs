//! The write key of a request: said ahead of its body, or in it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ripen_app::Ripen;
use ripen_app::capture::body_write_key;
use ripen_store::access::Source;

use crate::blocking::{blocking, offload};
use crate::problem::Problem;

/// Bodies up to this size are looked into on the thread that received them.
const SMALL: usize = 32 << 10;

/// The key that is said before the body: user name of Basic authentication, or `writeKey` in the
/// address, since a beacon has no headers. Nothing when it has to be in the body.
///
/// # Errors
/// 401 when there is a header and no key in it.
pub fn ahead(headers: &HeaderMap, query: Option<&str>) -> Result<Option<String>, Problem> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let user = basic_user(value.to_str().unwrap_or_default());
        return user.map(Some).ok_or_else(missing);
    }
    let mut pairs = query.unwrap_or_default().split('&');
    let key = pairs.find_map(|pair| pair.strip_prefix("writeKey="));
    Ok(key.map(str::to_owned))
}

/// The key in a body.
///
/// # Errors
/// 401 when there is none.
pub async fn inside(body: &Bytes) -> Result<String, Problem> {
    let body = body.clone();
    let key = offload(body.len() > SMALL, move || body_write_key(&body)).await?;
    key.ok_or_else(missing)
}

/// The source that a key belongs to.
///
/// # Errors
/// 401 when it belongs to none.
pub async fn source_of(app: &Arc<Ripen>, key: String) -> Result<Source, Problem> {
    let source = match app.write_key_known(&key) {
        Some(known) => known,
        None => {
            let app = app.clone();
            blocking(move || app.write_key_source(&key)).await?
        }
    };
    source.ok_or_else(|| Problem::unauthorized("this write key is unknown or was revoked"))
}

fn missing() -> Problem {
    Problem::unauthorized(
        "give the write key as user name of Basic authentication, or as `writeKey` in the body",
    )
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
