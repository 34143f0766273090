//! Judges a user agent by the words in it, in one pass over the text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{reason, words};

/// Bytes of a user agent that are looked at; what a browser sends is far shorter.
const MAX_BYTES: usize = 1024;

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Machine(&'static str),
    Browser,
    Innocent,
}

/// A word with the conditions on its neighbours.
#[derive(Clone, Copy, Debug)]
struct Word {
    meaning: Meaning,
    at_start: bool,
    bounded_before: bool,
    bounded_after: bool,
}

struct Lexicon {
    automaton: AhoCorasick,
    words: Vec<Word>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    fn new() -> Self {
        let lists = [
            (words::CRAWLERS, Meaning::Machine(reason::CRAWLER)),
            (words::PREVIEWS, Meaning::Machine(reason::PREVIEW)),
            (words::HEADLESS, Meaning::Machine(reason::HEADLESS)),
            (words::LIBRARIES, Meaning::Machine(reason::LIBRARY)),
            (words::MALFORMED, Meaning::Machine(reason::MALFORMED)),
            (words::BROWSERS, Meaning::Browser),
            (words::INNOCENT, Meaning::Innocent),
        ];
        let entries = lists
            .iter()
            .flat_map(|(list, meaning)| list.iter().map(|entry| parse(entry, *meaning)));
        let (texts, words): (Vec<&str>, Vec<Word>) = entries.unzip();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(texts)
            .expect("the word lists are constants, and a test builds them");
        Self { automaton, words }
    }
}

/// Splits an entry of the lists into its text and its conditions. `<` stands for a boundary only
/// before a letter, so that markup such as `<?` can be a word.
fn parse(entry: &'static str, meaning: Meaning) -> (&'static str, Word) {
    let at_start = entry.starts_with('^');
    let markup = matches!(meaning, Meaning::Machine(reason::MALFORMED));
    let bounded_before = !markup && entry.starts_with('<');
    let bounded_after = entry.ends_with('>');
    let text =
        &entry[usize::from(at_start || bounded_before)..entry.len() - usize::from(bounded_after)];
    (
        text,
        Word {
            meaning,
            at_start,
            bounded_before,
            bounded_after,
        },
    )
}

impl Word {
    fn fits(&self, text: &[u8], start: usize, end: usize) -> bool {
        let letter = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphabetic);
        !(self.at_start && start > 0
            || self.bounded_before && start > 0 && letter(start - 1)
            || self.bounded_after && letter(end))
    }
}

/// Adds the reasons to take the sender of `user_agent` for a machine; none means a browser.
pub(super) fn judge(user_agent: &str, reasons: &mut Vec<&'static str>) {
    let text = &user_agent.as_bytes()[..user_agent.len().min(MAX_BYTES)];
    let lexicon = &*LEXICON;
    let mut browser = false;
    let mut innocent = 0..0;
    for hit in lexicon.automaton.find_overlapping_iter(text) {
        let word = &lexicon.words[hit.pattern().as_usize()];
        if !word.fits(text, hit.start(), hit.end()) {
            continue;
        }
        match word.meaning {
            Meaning::Browser => browser = true,
            Meaning::Innocent => innocent = hit.range(),
            // Of words that end at the same place the longest comes first, so an innocent name is
            // known before the word inside it.
            Meaning::Machine(_) if innocent.contains(&hit.start()) && hit.end() <= innocent.end => {
            }
            Meaning::Machine(why) if !reasons.contains(&why) => reasons.push(why),
            Meaning::Machine(_) => {}
        }
    }
    if reasons.is_empty() && !browser {
        reasons.push(if looks_like_product(text) {
            reason::LIBRARY
        } else {
            reason::MALFORMED
        });
    }
}

/// Whether the text starts as `name/version` does.
fn looks_like_product(text: &[u8]) -> bool {
    let name = text
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_. ".contains(byte))
        .count();
    name > 0
        && text.get(name) == Some(&b'/')
        && text.get(name + 1).is_some_and(u8::is_ascii_alphanumeric)
}
