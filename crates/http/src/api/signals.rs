//! `GET /api/v1/signals`: the newest buying signals.

use axum::Json;
use axum::extract::{Query, State as Extract};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ripen_app::signals::SignalEvent;
use ripen_domain::company;
use ripen_domain::filter::PersonFilter;
use ripen_domain::time::Timestamp;
use ripen_store::signals::SignalCursor;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::types::{Named, instant};
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// Key of a signal: only those.
    key: Option<String>,
    /// Only those that were given at this moment or later (RFC 3339); they are counted then.
    since: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Page length, 1 to 200; 50 when left out.
    limit: Option<i64>,
}

/// A page of buying signals.
#[derive(Serialize, ToSchema)]
pub struct SignalPage {
    /// The signals, newest first.
    items: Vec<SignalView>,
    /// Give it as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
    /// The signals that the model in force looks for.
    known: Vec<Named>,
    /// How many there are since `since`, on all pages; null without it.
    total: Option<i64>,
}

/// A buying signal that a person or a company gave.
#[derive(Serialize, ToSchema)]
pub struct SignalView {
    /// Who gave it; for a signal of a company, who completed it.
    person: SignalPerson,
    /// What is behind it where it is a signal of the company: null for one of the person.
    company: Option<SurgeView>,
    /// Key of the signal.
    key: String,
    /// Name of the signal.
    name: String,
    /// When it was given (RFC 3339).
    at: String,
    /// How many interactions are behind it.
    count: usize,
    /// The interactions behind it, oldest first.
    evidence: Vec<EvidenceView>,
}

/// A surge at a company.
#[derive(Serialize, ToSchema)]
pub struct SurgeView {
    /// The company: its name, or its mail domain where no name is known.
    name: String,
    /// The filter for its people, whatever name they write.
    filter: String,
    /// How many of its people gave the interactions.
    people: i64,
    /// How many interactions are usual in such a time.
    usual: f64,
}

/// Who gave a signal.
#[derive(Serialize, ToSchema)]
pub struct SignalPerson {
    /// Id.
    id: String,
    /// Full name.
    name: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Company.
    company: Option<String>,
}

/// An interaction behind a signal.
#[derive(Serialize, ToSchema)]
pub struct EvidenceView {
    /// Position in the log.
    seq: String,
    /// When it happened (RFC 3339).
    at: String,
    /// Kind.
    kind: String,
    /// What it was about.
    label: Option<String>,
    /// Whose it was, for signals of companies.
    person: Option<EvidencePerson>,
}

/// Who gave an interaction behind a signal of a company.
#[derive(Serialize, ToSchema)]
pub struct EvidencePerson {
    /// Id.
    id: String,
    /// Full name.
    name: Option<String>,
    /// E-mail address.
    email: Option<String>,
}

impl From<SignalEvent> for SignalView {
    fn from(mut event: SignalEvent) -> Self {
        let mut given_by = |seq: &i64| {
            let person = event.given_by.remove(seq)?;
            Some(EvidencePerson {
                id: person.id.to_string(),
                name: person.name,
                email: person.email,
            })
        };
        let evidence = event.evidence.into_iter().map(|one| EvidenceView {
            person: given_by(&one.seq),
            seq: one.seq.to_string(),
            at: one.at.to_rfc3339(),
            kind: one.kind,
            label: one.label,
        });
        let evidence = evidence.collect();
        let own = event.listed.signal.evidence.len();
        let surge = event.listed.surge;
        Self {
            person: SignalPerson {
                id: event.listed.signal.person.to_string(),
                name: event.listed.name,
                email: event.listed.email,
                company: event.listed.company.clone(),
            },
            count: surge.as_ref().map_or(own, |surge| {
                usize::try_from(surge.interactions).unwrap_or(own)
            }),
            company: surge.map(|surge| SurgeView {
                filter: PersonFilter::text_of_company(
                    &surge.company,
                    event.listed.company.as_deref(),
                ),
                // As its people write it, rather than the key.
                name: event
                    .listed
                    .company
                    .unwrap_or_else(|| company::shown(&surge.company).to_owned()),
                people: surge.people,
                usual: surge.usual,
            }),
            key: event.listed.signal.key,
            name: event.name,
            at: event.listed.signal.at.to_rfc3339(),
            evidence,
        }
    }
}

/// The newest buying signals.
#[utoipa::path(
    operation_id = "signal_list",
    get, path = "/api/v1/signals", tag = "people", params(Params),
    responses((status = 200, body = SignalPage), (status = 400, body = Problem), (status = 401, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(params): Query<Params>,
) -> Result<Json<SignalPage>, Problem> {
    let after = params.cursor.as_deref().map(decode).transpose()?;
    let since = params.since.as_deref();
    let since = since.map(|text| instant("since", text)).transpose()?;
    let limit = params.limit.unwrap_or(50);
    let app = state.app.clone();
    let page =
        blocking(move || app.signals(params.key.as_deref(), since, after.as_ref(), limit)).await?;
    let known = page.scoring.model.signals.iter().map(|signal| Named {
        key: signal.key.clone(),
        name: signal.name.clone(),
    });
    Ok(Json(SignalPage {
        known: known.collect(),
        next_cursor: page.next.as_ref().map(encode),
        total: page.total,
        items: page.items.into_iter().map(SignalView::from).collect(),
    }))
}

fn encode(after: &SignalCursor) -> String {
    let text = format!("{};{};{}", after.at.as_micros(), after.person, after.key);
    BASE64_URL_SAFE_NO_PAD.encode(text)
}

fn decode(cursor: &str) -> Result<SignalCursor, Problem> {
    let read = || {
        let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        let mut parts = text.splitn(3, ';');
        Some(SignalCursor {
            at: Timestamp::from_micros(parts.next()?.parse().ok()?),
            person: parts.next()?.parse().ok()?,
            key: parts.next()?.to_owned(),
        })
    };
    read().ok_or_else(|| Problem::bad("cursor", "give the next_cursor of a page"))
}
