//! What only one transaction at a time does.

/// What only one transaction at a time does, whatever the process. The order is that in which a transaction that
/// needs several takes them: were there two orders, two transactions could wait for each other for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lock {
    /// Bringing the schema up to date.
    Migration,
    /// Changing scores and what else follows from the log.
    Projection,
    /// Publishing models and changing their drafts.
    Models,
    /// Giving numbers to users and write keys.
    Accounts,
    /// Appending to the log, which gives its positions out.
    Log,
}

impl Lock {
    /// The number by which processes of every version know it.
    pub(super) const fn number(self) -> i64 {
        0x7269_7065_6e00
            + match self {
                Self::Migration => 0x01,
                Self::Log => 0x02,
                Self::Projection => 0x03,
                Self::Models => 0x05,
                Self::Accounts => 0x0c,
            }
    }
}

/// Holds transactions to the order of [`Lock`], in debug builds and on either engine: where only one transaction
/// writes at a time nobody would ever notice.
#[cfg(debug_assertions)]
pub(super) mod order {
    use std::cell::RefCell;

    use super::Lock;

    thread_local! {
        /// What the transaction of this thread holds, in order.
        static HELD: RefCell<Vec<Lock>> = const { RefCell::new(Vec::new()) };
    }

    /// A transaction begins.
    pub fn begin() {
        HELD.take();
    }

    /// It takes a lock, unless it holds it already.
    ///
    /// # Panics
    /// When it should have taken it before another that it holds.
    pub fn take(lock: Lock) {
        let mut held = HELD.take();
        if !held.contains(&lock) {
            assert!(
                held.last() < Some(&lock),
                "{lock:?} is taken after {held:?}: two transactions could wait for each other"
            );
            held.push(lock);
        }
        HELD.set(held);
    }
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::{Lock, order};
    use crate::engine::{Db, Target};

    #[test]
    fn locks_are_taken_in_order_and_again() {
        for _ in 0..2 {
            order::begin();
            for lock in [
                Lock::Migration,
                Lock::Projection,
                Lock::Projection,
                Lock::Log,
                Lock::Migration,
            ] {
                order::take(lock);
            }
        }
    }

    #[test]
    #[should_panic(expected = "Models is taken after [Log]")]
    fn a_lock_out_of_order_is_refused() {
        order::begin();
        order::take(Lock::Log);
        order::take(Lock::Models);
    }

    /// The embedded database has one writer, who would wait for nobody.
    #[test]
    #[should_panic(expected = "Projection is taken after [Accounts]")]
    fn a_transaction_is_held_to_the_order_on_the_embedded_database_too() {
        let directory = tempfile::tempdir().expect("a directory");
        let target = Target::Sqlite(directory.path().join("test.db"));
        let db = Db::open(&target).expect("a database");
        let _ = db.write(|conn| {
            conn.lock(Lock::Accounts)?;
            conn.lock(Lock::Projection)
        });
    }
}
