//! Events to measure with: those of the demo company, the same in every run of one hour.

use std::sync::Arc;

use anyhow::Result;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ripen_app::capture::{Call, Captured, Client, Request, capture_request};
use ripen_app::data::demo::DemoCompany;
use ripen_app::{Ripen, clock};
use ripen_domain::time::{Span, Timestamp};
use serde_json::Value;

use crate::load::Requests;

const SEED: u64 = 20;
/// About how many events a person of the demo company has.
const EVENTS_A_PERSON: usize = 19;
/// Events that are handed to the log at once.
const GROUP: usize = 2_000;

/// About `count` events in time order, ending an hour ago.
pub fn events(count: usize) -> impl Iterator<Item = Value> {
    let end = clock::now() - Span::hours(1);
    DemoCompany::new(SEED, end, count.div_ceil(EVENTS_A_PERSON).max(50)).take(count)
}

/// Requests with one event each.
pub fn single_requests(count: usize, key: &str) -> Requests {
    let one = |event: Value| {
        let call = Call::from_name(event["type"].as_str()?)?;
        Some(request(call, key, &event.to_string()))
    };
    Arc::new(events(count).filter_map(one).collect())
}

/// Requests with `size` events each.
pub fn batch_requests(count: usize, size: usize, key: &str) -> Requests {
    Arc::new(
        batches(count, size)
            .map(|body| request(Call::Batch, key, &body))
            .collect(),
    )
}

fn batches(count: usize, size: usize) -> impl Iterator<Item = String> {
    let mut events = events(count);
    std::iter::from_fn(move || {
        let batch: Vec<Value> = events.by_ref().take(size).collect();
        (!batch.is_empty()).then(|| serde_json::json!({ "batch": batch }).to_string())
    })
}

/// A whole request of the Segment API.
pub fn request(call: Call, key: &str, body: &str) -> Vec<u8> {
    let user = BASE64_STANDARD.encode(format!("{key}:"));
    format!(
        "POST /v1/{} HTTP/1.1\r\nhost: localhost\r\nauthorization: Basic {user}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        call.name(),
        body.len()
    )
    .into_bytes()
}

/// A batch as captured.
pub fn captured(body: &str, received_at: Timestamp) -> Result<Captured> {
    let client = Client {
        source_id: 1,
        received_at,
        ..Client::default()
    };
    let request = Request {
        call: Call::Import,
        client,
        body: body.as_bytes(),
    };
    capture_request(&request).map_err(anyhow::Error::msg)
}

/// Puts about `count` events into the log; returns how many good ones there were.
pub fn fill_log(app: &Ripen, count: usize) -> Result<usize> {
    let mut good = 0;
    for body in batches(count, GROUP) {
        let captured = captured(&body, clock::now())?;
        good += captured.good.len();
        app.append(captured)?;
    }
    Ok(good)
}
