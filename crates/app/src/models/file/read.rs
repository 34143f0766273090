//! A model file to its parts: every fault of its structure, and what is left without them.

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml_edit::Item;

use super::doc::{
    EngagementDoc, FitDoc, GradeDoc, GroupDoc, HalfLifeDoc, IndexDoc, ModelDoc, SignalDoc,
    StageDoc, TemperatureDoc,
};
use super::fault::Fault;
use super::source::{Source, Step};

const SECTIONS: &[&str] = &[
    "name",
    "half_life",
    "engagement",
    "group",
    "fit",
    "grade",
    "lists",
    "stage",
    "temperature",
    "index",
    "signal",
];

/// What could be read of a file, each with its place in its section.
#[derive(Default)]
pub struct Parts {
    pub name: String,
    pub half_life: Option<HalfLifeDoc>,
    pub engagement: Vec<(usize, EngagementDoc)>,
    pub group: Vec<(usize, GroupDoc)>,
    pub fit: Vec<(usize, FitDoc)>,
    pub grade: Vec<(usize, GradeDoc)>,
    pub lists: Vec<(String, Vec<String>)>,
    pub stage: Vec<(usize, StageDoc)>,
    pub temperature: Option<TemperatureDoc>,
    pub index: Vec<(usize, IndexDoc)>,
    pub signal: Vec<(usize, SignalDoc)>,
    /// Sections of which something could not be read.
    pub incomplete: Vec<&'static str>,
}

/// Reads the parts of a file.
pub fn read(source: &Source, faults: &mut Vec<Fault>) -> Parts {
    let table = source.table();
    for (key, _) in table.iter().filter(|(key, _)| !SECTIONS.contains(key)) {
        let expected = SECTIONS.join("`, `");
        let message = format!("unknown section `{key}`; expected one of `{expected}`");
        faults.push(source.fault("file", &message, &[Step::Key(key)]));
    }
    let mut reader = Reader {
        source,
        faults,
        incomplete: Vec::new(),
    };
    let parts = Parts {
        name: reader.one("name").unwrap_or_default(),
        half_life: reader.one("half_life"),
        engagement: reader.many("engagement", "engagement rule", "name", false),
        group: reader.many("group", "group", "name", false),
        fit: reader.many("fit", "fit rule", "name", false),
        grade: reader.many("grade", "grade", "letter", false),
        lists: reader.lists(),
        stage: reader.many("stage", "stage", "key", true),
        temperature: reader.one("temperature"),
        index: reader.many("index", "index area", "key", true),
        signal: reader.many("signal", "signal", "key", false),
        incomplete: Vec::new(),
    };
    Parts {
        incomplete: reader.incomplete,
        ..parts
    }
}

impl Parts {
    /// The whole as a tree; only of a file whose structure is sound.
    pub fn into_doc(self) -> ModelDoc {
        fn plain<T>(parts: Vec<(usize, T)>) -> Vec<T> {
            parts.into_iter().map(|(_, part)| part).collect()
        }
        ModelDoc {
            name: self.name,
            half_life: self.half_life.unwrap_or_default(),
            engagement: plain(self.engagement),
            group: plain(self.group),
            fit: plain(self.fit),
            grade: plain(self.grade),
            lists: self.lists.into_iter().collect(),
            stage: plain(self.stage),
            temperature: self.temperature.unwrap_or_default(),
            index: plain(self.index),
            signal: plain(self.signal),
        }
    }
}

struct Reader<'r, 't> {
    source: &'r Source<'t>,
    faults: &'r mut Vec<Fault>,
    incomplete: Vec<&'static str>,
}

impl Reader<'_, '_> {
    /// A section that is there once.
    fn one<T: DeserializeOwned>(&mut self, section: &'static str) -> Option<T> {
        let value = match self.source.table().get(section) {
            Some(item) => self.value(item, section, &[Step::Key(section)]),
            None => {
                let message = format!("the section `{section}` is missing");
                self.faults.push(self.source.fault("file", &message, &[]));
                None
            }
        };
        if value.is_none() {
            self.incomplete.push(section);
        }
        value
    }

    /// A section that is there any number of times.
    fn many<T: DeserializeOwned>(
        &mut self,
        section: &'static str,
        what: &str,
        name: &str,
        required: bool,
    ) -> Vec<(usize, T)> {
        let Some(item) = self.source.table().get(section) else {
            if required {
                let message = format!("a model needs at least one `[[{section}]]`");
                self.faults.push(self.source.fault("file", &message, &[]));
            }
            self.incomplete.push(section);
            return Vec::new();
        };
        let mut parts = Vec::new();
        if !(item.is_array_of_tables() || item.is_array()) {
            let message = format!("write `[[{section}]]`, with two brackets");
            let fault = self.source.fault(section, &message, &[Step::Key(section)]);
            self.faults.push(fault);
            self.incomplete.push(section);
            return parts;
        }
        for nth in 0.. {
            let Some(item) = item.get(nth) else { break };
            let place = match item.get(name).and_then(Item::as_str) {
                Some(name) => format!("{what} \"{name}\""),
                None => format!("{what} {}", nth + 1),
            };
            let path = [Step::Key(section), Step::Nth(nth)];
            match self.value(item, &place, &path) {
                Some(part) => parts.push((nth, part)),
                None => self.incomplete.push(section),
            }
        }
        parts
    }

    fn lists(&mut self) -> Vec<(String, Vec<String>)> {
        let mut lists = Vec::new();
        let section = self.source.table().get("lists");
        let Some(tables) = section.and_then(Item::as_table_like) else {
            if section.is_some() {
                let message = "write `[lists]` and below it a line for each list";
                let fault = self.source.fault("lists", message, &[Step::Key("lists")]);
                self.faults.push(fault);
            }
            return lists;
        };
        for (name, item) in tables.iter() {
            let path = [Step::Key("lists"), Step::Key(name)];
            let entries = self.value(item, &format!("list \"{name}\""), &path);
            lists.extend(entries.map(|entries| (name.to_owned(), entries)));
        }
        lists
    }

    fn value<T: DeserializeOwned>(&mut self, item: &Item, place: &str, path: &[Step]) -> Option<T> {
        let value = item.clone().into_value().ok()?;
        match T::deserialize(value.into_deserializer()) {
            Ok(value) => Some(value),
            Err(error) => {
                self.faults.push(match error.span() {
                    Some(span) => self.source.fault_at(place, error.message(), span.start),
                    None => self.source.fault(place, error.message(), path),
                });
                None
            }
        }
    }
}
