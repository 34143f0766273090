//! Model files: TOML text to a checked scoring model, with every fault and its place; and to a tree of
//! plain values and back, without losing the comments of the text.

mod build;
pub mod doc;
mod fault;
mod read;
mod source;
mod write;

#[cfg(test)]
mod tests;

use ripen_domain::scoring::{Model, ModelError};

pub use self::doc::ModelDoc;
pub use self::fault::Fault;
use self::source::Source;
pub use self::write::write;

/// The model that Ripen starts with.
pub const DEFAULT: &str = include_str!("../../models/default.toml");
/// The models that a business can start with, by what it is: selling to businesses (the one that is in force by itself),
/// selling to people, and a shop.
pub const STARTS: &[(&str, &str)] = &[
    ("business", DEFAULT),
    ("consumer", include_str!("../../models/consumer.toml")),
    ("shop", include_str!("../../models/shop.toml")),
];
/// Bytes of a model file.
pub const MAX_BYTES: usize = 4 << 20;
/// Faults that are told at once.
const MAX_FAULTS: usize = 100;

/// What a model file says.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The file as a tree; `None` where its structure is faulty.
    pub doc: Option<ModelDoc>,
    /// The model; `None` where anything is faulty.
    pub model: Option<Model>,
    /// What is wrong, in the order of the file's sections.
    pub faults: Vec<Fault>,
}

/// Reads and checks a model file: every part by itself, so that all faults are found at once.
pub fn read(text: &str) -> Reading {
    let faulty = |fault| Reading {
        doc: None,
        model: None,
        faults: vec![fault],
    };
    if text.len() > MAX_BYTES {
        return faulty(too_long(text));
    }
    let source = match Source::new(text) {
        Ok(source) => source,
        Err(fault) => return faulty(fault),
    };
    let mut faults = Vec::new();
    let parts = read::read(&source, &mut faults);
    let is_whole = faults.is_empty();
    let mut builder = build::Builder::new(&source, &mut faults, &parts);
    let model = builder.model(&parts);
    // A fault of a part may follow from another one that is left out; those of whole models are
    // looked for only in sections that are whole.
    let complete = faults.is_empty();
    for error in model.faults() {
        if complete || build::is_whole(&parts, &model, &error) {
            faults.push(fault_of(&source, error));
        }
    }
    faults.truncate(MAX_FAULTS);
    Reading {
        doc: is_whole.then(|| parts.into_doc()),
        model: faults.is_empty().then_some(model),
        faults,
    }
}

/// Reads and checks a model file.
///
/// # Errors
/// Every fault found, at least one.
pub fn check(text: &str) -> Result<Model, Vec<Fault>> {
    let reading = read(text);
    reading.model.ok_or(reading.faults)
}

/// Reads and checks a model file.
///
/// # Errors
/// The first fault, with its place.
pub fn parse(text: &str) -> Result<Model, ModelError> {
    check(text).map_err(|faults| {
        let first = faults.into_iter().next();
        let (place, message) = first.map(Fault::into_parts).unwrap_or_default();
        ModelError {
            place,
            message,
            part: None,
        }
    })
}

/// A fault of the model at its place in the file: a section of the model holds the same as that of
/// the file, in the same order.
fn fault_of(source: &Source, error: ModelError) -> Fault {
    let steps = error.part.map(|part| Source::steps(&part));
    source.fault(&error.place, &error.message, &steps.unwrap_or_default())
}

/// What is said of a file that is too long: which list is to blame, as lists are what grows.
fn too_long(text: &str) -> Fault {
    let mut start = MAX_BYTES;
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let begins_list = |line: &&str| line.trim_end().ends_with('[') || line.contains("= [");
    let list = text[..start].rsplit('\n').find(begins_list);
    let name = list.and_then(|line| Some(line.split_once('=')?.0.trim()));
    let place = name.map_or_else(|| "file".to_owned(), |name| format!("list \"{name}\""));
    let message = format!(
        "the file is {} bytes long; a model file has at most {MAX_BYTES}, a list at most {} entries",
        text.len(),
        build::MAX_LIST
    );
    let at = list.map_or(start, |line| {
        line.as_ptr() as usize - text.as_ptr() as usize
    });
    Fault::at(&place, &message, text, Some(at))
}
