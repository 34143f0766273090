//! `ripen model backtest`.

use clap::Args;
use ripen_app::workbench::backtest::{
    Audit, Backtest as Told, BacktestQuery, Conversion, Criterion, CriterionVerdict, SeriesPoint,
};
use ripen_domain::measure::{Band, Estimate};
use ripen_domain::time::{Span, Timestamp};
use ripen_http::views;

use super::of::Of;
use super::place::Place;
use super::print;
use super::trying::with_progress;
use crate::command::table::table;
use crate::config::Config;
use crate::failure::{Failure, Result};
use crate::open;

/// Hold a model against what really happened
#[derive(Debug, Args)]
#[command(after_help = "\
Scores everybody as of a moment, from what was known then, and looks at who converted afterwards:
how well the scores rank people, how often each score band converts, who was missed and which rules
tell buyers from the others. Nothing is stored.

Examples:
  ripen model backtest
  ripen model backtest model.toml --horizon 60d
  ripen model backtest draft --outcome order --as-of 2026-03-01")]
pub struct Backtest {
    /// A model file, the number of a version, `draft` or `published`
    #[arg(default_value = "published", value_name = "MODEL")]
    place: Place,
    #[command(flatten)]
    of: Of,
    /// What counts as converting: key of a stage, or a filter of interactions [default: becoming a
    /// customer]
    #[arg(long, value_name = "STAGE|FILTER")]
    outcome: Option<String>,
    /// How long after the moment an outcome counts
    #[arg(long, default_value = "30d", value_parser = horizon)]
    horizon: Span,
    /// The moment [default: the horizon before the end of the history]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    as_of: Option<Timestamp>,
    /// Only people who pass this filter today
    #[arg(long, default_value = "", hide_default_value = true)]
    filter: String,
    /// Print JSON, as the API does
    #[arg(long)]
    json: bool,
}

fn horizon(text: &str) -> std::result::Result<Span, String> {
    Span::parse(text).ok_or_else(|| "write for example 30d".to_owned())
}

pub(crate) fn moment(text: &str) -> std::result::Result<Timestamp, String> {
    Timestamp::parse(text)
        .ok_or_else(|| "write for example 2026-03-01 or 2026-03-01T12:00:00Z".to_owned())
}

/// Tests a model.
pub fn run(what: &Backtest, config: &Config) -> Result<()> {
    let text_of_model = what.place.text(&what.of, config)?;
    let app = open::open_existing(config)?;
    let query = BacktestQuery {
        model: what.of.id(&app)?,
        text: text_of_model,
        outcome: what.outcome.clone(),
        horizon: what.horizon,
        as_of: what.as_of,
        filter: what.filter.clone(),
    };
    let told = with_progress(&app, |app, told| {
        app.backtest_now(&query, told).map_err(Failure::from)
    })?;
    if what.json {
        return super::super::json(&views::Backtest::from(told));
    }
    print(&text(&told))
}

fn text(told: &Told) -> String {
    let mut text = format!(
        "as of {}, outcomes within {:.0} days: {} of {} people converted\n",
        told.as_of.to_rfc3339(),
        told.horizon.as_days(),
        told.converted,
        told.people
    );
    if let Some(reason) = &told.reason {
        text += &format!("Careful: {reason}.\n");
    }
    let figures = [
        ("AUC", told.auc),
        ("AUC of engagement", told.auc_engagement),
        ("AUC of fit", told.auc_fit),
        ("lift at 10 %", told.lift_at_10),
    ];
    let single = |name: &str, value: Option<f64>| {
        let value = value.map_or_else(unknown, |value| format!("{value:.4}"));
        [name.to_owned(), value, String::new()]
    };
    let mut rows: Vec<_> = figures.map(|(name, value)| estimate(name, value)).into();
    rows.push(single("Brier score", told.brier));
    rows.push(single("calibration error", told.calibration_error));
    text += &format!("\n{}", table(["figure", "value", "95 % interval"], &rows));
    let heading = ["score", "people", "converted", "rate", "95 % interval"];
    text += &section("Bands", heading, told.bands.iter().rev().map(band));
    let heading = |first| {
        [
            first,
            "people",
            "converted",
            "rate",
            "share of all who converted",
        ]
    };
    let temperatures = told.temperatures.iter();
    let temperatures = temperatures.map(|(temperature, one)| conversion(temperature.name(), one));
    text += &section("Temperatures", heading("temperature"), temperatures);
    let stages = told
        .qualified
        .iter()
        .map(|one| conversion(&one.stage, &one.conversion));
    text += &section("Qualified", heading("stage"), stages);
    let heading = ["rule", "points", "of converted", "of others", "verdict"];
    text += &section("Rules", heading, told.criteria.iter().map(criterion));
    let heading = ["person", "engagement", "fit", "why"];
    text += &section(
        "Missed: they converted with low scores",
        heading,
        told.missed.iter().map(audit),
    );
    let heading = ["person", "engagement", "fit", "why"];
    text += &section(
        "Wasted: high scores, and they never did",
        heading,
        told.wasted.iter().map(audit),
    );
    let heading = ["as of", "people", "converted", "AUC"];
    text += &section("Over time", heading, told.series.iter().map(point));
    for advice in &told.advice {
        text += &format!("\nadvice: {advice}");
    }
    if told.advice.is_empty() {
        text
    } else {
        text + "\n"
    }
}

fn section<const N: usize>(
    title: &str,
    heading: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> String {
    let rows: Vec<_> = rows.collect();
    match rows.is_empty() {
        true => String::new(),
        false => format!("\n{title}\n{}", table(heading, &rows)),
    }
}

fn unknown() -> String {
    "-".to_owned()
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn estimate(name: &str, estimate: Option<Estimate>) -> [String; 3] {
    let value = estimate.map_or_else(unknown, |one| format!("{:.3}", one.value));
    let range = estimate.map(|one| format!("{:.3} to {:.3}", one.low, one.high));
    [name.to_owned(), value, range.unwrap_or_default()]
}

fn band(band: &Band) -> [String; 5] {
    let score = match band.to {
        Some(to) => format!("{} to {to}", band.from),
        None => format!("from {}", band.from),
    };
    [
        score,
        band.people.to_string(),
        band.converted.to_string(),
        percent(band.rate.value),
        format!("{} to {}", percent(band.rate.low), percent(band.rate.high)),
    ]
}

fn conversion(of: &str, one: &Conversion) -> [String; 5] {
    [
        of.to_owned(),
        one.people.to_string(),
        one.converted.to_string(),
        percent(one.rate.value),
        percent(one.share_of_converted),
    ]
}

fn criterion(one: &Criterion) -> [String; 5] {
    let verdict = match one.verdict {
        CriterionVerdict::Earns => "earns its points",
        CriterionVerdict::TooLittle => "too little data",
        CriterionVerdict::WrongWay => "points the wrong way",
        CriterionVerdict::NoDifference => "no difference",
    };
    [
        one.rule.clone(),
        one.points.to_string(),
        percent(one.share_of_converted),
        percent(one.share_of_others),
        verdict.to_owned(),
    ]
}

fn audit(one: &Audit) -> [String; 4] {
    let name = one.who.name.clone().or_else(|| one.who.email.clone());
    let why = one.why.iter();
    let why = why.map(|share| format!("{} {:+.0}", share.rule, share.points));
    [
        name.unwrap_or_else(|| format!("person {}", one.who.id)),
        format!("{:.0}", one.engagement),
        format!("{:.0}", one.fit),
        why.collect::<Vec<_>>().join(", "),
    ]
}

fn point(one: &SeriesPoint) -> [String; 4] {
    [
        one.as_of.to_rfc3339().chars().take(10).collect(),
        one.people.to_string(),
        one.converted.to_string(),
        one.auc
            .map_or_else(unknown, |area| format!("{:.3}", area.value)),
    ]
}
