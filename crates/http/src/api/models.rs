//! `/api/v1/models`: the models side by side.

pub mod diff;
pub mod draft;
pub mod model;
pub mod starts;
pub mod versions;

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use ripen_app::models::entries::NewModel;
use ripen_app::models::starts::start_text;
use ripen_app::{Error, Ripen};
use ripen_store::ModelId;
use ripen_store::models::entry::ModelEntry;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::types::time;
use crate::auth::{ModelEditor, SignedIn};
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Which model.
#[derive(Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OfModel {
    /// Key of the model; the primary one when left out.
    pub model: Option<String>,
}

impl OfModel {
    /// Number of the model.
    ///
    /// # Errors
    /// When there is no model with this key; those of the store.
    pub fn id(&self, app: &Ripen) -> ripen_app::Result<ModelId> {
        app.model_id(self.model.as_deref())
    }
}

/// Models side by side.
#[derive(Serialize, ToSchema)]
pub struct ModelList {
    /// The models, the primary one first, retired ones among them.
    items: Vec<ModelItem>,
}

/// A model, whichever version of it is in force.
#[derive(Serialize, ToSchema)]
pub struct ModelItem {
    /// Key.
    key: String,
    /// Name.
    name: String,
    /// Whether it is the primary model, which alone decides lifecycle cards, signals and probability.
    is_primary: bool,
    /// The version in force; the last one, where it is retired.
    version: i64,
    /// When it was created (RFC 3339).
    created_at: String,
    /// Who created it.
    created_by: String,
    /// When it was retired (RFC 3339).
    retired_at: Option<String>,
}

impl From<ModelEntry> for ModelItem {
    fn from(entry: ModelEntry) -> Self {
        Self {
            key: entry.key,
            name: entry.name,
            is_primary: entry.id.is_primary(),
            version: entry.version,
            created_at: entry.created_at.to_rfc3339(),
            created_by: entry.created_by,
            retired_at: time(entry.retired_at),
        }
    }
}

/// A model to be created.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelWish {
    /// Key: 1 to 32 of the characters a to z, 0 to 9 and _; it stays.
    key: String,
    /// Name, at most 100 characters.
    name: String,
    /// The model file (TOML); that of the primary model when left out.
    text: Option<String>,
    /// Instead of a text, the key of a model to start with: `business`, `consumer` or `shop`.
    start: Option<String>,
}

/// Another name for a model.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModelRename {
    /// Name, at most 100 characters.
    name: String,
}

/// All models there ever were.
#[utoipa::path(
    operation_id = "model_list",
    get, path = "/api/v1/models", tag = "model",
    responses((status = 200, body = ModelList), (status = 401, body = Problem)),
)]
pub async fn list(_: SignedIn, Extract(state): Extract<State>) -> Result<Json<ModelList>, Problem> {
    let entries = blocking(move || state.app.model_entries()).await?;
    Ok(Json(ModelList {
        items: entries.into_iter().map(ModelItem::from).collect(),
    }))
}

/// Creates a model beside the primary one, which scores everybody from now on.
#[utoipa::path(
    operation_id = "model_create",
    post, path = "/api/v1/models", tag = "model", request_body = ModelWish,
    responses(
        (status = 201, body = ModelItem), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem, description = "The key was given out already, or there are as many models as there can be"),
        (status = 422, body = Problem, description = "The text is faulty"),
    ),
)]
pub async fn create(
    ModelEditor(user): ModelEditor,
    Extract(state): Extract<State>,
    Json(wish): Json<ModelWish>,
) -> Result<(StatusCode, Json<ModelItem>), Problem> {
    let text = match (wish.text, wish.start) {
        (None, Some(start)) => Some(start_text(&start)?.to_owned()),
        (text, _) => text,
    };
    let wish = NewModel {
        key: wish.key,
        name: wish.name,
        text,
    };
    let entry = blocking(move || {
        state.app.model_create(&wish, &user.name)?;
        find(&state.app, &wish.key)
    });
    Ok((StatusCode::CREATED, Json(entry.await?.into())))
}

/// Gives a model another name.
#[utoipa::path(
    operation_id = "model_rename",
    put, path = "/api/v1/models/{key}", tag = "model", request_body = ModelRename,
    params(("key" = String, Path, description = "Key of the model")),
    responses(
        (status = 200, body = ModelItem), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
)]
pub async fn rename(
    _: ModelEditor,
    Extract(state): Extract<State>,
    Path(key): Path<String>,
    Json(wish): Json<ModelRename>,
) -> Result<Json<ModelItem>, Problem> {
    let entry = blocking(move || {
        let known = find(&state.app, &key)?;
        state.app.model_rename(known.id, &wish.name)?;
        find(&state.app, &key)
    });
    Ok(Json(entry.await?.into()))
}

/// Retires a model: its scores and its draft are deleted, its versions are kept.
#[utoipa::path(
    operation_id = "model_retire",
    delete, path = "/api/v1/models/{key}", tag = "model", params(("key" = String, Path, description = "Key of the model")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "It is the primary model, or retired already"),
    ),
)]
pub async fn retire(
    _: ModelEditor,
    Extract(state): Extract<State>,
    Path(key): Path<String>,
) -> Result<StatusCode, Problem> {
    blocking(move || {
        let known = find(&state.app, &key)?;
        state.app.model_retire(known.id)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The model with this key.
fn find(app: &Ripen, key: &str) -> ripen_app::Result<ModelEntry> {
    let entries = app.model_entries()?.into_iter();
    let missing = || Error::Store(ripen_store::Error::NotFound);
    entries
        .into_iter()
        .find(|entry| entry.key == key)
        .ok_or_else(missing)
}
