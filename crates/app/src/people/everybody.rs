//! How many people there are: asked with every list, and slow to count once they are many.

use std::time::{Duration, Instant};

use parking_lot::Mutex;
use ripen_store::people::people_count;
use ripen_store::{Conn, Result};

/// Up to so many are counted each time.
const FEW: i64 = 50_000;
/// How long a large count is used again.
const FRESH: Duration = Duration::from_secs(10);

/// The last large count.
#[derive(Default)]
pub(crate) struct Everybody(Mutex<Option<(Instant, i64)>>);

impl Everybody {
    /// How many people there are; large numbers as of up to ten seconds ago.
    pub fn count(&self, conn: &mut Conn) -> Result<i64> {
        let remembered = *self.0.lock();
        if let Some((counted_at, value)) = remembered
            && counted_at.elapsed() < FRESH
        {
            return Ok(value);
        }
        let value = people_count(conn)?;
        if value > FEW {
            *self.0.lock() = Some((Instant::now(), value));
        }
        Ok(value)
    }
}
