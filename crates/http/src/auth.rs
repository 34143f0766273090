//! Who may do what. A route states its policy by the extractor that it takes; a route without one
//! is in the list of open routes, which a test holds.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use ripen_store::access::User;

use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Name of the session cookie.
pub const COOKIE: &str = "ripen_session";
/// Header that a page of another origin cannot send without being asked first, which a request
/// that changes something has to carry.
const GUARD: &str = "x-ripen-request";

/// Roles that may change scoring models.
const MODEL_ROLES: [&str; 2] = ["admin", "marketer"];

/// The role of administrators.
const ADMINISTRATOR: &str = "admin";

/// Policy: anybody, but a change only from our own pages or a program.
pub struct Guarded;

impl FromRequestParts<State> for Guarded {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Problem> {
        guard(&parts.method, &parts.headers).map(|()| Self)
    }
}

/// Policy: anybody who is signed in.
pub struct SignedIn(pub User);

impl FromRequestParts<State> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        guard(&parts.method, &parts.headers)?;
        let token =
            session_token(&parts.headers).ok_or_else(|| Problem::unauthorized("sign in first"))?;
        let app = state.app.clone();
        let user = blocking(move || app.session_user(&token)).await?;
        user.map(SignedIn)
            .ok_or_else(|| Problem::unauthorized("the session has ended; sign in again"))
    }
}

/// Policy: those who may change scoring models.
pub struct ModelEditor(pub User);

impl FromRequestParts<State> for ModelEditor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let SignedIn(user) = SignedIn::from_request_parts(parts, state).await?;
        match MODEL_ROLES.contains(&user.role.as_str()) {
            true => Ok(Self(user)),
            false => Err(Problem::forbidden(
                "scoring models are changed by administrators and marketers",
            )),
        }
    }
}

/// Policy: administrators.
pub struct Administrator;

impl FromRequestParts<State> for Administrator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let SignedIn(user) = SignedIn::from_request_parts(parts, state).await?;
        match user.role == ADMINISTRATOR {
            true => Ok(Self),
            false => Err(Problem::forbidden("this is for administrators")),
        }
    }
}

/// Refuses a change that does not come from our own pages or from a program.
///
/// # Errors
/// 403 when the guard header is missing.
fn guard(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    match method.is_safe() || headers.contains_key(GUARD) {
        true => Ok(()),
        false => Err(Problem::forbidden(
            "a request that changes something needs the header X-Ripen-Request: 1",
        )),
    }
}

/// The token in the session cookie.
pub fn session_token(headers: &HeaderMap) -> Option<String> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, token)| token.to_owned())
}
