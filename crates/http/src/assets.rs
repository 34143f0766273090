//! The web application: embedded in release builds, read from disk in debug builds.

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use ripen_domain::text::hex;
use rust_embed::RustEmbed;

use crate::problem::Problem;

/// The built web application.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

const MISSING: &str = "The web application is not built in. Run `npm run build` in web/ and build again; the API works.";

/// What is at no route of its own: files can only be read. Who posts there by a wrong address is told so, and
/// does not take an answer for one that says that all is stored.
pub async fn asset_or_refusal(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    match method {
        Method::GET | Method::HEAD => asset(&uri, &headers),
        _ => Problem::not_found().into_response(),
    }
}

/// A file of the web application; any path that is not a file is one of its pages.
fn asset(uri: &Uri, headers: &HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") || path.starts_with("v1/") {
        return Problem::not_found().into_response();
    }
    match Dist::get(path).filter(|_| !path.is_empty()) {
        Some(file) => respond(path, &file, headers),
        None if path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.contains('.')) =>
        {
            Problem::not_found().into_response()
        }
        None => match Dist::get("index.html") {
            Some(file) => respond("index.html", &file, headers),
            None => (StatusCode::NOT_FOUND, MISSING).into_response(),
        },
    }
}

fn respond(path: &str, file: &rust_embed::EmbeddedFile, headers: &HeaderMap) -> Response {
    let etag = format!("\"{}\"", hex(&file.metadata.sha256_hash()[..12]));
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == etag.as_bytes())
    {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    // Names below assets/ carry a hash of their content and never change.
    let cache = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let head = [
        (header::CONTENT_TYPE, content_type(path)),
        (header::CACHE_CONTROL, cache),
        (header::ETAG, &etag),
    ];
    (head, file.data.to_vec()).into_response()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
