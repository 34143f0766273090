//! Packed bodies.

use std::io::Read;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use ripen_app::capture::MAX_BATCH_BYTES;

use crate::blocking::offload;
use crate::problem::Problem;

/// The body, unpacked if it is packed.
///
/// # Errors
/// 400 when it is packed in a way that is not understood, 413 when it is too long unpacked.
pub async fn unpacked(headers: &HeaderMap, body: Bytes) -> Result<Bytes, Problem> {
    let encoding = headers
        .get(header::CONTENT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("identity");
    match encoding.trim().to_ascii_lowercase().as_str() {
        "identity" | "" => Ok(body),
        // A few bytes may become many.
        "gzip" => offload(true, move || gunzip(&body)).await?,
        other => Err(Problem::bad(
            "Content-Encoding",
            format!("\"{other}\" is not understood; send gzip or plain"),
        )),
    }
}

/// A packed body may not grow beyond the limit of a plain one, so a bomb costs no more than any other
/// body.
fn gunzip(body: &[u8]) -> Result<Bytes, Problem> {
    let mut plain = Vec::with_capacity((body.len() * 4).min(MAX_BATCH_BYTES + 1));
    let limit = MAX_BATCH_BYTES as u64 + 1;
    let unpacked = flate2::read::MultiGzDecoder::new(body)
        .take(limit)
        .read_to_end(&mut plain);
    unpacked.map_err(|error| Problem::bad("body", format!("it is not valid gzip: {error}")))?;
    if plain.len() > MAX_BATCH_BYTES {
        return Err(Problem::too_large(format!(
            "a request holds at most {} KB, unpacked",
            MAX_BATCH_BYTES >> 10
        )));
    }
    Ok(plain.into())
}
