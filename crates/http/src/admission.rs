//! Admission of ingest requests: bodies that are being received may not fill the memory either.

use std::time::Duration;

use axum::extract::{Request, State as Extract};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ripen_app::Error;
use ripen_app::capture::MAX_BATCH_BYTES;
use tokio::sync::Semaphore;

use crate::problem::Problem;
use crate::state::State;

/// Kilobytes of bodies that may be under way at once.
const ROOM: usize = 64 << 10;
/// A body of unknown length may be as long as is allowed.
const LONGEST: u32 = (MAX_BATCH_BYTES >> 10) as u32;

/// How long a request may take, body and answer: one that dawdles keeps room from others.
const PATIENCE: Duration = Duration::from_secs(30);

/// Room for the bodies that are under way.
pub struct Admission(Semaphore);

impl Default for Admission {
    fn default() -> Self {
        Self(Semaphore::new(ROOM))
    }
}

/// Lets a request in if there is room for its body, and turns it away at once otherwise.
pub async fn admit(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let bytes = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let kilobytes = bytes.map_or(LONGEST, |bytes| {
        (bytes / 1024 + 1).min(u64::from(LONGEST)) as u32
    });
    match state.admission.0.try_acquire_many(kilobytes) {
        Ok(_room) => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Problem::too_slow().into_response(),
        },
        Err(_) => {
            metrics::counter!("ripen_ingest_turned_away").increment(1);
            Problem::from(Error::Overloaded).into_response()
        }
    }
}
