//! From text to tokens.

use std::fmt;

use winnow::combinator::{alt, opt, preceded};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location};
use winnow::token::{any, one_of, take_while};

use super::FilterError;
use super::error::shown;
use crate::identity::normalize;

/// A part of the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
}

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A keyword, field, kind or bare value.
    Word(String),
    /// Quoted text, without the quotes and escapes.
    Text(String),
    /// A number.
    Number(f64),
    /// An operator or punctuation mark.
    Mark(&'static str),
    /// The end of the text.
    End,
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "`{}`", shown(word)),
            Self::Text(text) => write!(f, "\"{}\"", shown(text)),
            Self::Number(number) => write!(f, "{}", shown(&number.to_string())),
            Self::Mark(mark) => write!(f, "`{mark}`"),
            Self::End => write!(f, "the end"),
        }
    }
}

type Input<'a> = LocatingSlice<&'a str>;

/// Whether `c` may start a bare word.
pub(super) fn starts_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// Whether `c` may continue a bare word.
pub(super) fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// All tokens of a text with their places; the last one is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, FilterError> {
    let mut input = LocatingSlice::new(text);
    let mut tokens = Vec::new();
    loop {
        let _: ModalResult<&str> = take_while(0.., normalize::is_blank).parse_next(&mut input);
        let start = input.current_token_start();
        if input.is_empty() {
            tokens.push((Token::End, Span { start, end: start }));
            return Ok(tokens);
        }
        let token = if input.starts_with('"') {
            quoted(&mut input, start)?
        } else {
            alt((number, mark, word))
                .parse_next(&mut input)
                .map_err(|_| wrong_start(&text[start..], start))?
        };
        tokens.push((
            token,
            Span {
                start,
                end: input.previous_token_end(),
            },
        ));
    }
}

/// What to say about a character that starts nothing.
fn wrong_start(rest: &str, start: usize) -> FilterError {
    let found = rest.chars().next().unwrap_or(' ');
    let hint = match found {
        '\'' | '“' | '”' => "; text goes in \"double quotes\"",
        '&' => "; write `and`",
        '|' => "; write `or`",
        _ => "",
    };
    let span = Span {
        start,
        end: start + found.len_utf8(),
    };
    let shown = if found.is_control() {
        found.escape_debug().to_string()
    } else {
        found.to_string()
    };
    FilterError::new(span, format!("`{shown}` has no meaning here{hint}"))
}

fn word(input: &mut Input<'_>) -> ModalResult<Token> {
    (one_of(starts_word), take_while(0.., continues_word))
        .take()
        .map(|word: &str| Token::Word(word.to_owned()))
        .parse_next(input)
}

/// Operators and punctuation. Longer marks come first, so that `>=` is not read as `>`.
const MARKS: [&str; 12] = [
    "!=", "!~", ">=", "<=", "=", ">", "<", "~", "(", ")", ",", "%",
];

fn mark(input: &mut Input<'_>) -> ModalResult<Token> {
    let known = |found: &str| {
        MARKS
            .into_iter()
            .find(|mark| *mark == found)
            .map(Token::Mark)
    };
    alt(MARKS).verify_map(known).parse_next(input)
}

fn number(input: &mut Input<'_>) -> ModalResult<Token> {
    let digits = || take_while(1.., |c: char| c.is_ascii_digit());
    (
        opt(one_of(['-', '+'])),
        digits(),
        opt(preceded('.', digits())),
    )
        .take()
        .verify_map(|text: &str| {
            text.parse()
                .ok()
                .filter(|n: &f64| n.is_finite())
                .map(Token::Number)
        })
        .parse_next(input)
}

/// Quoted text: `\"` stands for a quote and `\\` for a backslash. `\*` and `\?` stay as they are, for
/// patterns to read.
fn quoted(input: &mut Input<'_>, start: usize) -> Result<Token, FilterError> {
    let mut text = String::new();
    let next = |input: &mut Input<'_>| -> Option<char> {
        let one: ModalResult<char> = any.parse_next(input);
        one.ok()
    };
    next(input);
    loop {
        let at = input.current_token_start();
        let here = |length| Span {
            start: at,
            end: at + length,
        };
        match next(input) {
            None => {
                return Err(FilterError::new(
                    Span { start, end: at },
                    "this text has no closing quote",
                ));
            }
            Some('"') => return Ok(Token::Text(text)),
            Some('\0') => {
                return Err(FilterError::new(
                    here(1),
                    "text cannot contain the character NUL",
                ));
            }
            Some('\\') => match next(input) {
                Some(c @ ('"' | '\\')) => text.push(c),
                Some(c @ ('*' | '?')) => text.extend(['\\', c]),
                _ => {
                    let message = "after `\\` comes `\"`, `\\`, `*` or `?`";
                    return Err(FilterError::new(here(1), message));
                }
            },
            Some(c) => text.push(c),
        }
    }
}
