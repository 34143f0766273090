//! `ripen model try`.

use std::sync::Arc;

use clap::Args;
use indicatif::ProgressBar;
use ripen_app::Ripen;
use ripen_app::workbench::columns::Progress;
use ripen_app::workbench::try_out::{Band, Mover, RuleEffect, TryOut, TryQuery};
use ripen_http::views;

use super::of::Of;
use super::place::Place;
use super::print;
use crate::command::table::table;
use crate::config::Config;
use crate::failure::Result;
use crate::{open, progress};

/// Tell what a model would do to everybody, before it is published
#[derive(Debug, Args)]
#[command(after_help = "\
Scores everybody with the model in force and with this one, over the whole history, and sets them
side by side: who would become hot, who would enter a stage, who would drop, the people who move
most and why. Nothing is stored; the numbers are those that publishing would give.

Examples:
  ripen model try model.toml
  ripen model try draft --filter 'country = \"CZ\"'")]
pub struct Try {
    /// The model file, the number of a version, or `draft`
    #[arg(value_name = "MODEL")]
    place: Place,
    #[command(flatten)]
    of: Of,
    /// Only people who pass this filter
    #[arg(long, default_value = "", hide_default_value = true)]
    filter: String,
    /// Print JSON, as the API does
    #[arg(long)]
    json: bool,
}

/// Tries a model.
pub fn run(what: &Try, config: &Config) -> Result<()> {
    let text_of_model = what.place.text(&what.of, config)?;
    let app = open::open_existing(config)?;
    let query = TryQuery {
        model: what.of.id(&app)?,
        text: text_of_model,
        filter: what.filter.clone(),
    };
    let told = with_progress(&app, |app, told| Ok(app.try_out_now(&query, told)?))?;
    if what.json {
        return super::super::json(&views::TryOut::from(told));
    }
    print(&text(&told))
}

/// Does something with the whole history, with a bar while that is read.
pub fn with_progress<T>(
    app: &Arc<Ripen>,
    work: impl FnOnce(&Arc<Ripen>, &mut dyn FnMut(Progress)) -> Result<T>,
) -> Result<T> {
    let mut bar: Option<ProgressBar> = None;
    let mut told = |progress: Progress| {
        let total = progress.total.unsigned_abs();
        let bar = bar.get_or_insert_with(|| progress::counting("Reading the history", total));
        bar.set_length(total);
        bar.set_position(progress.read.unsigned_abs());
    };
    let done = work(app, &mut told);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    done
}

fn text(told: &TryOut) -> String {
    let mut text = format!(
        "{} people, {} interactions; version {} in force against this model\n",
        told.people, told.interactions, told.base_version
    );
    for (title, bands) in [
        ("temperature", &told.temperature),
        ("stage", &told.stage),
        ("score index", &told.index),
    ] {
        let rows: Vec<_> = bands.iter().map(band).collect();
        text += &format!(
            "\n{}",
            table([title, "now", "then", "come in", "drop out"], &rows)
        );
    }
    let disqualified = told.disqualified;
    text += &format!(
        "\nout of the funnel: {} now, {} then\n",
        disqualified.before, disqualified.after
    );
    let rules: Vec<_> = told.rules.iter().filter_map(rule).collect();
    if !rules.is_empty() {
        let heading = ["rule", "people now", "then", "points now", "then"];
        text += &format!(
            "\nRules that give something else:\n{}",
            table(heading, &rules)
        );
    }
    if told.movers.is_empty() {
        return text + "\nNobody moves.\n";
    }
    let movers: Vec<_> = told.movers.iter().map(mover).collect();
    let heading = ["person", "engagement", "fit", "temperature", "stage", "why"];
    text + &format!("\nWho moves most:\n{}", table(heading, &movers))
}

fn band(band: &Band) -> [String; 5] {
    let signed = |sign: &str, count: usize| match count {
        0 => String::new(),
        count => format!("{sign}{count}"),
    };
    [
        band.name.clone(),
        band.before.to_string(),
        band.after.to_string(),
        signed("+", band.gained),
        signed("-", band.lost),
    ]
}

/// A rule, where it gives something else than before.
fn rule(effect: &RuleEffect) -> Option<[String; 5]> {
    let points = |points: f64| format!("{points:.0}");
    let row = [
        effect.name.clone(),
        effect.people.before.to_string(),
        effect.people.after.to_string(),
        points(effect.points.before),
        points(effect.points.after),
    ];
    (row[1] != row[2] || row[3] != row[4]).then_some(row)
}

fn mover(mover: &Mover) -> [String; 6] {
    let who = &mover.who;
    let name = who.name.clone().or_else(|| who.email.clone());
    let change = |before: &str, after: &str| match before == after {
        true => before.to_owned(),
        false => format!("{before} -> {after}"),
    };
    let score = |before: f64, after: f64| change(&format!("{before:.0}"), &format!("{after:.0}"));
    let why = mover.why.iter().take(2).map(|share| {
        let points = share.points.after - share.points.before;
        format!("{} {points:+.0}", share.rule)
    });
    [
        name.unwrap_or_else(|| format!("person {}", who.id)),
        score(mover.engagement.before, mover.engagement.after),
        score(mover.fit.before, mover.fit.after),
        change(
            mover.temperature.before.name(),
            mover.temperature.after.name(),
        ),
        change(&mover.stage.before, &mover.stage.after),
        why.collect::<Vec<_>>().join(", "),
    ]
}
