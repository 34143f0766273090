//! The committed OpenAPI document.

/// Set this variable to write the document instead of comparing it.
const UPDATE: &str = "RIPEN_UPDATE_OPENAPI";

#[test]
fn the_committed_document_is_that_of_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let document = ripen_http::openapi_json();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(path, &document).expect("the document is written");
    }
    let committed = std::fs::read_to_string(path).expect("docs/openapi.json is there");
    assert!(
        committed == document,
        "docs/openapi.json is out of date: run `cargo xtask lint --fix`"
    );
}
