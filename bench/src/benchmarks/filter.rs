//! Filters in memory: what one condition costs a person.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use fastrand::Rng;
use ripen_app::clock;
use ripen_domain::filter::{Counts, Measure, Measured, PersonFilter};
use ripen_domain::identity::normalize;
use ripen_domain::interaction::{Fact, kind};
use ripen_domain::person::PersonView;
use ripen_domain::scoring::Scorer;
use ripen_domain::time::{Span, Timestamp};

use crate::context::Context;
use crate::population;
use crate::report::{Report, number};

/// The ten most usual ones: what lists, gates and fit rules ask for.
const FILTERS: &[&str] = &[
    "temperature = hot",
    "country = \"CZ\"",
    "title has any (\"CEO\", \"Owner\", \"Director\")",
    "email.domain is free",
    "stage = mql and fit >= 30",
    "company in list(\"competitors\")",
    "last_touch within 14d",
    "count(page where path ~ \"/pricing*\", 7d) >= 3",
    "sum(amount of order, 30d) >= 1000",
    "last(page where path ~ \"/pricing*\") within 14d",
];
/// Interactions of a person.
const INTERACTIONS: usize = 10;
/// Least time that one filter is evaluated for.
const TIME: Duration = Duration::from_millis(400);

/// What filters ask besides the person.
struct History<'a> {
    scorer: &'a Scorer<'a>,
    facts: &'a [Fact<'static>],
    now: Timestamp,
}

impl Counts for History<'_> {
    fn measure(&self, measure: &Measure) -> Option<Measured> {
        measure.of(self.facts.iter().copied(), self.now)
    }

    fn contains(&self, list: &str, value: &str) -> bool {
        match self.scorer.model.lists.get(list) {
            Some(entries) => entries.contains(value),
            None => list == "free" && normalize::is_free(value),
        }
    }
}

/// Runs the benchmark.
pub fn run(context: &Context, report: &mut Report) -> Result<()> {
    let count = context.size.choose(2_000, 20_000, 20_000);
    let bed = context.bed()?;
    let scoring = bed.app.model()?;
    let scorer = scoring.scorer();
    let now = clock::now();
    let people = population::sample(&scorer, count, now);
    let mut rng = Rng::with_seed(11);
    let histories: Vec<Vec<Fact>> = people.iter().map(|_| history(now, &mut rng)).collect();
    let views = people
        .iter()
        .map(|person| scorer.view(&person.state, &person.profile, now));
    let asked: Vec<(PersonView, History)> = views
        .zip(&histories)
        .map(|(view, facts)| {
            let history = History {
                scorer: &scorer,
                facts,
                now,
            };
            (view, history)
        })
        .collect();
    report.note("people", number(asked.len() as f64));
    report.note("interactions of a person", INTERACTIONS.to_string());
    for text in FILTERS {
        let filter = PersonFilter::parse(text).with_context(|| (*text).to_owned())?;
        let (nanos, passed) = nanos_a_person(&filter, &asked);
        let mut conditions = 0;
        filter.expr().visit(&mut |_| conditions += 1);
        let each = nanos / f64::from(conditions);
        report.note(*text, format!("{each:.0} ns a condition, {passed} pass"));
    }
    Ok(())
}

/// Nanoseconds that the filter takes for one person, and how many pass.
fn nanos_a_person(filter: &PersonFilter, asked: &[(PersonView, History)]) -> (f64, usize) {
    let (begun, mut rounds, mut passed) = (Instant::now(), 0, 0);
    while rounds == 0 || begun.elapsed() < TIME {
        let pass = |(view, history): &&(PersonView, History)| filter.matches(view, history);
        passed = black_box(asked).iter().filter(pass).count();
        rounds += 1;
    }
    let evaluated = rounds * asked.len();
    (begun.elapsed().as_nanos() as f64 / evaluated as f64, passed)
}

/// Some visits and an order now and then, over the last two months.
fn history(now: Timestamp, rng: &mut Rng) -> Vec<Fact<'static>> {
    let fact = |seq| {
        let at = now - Span::seconds(rng.i64(0..60 * 86_400));
        let seq = seq as i64;
        match rng.u8(..8) {
            0 => Fact {
                seq,
                at,
                kind: kind::ORDER,
                amount: Some(f64::from(rng.u16(10..2_000))),
                ..Fact::default()
            },
            _ => Fact {
                seq,
                at,
                kind: kind::PAGE,
                path: Some(population::path(rng)),
                ..Fact::default()
            },
        }
    };
    (0..INTERACTIONS).map(fact).collect()
}
