//! What Ripen says, by code.
//!
//! A message is written once, in English, where what it is about is known; people read it in other
//! languages too. Every sentence has a code here, and the parts of it that differ are its parameters, so a
//! screen can say the same in its own words. A message is told by its text, which works for those that
//! were stored long ago as well.

mod events;
mod filters;
mod history;
mod models;
mod requests;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ripen_store::capture::bad_event::OTHER;

/// A sentence with its code; a name in braces stands for what differs.
pub type Sentence = (&'static str, &'static str);

/// A message, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Stands for the sentence; nothing when the sentence has none.
    pub code: Option<&'static str>,
    /// What differs, by name.
    pub params: BTreeMap<&'static str, String>,
    /// The sentence in English.
    pub text: String,
}

/// What stands between a row of a file and what is wrong with it.
const LINE: &str = "line ";
/// The parameter that says at which character of a condition something is wrong.
const PLACE: &str = "character";
/// What stands between two reasons of one event.
const BETWEEN: &str = "; ";

/// Every sentence; of two that fit a text the first counts.
pub fn sentences() -> impl Iterator<Item = Sentence> {
    let all = [
        events::SENTENCES,
        requests::SENTENCES,
        history::SENTENCES,
        models::SENTENCES,
        filters::SENTENCES,
    ];
    all.into_iter().flatten().copied()
}

/// What a message says.
pub fn said(text: &str) -> Said {
    let (sentence, place) = without_place(text);
    let told = |(code, pattern)| Some((code, params(pattern, sentence)?));
    let (code, params) = sentences().find_map(told).unzip();
    let mut params = params.unwrap_or_default();
    params.extend(
        place
            .filter(|_| code.is_some())
            .map(|at| (PLACE, at.to_owned())),
    );
    Said {
        code,
        params,
        text: text.to_owned(),
    }
}

/// What is said, and the number of the character that a fault inside a condition of a model stands at.
fn without_place(text: &str) -> (&str, Option<&str>) {
    let parts = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" (character "));
    match parts.filter(|(_, at)| at.bytes().all(|byte| byte.is_ascii_digit())) {
        Some((sentence, at)) => (sentence, Some(at)),
        None => (text, None),
    }
}

/// What the reason of a bad event says: where it stood, and everything that is wrong with it.
pub fn reasons(text: &str) -> Vec<Said> {
    let mut parts = Vec::new();
    let mut rest = text;
    if let Some((line, reason)) = rest.strip_prefix(LINE).and_then(|it| it.split_once(": "))
        && line.bytes().all(|byte| byte.is_ascii_digit())
    {
        parts.push(said(&format!("{LINE}{line}")));
        rest = reason;
    }
    let further = |at: &usize| {
        let next = &rest[at + BETWEEN.len()..];
        events::FURTHER.iter().any(|start| next.starts_with(start))
    };
    let mut from = 0;
    for at in rest
        .match_indices(BETWEEN)
        .map(|(at, _)| at)
        .filter(further)
    {
        parts.push(said(&rest[from..at]));
        from = at + BETWEEN.len();
    }
    parts.push(said(&rest[from..]));
    parts
}

/// The code of what is wrong with a bad event, the first where there are several; what has none is
/// [`OTHER`].
pub fn cause(reason: &str) -> &'static str {
    let mut codes = reasons(reason).into_iter().map(|said| said.code);
    let first = codes.find(|code| *code != Some("line"));
    first.flatten().unwrap_or(OTHER)
}

/// What stands in a text where a sentence has names in braces, when it is this sentence.
fn params(sentence: &'static str, text: &str) -> Option<BTreeMap<&'static str, String>> {
    let mut pieces = sentence.split('{');
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut params = BTreeMap::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let (name, after) = piece.split_once('}')?;
        let end = match pieces.peek() {
            Some(_) => rest.find(after)?,
            // What differs may hold what comes after it.
            None => rest
                .len()
                .checked_sub(after.len())
                .filter(|_| rest.ends_with(after))?,
        };
        params.insert(name, rest[..end].to_owned());
        rest = &rest[end + after.len()..];
    }
    rest.is_empty().then_some(params)
}
