//! The usual questions on many people with their interactions: how long lists, orders, look-ups and totals take, and
//! the plans of the queries.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use ripen_domain::filter::PersonFilter;
use ripen_domain::scoring::Scorer;
use ripen_domain::time::Timestamp;
use ripen_store::people::{ListQuery, Sort, people_ids, people_page, people_total};
use ripen_store::testing::{USUAL_FILTERS, plans_of};
use ripen_store::{Conn, Scores};

use crate::context::{Bed, Context};
use crate::population::{self, FIRST_ID};
use crate::report::{Latencies, Report, ms};

/// Interactions of a person.
const INTERACTIONS: i64 = 10;
/// Times that a list is read, at most: the slowest of few would be no p99, but the first.
const LISTS: usize = 200;
/// Most time for one list.
const TIME: Duration = Duration::from_secs(5);
/// Addresses that people are found by.
const ADDRESSES: i64 = 500;
/// People of a page.
const PAGE: usize = 50;
/// Milliseconds that a list and a total may take where no index helps, and a search.
const LIST: f64 = 300.0;
const SEARCH: f64 = 50.0;
const LOOK_UP: f64 = 5.0;

/// Orders of a list, with their names.
const SORTS: &[(&str, Sort)] = &[
    ("call", Sort::Call),
    ("-engagement", Sort::Engagement),
    ("-probability", Sort::Probability),
    ("-velocity", Sort::Velocity),
    ("-change", Sort::Change),
    ("-fit", Sort::Fit),
    ("-last_touch", Sort::LastTouch),
    ("-created", Sort::Created),
    ("name", Sort::Name),
];
/// Filters that each order is tried with: most pass, some, hardly anybody.
const SORTED: &[&str] = &[
    TO_WIN,
    "kind = lead and title = \"CEO\" and country = \"CZ\"",
    "title ~ \"zzz*\"",
    WORTH_A_CALL,
];
/// The people to win, as the section of Today asks for them.
const TO_WIN: &str = "not kind = customer and disqualified is unknown and not (kind = interest and last_touch is unknown \
    and name is unknown and company is unknown and email is unknown and phone is unknown)";
/// The customers worth a call, as the section of Today asks for them.
const WORTH_A_CALL: &str = "kind = customer and disqualified is unknown and ((temperature = hot or signal(asked_price, 14d) \
    or signal(asked_demo, 14d)) and (count(order) = 0 or count(any, after last(order)) >= 1) \
    or last(order) < 60d ago and count(order, 365d) >= 3)";
/// Searches by words.
const SEARCHES: &[&str] = &[
    "search = \"selin yılmaz\"",
    "search = \"company 777\"",
    "search = \"0532 000 12 34\"",
    "search = \"zzzz\"",
];
/// Filters whose totals are looked at beside the usual ones.
const TOTALS: &[&str] = &[
    TO_WIN,
    "kind = customer",
    "stage = mql",
    "country = \"US\"",
    "kind = lead and fit >= 30",
    "created < \"2020-01-01\"",
    "top 1% by fit",
];

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let people = context.size.choose(20_000, 200_000, 1_000_000);
    let bed = context.bed()?;
    population::fill(&bed.app, people, INTERACTIONS)?;
    bed.db.db.write(|conn| conn.execute_script("ANALYZE"))?;
    report.note("people", crate::report::number(people as f64));
    let scoring = bed.app.model()?;
    let scorer = scoring.scorer();
    let asked = Asked {
        bed: &bed,
        scorer: &scorer,
        now: ripen_app::clock::now(),
        people,
    };
    asked.look_ups(report)?;
    asked.sorts(report)?;
    asked.totals(report)?;
    asked.lists(report)
}

/// Who asks, and when.
struct Asked<'a> {
    bed: &'a Bed,
    scorer: &'a Scorer<'a>,
    now: Timestamp,
    people: i64,
}

impl Asked<'_> {
    fn look_ups(&self, report: &mut Report) -> Result<()> {
        self.addresses(report)?;
        for filter in SEARCHES {
            self.list(report, (filter, "", Sort::Call), SEARCH)?;
        }
        Ok(())
    }

    /// How long it takes to find people by their addresses, each of them once.
    fn addresses(&self, report: &mut Report) -> Result<()> {
        let mut times = Latencies::default();
        self.bed.db.db.read(|conn| {
            let sql = "SELECT email FROM person WHERE person_id >= $1 AND email IS NOT NULL ORDER BY person_id LIMIT 1";
            for nth in 0..ADDRESSES {
                let from = FIRST_ID + nth * self.people / ADDRESSES;
                let one: String = conn.query_value(sql, &[from.into()])?;
                let filter = PersonFilter::typed(&format!("email = \"{one}\""));
                let filter = filter.expect("an address is a filter");
                let query = self.query(&filter, Sort::Call);
                let page = times.time(|| people_page(conn, self.scores(), &query))?;
                assert_eq!(page.len(), 1, "{one}");
            }
            Ok(())
        })?;
        let what = format!("email = one of {ADDRESSES} addresses, p99");
        report.at_most(what, ms(times.at(0.99)), LOOK_UP, "ms");
        Ok(())
    }

    /// The first page of a list.
    fn query<'f>(&self, filter: &'f PersonFilter, sort: Sort) -> ListQuery<'f> {
        ListQuery {
            filter,
            sort,
            after: None,
            limit: PAGE,
            now: self.now,
        }
    }

    fn sorts(&self, report: &mut Report) -> Result<()> {
        for filter in SORTED {
            for (name, sort) in SORTS {
                self.list(report, (filter, name, *sort), LIST)?;
            }
        }
        Ok(())
    }

    fn lists(&self, report: &mut Report) -> Result<()> {
        for text in USUAL_FILTERS {
            let plans = self.list(report, (text, "", Sort::Engagement), LIST)?;
            for step in plans.iter().flat_map(|plan| plan.lines()) {
                let step: String = step.chars().take(WIDTH).collect();
                report.note(format!("    {step}"), "");
            }
        }
        Ok(())
    }

    /// How long a list takes, and its plans.
    fn list(
        &self,
        report: &mut Report,
        (text, name, sort): (&str, &str, Sort),
        bar: f64,
    ) -> Result<Vec<String>> {
        let filter = PersonFilter::typed(text).with_context(|| format!("reading {text}"))?;
        let query = self.query(&filter, sort);
        let mut times = Latencies::default();
        let plans = self.bed.db.db.read(|conn| {
            let begun = Instant::now();
            for _ in 0..LISTS {
                times.time(|| people_page(conn, self.scores(), &query))?;
                if begun.elapsed() > TIME {
                    break;
                }
            }
            plans_of(conn, |conn| {
                people_page(conn, self.scores(), &query).map(drop)
            })
        })?;
        let by = if name.is_empty() { "" } else { " by " };
        let what = format!("{text}{by}{name}, p99");
        report.at_most(what, ms(times.at(0.99)), bar, "ms");
        Ok(plans)
    }

    /// Totals beside the truth.
    fn totals(&self, report: &mut Report) -> Result<()> {
        let (mut all, mut right) = (0, 0);
        for text in USUAL_FILTERS.iter().chain(TOTALS) {
            let filter = PersonFilter::typed(text).with_context(|| format!("reading {text}"))?;
            let (total, truth, times) = self.bed.db.db.read(|conn| self.total(conn, &filter))?;
            all += 1;
            right += i64::from((total.low..=total.high).contains(&truth));
            let told = match total.is_exact() {
                true => format!("{}, counted", total.value),
                false => format!("{} ({} to {})", total.value, total.low, total.high),
            };
            report.note(format!("total of {text}: {told}"), format!("is {truth}"));
            report.at_most(
                format!("total of {text}, p99"),
                ms(times.at(0.99)),
                LIST,
                "ms",
            );
        }
        report.note("totals that are right", format!("{right} of {all}"));
        Ok(())
    }

    fn total(
        &self,
        conn: &mut Conn,
        filter: &PersonFilter,
    ) -> ripen_store::Result<(ripen_store::people::Total, i64, Latencies)> {
        let mut times = Latencies::default();
        let mut total = people_total(conn, self.scores(), filter, self.now)?;
        for _ in 0..3 {
            total = times.time(|| people_total(conn, self.scores(), filter, self.now))?;
        }
        let truth = people_ids(conn, self.scores(), filter, self.now)?.len() as i64;
        Ok((total, truth, times))
    }

    fn scores(&self) -> Scores<'_> {
        Scores::primary(self.scorer)
    }
}

/// Letters of a step of a plan that are shown.
const WIDTH: usize = 110;
