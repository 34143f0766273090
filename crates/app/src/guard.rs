//! What a fault of the program may bring down, and what not.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ripen_store::Error;

/// Runs `work`; a panic becomes an error that blames the data at hand. Within a transaction, so that it
/// is undone like any other that fails.
///
/// # Errors
/// Those of `work`.
pub(crate) fn guarded<T, E: From<Error>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    caught(work).unwrap_or_else(|panic| {
        let fault = format!("a fault of the program: {}", told(&*panic));
        Err(Error::Rejected(fault).into())
    })
}

/// Runs `work` until it ends by itself: when it panics, `failed` is told how, and it is run again unless
/// that says no.
pub(crate) fn kept_alive(mut work: impl FnMut(), mut failed: impl FnMut(String) -> bool) {
    while let Err(panic) = caught(&mut work) {
        if !failed(told(&*panic)) {
            return;
        }
    }
}

fn caught<T>(work: impl FnOnce() -> T) -> std::result::Result<T, Box<dyn Any + Send>> {
    // What is shared is only touched under locks that do not remember panics, and a transaction that was
    // begun is undone.
    catch_unwind(AssertUnwindSafe(work))
}

fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "no more is known".to_owned())
}

#[cfg(test)]
mod tests {
    use ripen_store::Result;
    use ripen_store::testing::databases;

    use super::*;

    #[test]
    fn what_a_panic_began_is_undone_and_the_connection_is_good() {
        for db in databases() {
            let begun = "INSERT INTO follower (name, position) VALUES ('begun', 1)";
            let result: Result<()> = db.db.write(|conn| {
                guarded(|| {
                    conn.execute(begun, &[])?;
                    panic!("at the worst moment");
                })
            });
            let error = result.expect_err("it fails");
            assert!(error.blames_data());
            assert!(error.to_string().contains("at the worst moment"), "{error}");
            let count = "SELECT count(*) FROM follower WHERE name = 'begun'";
            let left: i64 = db
                .db
                .write(|conn| conn.query_value(count, &[]))
                .expect("it works");
            assert_eq!(left, 0, "on {}", db.db.engine());
        }
    }

    #[test]
    fn what_dies_is_started_again_until_it_ends_by_itself() {
        let (mut runs, mut failures) = (0, Vec::new());
        let work = || {
            runs += 1;
            assert!(runs > 2, "run {runs}");
        };
        kept_alive(work, |failure| {
            failures.push(failure);
            true
        });
        assert_eq!(
            (runs, failures.as_slice()),
            (3, &["run 1".into(), "run 2".into()][..])
        );
        let mut runs = 0;
        kept_alive(
            || {
                runs += 1;
                panic!("always");
            },
            |_| false,
        );
        assert_eq!(runs, 1);
    }
}
