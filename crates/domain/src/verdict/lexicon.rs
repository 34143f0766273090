//! The word lists as one automaton, so that a user agent is read once.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{reason, words};

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A machine wherever it stands.
    Machine,
    /// A machine, unless it is the name of a telephone.
    SelfName,
    /// A machine, unless it is the name of a telephone or an app on somebody's device says it.
    Errand,
    /// An engine, a system or a device with a browser.
    Browser,
    /// A device that somebody carries or watches.
    Device,
    /// An app of somebody.
    App,
    /// A server that loads the pictures of mails for their readers.
    Relay,
    /// A name or phrase of people in which one of the words stands.
    Innocent,
}

/// A word with the conditions on its neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) meaning: Meaning,
    /// Key of [`reason`] when it speaks for a machine.
    pub(super) why: &'static str,
    at_start: bool,
    no_letter_before: bool,
    no_letter_after: bool,
    digit_after: bool,
}

pub(super) struct Lexicon {
    automaton: AhoCorasick,
    words: Vec<Word>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

const LISTS: &[(&[&str], Meaning, &str)] = &[
    (words::SELF_NAMES, Meaning::SelfName, reason::CRAWLER),
    (words::CRAWLERS, Meaning::Machine, reason::CRAWLER),
    (words::ERRANDS, Meaning::Errand, reason::CRAWLER),
    (words::PREVIEWS, Meaning::Machine, reason::PREVIEW),
    (words::MESSENGERS, Meaning::Errand, reason::PREVIEW),
    (words::HEADLESS, Meaning::Machine, reason::HEADLESS),
    (words::LIBRARIES, Meaning::Machine, reason::LIBRARY),
    (words::APP_LIBRARIES, Meaning::Errand, reason::LIBRARY),
    (words::MALFORMED, Meaning::Machine, reason::MALFORMED),
    (words::RELAYS, Meaning::Relay, reason::PRIVACY_PROXY),
    (words::BROWSERS, Meaning::Browser, reason::BROWSER),
    (words::PHONES, Meaning::Browser, reason::BROWSER),
    (words::DEVICES, Meaning::Device, reason::BROWSER),
    (words::APPS, Meaning::App, reason::BROWSER),
    (words::INNOCENT, Meaning::Innocent, reason::BROWSER),
];

impl Lexicon {
    fn new() -> Self {
        let entries = LISTS.iter().flat_map(|(list, meaning, why)| {
            list.iter().map(|entry| Word::parse(entry, *meaning, why))
        });
        let (texts, words): (Vec<&str>, Vec<Word>) = entries.unzip();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(texts)
            .expect("the word lists are constants, and a test builds them");
        Self { automaton, words }
    }

    /// Every word of the lists that stands in the text, with its place.
    pub(super) fn words_in<'a>(
        &'a self,
        text: &'a [u8],
    ) -> impl Iterator<Item = (&'a Word, Range<usize>)> {
        self.automaton
            .find_overlapping_iter(text)
            .map(|hit| (&self.words[hit.pattern().as_usize()], hit.range()))
            .filter(|(word, place)| word.fits(text, place))
    }
}

impl Word {
    /// Splits an entry of the lists into its text and its conditions. `<` stands for a boundary
    /// only where no markup is meant, so that `<?` can be a word.
    fn parse(entry: &'static str, meaning: Meaning, why: &'static str) -> (&'static str, Self) {
        let at_start = entry.starts_with('^');
        let no_letter_before = why != reason::MALFORMED && entry.starts_with('<');
        let no_letter_after = entry.ends_with('>');
        let digit_after = entry.ends_with('#');
        let from = usize::from(at_start || no_letter_before);
        let to = entry.len() - usize::from(no_letter_after || digit_after);
        let word = Self {
            meaning,
            why,
            at_start,
            no_letter_before,
            no_letter_after,
            digit_after,
        };
        (&entry[from..to], word)
    }

    fn fits(&self, text: &[u8], place: &Range<usize>) -> bool {
        let letter = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphabetic);
        !(self.at_start && place.start > 0
            || self.no_letter_before && place.start > 0 && letter(place.start - 1)
            || self.no_letter_after && letter(place.end)
            || self.digit_after && !text.get(place.end).is_some_and(u8::is_ascii_digit))
    }
}
