//! `/api/v1/companies/aliases`: that two companies are one, said by hand.

use axum::Json;
use axum::extract::{Path, State as Extract};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::types;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// What was said of companies by hand.
#[derive(Serialize, ToSchema)]
pub struct CompanyAliases {
    /// Newest first.
    items: Vec<CompanyAlias>,
}

/// That two companies are one.
#[derive(Serialize, ToSchema)]
pub struct CompanyAlias {
    /// Id.
    id: String,
    /// The company, as it was written.
    company: String,
    /// The company that it is the same as, as it was written.
    same_as: String,
    /// When it was said (RFC 3339).
    at: String,
}

/// Two companies that are one. Each is given by its name, its mail domain, or `#` and the id that the
/// business gives it.
#[derive(Deserialize, ToSchema)]
pub struct NewCompanyAlias {
    /// The company whose people become people of the other.
    company: String,
    /// The other.
    same_as: String,
}

/// What was just said.
#[derive(Serialize, ToSchema)]
pub struct CreatedCompanyAlias {
    /// Id.
    id: String,
}

/// What was said of companies by hand, newest first.
#[utoipa::path(
    operation_id = "company_alias_list",
    get, path = "/api/v1/companies/aliases", tag = "people",
    responses((status = 200, body = CompanyAliases), (status = 401, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
) -> Result<Json<CompanyAliases>, Problem> {
    let app = state.app.clone();
    let aliases = blocking(move || app.company_alias_list()).await?;
    let item = |alias: ripen_store::companies::key::CompanyAlias| CompanyAlias {
        id: alias.id.to_string(),
        company: alias.company,
        same_as: alias.same_as,
        at: alias.at.to_rfc3339(),
    };
    Ok(Json(CompanyAliases {
        items: aliases.into_iter().map(item).collect(),
    }))
}

/// Says that two companies are one. Their people are brought together in the background.
#[utoipa::path(
    operation_id = "company_alias_create",
    post, path = "/api/v1/companies/aliases", tag = "people", request_body = NewCompanyAlias,
    responses((status = 201, body = CreatedCompanyAlias), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn create(
    SignedIn(user): SignedIn,
    Extract(state): Extract<State>,
    Json(new): Json<NewCompanyAlias>,
) -> Result<(StatusCode, Json<CreatedCompanyAlias>), Problem> {
    let app = state.app.clone();
    let said = move || app.company_alias_add(&new.company, &new.same_as, Some(user.id));
    let id = blocking(said).await?.to_string();
    Ok((StatusCode::CREATED, Json(CreatedCompanyAlias { id })))
}

/// Takes back that two companies are one.
#[utoipa::path(
    operation_id = "company_alias_undo",
    delete, path = "/api/v1/companies/aliases/{id}", tag = "people", params(("id" = String, Path, description = "Id of what was said")),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)),
)]
pub async fn undo(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    blocking(move || app.company_alias_undo(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
