//! `POST /api/v1/filter/check`: a filter while it is being written.

use axum::Json;
use axum::extract::State as Extract;
use ripen_app::filters::{self, Filter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::people::Total;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// What a filter chooses from.
#[derive(Clone, Copy, Deserialize, ToSchema)]
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
    /// The filter as text.
    filter: String,
    /// Whether to count the people who pass.
    #[serde(default)]
    count: bool,
}

/// A filter in its written form, or what is wrong with it.
#[derive(Serialize, ToSchema)]
pub struct FilterCheck {
    /// The filter as text, in its one written form; null when it is faulty.
    filter: Option<String>,
    /// What is wrong with it.
    fault: Option<FilterFault>,
    /// How many people pass, where that was asked for; null for interactions.
    total: Option<Total>,
}

/// What is wrong with a filter.
#[derive(Serialize, ToSchema)]
pub struct FilterFault {
    /// Where in the text, in bytes.
    offset: usize,
    /// What is wrong and what to do.
    message: String,
}

/// Checks a filter and tells how many people pass. A faulty one is an answer, not a failure.
#[utoipa::path(
    operation_id = "filter_check",
    post, path = "/api/v1/filter/check", tag = "people", request_body = FilterCheckRequest,
    responses((status = 200, body = FilterCheck), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn check(
    _: SignedIn,
    Extract(state): Extract<State>,
    Json(request): Json<FilterCheckRequest>,
) -> Result<Json<FilterCheck>, Problem> {
    let filter = match Filter::parse(request.of.into(), &request.filter) {
        Ok(filter) => filter,
        Err(error) => {
            return Ok(Json(FilterCheck {
                filter: None,
                fault: Some(FilterFault {
                    offset: error.offset,
                    message: error.message,
                }),
                total: None,
            }));
        }
    };
    let text = filter.to_string();
    let total = match request.count {
        true => blocking(move || state.app.filter_count(&filter)).await?,
        false => None,
    };
    Ok(Json(FilterCheck {
        filter: Some(text),
        fault: None,
        total: total.map(Total::from),
    }))
}
