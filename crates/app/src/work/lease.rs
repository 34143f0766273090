//! The lease of a job that is being done: renewed as long as that takes.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use ripen_domain::time::Span;
use ripen_store::work::job::{Lease, job_give_back_in_txn, job_renew_in_txn};

use crate::clock;
use crate::ripen::Ripen;

/// How long a worker may be silent before it is taken for dead.
pub(super) const LEASE: Span = Span::seconds(300);
/// How often a worker says that it is not.
const RENEW: Duration = Duration::from_secs(60);
/// How soon it is noticed that the application stops.
const NAP: Duration = Duration::from_millis(100);

/// Does the work of a lease, which is renewed meanwhile. When the application stops the job is given back at once: the
/// work may take minutes and changes nothing any more, and whoever starts next need not wait.
pub(super) fn keeping<T>(app: &Arc<Ripen>, lease: Lease, work: impl FnOnce() -> T) -> T {
    let (done, is_done) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if renew(app, lease, &is_done) {
                return;
            }
            if let Err(error) = app.db.write(|conn| job_give_back_in_txn(conn, lease)) {
                tracing::warn!(%error, "a job was not given back");
            }
        });
        // Dropped at the end, also by a panic.
        let _done = done;
        work()
    })
}

/// Renews a lease until its work is done or the application stops; whether it was done.
fn renew(app: &Ripen, lease: Lease, is_done: &mpsc::Receiver<()>) -> bool {
    let mut next = Instant::now() + RENEW;
    while is_done.recv_timeout(NAP) == Err(RecvTimeoutError::Timeout) {
        if app.is_stopping() {
            return false;
        }
        if Instant::now() < next {
            continue;
        }
        next += RENEW;
        let until = clock::now() + LEASE;
        if let Err(error) = app.db.write(|conn| job_renew_in_txn(conn, lease, until)) {
            tracing::warn!(%error, "the lease of a job was not renewed");
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use ripen_store::Conn;
    use ripen_store::testing::databases;
    use ripen_store::work::job::{NewJob, job_hold_in_txn, job_make_in_txn, job_take_in_txn};

    use super::*;
    use crate::Options;

    #[test]
    fn a_lease_is_given_back_when_the_application_stops_though_its_work_goes_on() {
        for db in databases() {
            let app = Ripen::open(db.db.clone(), Options::default()).expect("it opens");
            let make = |conn: &mut Conn| {
                let new = NewJob {
                    name: "test",
                    queue: 9,
                    priority: 1,
                    key: Some("one"),
                    body: "{}",
                    due_at: clock::now(),
                    most: 1,
                };
                job_make_in_txn(conn, &new, clock::now())
            };
            db.db.write(make).expect("made");
            let take = || {
                let (now, until) = (clock::now(), clock::now() + LEASE);
                let taken = db
                    .db
                    .write(|conn| job_take_in_txn(conn, 9, (now, until), 1));
                taken.expect("taken").pop().map(|one| one.lease)
            };
            let lease = take().expect("it is due");
            keeping(&app, lease, || assert_eq!(take(), None));
            let held = |lease| db.db.write(|conn| job_hold_in_txn(conn, lease));
            held(lease).expect("its end is kept by who did it");
            let next = keeping(&app, lease, || {
                app.stop();
                loop {
                    match take() {
                        Some(next) => break next,
                        None => std::thread::sleep(Duration::from_millis(5)),
                    }
                }
            });
            assert!(held(lease).is_err() && held(next).is_ok());
        }
    }
}
