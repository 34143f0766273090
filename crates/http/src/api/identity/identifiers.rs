//! By what a person is known, and what was joined to them in one step, page by page.

use std::cmp::Reverse;

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ripen_app::identity::{IdentifierAfter, Join, JoinAfter, MAX_IDENTIFIERS, MAX_JOINS};
use ripen_domain::identity::{Identifier, IdentifierKind, normalize};
use ripen_domain::time::Timestamp;
use ripen_store::identity::Link;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::types;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// `next_cursor` of the page before, or the cursor that the person's answer gives; without one, the first.
    cursor: Option<String>,
    /// Page length: 1 to 100 identifiers, 1 to 50 joins; the longest when left out.
    limit: Option<usize>,
}

/// An identifier with its evidence.
#[derive(Serialize, ToSchema)]
pub struct IdentifierView {
    /// Kind: `anonymous_id`, `user_id`, `email` or `phone`.
    kind: String,
    /// Value; an e-mail address in the letters of its language.
    value: String,
    /// The address that was probably meant, where this one has a slip of the keyboard in its domain.
    meant: Option<String>,
    /// When it was linked (RFC 3339).
    linked_at: String,
    /// Kind of the identifier that it came together with, or its own.
    evidence: String,
    /// The interaction that gave it.
    interaction_id: String,
    /// Whether somebody else gave it first: a contact point that several people have.
    shared: bool,
}

/// What one interaction joined to a person.
#[derive(Serialize, ToSchema)]
pub struct JoinView {
    /// The interaction.
    interaction_id: String,
    /// When (RFC 3339).
    at: String,
    /// Kind of the identifier that the person was known by.
    evidence: String,
    /// Whether it is a visitor, of whom nothing but a device was known, who became known.
    visitor: bool,
    /// What the person was given.
    identifiers: Vec<IdentifierView>,
}

/// A page of identifiers.
#[derive(Serialize, ToSchema)]
pub struct IdentifierPage {
    /// Identifiers: those that tell more than a browser come first.
    items: Vec<IdentifierView>,
    /// How many there are in all.
    total: usize,
    /// Give it as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
}

/// A page of what was joined.
#[derive(Serialize, ToSchema)]
pub struct JoinPage {
    /// What was joined in one step each, the newest first.
    items: Vec<JoinView>,
    /// How many steps there are in all.
    total: usize,
    /// Give it as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
}

/// A list as it is answered.
pub fn views<T, V: From<T>>(items: Vec<T>) -> Vec<V> {
    items.into_iter().map(V::from).collect()
}

impl From<Link> for IdentifierView {
    fn from(link: Link) -> Self {
        let Identifier { kind, value } = link.identifier;
        let (value, meant) = match kind {
            IdentifierKind::Email => (normalize::readable(&value), normalize::emails(&value).hint),
            _ => (value, None),
        };
        Self {
            kind: kind.name().to_owned(),
            value,
            meant,
            linked_at: link.at.to_rfc3339(),
            evidence: link.evidence.name().to_owned(),
            interaction_id: link.seq.to_string(),
            shared: link.shared,
        }
    }
}

impl From<Join> for JoinView {
    fn from(join: Join) -> Self {
        Self {
            interaction_id: join.seq.to_string(),
            at: join.at.to_rfc3339(),
            evidence: join.evidence.name().to_owned(),
            visitor: join.visitor,
            identifiers: views(join.identifiers),
        }
    }
}

/// The identifiers of a person, page by page.
#[utoipa::path(
    operation_id = "person_identifiers",
    get, path = "/api/v1/people/{id}/identifiers", tag = "people",
    params(("id" = String, Path, description = "Id of the person"), Params),
    responses((status = 200, body = IdentifierPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn identifiers(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    Query(params): Query<Params>,
) -> Result<Json<IdentifierPage>, Problem> {
    let id = types::id(&id)?;
    let after = params
        .cursor
        .as_deref()
        .map(read(identifier_after))
        .transpose()?;
    let limit = params.limit.unwrap_or(MAX_IDENTIFIERS);
    let app = state.app.clone();
    let part = blocking(move || app.person_identifiers(id, after.as_ref(), limit)).await?;
    Ok(Json(IdentifierPage {
        items: views(part.items),
        total: part.total,
        next_cursor: part.next.as_ref().map(cursor),
    }))
}

/// What was joined to a person in one step, page by page, the newest first.
#[utoipa::path(
    operation_id = "person_joins",
    get, path = "/api/v1/people/{id}/joins", tag = "people",
    params(("id" = String, Path, description = "Id of the person"), Params),
    responses((status = 200, body = JoinPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn joins(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    Query(params): Query<Params>,
) -> Result<Json<JoinPage>, Problem> {
    let id = types::id(&id)?;
    let before = params.cursor.as_deref().map(read(join_after)).transpose()?;
    let limit = params.limit.unwrap_or(MAX_JOINS);
    let app = state.app.clone();
    let part = blocking(move || app.person_joins(id, before, limit)).await?;
    Ok(Json(JoinPage {
        items: views(part.items),
        total: part.total,
        next_cursor: part.next.map(join_cursor),
    }))
}

/// A place among identifiers, as it is given to clients.
pub fn cursor((Reverse(kind), at, seq, value): &IdentifierAfter) -> String {
    let text = format!("{};{};{seq};{value}", kind.code(), at.as_micros());
    BASE64_URL_SAFE_NO_PAD.encode(text)
}

/// A place among joins, as it is given to clients.
pub fn join_cursor((at, seq): JoinAfter) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(format!("{};{seq}", at.as_micros()))
}

fn identifier_after(text: &str) -> Option<IdentifierAfter> {
    let mut parts = text.splitn(4, ';');
    let kind = IdentifierKind::from_code(parts.next()?.parse().ok()?)?;
    let at = Timestamp::from_micros(parts.next()?.parse().ok()?);
    let seq = parts.next()?.parse().ok()?;
    Some((Reverse(kind), at, seq, parts.next()?.to_owned()))
}

fn join_after(text: &str) -> Option<JoinAfter> {
    let (at, seq) = text.split_once(';')?;
    Some((Timestamp::from_micros(at.parse().ok()?), seq.parse().ok()?))
}

/// Reads a cursor whose text says a place.
fn read<A>(place: fn(&str) -> Option<A>) -> impl Fn(&str) -> Result<A, Problem> {
    move |cursor| {
        let text = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok();
        let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
        let place = text.as_deref().and_then(place);
        place.ok_or_else(|| Problem::bad("cursor", "give the next_cursor of a page"))
    }
}
