//! Refusals that come from the framework (a body too large, a query that cannot be read, a method
//! that is not there), told like our own.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;

/// Longest text of a refusal.
const LONGEST: usize = 4 << 10;

/// Makes a problem document of each failure of the API that is none yet.
pub async fn told(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_api = path.starts_with("/api/") || path.starts_with("/v1/");
    let response = next.run(request).await;
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_problem = kind.is_some_and(|kind| kind == "application/problem+json");
    if !is_api || is_problem || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let text = to_bytes(body, LONGEST).await.unwrap_or_default();
    let problem = Problem::refused(status, &String::from_utf8_lossy(&text)).into_response();
    let (own, body) = problem.into_parts();
    // What the framework says besides stays, such as which methods are allowed.
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(own.headers);
    Response::from_parts(parts, body)
}
