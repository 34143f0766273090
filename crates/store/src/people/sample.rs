//! A fair sample of people: everybody has the same chance to be in it.
//!
//! Numbers of people are positions of the log, so whoever came with the same import has numbers side by side:
//! neither blocks of numbers nor numbers drawn at random are fair. So each person has a lot that follows from
//! their number alone, and those with the lowest lots are the sample. The same people are in it each time, so that a
//! total does not flicker.

use ripen_domain::filter::PersonFilter;
use ripen_domain::measure::proportion;

use super::few::ids_of;
use super::total::Total;
use crate::engine::{Conn, Param, Result, Value};
use crate::filters;
use crate::filters::Narrowing;
use crate::scoring::Scores;

/// People of a sample.
const SIZE: i64 = 4_000;
/// Lots are below this, a prime.
const LOTS: i64 = 2_147_483_647;
/// Lots below this are in the index `person_sample`: one in 16.
const INDEXED: i64 = 134_217_728;
/// The lot of a person. A square of a product modulo a prime, since both engines know of no hash: the multiplier
/// is one of Fishman and Moore (SIAM J. Sci. Stat. Comput. 1986). The same words as in the index.
const LOT: &str = "(p.person_id % 2147483647 * 742938285 % 2147483647) * (p.person_id % 2147483647 * 742938285 % 2147483647) % 2147483647";

/// Some of the people among whom are all who pass a filter.
pub(super) struct Sample {
    /// The people of the sample.
    pub ids: Vec<i64>,
    /// How many there are whom they stand for.
    pub of: i64,
}

impl Sample {
    /// A sample of those among whom are all who pass a filter with an engagement of at least that behind `bound`.
    pub fn draw(
        conn: &mut Conn,
        scores: Scores,
        filter: &PersonFilter,
        bound: Option<f64>,
    ) -> Result<Self> {
        let mut narrowings = filters::narrowings(filter, scores.scorer).into_iter();
        let fit = narrowings.find_map(|one| match one {
            Narrowing::FitFrom(least) => Some(("p.fit", least)),
            _ => None,
        });
        let bound = bound.map(|bound| ("p.rank_bound", bound));
        let mut narrowest: Option<(Pool, i64)> = None;
        for (column, least) in fit.into_iter().chain(bound) {
            let pool = Pool { column, least };
            let many = pool.count(conn, scores)?;
            if narrowest.as_ref().is_none_or(|(_, fewest)| many < *fewest) {
                narrowest = Some((pool, many));
            }
        }
        let all = super::people_count(conn)?;
        match narrowest {
            Some((pool, many)) if many < all / 2 => Ok(Self {
                ids: pool.draw(conn, scores, many)?,
                of: many,
            }),
            _ => Self::of_everybody(conn, all),
        }
    }

    fn of_everybody(conn: &mut Conn, all: i64) -> Result<Self> {
        let sql = format!(
            "SELECT p.person_id FROM person p WHERE p.merged_into IS NULL AND {LOT} < {INDEXED} ORDER BY {LOT} LIMIT {SIZE}"
        );
        Ok(Self {
            ids: ids_of(conn, &sql, &[])?,
            of: all,
        })
    }

    /// How many pass, of whom so many of the sample do.
    pub fn total(&self, passed: i64) -> Total {
        let drawn = self.ids.len() as i64;
        if drawn == self.of {
            return Total::counted(passed);
        }
        let share = proportion(passed as f64, drawn as f64).times(self.of as f64);
        // Whoever was drawn and does not pass is known not to.
        Total {
            value: share.value.round() as i64,
            low: (share.low.floor() as i64).max(passed),
            high: (share.high.ceil() as i64).min(self.of - (drawn - passed)),
        }
    }
}

/// People of a span of an index.
struct Pool {
    column: &'static str,
    least: f64,
}

impl Pool {
    fn asked(&self) -> String {
        format!("p.merged_into IS NULL AND {} >= $1", self.column)
    }

    fn count(&self, conn: &mut Conn, scores: Scores) -> Result<i64> {
        let sql = format!(
            "SELECT count(*) FROM {} WHERE {}",
            scores.people("p"),
            self.asked()
        );
        conn.query_value(&sql, &[Param::Real(self.least)])
    }

    /// Those of the `many` with lots so low that about as many are drawn as a sample has.
    fn draw(&self, conn: &mut Conn, scores: Scores, many: i64) -> Result<Vec<i64>> {
        let below = match many <= SIZE {
            true => LOTS,
            false => (LOTS as f64 * SIZE as f64 / many as f64) as i64,
        };
        let sql = format!(
            "SELECT p.person_id FROM {} WHERE {} AND {LOT} < $2",
            scores.people("p"),
            self.asked()
        );
        ids_of(conn, &sql, &[Value::Real(self.least), Value::Int(below)])
    }
}
