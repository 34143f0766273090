//! `POST /api/v1/filter/check`: a filter while it is being written.

use axum::Json;
use axum::extract::{Query, State as Extract};
use ripen_app::filters::{self, Filter};
use ripen_domain::filter::FilterError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::json::FilterJson;
use crate::api::models::OfModel;
use crate::api::people::Total;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::code::Code;
use crate::problem::Problem;
use crate::state::State;

/// What a filter chooses from.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FilterOf {
    /// People.
    People,
    /// Interactions.
    Interaction,
}

impl From<FilterOf> for filters::FilterOf {
    fn from(of: FilterOf) -> Self {
        match of {
            FilterOf::People => Self::People,
            FilterOf::Interaction => Self::Interaction,
        }
    }
}

/// A filter to be checked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FilterCheckRequest {
    /// What it chooses from.
    of: FilterOf,
    /// The filter as text. Give either this or `json`.
    filter: Option<String>,
    /// The filter as a tree.
    json: Option<FilterJson>,
    /// Whether to count the people who pass.
    #[serde(default)]
    count: bool,
}

/// A filter in both forms, or what is wrong with it.
#[derive(Serialize, ToSchema)]
pub struct FilterCheck {
    /// The filter as text, in its one written form; null when it is faulty.
    filter: Option<String>,
    /// The filter as a tree; null when it is faulty.
    json: Option<FilterJson>,
    /// What is wrong with it.
    fault: Option<FilterFault>,
    /// The stages, areas, signals and lists that it asks for and the model does not have: they find nobody,
    /// and lists of people refuse them.
    unknown: Vec<FilterFault>,
    /// How many people pass, where that was asked for; null for interactions.
    total: Option<Total>,
}

/// What is wrong with a filter.
#[derive(Serialize, ToSchema)]
pub struct FilterFault {
    /// Where in the text, in bytes; for a tree, where in the text that it stands for.
    offset: usize,
    /// What is wrong and what to do.
    message: String,
    #[serde(flatten)]
    code: Code,
    /// What could stand there; empty where nothing in particular is missing.
    expected: Vec<String>,
}

impl From<FilterError> for FilterFault {
    fn from(error: FilterError) -> Self {
        Self {
            offset: error.offset,
            code: Code::of(&error.message),
            message: error.message,
            expected: error.expected,
        }
    }
}

/// Checks a filter, gives its other form and tells how many people pass. A faulty one is an answer, not a failure.
#[utoipa::path(
    operation_id = "filter_check",
    post, path = "/api/v1/filter/check", tag = "people", params(OfModel), request_body = FilterCheckRequest,
    responses((status = 200, body = FilterCheck), (status = 400, body = Problem), (status = 401, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem), (status = 403, body = Problem)),
)]
pub async fn check(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(by): Query<OfModel>,
    Json(request): Json<FilterCheckRequest>,
) -> Result<Json<FilterCheck>, Problem> {
    let of = request.of.into();
    let read = match (request.filter, request.json) {
        (Some(text), None) => Filter::parse(of, &text),
        (None, Some(json)) => Filter::from_form(of, &json.into()),
        _ => return Err(Problem::bad("filter", "give either `filter` or `json`")),
    };
    let filter = match read {
        Ok(filter) => filter,
        Err(error) => {
            return Ok(Json(FilterCheck {
                filter: None,
                json: None,
                fault: Some(error.into()),
                unknown: Vec::new(),
                total: None,
            }));
        }
    };
    let (text, json) = (filter.to_string(), filter.form().into());
    let app = state.app.clone();
    let (model, unknown, filter) = blocking(move || {
        let model = by.id(&app)?;
        let unknown = app.filter_unknown_names(model, &filter)?;
        Ok((model, unknown, filter))
    })
    .await?;
    let total = match request.count {
        true => {
            let (app, questions) = (state.app.clone(), state.questions.clone());
            let count = move |asker| app.filter_count(model, &filter, &asker);
            questions.ask(count).await?
        }
        false => None,
    };
    Ok(Json(FilterCheck {
        filter: Some(text),
        json: Some(json),
        fault: None,
        unknown: unknown.into_iter().map(FilterFault::from).collect(),
        total: total.map(Total::from),
    }))
}
