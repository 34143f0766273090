//! `ripen jobs`.

use clap::{Subcommand, ValueEnum};
use ripen_app::Error;
use ripen_store::Error as StoreError;
use ripen_store::work::job::State;

use super::print;
use super::table::table;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// See what waits and what failed; try again, call off
#[derive(Debug, Subcommand)]
#[command(after_help = "\
What takes its time or is to happen at a moment is a job: it is kept in the database, done once by
whichever process comes first, and tried again when it fails.

Examples:
  ripen jobs queues
  ripen jobs list --state waiting
  ripen jobs retry 12")]
pub enum Jobs {
    /// How the queues stand
    Queues,
    /// List jobs, newest first; what is done is no more
    List {
        /// Which ones
        #[arg(long, value_enum, default_value_t)]
        state: Which,
        /// How many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=200))]
        limit: i64,
    },
    /// Try a job again at once that failed for good or was called off
    Retry {
        /// Its number, as `ripen jobs list` shows it
        id: i64,
    },
    /// Call a job off; one that is worked on changes nothing from then on
    Cancel {
        /// Its number, as `ripen jobs list` shows it
        id: i64,
    },
}

/// Which jobs.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Which {
    /// Those that wait
    Waiting,
    /// Those that are worked on
    Running,
    /// Those that failed for good
    #[default]
    Dead,
    /// Those that were called off
    Cancelled,
}

impl From<Which> for State {
    fn from(which: Which) -> Self {
        match which {
            Which::Waiting => Self::Waiting,
            Which::Running => Self::Running,
            Which::Dead => Self::Dead,
            Which::Cancelled => Self::Cancelled,
        }
    }
}

/// Shows or changes jobs.
pub fn run(jobs: &Jobs, config: &Config) -> Result<()> {
    let app = open::open_existing(config)?;
    match *jobs {
        Jobs::Queues => {
            let rows: Vec<[String; 6]> = app
                .queues()?
                .into_iter()
                .map(|queue| {
                    let counts = queue.counts;
                    let seconds = queue.lag.as_micros() / 1_000_000;
                    [
                        queue.name.to_owned(),
                        counts.waiting.to_string(),
                        counts.due.to_string(),
                        format!("{seconds} s"),
                        counts.running.to_string(),
                        counts.dead.to_string(),
                    ]
                })
                .collect();
            print(&table(
                ["queue", "waiting", "due", "lag", "running", "failed"],
                &rows,
            ))
        }
        Jobs::List { state, limit } => {
            let jobs = app.jobs(state.into(), None, limit)?;
            if jobs.is_empty() {
                return print("there are none\n");
            }
            let rows: Vec<[String; 5]> = jobs
                .into_iter()
                .map(|job| {
                    [
                        job.id.to_string(),
                        job.name,
                        job.due_at.to_rfc3339(),
                        format!("{} of {}", job.attempts, job.most),
                        job.error.unwrap_or_default(),
                    ]
                })
                .collect();
            print(&table(["no", "job", "due", "tried", "reason"], &rows))
        }
        Jobs::Retry { id } => told(id, app.job_retry(id).map(drop), "is tried again"),
        Jobs::Cancel { id } => told(id, app.job_cancel(id).map(drop), "is called off"),
    }
}

fn told(id: i64, outcome: ripen_app::Result<()>, done: &str) -> Result<()> {
    match outcome {
        Ok(()) => print(&format!("job {id} {done}\n")),
        Err(Error::Store(StoreError::NotFound)) => Err(Failure::new(format!(
            "there is no job {id}: it is done, or was never made; `ripen jobs list` shows those that failed"
        ))),
        Err(other) => Err(other.into()),
    }
}
