//! `GET /api/v1/model/diff`: what changes from one model to another.

use axum::Json;
use axum::extract::{Query, State as Extract};
use ripen_app::models::diff;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::models::OfModel;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Which models.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// The number of a version, `draft` or `published` (default).
    from: Option<String>,
    /// The number of a version, `draft` (default) or `published`.
    to: Option<String>,
}

/// What changes from one model to another.
#[derive(Serialize, ToSchema)]
pub struct ModelDiff {
    /// The changes, in the order of the file.
    changes: Vec<ModelChange>,
}

/// One change.
#[derive(Serialize, ToSchema)]
pub struct ModelChange {
    /// Where: e.g. `engagement rule "Pricing page" / points`.
    path: String,
    /// What happened there.
    what: What,
    /// What was there.
    before: Option<String>,
    /// What is there.
    after: Option<String>,
}

/// What happened to a part of a model.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

impl From<diff::Change> for ModelChange {
    fn from(change: diff::Change) -> Self {
        Self {
            path: change.path,
            what: match change.what {
                diff::What::Added => What::Added,
                diff::What::Removed => What::Removed,
                diff::What::Changed => What::Changed,
            },
            before: change.before,
            after: change.after,
        }
    }
}

/// What changes from one model to another, rule by rule.
#[utoipa::path(
    operation_id = "model_diff",
    get, path = "/api/v1/model/diff", tag = "model", params(Params, OfModel),
    responses(
        (status = 200, body = ModelDiff), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem, description = "One of them is no TOML"),
    ),
)]
pub async fn diff(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(params): Query<Params>,
    Query(of): Query<OfModel>,
) -> Result<Json<ModelDiff>, Problem> {
    let from = params.from.as_deref().unwrap_or("published").parse()?;
    let to = params.to.as_deref().unwrap_or("draft").parse()?;
    let changes = blocking(move || state.app.model_diff(of.id(&state.app)?, from, to)).await?;
    Ok(Json(ModelDiff {
        changes: changes.into_iter().map(ModelChange::from).collect(),
    }))
}
