//! Write keys: what sources send interactions with.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use ripen_domain::time::Timestamp;
use ripen_store::access;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::types;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Who may know a write key, and so what it may say.
#[derive(Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum KeyKind {
    /// A server of the business alone: it may say anything.
    #[default]
    Server,
    /// Everybody who looks at a page: it adds, but overwrites nothing and joins no two user ids, and is
    /// limited for each client.
    Browser,
}

impl From<access::KeyKind> for KeyKind {
    fn from(kind: access::KeyKind) -> Self {
        match kind {
            access::KeyKind::Server => Self::Server,
            access::KeyKind::Browser => Self::Browser,
        }
    }
}

impl From<KeyKind> for access::KeyKind {
    fn from(kind: KeyKind) -> Self {
        match kind {
            KeyKind::Server => Self::Server,
            KeyKind::Browser => Self::Browser,
        }
    }
}

/// All write keys.
#[derive(Serialize, ToSchema)]
pub struct KeyList {
    /// Write keys, newest first.
    items: Vec<KeyItem>,
}

/// A write key.
#[derive(Serialize, ToSchema)]
pub struct KeyItem {
    /// Id.
    id: String,
    /// Name of the source.
    name: String,
    /// Who may know it: `server` or `browser`. What a browser key sends only adds.
    kind: KeyKind,
    /// The first characters.
    write_key_hint: String,
    /// When it was made (RFC 3339).
    created_at: String,
    /// When it was revoked (RFC 3339).
    revoked_at: Option<String>,
}

/// A source to make a write key for.
#[derive(Deserialize, ToSchema)]
pub struct NewKey {
    /// Name of the source.
    name: String,
    /// Who may know it; `server` where it is not said.
    #[serde(default)]
    kind: KeyKind,
}

/// A write key that was just made.
#[derive(Serialize, ToSchema)]
pub struct CreatedKey {
    /// Id.
    id: String,
    /// Name of the source.
    name: String,
    /// Who may know it.
    kind: KeyKind,
    /// The write key; it is shown only now.
    write_key: String,
}

/// All write keys, newest first.
#[utoipa::path(
    operation_id = "key_list",
    get, path = "/api/v1/keys", tag = "sources",
    responses((status = 200, body = KeyList), (status = 401, body = Problem)),
)]
pub async fn list(_: SignedIn, Extract(state): Extract<State>) -> Result<Json<KeyList>, Problem> {
    let app = state.app.clone();
    let keys = blocking(move || app.write_key_list()).await?;
    let item = |key: access::WriteKey| KeyItem {
        id: key.id.to_string(),
        name: key.name,
        kind: key.kind.into(),
        write_key_hint: key.hint,
        created_at: key.created_at.to_rfc3339(),
        revoked_at: key.revoked_at.map(Timestamp::to_rfc3339),
    };
    Ok(Json(KeyList {
        items: keys.into_iter().map(item).collect(),
    }))
}

/// Makes a write key.
#[utoipa::path(
    operation_id = "key_create",
    post, path = "/api/v1/keys", tag = "sources", request_body = NewKey,
    responses((status = 201, body = CreatedKey), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn create(
    _: SignedIn,
    Extract(state): Extract<State>,
    Json(new): Json<NewKey>,
) -> Result<(StatusCode, Json<CreatedKey>), Problem> {
    let app = state.app.clone();
    let name = new.name.clone();
    let kind = new.kind.into();
    let (id, write_key) = blocking(move || app.write_key_create(&name, kind)).await?;
    Ok((
        StatusCode::CREATED,
        Json(CreatedKey {
            id: id.to_string(),
            name: new.name,
            kind: new.kind,
            write_key,
        }),
    ))
}

/// Revokes a write key.
#[utoipa::path(
    operation_id = "key_revoke",
    delete, path = "/api/v1/keys/{id}", tag = "sources", params(("id" = String, Path, description = "Id of the write key")),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn revoke(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    blocking(move || app.write_key_revoke(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
