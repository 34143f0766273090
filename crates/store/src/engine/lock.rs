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
