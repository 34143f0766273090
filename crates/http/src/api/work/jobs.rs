//! `/api/v1/jobs`: what waits, what is worked on and what failed; trying again and calling off.

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use ripen_app::work::desk::QueueStanding;
use ripen_store::work::job::State as Stored;
use ripen_store::work::job_list::StoredJob;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::types::{self, time};
use crate::auth::Administrator;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Which page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// Those of one state; those that failed for good when left out.
    state: Option<JobState>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Page length, 1 to 200; 50 when left out.
    limit: Option<i64>,
}

/// Where a job stands: it waits for its moment or a worker, a worker has it, it failed as often as it may, or somebody
/// called it off.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It waits.
    Waiting,
    /// A worker has it.
    Running,
    /// It failed as often as it may.
    Dead,
    /// Somebody called it off.
    Cancelled,
}

impl From<JobState> for Stored {
    fn from(state: JobState) -> Self {
        match state {
            JobState::Waiting => Self::Waiting,
            JobState::Running => Self::Running,
            JobState::Dead => Self::Dead,
            JobState::Cancelled => Self::Cancelled,
        }
    }
}

impl From<Stored> for JobState {
    fn from(state: Stored) -> Self {
        match state {
            Stored::Waiting => Self::Waiting,
            Stored::Running => Self::Running,
            Stored::Dead => Self::Dead,
            Stored::Cancelled => Self::Cancelled,
        }
    }
}

/// A page of jobs, and how the queues stand.
#[derive(Serialize, ToSchema)]
pub struct JobPage {
    /// Jobs, newest first. What is done is no more.
    items: Vec<JobItem>,
    /// Give it as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
    /// Every queue.
    queues: Vec<QueueView>,
}

/// How a queue stands.
#[derive(Serialize, ToSchema)]
pub struct QueueView {
    /// Its name.
    name: &'static str,
    /// Jobs that wait, those that are due included.
    waiting: i64,
    /// Jobs that are due.
    due: i64,
    /// For how many seconds the first that is due has been waiting; 0 where nothing is due.
    lag_seconds: i64,
    /// Jobs that are worked on.
    running: i64,
    /// Jobs that failed for good.
    dead: i64,
}

/// A job.
#[derive(Serialize, ToSchema)]
pub struct JobItem {
    /// Id.
    id: String,
    /// What kind of job it is.
    name: String,
    /// Of those of one name and key one waits at a time.
    key: Option<String>,
    /// What it is told, as JSON.
    told: String,
    /// Where it stands.
    state: JobState,
    /// When it was made (RFC 3339).
    made_at: String,
    /// From when on it is to be done, or was (RFC 3339).
    due_at: String,
    /// How often it was tried.
    attempts: i64,
    /// How often it is tried at most.
    most_attempts: i64,
    /// When it failed for good or was called off (RFC 3339).
    ended_at: Option<String>,
    /// Why it failed last.
    error: Option<String>,
}

impl From<StoredJob> for JobItem {
    fn from(job: StoredJob) -> Self {
        Self {
            id: job.id.to_string(),
            name: job.name,
            key: job.key,
            told: job.body,
            state: job.state.into(),
            made_at: job.made_at.to_rfc3339(),
            due_at: job.due_at.to_rfc3339(),
            attempts: job.attempts,
            most_attempts: job.most,
            ended_at: time(job.ended_at),
            error: job.error,
        }
    }
}

impl From<QueueStanding> for QueueView {
    fn from(queue: QueueStanding) -> Self {
        Self {
            name: queue.name,
            waiting: queue.counts.waiting,
            due: queue.counts.due,
            lag_seconds: queue.lag.as_micros() / 1_000_000,
            running: queue.counts.running,
            dead: queue.counts.dead,
        }
    }
}

/// The jobs of a state, newest first, and how the queues stand.
#[utoipa::path(
    operation_id = "job_list",
    get, path = "/api/v1/jobs", tag = "work", params(Params),
    responses((status = 200, body = JobPage), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem)),
)]
pub async fn list(
    _: Administrator,
    Extract(state): Extract<State>,
    Query(params): Query<Params>,
) -> Result<Json<JobPage>, Problem> {
    let wrong = |_| Problem::bad("cursor", "give the next_cursor of a page");
    let before = params.cursor.as_deref().map(str::parse::<i64>);
    let before = before.transpose().map_err(wrong)?;
    let limit = params
        .limit
        .unwrap_or(50)
        .clamp(1, ripen_app::work::desk::MAX_PAGE);
    let of = params.state.unwrap_or(JobState::Dead).into();
    let app = state.app.clone();
    let (jobs, queues) =
        blocking(move || Ok((app.jobs(of, before, limit)?, app.queues()?))).await?;
    let next = jobs.last().filter(|_| jobs.len() as i64 == limit);
    Ok(Json(JobPage {
        next_cursor: next.map(|last| last.id.to_string()),
        items: jobs.into_iter().map(JobItem::from).collect(),
        queues: queues.into_iter().map(QueueView::from).collect(),
    }))
}

/// Has a job that failed for good or was called off be tried again at once, as often as a new one.
#[utoipa::path(
    operation_id = "job_retry",
    post, path = "/api/v1/jobs/{id}/retry", tag = "work", params(("id" = String, Path, description = "Id of the job")),
    responses((status = 200, body = JobItem), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
pub async fn retry(
    _: Administrator,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
) -> Result<Json<JobItem>, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    let job = blocking(move || app.job_retry(id)).await?;
    Ok(Json(job.into()))
}

/// Calls a job off. One that is worked on changes nothing from then on.
#[utoipa::path(
    operation_id = "job_cancel",
    post, path = "/api/v1/jobs/{id}/cancel", tag = "work", params(("id" = String, Path, description = "Id of the job")),
    responses((status = 200, body = JobItem), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
)]
pub async fn cancel(
    _: Administrator,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
) -> Result<Json<JobItem>, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    let job = blocking(move || app.job_cancel(id)).await?;
    Ok(Json(job.into()))
}
