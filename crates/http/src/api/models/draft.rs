//! `/api/v1/model/draft`: the model that is being written.

use axum::Json;
use axum::extract::{Query, State as Extract};
use axum::http::StatusCode;
use ripen_app::Error;
use ripen_app::models;
use ripen_app::models::draft::{DraftEdit, DraftPublication};
use ripen_app::models::file;
use ripen_app::models::file::ModelDoc;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::models::OfModel;
use crate::auth::{ModelEditor, SignedIn};
use crate::blocking::blocking;
use crate::code::Code;
use crate::problem::Problem;
use crate::state::State;

/// The draft; the model in force where there is none.
#[derive(Serialize, ToSchema)]
pub struct Draft {
    /// The model file (TOML).
    text: String,
    /// The same as a tree of plain values; null when the text cannot be read as one.
    doc: Option<ModelDoc>,
    /// What is wrong with it; empty when it can be published.
    faults: Vec<Fault>,
    /// Number of the last change; 0 when there is no draft.
    revision: i64,
    /// The version that was in force when the draft was begun.
    base_version: i64,
    /// Whether it differs from the model in force.
    is_changed: bool,
    /// When it was changed last (RFC 3339).
    changed_at: Option<String>,
    /// Who changed it last.
    changed_by: Option<String>,
}

/// Something wrong with a model.
#[derive(Serialize, ToSchema)]
pub struct Fault {
    /// Where: e.g. `engagement rule "Pricing page"`.
    place: String,
    /// What is wrong and what to do.
    message: String,
    #[serde(flatten)]
    code: Code,
    /// Line of the text, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// Column of the line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

impl From<models::Fault> for Fault {
    fn from(fault: models::Fault) -> Self {
        Self {
            place: fault.place,
            code: Code::of(&fault.message),
            message: fault.message,
            line: fault.line,
            column: fault.column,
        }
    }
}

impl From<models::draft::Draft> for Draft {
    fn from(draft: models::draft::Draft) -> Self {
        let (changed_at, changed_by) = draft.changed.unzip();
        Self {
            doc: file::read(&draft.text).doc,
            text: draft.text,
            faults: draft.faults.into_iter().map(Fault::from).collect(),
            revision: draft.revision,
            base_version: draft.base_version,
            is_changed: draft.is_changed,
            changed_at: super::super::types::time(changed_at),
            changed_by,
        }
    }
}

/// What becomes of the draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftChange {
    /// The revision that was looked at; 0 where there was no draft.
    revision: i64,
    /// The version in force that was looked at; refused when it is another by now.
    base_version: Option<i64>,
    /// The model file (TOML), faulty or not.
    text: Option<String>,
    /// Instead of `text`: a tree of plain values, which is written into the text of the draft, so that
    /// its comments and order survive.
    doc: Option<ModelDoc>,
}

/// The wish to publish the draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The revision that was looked at.
    revision: i64,
    /// The version in force that was looked at; refused when it is another by now.
    base_version: Option<i64>,
    /// Why, at most 2000 characters.
    note: Option<String>,
}

/// What was published.
#[derive(Serialize, ToSchema)]
pub struct Published {
    /// Its version.
    pub version: i64,
}

/// The draft; the model in force where there is none, with revision 0.
#[utoipa::path(
    operation_id = "draft_get",
    get, path = "/api/v1/model/draft", tag = "model", params(OfModel),
    responses((status = 200, body = Draft), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn read(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
) -> Result<Json<Draft>, Problem> {
    let draft = blocking(move || state.app.draft(of.id(&state.app)?)).await?;
    Ok(Json(draft.into()))
}

/// Keeps a model as the draft. A faulty one is kept too, with its faults told.
#[utoipa::path(
    operation_id = "draft_save",
    put, path = "/api/v1/model/draft", tag = "model", params(OfModel), request_body = DraftChange,
    responses(
        (status = 200, body = Draft), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem, description = "The draft is not the one that was looked at any more"),
    ),
)]
pub async fn save(
    ModelEditor(user): ModelEditor,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
    Json(change): Json<DraftChange>,
) -> Result<Json<Draft>, Problem> {
    let draft = blocking(move || {
        let model = of.id(&state.app)?;
        let text = match (change.text, change.doc) {
            (Some(text), None) => text,
            // Whoever wrote into the draft meanwhile has changed its revision.
            (None, Some(doc)) => file::write(&doc, &state.app.draft(model)?.text),
            _ => {
                return Err(Error::invalid(
                    "text",
                    "give exactly one of `text` and `doc`",
                ));
            }
        };
        let edit = DraftEdit {
            model,
            revision: change.revision,
            base_version: change.base_version,
            text,
        };
        state.app.draft_save(&edit, &user.name)
    })
    .await?;
    Ok(Json(draft.into()))
}

/// Throws the draft away.
#[utoipa::path(
    operation_id = "draft_discard",
    delete, path = "/api/v1/model/draft", tag = "model", params(OfModel),
    responses((status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn discard(
    _: ModelEditor,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
) -> Result<StatusCode, Problem> {
    blocking(move || state.app.draft_discard(of.id(&state.app)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts the draft in force: everybody is scored with it from now on.
#[utoipa::path(
    operation_id = "draft_publish",
    post, path = "/api/v1/model/draft/publish", tag = "model", params(OfModel), request_body = Publication,
    responses(
        (status = 200, body = Published), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem, description = "The draft is not the one that was looked at any more"),
        (status = 422, body = Problem, description = "The draft is faulty"),
    ),
)]
pub async fn publish(
    ModelEditor(user): ModelEditor,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
    Json(wish): Json<Publication>,
) -> Result<Json<Published>, Problem> {
    let version = blocking(move || {
        let wish = DraftPublication {
            model: of.id(&state.app)?,
            revision: wish.revision,
            base_version: wish.base_version,
            note: wish.note,
        };
        state.app.draft_publish(&wish, &user.name)
    })
    .await?;
    Ok(Json(Published { version }))
}
