//! `/api/v1/model/versions`: every version that was published.

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use ripen_store::models::ModelVersion;
use serde::Serialize;
use utoipa::ToSchema;

use super::draft::Published;
use crate::api::models::OfModel;
use crate::api::models::model::ModelView;
use crate::api::types;
use crate::auth::{ModelEditor, SignedIn};
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Every published version.
#[derive(Serialize, ToSchema)]
pub struct VersionList {
    /// The versions, newest first.
    items: Vec<VersionItem>,
}

/// A published version.
#[derive(Serialize, ToSchema)]
pub struct VersionItem {
    /// Version.
    version: i64,
    /// Name of the model.
    name: String,
    /// When it was published (RFC 3339).
    published_at: String,
    /// Who published it.
    published_by: String,
    /// Why.
    note: Option<String>,
    /// Whether it is the one in force.
    in_force: bool,
    /// The older version whose text this is, where it was brought back.
    rolled_back_from: Option<i64>,
}

impl VersionItem {
    fn new(stored: ModelVersion, in_force: bool) -> Self {
        Self {
            version: stored.version,
            name: stored.name,
            published_at: stored.published_at.to_rfc3339(),
            published_by: stored.published_by,
            note: stored.note,
            in_force,
            rolled_back_from: stored.rolled_back_from,
        }
    }
}

/// Every version of a model that was published, newest first. Numbers are given out across all models.
#[utoipa::path(
    operation_id = "model_version_list",
    get, path = "/api/v1/model/versions", tag = "model", params(OfModel),
    responses((status = 200, body = VersionList), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
) -> Result<Json<VersionList>, Problem> {
    let versions = blocking(move || state.app.model_versions(of.id(&state.app)?)).await?;
    let item = |(at, stored)| VersionItem::new(stored, at == 0);
    Ok(Json(VersionList {
        items: versions.into_iter().enumerate().map(item).collect(),
    }))
}

/// A published version.
#[utoipa::path(
    operation_id = "model_version_get",
    get, path = "/api/v1/model/versions/{version}", tag = "model", params(("version" = String, Path, description = "Number of the version")),
    responses((status = 200, body = ModelView), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn one(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(version): Path<String>,
) -> Result<Json<ModelView>, Problem> {
    let version = types::id(&version)?;
    let scoring = blocking(move || state.app.model_version(version)).await?;
    Ok(Json(ModelView::new(&scoring)))
}

/// Publishes the text of an older version again, as a new version.
#[utoipa::path(
    operation_id = "model_rollback",
    post, path = "/api/v1/model/versions/{version}/rollback", tag = "model", params(("version" = String, Path, description = "Number of the version")),
    responses(
        (status = 200, body = Published), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "It is in force already"),
        (status = 422, body = Problem, description = "It is faulty by the rules of today"),
    ),
)]
pub async fn rollback(
    ModelEditor(user): ModelEditor,
    Extract(state): Extract<State>,
    Path(version): Path<String>,
) -> Result<Json<Published>, Problem> {
    let version = types::id(&version)?;
    let version = blocking(move || state.app.model_rollback(version, &user.name, None)).await?;
    Ok(Json(Published { version }))
}
