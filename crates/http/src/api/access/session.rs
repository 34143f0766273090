//! Sign-in and sign-out.

use std::net::SocketAddr;

use axum::Json;
use axum::extract::{ConnectInfo, State as Extract};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use ripen_app::access::SESSION;
use ripen_app::live::Place;
use ripen_store::access::User;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::{COOKIE, Guarded, SignedIn, session_token};
use crate::blocking::blocking;
use crate::client;
use crate::problem::Problem;
use crate::state::State;

/// What somebody signs in with.
#[derive(Deserialize, ToSchema)]
pub struct Credentials {
    /// E-mail address.
    email: String,
    /// Password.
    password: String,
}

/// A session.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// Who is signed in.
    user: UserView,
    /// Where the stream of changes is: whoever listens from here on misses nothing of what is read
    /// after this answer.
    live: String,
}

/// Somebody who can sign in.
#[derive(Serialize, ToSchema)]
pub struct UserView {
    /// Id.
    id: String,
    /// E-mail address.
    email: String,
    /// Name.
    name: String,
    /// Role.
    role: String,
}

impl Session {
    fn new(user: User, place: Place) -> Self {
        Self {
            live: place.to_string(),
            user: UserView {
                id: user.id.to_string(),
                email: user.email,
                name: user.name,
                role: user.role,
            },
        }
    }
}

/// Signs in: sets the session cookie.
#[utoipa::path(
    operation_id = "session_create",
    post, path = "/api/v1/session", tag = "session", request_body = Credentials,
    responses((status = 200, body = Session), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem)),
)]
pub async fn sign_in(
    _: Guarded,
    Extract(state): Extract<State>,
    ConnectInfo(connection): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Json(credentials): Json<Credentials>,
) -> Result<impl IntoResponse, Problem> {
    let address = client::address(connection, &headers, state.config.trusted_proxies);
    if !state.limits.allow(address, &credentials.email) {
        return Err(Problem::too_many(
            "too many attempts to sign in; wait a minute",
            60,
        ));
    }
    let app = state.app.clone();
    let (user, token) =
        blocking(move || app.sign_in(&credentials.email, &credentials.password)).await?;
    state.limits.signed_in(address, &user.email);
    let age = SESSION.as_micros() / 1_000_000;
    let cookie = cookie(&state, &token, age);
    Ok((
        AppendHeaders([(header::SET_COOKIE, cookie)]),
        Json(Session::new(user, state.app.live.place())),
    ))
}

/// Who is signed in.
#[utoipa::path(
    operation_id = "session_get",
    get, path = "/api/v1/session", tag = "session",
    responses((status = 200, body = Session), (status = 401, body = Problem)),
)]
pub async fn current(SignedIn(user): SignedIn, Extract(state): Extract<State>) -> Json<Session> {
    Json(Session::new(user, state.app.live.place()))
}

/// Signs out: ends the session and takes the cookie away.
#[utoipa::path(
    operation_id = "session_end",
    delete, path = "/api/v1/session", tag = "session",
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn sign_out(
    _: SignedIn,
    Extract(state): Extract<State>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    if let Some(token) = session_token(&headers) {
        let app = state.app.clone();
        blocking(move || app.sign_out(&token)).await?;
    }
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([(header::SET_COOKIE, cookie(&state, "", 0))]),
    ))
}

fn cookie(state: &State, token: &str, age: i64) -> String {
    let secure = if state.config.secure_cookies {
        "; Secure"
    } else {
        ""
    };
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
}
