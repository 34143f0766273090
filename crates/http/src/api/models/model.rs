//! `GET /api/v1/model`: a scoring model in force. Beside it, drafts and versions.

use axum::Json;
use axum::extract::{Query, State as Extract};
use ripen_app::models::Scoring;
use ripen_app::models::file;
use ripen_app::models::file::{MAX_BYTES, ModelDoc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::models::OfModel;
use crate::api::people::map::AreaView;
use crate::api::types::Named;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Bytes of a request that may hold a model file: quotes and line ends of a file take two bytes in
/// JSON.
pub const MAX_MODEL_REQUEST: usize = 2 * MAX_BYTES;

/// A published scoring model.
#[derive(Serialize, ToSchema)]
pub struct ModelView {
    /// Id.
    id: String,
    /// Key of the model that it is a version of.
    key: String,
    /// Name, as its file says it.
    name: String,
    /// Version.
    version: i64,
    /// When it was published (RFC 3339).
    published_at: String,
    /// The model file (TOML).
    text: String,
    /// The same as a tree of plain values.
    doc: Option<ModelDoc>,
    /// Stages, in order.
    stages: Vec<Named>,
    /// Bounds of the temperatures.
    temperatures: Temperatures,
    /// Score index areas.
    areas: Vec<AreaView>,
}

impl ModelView {
    /// A published model.
    pub(super) fn new(scoring: &Scoring) -> Self {
        Self {
            id: scoring.version.to_string(),
            key: scoring.key.clone(),
            name: scoring.model.name.clone(),
            version: scoring.version,
            published_at: scoring.published_at.to_rfc3339(),
            text: scoring.text.clone(),
            doc: file::read(&scoring.text).doc,
            stages: (0..scoring.model.stages.len())
                .map(|at| Named::stage(scoring, at))
                .collect(),
            temperatures: Temperatures {
                warm_from: scoring.model.warm_from,
                hot_from: scoring.model.hot_from,
            },
            areas: AreaView::all(scoring),
        }
    }
}

/// Bounds of the temperatures.
#[derive(Serialize, ToSchema)]
pub struct Temperatures {
    /// Least engagement for warm.
    warm_from: f64,
    /// Least engagement for hot.
    hot_from: f64,
}

/// The version of a scoring model that is in force.
#[utoipa::path(
    operation_id = "model_get",
    get, path = "/api/v1/model", tag = "model", params(OfModel),
    responses((status = 200, body = ModelView), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn model(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
) -> Result<Json<ModelView>, Problem> {
    let app = state.app.clone();
    let scoring = blocking(move || app.model_of(of.id(&app)?)).await?;
    Ok(Json(ModelView::new(&scoring)))
}
