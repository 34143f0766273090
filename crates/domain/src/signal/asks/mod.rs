//! Whether a text that somebody wrote or said asks for something: a question, a price, a way to pay.
//!
//! Works on the words alone, in English, Turkish and Czech at once: no language is guessed, since a
//! form field of ten words gives too little to guess from. Texts are compared folded, so they are
//! found as people type them, with accents or without.

mod words;

#[cfg(test)]
mod tests;

use crate::interaction::named_enum;
use crate::text;

/// What a text asks for; the later ones lie nearer to a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asks {
    /// Anything at all.
    Question,
    /// What it costs; an offer.
    Price,
    /// How or where to pay; an invoice.
    Payment,
}

named_enum! { Asks, Question = 0, "question"; Price = 1, "price"; Payment = 2, "payment"; }

/// Characters of a text that are looked at: a question to a salesperson comes early.
const MAX_CHARS: usize = 4_000;

impl Asks {
    /// What the text asks for, the nearest to a purchase first; `None` when it asks for nothing.
    pub fn of(text: &str) -> Option<Self> {
        let mut found = None;
        for sentence in sentences(&own_words(text)) {
            found = found.max(sentence.asks());
            if found == Some(Self::Payment) {
                break;
            }
        }
        found
    }
}

/// A sentence made comparable.
struct Sentence {
    words: String,
    ends_in_question: bool,
}

impl Sentence {
    fn asks(&self) -> Option<Asks> {
        let has = |phrases: &[&str]| phrases.iter().any(|phrase| self.has(phrase));
        let is_question = self.ends_in_question
            || words::OPENINGS
                .iter()
                .any(|opening| self.opens_with(opening))
            || has(words::PARTICLES);
        let is_request = is_question || has(words::REQUESTS);
        match () {
            () if has(words::ASKS_PAYMENT) => Some(Asks::Payment),
            () if is_request && has(words::PAYMENT) => Some(Asks::Payment),
            () if has(words::ASKS_PRICE) => Some(Asks::Price),
            () if is_request && has(words::PRICE) => Some(Asks::Price),
            () if is_question => Some(Asks::Question),
            () => None,
        }
    }

    /// Whether the phrase stands in it as whole words; a trailing `*` lets the last word go on, as
    /// Turkish and Czech endings do.
    fn has(&self, phrase: &str) -> bool {
        let (stem, goes_on) = match phrase.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (phrase, false),
        };
        self.words.match_indices(stem).any(|(at, _)| {
            let rest = &self.words[at + stem.len()..];
            self.words[..at].ends_with(' ') && (goes_on || rest.starts_with(' '))
        })
    }

    fn opens_with(&self, opening: &str) -> bool {
        self.words
            .strip_prefix(' ')
            .and_then(|words| words.strip_prefix(opening))
            .is_some_and(|rest| rest.starts_with(' '))
    }
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = match letter {
            '\n' | '!' | ';' => true,
            // Not the dot of a price or of an address, nor the question mark inside a link.
            '.' | '?' | '…' | '？' => letters
                .peek()
                .is_none_or(|(_, next)| !next.is_alphanumeric()),
            _ => false,
        };
        if ends {
            push(
                &mut sentences,
                &text[from..at],
                matches!(letter, '?' | '？'),
            );
            from = at + letter.len_utf8();
        }
    }
    push(&mut sentences, &text[from..], false);
    sentences
}

fn push(sentences: &mut Vec<Sentence>, text: &str, ends_in_question: bool) {
    let words = text::words(text);
    if words.trim().is_empty() {
        return;
    }
    sentences.push(Sentence {
        words,
        ends_in_question,
    });
}

/// The text without what it quotes: lines that begin with `>` and everything below the line that
/// introduces the message replied to.
fn own_words(text: &str) -> String {
    let mut own = String::new();
    for line in text.lines() {
        let trimmed = line.trim();
        if introduces_quotation(trimmed) {
            break;
        }
        if !trimmed.starts_with('>') {
            own.push_str(trimmed);
            own.push('\n');
        }
        if own.len() >= MAX_CHARS {
            break;
        }
    }
    match own.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => own[..end].to_owned(),
        None => own,
    }
}

fn introduces_quotation(line: &str) -> bool {
    let folded = text::fold(line);
    (folded.ends_with(':') && words::QUOTED.iter().any(|word| folded.contains(word)))
        || words::SEPARATORS
            .iter()
            .any(|separator| folded.contains(separator))
}
