//! Model files: TOML text to a checked scoring model.

use std::collections::{HashMap, HashSet};

use ripen_domain::filter::{FilterError, InteractionFilter, PersonFilter};
use ripen_domain::scoring::{
    Area, Cap, DecayClass, EngagementRule, FitRule, Model, ModelError, Stage,
};
use ripen_domain::text;
use ripen_domain::time::Span;
use serde::Deserialize;

/// The model that Ripen starts with.
pub const DEFAULT: &str = include_str!("../models/default.toml");
/// Bytes of a model file.
pub(crate) const MAX_BYTES: usize = 1 << 20;
/// Entries of a named list.
const MAX_LIST: usize = 100_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    half_life: HalfLife,
    #[serde(default)]
    engagement: Vec<Engagement>,
    #[serde(default)]
    fit: Vec<Fit>,
    #[serde(default)]
    lists: HashMap<String, Vec<String>>,
    stage: Vec<StageEntry>,
    temperature: Temperature,
    index: Vec<Index>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HalfLife {
    fast: String,
    normal: String,
    slow: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Engagement {
    name: String,
    when: String,
    points: f64,
    decay: Option<String>,
    at_most: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fit {
    name: String,
    #[serde(rename = "if")]
    condition: String,
    #[serde(default)]
    points: f64,
    disqualify: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageEntry {
    key: String,
    name: String,
    from: Option<Vec<String>>,
    when: Option<String>,
    after_inactivity: Option<String>,
    #[serde(default)]
    customer: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Temperature {
    warm_from: f64,
    hot_from: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    key: String,
    name: String,
    fit_from: Option<f64>,
    engagement_from: Option<f64>,
}

/// Reads and checks a model file.
///
/// # Errors
/// The first fault, with its place.
pub fn parse(text: &str) -> Result<Model, ModelError> {
    if text.len() > MAX_BYTES {
        return Err(fault(
            "file",
            format!("a model file is at most {MAX_BYTES} bytes long"),
        ));
    }
    let file: File =
        toml::from_str(text).map_err(|error| fault(place_of(text, &error), error.message()))?;
    let model = Model {
        half_lives: [
            span("half_life.fast", &file.half_life.fast)?,
            span("half_life.normal", &file.half_life.normal)?,
            span("half_life.slow", &file.half_life.slow)?,
        ],
        engagement: file
            .engagement
            .into_iter()
            .map(engagement)
            .collect::<Result<_, _>>()?,
        fit: file.fit.into_iter().map(fit).collect::<Result<_, _>>()?,
        stages: stages(file.stage)?,
        warm_from: file.temperature.warm_from,
        hot_from: file.temperature.hot_from,
        areas: file.index.into_iter().map(area).collect(),
        lists: file.lists.into_iter().map(list).collect::<Result<_, _>>()?,
        name: file.name,
        ..Model::default()
    };
    model.check()?;
    Ok(model)
}

fn fault(place: impl Into<String>, message: impl Into<String>) -> ModelError {
    ModelError {
        place: place.into(),
        message: message.into(),
        part: None,
    }
}

fn place_of(text: &str, error: &toml::de::Error) -> String {
    let Some(span) = error.span() else {
        return "file".into();
    };
    let before = &text[..span.start.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    format!("line {line}, column {column}")
}

fn span(place: &str, text: &str) -> Result<Span, ModelError> {
    Span::parse(text).ok_or_else(|| {
        fault(
            place,
            format!(
                "\"{text}\" is no length of time; write for example \"14d\", \"12h\" or \"2w\""
            ),
        )
    })
}

fn filter_fault(place: &str, condition: &str, error: &FilterError) -> ModelError {
    fault(
        place,
        format!(
            "{} (at character {} of {condition})",
            error.message,
            error.offset + 1
        ),
    )
}

fn engagement(rule: Engagement) -> Result<EngagementRule, ModelError> {
    let place = format!("engagement rule \"{}\"", rule.name);
    let when = InteractionFilter::parse(&rule.when)
        .map_err(|error| filter_fault(&place, &rule.when, &error))?;
    let decay = match &rule.decay {
        None => DecayClass::Normal,
        Some(name) => DecayClass::from_name(name).ok_or_else(|| {
            fault(
                &place,
                format!("`decay` is \"{name}\", but has to be fast, normal or slow"),
            )
        })?,
    };
    let at_most = rule
        .at_most
        .as_deref()
        .map(|text| cap(&place, text))
        .transpose()?;
    Ok(EngagementRule {
        decay,
        at_most,
        ..EngagementRule::new(rule.name, when, rule.points)
    })
}

/// `3 per day`, `1 per 2w`, `1 ever`.
fn cap(place: &str, text: &str) -> Result<Cap, ModelError> {
    let wrong = || {
        fault(
            place,
            format!("`at_most` is \"{text}\"; write for example \"3 per day\" or \"1 ever\""),
        )
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let (times, period) = match words[..] {
        [times, "ever"] => (times, None),
        [times, "per", "hour"] => (times, Some(Span::hours(1))),
        [times, "per", "day"] => (times, Some(Span::days(1))),
        [times, "per", "week"] => (times, Some(Span::days(7))),
        [times, "per", "month"] => (times, Some(Span::days(30))),
        [times, "per", span] => (times, Some(Span::parse(span).ok_or_else(wrong)?)),
        _ => return Err(wrong()),
    };
    let times = times.parse().map_err(|_| wrong())?;
    if period.is_some_and(|period| period < Span::seconds(1)) {
        return Err(wrong());
    }
    Ok(Cap { times, period })
}

fn fit(rule: Fit) -> Result<FitRule, ModelError> {
    let place = format!("fit rule \"{}\"", rule.name);
    let condition = PersonFilter::parse(&rule.condition)
        .map_err(|error| filter_fault(&place, &rule.condition, &error))?;
    Ok(FitRule {
        disqualify: rule.disqualify,
        ..FitRule::new(rule.name, condition, rule.points)
    })
}

fn stages(entries: Vec<StageEntry>) -> Result<Vec<Stage>, ModelError> {
    let keys: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    let position = |place: &str, key: &String| {
        let found = keys.iter().position(|known| known == key);
        found.ok_or_else(|| {
            fault(
                place,
                format!("`from` names the stage \"{key}\", which does not exist"),
            )
        })
    };
    let stage = |(at, entry): (usize, StageEntry)| {
        let place = format!("stage \"{}\"", entry.key);
        let gate = entry.when.as_deref().map(|text| {
            PersonFilter::parse(text).map_err(|error| filter_fault(&place, text, &error))
        });
        let from = match &entry.from {
            Some(from) => from
                .iter()
                .map(|key| position(&place, key))
                .collect::<Result<_, _>>()?,
            None => at.checked_sub(1).into_iter().collect(),
        };
        let after_inactivity = entry
            .after_inactivity
            .as_deref()
            .map(|text| span(&format!("{place}, after_inactivity"), text));
        Ok(Stage {
            key: entry.key,
            name: entry.name,
            from,
            gate: gate.transpose()?,
            after_inactivity: after_inactivity.transpose()?,
            customer: entry.customer,
        })
    };
    entries.into_iter().enumerate().map(stage).collect()
}

fn area(entry: Index) -> Area {
    Area {
        key: entry.key,
        name: entry.name,
        fit_from: entry.fit_from.unwrap_or(f64::NEG_INFINITY),
        engagement_from: entry.engagement_from.unwrap_or(f64::NEG_INFINITY),
    }
}

fn list((name, entries): (String, Vec<String>)) -> Result<(String, HashSet<String>), ModelError> {
    if entries.len() > MAX_LIST {
        return Err(fault(
            format!("list \"{name}\""),
            format!(
                "it holds {} entries; the limit is {MAX_LIST}",
                entries.len()
            ),
        ));
    }
    let entries = entries
        .iter()
        .map(|entry| text::fold(entry).trim().to_owned())
        .collect();
    Ok((name, entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of(old: &str, new: &str) -> String {
        assert!(DEFAULT.contains(old), "the default model holds {old}");
        parse(&DEFAULT.replacen(old, new, 1))
            .expect_err("it is faulty")
            .to_string()
    }

    #[test]
    fn the_default_model_is_sound() {
        let model = parse(DEFAULT).expect("it is sound");
        assert_eq!(model.stages.len(), 7);
        assert!(model.areas.len() > 1);
    }

    #[test]
    fn a_fault_is_named_with_its_place() {
        assert!(
            fault_of("fast = \"3d\"", "fast = \"0d\"")
                .contains("half_life: a half-life is at least one hour")
        );
        assert!(fault_of("fast = \"3d\"", "fast = \"soon\"").contains("half_life.fast"));
        assert!(
            fault_of("points = 8", "points = 1e99")
                .contains("engagement rule \"Pricing page\": points lie between")
        );
        assert!(fault_of("at_most = \"3 per day\"", "at_most = \"often\"").contains("3 per day"));
        assert!(
            fault_of("if = 'employees >= 50'", "if = 'emploies >= 50'")
                .contains("fit rule \"Mid-size or large company\"")
        );
        assert!(
            fault_of("if = 'employees >= 50'", "if = 'engagement >= 50'")
                .contains("not a profile field")
        );
        assert!(
            fault_of("name = \"Product page\"", "name = \"Pricing page\"").contains("used twice")
        );
        assert!(
            fault_of("from = [\"customer\", \"loyal\"]", "from = [\"gone\"]")
                .contains("does not exist")
        );
        assert!(fault_of("warm_from = 40", "warm_from = 140").contains("temperature"));
        assert!(fault_of("decay = \"fast\"", "decya = \"fast\"").contains("line "));
    }
}
