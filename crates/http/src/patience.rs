//! How long clients are waited for, and bodies that end in time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State as Extract};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{FutureExt, StreamExt, stream};
use tokio::time::Instant;

use crate::connections::Entry;
use crate::problem::Problem;
use crate::state::State;

/// How long clients are waited for. Those in front of whom a proxy stands get the proxy's patience.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the head of the first request of a connection.
    pub first: Duration,
    /// For the head of any other one. Longer than proxies and clients keep a connection that they may
    /// want to use again, so that they close it, not we while a request is on its way.
    pub idle: Duration,
    /// For the next part of a body.
    pub silence: Duration,
    /// For a whole body.
    pub body: Duration,
    /// For a client to take the next part of an answer.
    pub reader: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(15),
            idle: Duration::from_secs(75),
            silence: Duration::from_secs(8),
            body: Duration::from_secs(30),
            reader: Duration::from_secs(30),
        }
    }
}

/// Cuts the bodies of requests short that take too long, and says so.
pub async fn bodies_in_time(
    Extract(state): Extract<State>,
    request: Request,
    next: Next,
) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let late = Arc::new(AtomicBool::new(false));
    let patience = state.config.patience;
    let entry = request.extensions().get::<Arc<Entry>>().cloned();
    let request = request.map(|body| timed(body, patience, entry, late.clone()));
    let response = next.run(request).await;
    match late.load(Ordering::Relaxed) {
        true => Problem::too_slow().into_response(),
        false => response,
    }
}

fn timed(body: Body, patience: Patience, entry: Option<Arc<Entry>>, late: Arc<AtomicBool>) -> Body {
    let end = Instant::now() + patience.body;
    let parts = Some(body.into_data_stream());
    Body::from_stream(stream::unfold(parts, move |parts| {
        let (entry, late) = (entry.clone(), late.clone());
        async move {
            let mut parts = parts?;
            // Most bodies are there already.
            if let Some(part) = parts.next().now_or_never() {
                return Some((part?, Some(parts)));
            }
            let until = end.min(Instant::now() + patience.silence);
            entry.iter().for_each(|entry| entry.waits());
            let part = tokio::time::timeout_at(until, parts.next()).await;
            entry.iter().for_each(|entry| entry.works());
            match part {
                Ok(part) => Some((part?, Some(parts))),
                Err(elapsed) => {
                    late.store(true, Ordering::Relaxed);
                    Some((Err(axum::Error::new(elapsed)), None))
                }
            }
        }
    }))
}
