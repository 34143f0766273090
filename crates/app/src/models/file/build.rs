//! The parts of a model file to a model: texts become conditions, spans, caps and positions.

mod lifecycle;
mod signal;

use std::collections::HashSet;

use ripen_domain::filter::{FilterError, InteractionFilter, PersonFilter};
use ripen_domain::interaction::Verdict;
use ripen_domain::scoring::model::{
    Cap, EngagementRule, FitRule, FrequencyRange, Grade, Group, Part, ValuePoints,
};
use ripen_domain::scoring::{DecayClass, Model, ModelError};
use ripen_domain::text;
use ripen_domain::time::Span;
use ripen_domain::zone::Period;

use super::doc::{EngagementDoc, FitDoc, GroupDoc, PerValueDoc, VerdictsDoc};
use super::fault::Fault;
use super::read::Parts;
use super::source::{Source, Step};

/// Entries of a named list.
pub const MAX_LIST: usize = 100_000;

/// Makes parts into a model, each by itself, so that every fault is found.
pub struct Builder<'b, 't> {
    pub source: &'b Source<'t>,
    pub faults: &'b mut Vec<Fault>,
    /// Names of the groups, by position.
    groups: Vec<String>,
    /// Keys of the stages, by position.
    stages: Vec<String>,
}

/// Where a fault is: for people and in the file.
struct At {
    place: String,
    part: Part,
}

impl<'b, 't> Builder<'b, 't> {
    pub fn new(source: &'b Source<'t>, faults: &'b mut Vec<Fault>, parts: &Parts) -> Self {
        let groups = parts.group.iter().map(|(_, group)| group.name.clone());
        let stages = parts.stage.iter().map(|(_, stage)| stage.key.clone());
        Self {
            source,
            faults,
            groups: groups.collect(),
            stages: stages.collect(),
        }
    }

    /// The model, without the parts that are faulty.
    pub fn model(&mut self, parts: &Parts) -> Model {
        let mut model = Model {
            name: parts.name.clone(),
            lists: Default::default(),
            ..Model::default()
        };
        if parts.name.trim().is_empty() {
            self.add("name", Part::section("name"), "give the model a name");
        }
        if let Some(given) = &parts.half_life {
            let texts = [
                ("fast", &given.fast),
                ("normal", &given.normal),
                ("slow", &given.slow),
            ];
            for (half_life, (name, text)) in model.half_lives.iter_mut().zip(texts) {
                let part = Part::section("half_life").field(name);
                let span = self.span(&format!("half_life.{name}"), part, text);
                *half_life = span.unwrap_or(*half_life);
            }
        }
        let groups = parts.group.iter();
        model.groups = groups
            .filter_map(|(nth, group)| self.group(*nth, group))
            .collect();
        let rules = parts.engagement.iter();
        model.engagement = rules
            .filter_map(|(nth, rule)| self.engagement(*nth, rule))
            .collect();
        let rules = parts.fit.iter();
        model.fit = rules
            .filter_map(|(nth, rule)| self.fit(*nth, rule))
            .collect();
        let grades = parts.grade.iter();
        model.grades = grades
            .map(|(_, grade)| Grade {
                letter: grade.letter.clone(),
                from: grade.from,
            })
            .collect();
        for (name, entries) in &parts.lists {
            self.list(name, entries, &mut model);
        }
        let stages = parts.stage.iter().enumerate();
        model.stages = stages
            .filter_map(|(at, (nth, stage))| self.stage(at, *nth, stage))
            .collect();
        if let Some(temperature) = &parts.temperature {
            self.temperature(temperature, &mut model);
        }
        model.areas = parts
            .index
            .iter()
            .map(|(_, area)| lifecycle::area_of(area))
            .collect();
        let signals = parts.signal.iter();
        model.signals = signals
            .filter_map(|(nth, one)| self.signal(*nth, one))
            .collect();
        model
    }

    fn add(&mut self, place: &str, part: Part, message: &str) {
        let fault = self.source.fault(place, message, &Source::steps(&part));
        self.faults.push(fault);
    }

    fn span(&mut self, place: &str, part: Part, text: &str) -> Option<Span> {
        let span = Span::parse(text).filter(|span| *span >= Span::default());
        if span.is_none() {
            let message = format!(
                "\"{text}\" is no length of time; write for example \"14d\", \"12h\" or \"2w\""
            );
            self.add(place, part, &message);
        }
        span
    }

    /// The result of parsing a condition.
    fn filter<F>(&mut self, at: &At, parsed: Result<F, FilterError>) -> Option<F> {
        match parsed {
            Ok(filter) => Some(filter),
            Err(error) => {
                let path = Source::steps(&at.part);
                let message = format!("{} (character {})", error.message, error.offset + 1);
                let fault = self
                    .source
                    .fault_inside(&at.place, &message, &path, error.offset);
                self.faults.push(fault);
                None
            }
        }
    }

    fn person_filter(&mut self, place: &str, part: Part, text: &str) -> Option<PersonFilter> {
        let at = At {
            place: place.to_owned(),
            part,
        };
        self.filter(&at, PersonFilter::parse(text))
    }

    fn group(&mut self, nth: usize, group: &GroupDoc) -> Option<Group> {
        let place = format!("group \"{}\"", group.name);
        let period = match group.per.as_deref() {
            None | Some("ever") => None,
            Some(per) => match period(per) {
                Some(period) => Some(period),
                None => {
                    let message =
                        format!("`per` is \"{per}\"; write for example \"day\" or \"2w\"");
                    self.add(&place, Part::nth("group", nth).field("per"), &message);
                    return None;
                }
            },
        };
        Some(Group {
            name: group.name.clone(),
            at_most: group.at_most,
            period,
        })
    }

    fn engagement(&mut self, nth: usize, rule: &EngagementDoc) -> Option<EngagementRule> {
        let (place, part) = (
            format!("engagement rule \"{}\"", rule.name),
            Part::nth("engagement", nth),
        );
        let at = At {
            place: place.clone(),
            part: part.field("when"),
        };
        let when = self.filter(&at, InteractionFilter::parse(&rule.when));
        let decay = self.decay(&place, part, rule.decay.as_deref());
        let at_most = match rule.at_most.as_deref() {
            None => Some(None),
            Some(text) => self.cap(&place, part, text).map(Some),
        };
        let group = match &rule.group {
            None => Some(None),
            Some(name) => self.group_of(&place, part, name).map(Some),
        };
        let values = match &rule.per_value {
            None => Some(Vec::new()),
            Some(per_value) => self.values(&place, part, per_value),
        };
        let ranges = rule.frequency.iter().flatten().map(|range| FrequencyRange {
            from: range.from,
            to: range.to,
            points: range.points,
        });
        Some(EngagementRule {
            decay: decay?,
            at_most: at_most?,
            group: group?,
            first_time: rule.first_time.unwrap_or_default(),
            value_field: rule
                .per_value
                .as_ref()
                .map(|one| one.field.clone())
                .unwrap_or_default(),
            values: values?,
            frequency: ranges.collect(),
            verdicts: verdicts(rule.verdicts.as_ref()),
            ..EngagementRule::new(rule.name.clone(), when?, rule.points)
        })
    }

    fn decay(&mut self, place: &str, part: Part, name: Option<&str>) -> Option<DecayClass> {
        let Some(name) = name else {
            return Some(DecayClass::Normal);
        };
        let decay = DecayClass::from_name(name);
        if decay.is_none() {
            let message = format!("`decay` is \"{name}\", but has to be fast, normal or slow");
            self.add(place, part.field("decay"), &message);
        }
        decay
    }

    /// `3 per day`, `1 per 2w`, `1 ever`.
    fn cap(&mut self, place: &str, part: Part, text: &str) -> Option<Cap> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let cap = match words[..] {
            [times, "ever"] => times.parse().ok().map(|times| (times, None)),
            [times, "per", per] => times.parse().ok().zip(period(per).map(Some)),
            _ => None,
        };
        if cap.is_none() {
            let message =
                format!("`at_most` is \"{text}\"; write for example \"3 per day\" or \"1 ever\"");
            self.add(place, part.field("at_most"), &message);
        }
        cap.map(|(times, period)| Cap { times, period })
    }

    fn group_of(&mut self, place: &str, part: Part, name: &str) -> Option<usize> {
        let position = self.groups.iter().position(|group| group == name);
        if position.is_none() {
            let message = format!("there is no `[[group]]` with the name \"{name}\"");
            self.add(place, part.field("group"), &message);
        }
        position
    }

    fn values(&mut self, place: &str, part: Part, given: &PerValueDoc) -> Option<Vec<ValuePoints>> {
        if given.field.contains(['=', '<', '>', '~', '(', ')']) {
            let message = "`field` names one field, for example \"path\" or \"property.plan\"";
            self.add(place, part.field("per_value"), message);
            return None;
        }
        let mut values = Vec::new();
        for (value, points) in &given.points {
            match has_value(&given.field, value) {
                Ok(has) => values.push(ValuePoints {
                    value: value.clone(),
                    has,
                    points: *points,
                }),
                Err(error) => {
                    let message =
                        format!("`{}` cannot be \"{value}\": {}", given.field, error.message);
                    self.add(place, part.field("per_value"), &message);
                    return None;
                }
            }
        }
        Some(values)
    }

    fn fit(&mut self, nth: usize, rule: &FitDoc) -> Option<FitRule> {
        let (place, part) = (format!("fit rule \"{}\"", rule.name), Part::nth("fit", nth));
        let condition = self.person_filter(&place, part.field("if"), &rule.condition);
        if let Some(of) = rule.of.as_deref().filter(|of| *of != "person") {
            let message = match of {
                "company" => {
                    "a fit rule looks at the person alone: a score must not change with what others do. \
                     Ask for `company.fit` in filters and lists instead"
                }
                _ => "`of` is \"person\"",
            };
            self.add(&place, part.field("of"), message);
            return None;
        }
        Some(FitRule {
            disqualify: rule.disqualify.clone(),
            nurture: rule.nurture.unwrap_or_default(),
            ..FitRule::new(
                rule.name.clone(),
                condition?,
                rule.points.unwrap_or_default(),
            )
        })
    }

    fn list(&mut self, name: &str, entries: &[String], model: &mut Model) {
        if entries.len() > MAX_LIST {
            let message = format!(
                "it holds {} entries; the limit is {MAX_LIST}",
                entries.len()
            );
            let path = [Step::Key("lists"), Step::Key(name)];
            let fault = self
                .source
                .fault(&format!("list \"{name}\""), &message, &path);
            return self.faults.push(fault);
        }
        let entries = entries
            .iter()
            .map(|entry| text::fold(entry).trim().to_owned());
        let entries: HashSet<String> = entries.filter(|entry| !entry.is_empty()).collect();
        model.lists.insert(name.to_owned(), entries);
    }
}

/// Whether the section that an error is in holds everything that the file has there.
pub fn is_whole(parts: &Parts, model: &Model, error: &ModelError) -> bool {
    let given = parts.temperature.as_ref();
    let regions = given
        .and_then(|given| given.region.as_ref())
        .map_or(0, Vec::len);
    let sections = [
        ("engagement", parts.engagement.len(), model.engagement.len()),
        ("group", parts.group.len(), model.groups.len()),
        ("fit", parts.fit.len(), model.fit.len()),
        ("stage", parts.stage.len(), model.stages.len()),
        ("temperature.region", regions, model.regions.len()),
    ];
    let section = error.part.map_or("", |part| part.section);
    let left_out = |(name, there, made): &(&str, usize, usize)| *name == section && there != made;
    !parts.incomplete.contains(&section) && !sections.iter().any(left_out)
}

/// `day`, `2w` …
fn period(per: &str) -> Option<Period> {
    let span = match per {
        "hour" => Span::hours(1),
        "day" => Span::days(1),
        "week" => Span::days(7),
        "month" => return Some(Period::Month),
        span => Span::parse(span)?,
    };
    Some(Period::Every(span)).filter(|_| span >= Span::seconds(1))
}

/// The interactions whose field has a value. Text and numbers are tried in turn, since the field
/// decides which of them it takes.
fn has_value(field: &str, value: &str) -> Result<InteractionFilter, FilterError> {
    let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
    let text = InteractionFilter::parse(&format!("any where {field} = \"{quoted}\""));
    text.or_else(|error| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if value.is_empty() || !value.chars().all(plain) {
            return Err(error);
        }
        InteractionFilter::parse(&format!("any where {field} = {value}")).map_err(|_| error)
    })
}

fn verdicts(given: Option<&VerdictsDoc>) -> [f64; 3] {
    let mut factors = [0.0; 3];
    let mut set = |verdict: Verdict, factor: f64| factors[verdict.code() as usize] = factor;
    set(
        Verdict::Human,
        given.and_then(|one| one.human).unwrap_or(1.0),
    );
    set(
        Verdict::Unknown,
        given.and_then(|one| one.unknown).unwrap_or(0.0),
    );
    set(
        Verdict::Machine,
        given.and_then(|one| one.machine).unwrap_or(0.0),
    );
    factors
}
