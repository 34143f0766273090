//! `GET /api/v1/filter/fields`: what filters can be made of.

use axum::Json;
use axum::extract::{Query, State as Extract};
use ripen_app::filters::{FilterField, FilterFields};
use ripen_domain::filter::ValueType;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::models::OfModel;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// What filters can be made of.
#[derive(Serialize, ToSchema)]
pub struct FilterFieldsView {
    /// Fields of people.
    people: Vec<FieldInfo>,
    /// Fields of interactions.
    interaction: Vec<FieldInfo>,
    /// Kinds of interactions, by their short names where they have one.
    kinds: Vec<String>,
    /// Names of lists.
    lists: Vec<String>,
}

/// A field that can be asked about.
#[derive(Serialize, ToSchema)]
pub struct FieldInfo {
    /// Its name in filters.
    name: String,
    /// The type of its values: `text`, `key`, `path`, `number`, `money`, `date`, `list`, `kind`,
    /// `temperature`, `channel`, `verdict` or `custom`.
    #[serde(rename = "type")]
    value_type: &'static str,
    /// The tests that it takes.
    operators: Vec<&'static str>,
    /// All values that it can have, where they are few.
    values: Vec<String>,
}

impl From<FilterField> for FieldInfo {
    fn from(field: FilterField) -> Self {
        Self {
            name: field.name,
            value_type: match field.value_type {
                // Only whole numbers, which is no difference to whoever chooses a test.
                ValueType::Count => ValueType::Number.name(),
                // Words go where a text goes.
                ValueType::Search => ValueType::Text.name(),
                other => other.name(),
            },
            operators: field.operators,
            values: field.values,
        }
    }
}

impl From<FilterFields> for FilterFieldsView {
    fn from(fields: FilterFields) -> Self {
        let infos = |fields: Vec<FilterField>| fields.into_iter().map(FieldInfo::from).collect();
        Self {
            people: infos(fields.people),
            interaction: infos(fields.interaction),
            kinds: fields.kinds,
            lists: fields.lists,
        }
    }
}

/// What filters can be made of: fields with their tests, kinds of interactions, lists.
#[utoipa::path(
    operation_id = "filter_fields",
    get, path = "/api/v1/filter/fields", tag = "people", params(OfModel),
    responses((status = 200, body = FilterFieldsView), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn fields(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
) -> Result<Json<FilterFieldsView>, Problem> {
    let fields = blocking(move || state.app.filter_fields(of.id(&state.app)?)).await?;
    Ok(Json(fields.into()))
}
