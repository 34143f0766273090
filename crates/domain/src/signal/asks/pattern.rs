//! Short patterns of folded words.

/// Places for the first letters `a` to `z` and one for every other.
const LETTERS: usize = 27;

/// A list of patterns, searched by their first letters.
///
/// A pattern is words in a row. `a|b` is either word, `pric*` a word that begins so, `*ebilir` one
/// that ends so, `*iyor*` one that holds it, `_` any word, `word?` a word that may be left out; `^` at the front ties the pattern
/// to the beginning of the clause (after its fillers), `$` at the end to the end of the clause.
pub(super) struct Patterns {
    patterns: Vec<Pattern>,
    /// The patterns that may begin with a word of this first letter.
    by_letter: [Vec<usize>; LETTERS],
    /// Those that may begin with any word.
    by_any: Vec<usize>,
}

struct Pattern {
    at_opening: bool,
    at_end: bool,
    parts: Vec<Part>,
}

struct Part {
    may_miss: bool,
    choices: Vec<Choice>,
}

enum Choice {
    Any,
    Word(&'static str),
    Begins(&'static str),
    Ends(&'static str),
    Holds(&'static str),
}

impl Patterns {
    pub(super) fn new(lists: &[&[&'static str]]) -> Self {
        let mut by_letter: [Vec<usize>; LETTERS] = Default::default();
        let mut by_any = Vec::new();
        let mut patterns = Vec::new();
        for text in lists.iter().copied().flatten() {
            let pattern = Pattern::new(text);
            let index = patterns.len();
            match pattern.first_letters() {
                Some(letters) => {
                    for letter in letters {
                        let indices = &mut by_letter[place(letter)];
                        if indices.last() != Some(&index) {
                            indices.push(index);
                        }
                    }
                }
                None => by_any.push(index),
            }
            patterns.push(pattern);
        }
        Self {
            patterns,
            by_letter,
            by_any,
        }
    }

    /// Whether one of them stands in the words, whose clause begins at `opening`.
    pub(super) fn found(&self, words: &[String], opening: usize) -> bool {
        (0..words.len()).any(|at| {
            self.candidates(&words[at]).any(|pattern| {
                (!pattern.at_opening || at == opening) && pattern.end(words, at).is_some()
            })
        })
    }

    /// Whether one of them stands at exactly this word.
    pub(super) fn found_at(&self, words: &[String], at: usize) -> bool {
        self.candidates(&words[at])
            .any(|pattern| (!pattern.at_opening || at == 0) && pattern.end(words, at).is_some())
    }

    /// How many words at the front these patterns cover, one after another.
    pub(super) fn leading(&self, words: &[String]) -> usize {
        let mut at = 0;
        while let Some(end) = words.get(at).and_then(|word| {
            self.candidates(word)
                .filter_map(|pattern| pattern.end(words, at))
                .max()
        }) {
            at = end;
        }
        at
    }

    fn candidates(&self, word: &str) -> impl Iterator<Item = &Pattern> {
        let letter = word.as_bytes().first().copied().unwrap_or_default();
        self.by_letter[place(letter)]
            .iter()
            .chain(&self.by_any)
            .map(|index| &self.patterns[*index])
    }
}

fn place(letter: u8) -> usize {
    match letter {
        b'a'..=b'z' => usize::from(letter - b'a'),
        _ => LETTERS - 1,
    }
}

impl Pattern {
    fn new(text: &'static str) -> Self {
        let (at_opening, text) = match text.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (at_end, text) = match text.strip_suffix(" $") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        Self {
            at_opening,
            at_end,
            parts: text.split(' ').map(Part::new).collect(),
        }
    }

    /// The letters that its first word may begin with; `None` for any.
    fn first_letters(&self) -> Option<Vec<u8>> {
        let first = self.parts.first().filter(|part| !part.may_miss)?;
        first
            .choices
            .iter()
            .map(|choice| match choice {
                Choice::Word(word) | Choice::Begins(word) => word.as_bytes().first().copied(),
                Choice::Any | Choice::Ends(_) | Choice::Holds(_) => None,
            })
            .collect()
    }

    /// Where it ends when it stands at `at`.
    fn end(&self, words: &[String], at: usize) -> Option<usize> {
        end_of(&self.parts, words, at).filter(|end| !self.at_end || *end == words.len())
    }
}

fn end_of(parts: &[Part], words: &[String], at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else {
        return Some(at);
    };
    let here = words.get(at).is_some_and(|word| part.covers(word));
    let taken = if here {
        end_of(rest, words, at + 1)
    } else {
        None
    };
    match taken {
        None if part.may_miss => end_of(rest, words, at),
        taken => taken,
    }
}

impl Part {
    fn new(text: &'static str) -> Self {
        let (text, may_miss) = match text.strip_suffix('?') {
            Some(text) => (text, true),
            None => (text, false),
        };
        Self {
            may_miss,
            choices: text.split('|').map(Choice::new).collect(),
        }
    }

    fn covers(&self, word: &str) -> bool {
        self.choices.iter().any(|choice| match choice {
            Choice::Any => true,
            Choice::Word(it) => word == *it,
            Choice::Begins(it) => word.starts_with(it),
            Choice::Ends(it) => word.ends_with(it),
            Choice::Holds(it) => word.contains(it),
        })
    }
}

impl Choice {
    fn new(text: &'static str) -> Self {
        match (text.strip_prefix('*'), text.strip_suffix('*')) {
            _ if text == "_" => Self::Any,
            (Some(rest), _) => match rest.strip_suffix('*') {
                Some(middle) => Self::Holds(middle),
                None => Self::Ends(rest),
            },
            (None, Some(beginning)) => Self::Begins(beginning),
            (None, None) => Self::Word(text),
        }
    }
}
