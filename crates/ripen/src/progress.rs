//! Progress bars, and the projection's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use ripen_app::Ripen;
use ripen_store::ModelId;
use ripen_store::log::{follower_position, log_end};

use crate::failure::{Failure, Result};

/// How often the projection is asked how far it is.
const LOOK: Duration = Duration::from_millis(200);
/// Name of the projection among the followers of the log.
pub const PROJECTION: &str = "projection";

/// A bar that counts things.
pub fn counting(title: &'static str, length: u64) -> ProgressBar {
    bar(
        title,
        length,
        "{msg:<22} {bar:30} {human_pos} of {human_len}  {per_sec}  {eta}",
    )
}

/// A bar over the bytes of a file.
pub fn bytes(title: &'static str, length: u64) -> ProgressBar {
    bar(
        title,
        length,
        "{msg:<22} {bar:30} {bytes} of {total_bytes}  {eta}",
    )
}

fn bar(title: &'static str, length: u64, template: &str) -> ProgressBar {
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length)
        .with_style(style.progress_chars("█▌ "))
        .with_message(title)
}

/// Projects everything in the log, with a bar. When `stop` becomes true the process ends: each batch
/// is a transaction, so the next one who follows the log goes on from there.
///
/// # Errors
/// Those of the projection.
pub fn project(app: &Ripen, stop: Option<&AtomicBool>) -> Result<()> {
    let position = || {
        app.db()
            .read(|conn| Ok((follower_position(conn, PROJECTION)?, log_end(conn)?)))
    };
    let (from, end) = position()?;
    if from >= end {
        return Ok(app.project_all()?);
    }
    let bar = counting("Resolving and scoring", (end - from).unsigned_abs());
    watch(app, &bar, || {
        if let Ok((at, _)) = position() {
            bar.set_position((at - from).unsigned_abs());
        }
        if stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
            eprintln!("stopped; scoring goes on when the server runs");
            std::process::exit(130);
        }
    })
}

/// Brings all scores up to the models in force, with a bar for one of them.
///
/// # Errors
/// Those of the projection.
pub fn rescore(app: &Ripen, model: ModelId) -> Result<()> {
    let behind = app.model_progress(model)?.behind.unsigned_abs();
    if behind == 0 {
        return Ok(());
    }
    let bar = counting("Scoring everybody", behind);
    watch(app, &bar, || {
        if let Ok(progress) = app.model_progress(model) {
            bar.set_position(behind.saturating_sub(progress.behind.unsigned_abs()));
        }
    })
}

/// Projects everything, and looks at it from time to time.
fn watch(app: &Ripen, bar: &ProgressBar, look: impl Fn()) -> Result<()> {
    let result = std::thread::scope(|scope| {
        let work = scope.spawn(|| app.project_all());
        while !work.is_finished() {
            std::thread::sleep(LOOK);
            look();
        }
        work.join()
    });
    bar.finish();
    Ok(result.map_err(|_| Failure::new("the projection ended with a panic"))??)
}
