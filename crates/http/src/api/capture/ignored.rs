//! What stood where an identifier should be and is none.

use axum::Json;
use axum::extract::State as Extract;
use ripen_store::capture::ignored::Ignored;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// What was ignored as an identifier.
#[derive(Serialize, ToSchema)]
pub struct IgnoredIdentifiers {
    /// Most frequent first.
    items: Vec<IgnoredIdentifier>,
}

/// A value that stood where an identifier should be and is none, such as `undefined`.
#[derive(Serialize, ToSchema)]
pub struct IgnoredIdentifier {
    /// Kind that it stood for: `anonymous_id`, `user_id`, `email` or `phone`.
    kind: String,
    /// The value; null for all that were too many to be kept apart, and for claims beyond the limit of one person.
    value: Option<String>,
    /// How many interactions that were taken in had it.
    count: i64,
    /// When the first of them arrived (RFC 3339).
    first_at: String,
    /// When the latest of them arrived (RFC 3339).
    last_at: String,
}

impl From<Ignored> for IgnoredIdentifier {
    fn from(one: Ignored) -> Self {
        Self {
            kind: one.kind.name().to_owned(),
            value: Some(one.value).filter(|value| !value.is_empty()),
            count: one.count,
            first_at: one.first_at.to_rfc3339(),
            last_at: one.last_at.to_rfc3339(),
        }
    }
}

/// Placeholders that stood where identifiers should be, most frequent first: they joined nobody.
#[utoipa::path(
    operation_id = "ignored_identifier_list",
    get, path = "/api/v1/ignored-identifiers", tag = "bad events",
    responses((status = 200, body = IgnoredIdentifiers), (status = 401, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
) -> Result<Json<IgnoredIdentifiers>, Problem> {
    let app = state.app.clone();
    let ignored = blocking(move || app.ignored_identifiers()).await?;
    Ok(Json(IgnoredIdentifiers {
        items: ignored.into_iter().map(Into::into).collect(),
    }))
}
