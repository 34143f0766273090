//! `GET /api/v1/people`: the ranked list.

pub mod explanation;
pub mod history;
pub mod map;
pub mod overview;
pub mod person;
pub mod timeline;

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use axum::Json;
use axum::extract::{Query, State as Extract};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ripen_app::clock;
use ripen_app::people::{PeopleQuery, Section};
use ripen_domain::time::{Span, Timestamp};
use ripen_store::people::{self, After, Sort};
use ripen_store::{Asker, ModelId, Value};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::models::OfModel;
use super::types::PersonSummary;
use crate::auth::SignedIn;
use crate::problem::Problem;
use crate::state::State;

/// What is asked of the list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// Filter, e.g. `temperature = hot and fit >= 50`, or plain words that people are found by, e.g. `ada lovelace`.
    filter: Option<String>,
    /// `to_win` (no customers), `worth_a_call` (customers who did something since their last order and are hot or gave a
    /// signal in the last 14 days, or who ordered three times or more within a year, but not in the last 60 days) or
    /// `customers`, all without those who are disqualified; everybody when left out.
    section: Option<String>,
    /// `-engagement` (default), `call` (whom to call first: the hot, then the warm, who cannot be reached after both),
    /// `-probability`, `-velocity`, `-change` (last signal given or card opened), `-fit`, `-last_touch`, `-created`
    /// or `name`.
    sort: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Page length, 1 to 500; 50 when left out.
    limit: Option<usize>,
}

/// A page of the list.
#[derive(Serialize, ToSchema)]
pub struct PeoplePage {
    /// The people, in order.
    items: Vec<PersonSummary>,
    /// Give it as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
    /// How many people pass the filter.
    total: Total,
    /// The moment that scores are taken at (RFC 3339).
    as_of: String,
}

/// A number of people.
#[derive(Serialize, ToSchema)]
pub struct Total {
    /// The number; the likeliest one where it was estimated.
    value: i64,
    /// Whether it was counted, not estimated.
    exact: bool,
    /// Where it was estimated, it is at least this in 95 of 100 cases, and at most `high`; else the number.
    low: i64,
    /// See `low`.
    high: i64,
}

impl From<ripen_store::people::Total> for Total {
    fn from(total: ripen_store::people::Total) -> Self {
        Self {
            value: total.value,
            exact: total.is_exact(),
            low: total.low,
            high: total.high,
        }
    }
}

/// How long a list can be read on after its first page.
const CURSOR_LASTS: Span = Span::hours(24);

const SORTS: &[(&str, Sort)] = &[
    ("-engagement", Sort::Engagement),
    ("call", Sort::Call),
    ("-probability", Sort::Probability),
    ("-velocity", Sort::Velocity),
    ("-change", Sort::Change),
    ("-fit", Sort::Fit),
    ("-last_touch", Sort::LastTouch),
    ("-created", Sort::Created),
    ("name", Sort::Name),
];

/// People, ranked: by default those first who should be talked to now.
#[utoipa::path(
    operation_id = "people_list",
    get, path = "/api/v1/people", tag = "people", params(Params, OfModel),
    responses((status = 200, body = PeoplePage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem), (status = 404, body = Problem)),
)]
pub async fn list(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(params): Query<Params>,
    Query(of): Query<OfModel>,
) -> Result<Json<PeoplePage>, Problem> {
    let sort = named(params.sort.as_deref(), "sort", SORTS)?;
    let section = named(params.section.as_deref(), "section", Section::NAMED)?;
    let listed = Listed::of(&params, &of);
    let place = params
        .cursor
        .as_deref()
        .map(|cursor| decode(cursor, sort, &listed))
        .transpose()?;
    let total = place.as_ref().and_then(|place| place.total);
    let query = PeopleQuery {
        model: ModelId::PRIMARY,
        section,
        filter: params.filter.unwrap_or_default(),
        sort,
        after: place.map(|place| (place.after, place.as_of)),
        total,
        limit: params.limit.unwrap_or(50),
        asker: Asker::default(),
    };
    let app = state.app.clone();
    let answer = state.questions.ask(move |asker| {
        let model = of.id(&app)?;
        app.people_list(&PeopleQuery {
            model,
            asker,
            ..query
        })
    });
    let page = answer.await?;
    Ok(Json(PeoplePage {
        next_cursor: page.next.map(|after| {
            let (as_of, total) = (page.as_of, Some(page.total));
            let place = Place {
                after,
                as_of,
                total,
            };
            encode(&place, &listed)
        }),
        total: page.total.into(),
        as_of: page.as_of.to_rfc3339(),
        items: page
            .people
            .into_iter()
            .map(|listed| PersonSummary::new(&page.scoring, listed))
            .collect(),
    }))
}

/// What a parameter chooses by name; the usual one when it is left out.
fn named<T: Copy + Default>(
    name: Option<&str>,
    parameter: &'static str,
    all: &[(&str, T)],
) -> Result<T, Problem> {
    let Some(name) = name else {
        return Ok(T::default());
    };
    let known = all.iter().find(|(known, _)| *known == name);
    known.map(|(_, chosen)| *chosen).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        Problem::bad(parameter, format!("give one of {}", names.join(", ")))
    })
}

/// Where a page ended.
#[derive(Debug, PartialEq)]
struct Place {
    after: After,
    /// The moment that scores are taken at.
    as_of: Timestamp,
    /// How many people pass, as the first page told; nothing where this process did not.
    total: Option<people::Total>,
}

/// Whom a total is of.
#[derive(Hash)]
struct Listed {
    filter: String,
    section: Option<String>,
    model: Option<String>,
}

impl Listed {
    fn of(params: &Params, of: &OfModel) -> Self {
        Self {
            filter: params.filter.clone().unwrap_or_default(),
            section: params.section.clone(),
            model: of.model.clone(),
        }
    }

    /// The mark of a total that this process told of these people. What somebody else writes into a cursor has none,
    /// nor has what was told before a restart or by another process: then people are counted again.
    fn seal(&self, total: &str, as_of: Timestamp) -> String {
        static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        format!("{:x}", KEY.hash_one((self, total, as_of.as_micros())))
    }
}

/// A cursor: moment, part of the list, number of the person, sort value; the total with its seal before them.
fn encode(
    Place {
        after,
        as_of,
        total,
    }: &Place,
    listed: &Listed,
) -> String {
    let key = match &after.key {
        Value::Real(number) => format!("{:x}", number.to_bits()),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Null | Value::Blob(_) => String::new(),
    };
    let total = total.map(|total| {
        let told = match total.is_exact() {
            true => total.value.to_string(),
            false => format!("{}~{}~{}", total.value, total.low, total.high),
        };
        format!("t{told}:{};", listed.seal(&told, *as_of))
    });
    let total = total.unwrap_or_default();
    BASE64_URL_SAFE_NO_PAD.encode(format!(
        "{total}{};{};{};{key}",
        as_of.as_micros(),
        after.part,
        after.id
    ))
}

fn decode(cursor: &str, sort: Sort, listed: &Listed) -> Result<Place, Problem> {
    // Scores of another age would not be those of the list that is being read.
    let now = clock::now();
    let is_fresh = |as_of: Timestamp| as_of <= now && as_of >= now - CURSOR_LASTS;
    let read = read_cursor(cursor, sort, listed).filter(|place| is_fresh(place.as_of));
    read.ok_or_else(|| {
        Problem::bad(
            "cursor",
            "give the next_cursor of a page of the last 24 hours with the same sort",
        )
    })
}

/// The total of a cursor: a number, or an estimate with its ends.
fn read_total(told: &str) -> Option<people::Total> {
    let numbers: Option<Vec<i64>> = told.split('~').map(|part| part.parse().ok()).collect();
    match *numbers? {
        [value] => Some(people::Total::counted(value)),
        [value, low, high] => Some(people::Total { value, low, high }),
        _ => None,
    }
}

fn read_cursor(cursor: &str, sort: Sort, listed: &Listed) -> Option<Place> {
    let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (told, rest) = match text.strip_prefix('t') {
        None => (None, text.as_str()),
        Some(told) => {
            let (told, rest) = told.split_once(';')?;
            // Releases before told totals without a seal.
            (told.split_once(':'), rest)
        }
    };
    let mut parts = rest.splitn(4, ';');
    let as_of = Timestamp::from_micros(parts.next()?.parse().ok()?);
    let told = told.filter(|(told, seal)| *seal == listed.seal(told, as_of));
    let total = told.and_then(|(told, _)| read_total(told));
    let part: u8 = parts.next()?.parse().ok()?;
    let id = parts.next()?.parse().ok()?;
    let key = parts.next()?;
    let real = || {
        let number = f64::from_bits(u64::from_str_radix(key, 16).ok()?);
        Some(Value::Real(Some(number).filter(|it| it.is_finite())?))
    };
    let key = match (sort, part) {
        (Sort::Call, 0..=3) | (Sort::Probability, 0) => real()?,
        (Sort::Engagement | Sort::Fit | Sort::Velocity, 0) => real()?,
        (Sort::Change, 0..=1) | (Sort::Probability, 1) => Value::Int(key.parse().ok()?),
        (Sort::LastTouch, 0) => Value::Int(key.parse().ok()?),
        // Releases before sorted by the number of the person.
        (Sort::Created, 0) => Value::Int(key.parse().ok().filter(|key| *key != id)?),
        (Sort::Name, 0) => Value::Text(key.to_owned()),
        _ => return None,
    };
    let after = After { part, key, id };
    Some(Place {
        after,
        as_of,
        total,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_journey() {
        let as_of = Timestamp::from_micros(1_700_000_000_000_000);
        for (sort, part, key) in [
            (Sort::Engagement, 0, Value::Real(12.345_678_901_234_567)),
            (Sort::Call, 2, Value::Real(0.5)),
            (Sort::Probability, 1, Value::Int(42)),
            (Sort::Velocity, 0, Value::Real(-0.25)),
            (Sort::Change, 1, Value::Int(42)),
            (Sort::Created, 0, Value::Int(42)),
            (Sort::Name, 0, Value::Text("žofie; nováková".into())),
        ] {
            let estimated = people::Total {
                value: 1_000_000,
                low: 990_000,
                high: 1_020_000,
            };
            for total in [None, Some(people::Total::counted(5)), Some(estimated)] {
                let after = After {
                    part,
                    key: key.clone(),
                    id: 7,
                };
                let place = Place {
                    after,
                    as_of,
                    total,
                };
                let cursor = encode(&place, &everybody());
                assert_eq!(read_cursor(&cursor, sort, &everybody()), Some(place));
            }
        }
        let sort = Sort::Engagement;
        assert_eq!(read_cursor("nonsense", sort, &everybody()), None);
        let elsewhere = After {
            part: 4,
            key: Value::Real(0.5),
            id: 7,
        };
        let place = Place {
            after: elsewhere,
            as_of,
            total: None,
        };
        let cursor = encode(&place, &everybody());
        assert_eq!(read_cursor(&cursor, Sort::Call, &everybody()), None);
    }

    fn everybody() -> Listed {
        Listed {
            filter: String::new(),
            section: None,
            model: None,
        }
    }

    #[test]
    fn a_cursor_brings_no_total_that_was_not_told() {
        let place = Place {
            after: After {
                part: 0,
                key: Value::Real(0.5),
                id: 7,
            },
            as_of: Timestamp::from_micros(1_700_000_000_000_000),
            total: Some(people::Total::counted(5)),
        };
        let total = |cursor: &str, listed: &Listed| {
            let place = read_cursor(cursor, Sort::Engagement, listed).expect("a place");
            assert_eq!(place.after.id, 7);
            place.total
        };
        let cursor = encode(&place, &everybody());
        assert_eq!(total(&cursor, &everybody()), place.total);
        let hot = Listed {
            filter: "temperature = hot".to_owned(),
            ..everybody()
        };
        assert_eq!(total(&cursor, &hot), None, "it was told of others");
        let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(&cursor).expect("bytes"));
        let text = text.expect("a text");
        let (_, rest) = text.split_once(';').expect("a total");
        let seal = everybody().seal("5", place.as_of);
        for told in [
            "t5;",
            "t9;",
            &format!("t9:{seal};"),
            &format!("t5~5~9:{seal};"),
        ] {
            let forged = BASE64_URL_SAFE_NO_PAD.encode(format!("{told}{rest}"));
            assert_eq!(total(&forged, &everybody()), None, "{told}");
        }
        let later = rest.replacen("1700000000000000", "1700000000000001", 1);
        let forged = BASE64_URL_SAFE_NO_PAD.encode(format!("t5:{seal};{later}"));
        assert_eq!(total(&forged, &everybody()), None);
    }

    #[test]
    fn a_cursor_of_the_newest_from_before_they_were_sorted_by_time_is_refused() {
        let old = BASE64_URL_SAFE_NO_PAD.encode("1700000000000000;0;42;42");
        assert_eq!(read_cursor(&old, Sort::Created, &everybody()), None);
        let new = BASE64_URL_SAFE_NO_PAD.encode("1700000000000000;0;42;1690000000000000");
        assert!(read_cursor(&new, Sort::Created, &everybody()).is_some());
    }
}
