//! The OpenAPI document, from the code.

use utoipa::OpenApi;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{Content, Ref, RefOr, ResponseBuilder};

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
        (name = "model", description = "Scoring models: drafts, versions, what they change"),
        (name = "overview", description = "The state of everything"),
    ),
)]
pub struct Document;

/// Content type of a problem document.
const PROBLEM: &str = "application/problem+json";

/// The OpenAPI 3.1 document of all routes, as JSON.
///
/// # Panics
/// Never: the document is made of plain values.
pub fn openapi_json() -> String {
    let (_, mut document) = router::ingest_routes()
        .merge(router::api_routes())
        .split_for_parts();
    for item in document.paths.paths.values_mut() {
        let operations = [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.delete,
        ];
        operations.into_iter().flatten().for_each(tell_problems);
    }
    let mut json = document
        .to_pretty_json()
        .expect("a document of plain values");
    json.push('\n');
    json
}

/// Every failure is a problem document, also those that an operation does not name: a database that
/// cannot be reached, a body of the wrong type.
fn tell_problems(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    let failures = responses
        .iter_mut()
        .filter(|(status, _)| !status.starts_with('2'));
    for (_, response) in failures {
        if let RefOr::T(response) = response
            && let Some(content) = response.content.swap_remove("application/json")
        {
            response.content.insert(PROBLEM.to_owned(), content);
        }
    }
    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
    let other = ResponseBuilder::new()
        .description("Any other failure")
        .content(PROBLEM, problem);
    responses.insert("default".to_owned(), other.build().into());
}
