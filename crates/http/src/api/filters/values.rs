//! `GET /api/v1/filter/values`: values to choose from.

use axum::Json;
use axum::extract::{Query, State as Extract};
use ripen_app::filters::ValueQuestion;
use ripen_store::Asker;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::check::FilterOf;
use crate::auth::SignedIn;
use crate::problem::Problem;
use crate::state::State;

/// Which values.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// What the field belongs to.
    #[param(inline)]
    of: FilterOf,
    /// The field, as it is written in a filter; `kind` of interactions as well.
    field: String,
    /// How the values begin, upper and lower case alike.
    prefix: Option<String>,
}

/// Values that a field has.
#[derive(Serialize, ToSchema)]
pub struct FilterValues {
    /// The values, those of most people first.
    values: Vec<FilterValue>,
}

/// A value that a field has.
#[derive(Serialize, ToSchema)]
pub struct FilterValue {
    /// The value.
    value: String,
    /// How many of the newest people have it.
    people: i64,
}

/// Values that a field really has among the newest people, to choose from.
#[utoipa::path(
    operation_id = "filter_values",
    get, path = "/api/v1/filter/values", tag = "people", params(Params),
    responses((status = 200, body = FilterValues), (status = 400, body = Problem), (status = 401, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)),
)]
pub async fn values(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(params): Query<Params>,
) -> Result<Json<FilterValues>, Problem> {
    let question = ValueQuestion {
        of: params.of.into(),
        field: params.field,
        prefix: params.prefix.unwrap_or_default(),
        asker: Asker::default(),
    };
    let app = state.app.clone();
    let find = move |asker| app.filter_values(&ValueQuestion { asker, ..question });
    let values = state.questions.ask(find).await?;
    let value = |one: ripen_store::filters::values::FieldValue| FilterValue {
        value: one.value,
        people: one.people,
    };
    Ok(Json(FilterValues {
        values: values.into_iter().map(value).collect(),
    }))
}
