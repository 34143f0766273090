//! What is wrong with a filter, and where.

use std::borrow::Cow;

use super::lex::{Span, Token};

/// Most letters that are shown of what somebody typed.
const MAX_SHOWN: usize = 80;

/// What somebody typed, as it may stand in a sentence: its beginning where it is long.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Why a text is not a filter. Offsets and lengths are bytes of the text that was parsed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at {offset}: {message}")]
pub struct FilterError {
    /// Where the wrong part starts.
    pub offset: usize,
    /// How long the wrong part is; 0 where something is missing.
    pub length: usize,
    /// What was expected and what was found, with a suggestion where a name is nearly right.
    pub message: String,
    /// What could stand there, one entry a choice; empty where nothing in particular is missing.
    pub expected: Vec<String>,
}

impl FilterError {
    /// An error about the part of the text at `span`.
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            offset: span.start,
            length: span.end - span.start,
            message: message.into(),
            expected: Vec::new(),
        }
    }

    /// "expected this, found that".
    pub(super) fn expected(what: &str, found: &Token, span: Span) -> Self {
        Self::new(span, format!("expected {what}, found {found}")).or_any(&[what])
    }

    /// The same error with the choices that there are.
    pub(super) fn or_any(mut self, choices: &[&str]) -> Self {
        self.expected = choices
            .iter()
            .map(|choice| choice.replace('`', ""))
            .collect();
        self
    }

    /// A name that there is not here, with the nearest one that there is as a suggestion, or else those that
    /// there are: which, no text about the language says.
    pub(super) fn missing(what: &str, name: &str, known: &[&str], span: Span) -> Self {
        const LISTED: usize = 30;
        let said = format!("there is no {what} `{}`", shown(name));
        let mut listed = known
            .iter()
            .take(LISTED)
            .copied()
            .collect::<Vec<_>>()
            .join(", ");
        if known.len() > LISTED {
            listed.push_str(", …");
        }
        Self::nearly(said, name, known, span, &listed)
    }

    /// An unknown name, with the nearest known one as a suggestion, or all of them where they are few.
    pub(super) fn unknown(what: &str, name: &str, known: &[&str], span: Span) -> Self {
        const FEW: usize = 8;
        let said = format!("unknown {what} `{}`", shown(name));
        let listed = match known.len() <= FEW {
            true => known.join(", "),
            false => String::new(),
        };
        Self::nearly(said, name, known, span, &listed)
    }

    fn nearly(said: String, name: &str, known: &[&str], span: Span, listed: &str) -> Self {
        // A name that is far too long is like none, and comparing it would take its time.
        let lower: String = name.chars().take(100).collect::<String>().to_lowercase();
        let nearest = known
            .iter()
            .map(|candidate| (strsim::damerau_levenshtein(&lower, candidate), candidate))
            .min()
            .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 4);
        let hint = match nearest {
            Some((_, candidate)) => format!("; did you mean `{candidate}`?"),
            None if listed.is_empty() => String::new(),
            None => format!("; expected one of {listed}"),
        };
        Self::new(span, format!("{said}{hint}")).or_any(known)
    }
}
