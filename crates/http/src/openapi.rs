//! The OpenAPI document, from the code.

use utoipa::OpenApi;

use crate::router;

/// Head of the document.
#[derive(OpenApi)]
#[openapi(
    info(title = "Ripen", description = "A self-hosted lead engine.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    tags(
        (name = "ingest", description = "Interactions in"),
        (name = "people", description = "People, their scores and why"),
        (name = "bad events", description = "What could not be taken in"),
        (name = "session", description = "Sign-in"),
        (name = "sources", description = "Write keys"),
        (name = "overview", description = "The state of everything"),
    ),
)]
pub struct Document;

/// The OpenAPI 3.1 document of all routes, as JSON.
///
/// # Panics
/// Never: the document is made of plain values.
pub fn openapi_json() -> String {
    let (_, document) = router::ingest_routes()
        .merge(router::api_routes())
        .split_for_parts();
    let mut json = document
        .to_pretty_json()
        .expect("a document of plain values");
    json.push('\n');
    json
}
