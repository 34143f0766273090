//! A text taken apart into sentences, and these into clauses of folded words.

use crate::text;

/// Characters of a text that are looked at: a question to a salesperson comes early.
const MAX_CHARS: usize = 4_000;

/// Words of the line that introduces the message replied to; the line ends in a colon.
const QUOTED: &[&str] = &[" wrote", "yazdi", "napsal", "schrieb", " a ecrit"];

/// Lines that divide an answer from what it answers.
#[rustfmt::skip]
const SEPARATORS: &[&str] = &[
    "-----original message", "-----ozgun ileti", "-----puvodni zprava", "________________________________",
];

/// A sentence made comparable.
pub(super) struct Sentence {
    /// The words of its clauses, none of them empty.
    pub(super) clauses: Vec<Vec<String>>,
    pub(super) ends_in_question: bool,
    pub(super) exclaims: bool,
}

/// The sentences of a text, without what it quotes.
pub(super) fn of_text(text: &str) -> Vec<Sentence> {
    let own = own_words(text);
    let mut sentences = Vec::new();
    let mut from = 0;
    let mut letters = own.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !matches!(letter, '\n' | '!' | ';' | '.' | '?' | '…' | '？') {
            continue;
        }
        // Not the dot of a price or of an address, nor the question mark inside a link.
        let next = letters.peek().map(|(_, next)| *next);
        if matches!(letter, '.' | '?' | '…' | '？') && next.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let mut marks = Marks::default();
        marks.add(letter);
        let mut end = at + letter.len_utf8();
        while let Some((at, mark)) =
            letters.next_if(|(_, mark)| matches!(mark, '!' | '?' | '.' | '…' | '？'))
        {
            marks.add(mark);
            end = at + mark.len_utf8();
        }
        push(&mut sentences, &own[from..at], marks);
        from = end;
    }
    push(&mut sentences, &own[from..], Marks::default());
    sentences
}

/// The punctuation at the end of a sentence.
#[derive(Clone, Copy, Default)]
struct Marks {
    asks: bool,
    exclaims: bool,
}

impl Marks {
    fn add(&mut self, mark: char) {
        self.asks |= matches!(mark, '?' | '？');
        self.exclaims |= mark == '!';
    }
}

fn push(sentences: &mut Vec<Sentence>, text: &str, marks: Marks) {
    let clauses: Vec<Vec<String>> = clauses(text).collect();
    if !clauses.is_empty() {
        sentences.push(Sentence {
            clauses,
            ends_in_question: marks.asks,
            exclaims: marks.exclaims && !marks.asks,
        });
    }
}

/// The clauses between commas, colons, brackets and dashes; not at the comma of a number.
fn clauses(text: &str) -> impl Iterator<Item = Vec<String>> {
    let mut last = None;
    let mut letters = text.chars().peekable();
    let mut parts = vec![String::new()];
    while let Some(letter) = letters.next() {
        let before_space = letters.peek().is_none_or(|next| next.is_whitespace());
        let divides = match letter {
            ',' | ':' => before_space,
            '(' | ')' | '–' | '—' => true,
            '-' => before_space && last.is_none_or(char::is_whitespace),
            _ => false,
        };
        if divides {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
        last = Some(letter);
    }
    parts
        .into_iter()
        .map(|part| joined(text::words(&part).split_whitespace()))
        .filter(|words| !words.is_empty())
}

/// The words, with those put together again that an English apostrophe divides: `don t`, `i d`.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for word in words {
        match joined.last_mut() {
            Some(last) if belongs_to(last, word) => last.push_str(word),
            _ => joined.push(word.to_owned()),
        }
    }
    joined
}

fn belongs_to(head: &str, tail: &str) -> bool {
    match tail {
        "t" => head.len() > 2 && head.ends_with('n') || head == "can",
        "m" => head == "i",
        "re" | "ll" | "ve" | "d" => {
            matches!(head, "i" | "you" | "we" | "they" | "he" | "she" | "it")
        }
        "s" => matches!(
            head,
            "what"
                | "where"
                | "who"
                | "how"
                | "when"
                | "it"
                | "that"
                | "there"
                | "here"
                | "he"
                | "she"
        ),
        _ => false,
    }
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
    (folded.ends_with(':') && QUOTED.iter().any(|word| folded.contains(word)))
        || SEPARATORS
            .iter()
            .any(|separator| folded.contains(separator))
}
