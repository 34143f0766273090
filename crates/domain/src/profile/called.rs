//! What somebody is called, out of whole names and of halves that are said by themselves.
//!
//! Half a name changes that half and leaves the other: whoever is `Ada Malá` and of whom the last name `Nová` is said is
//! `Ada Nová`. A whole name replaces both. What is said comes in order of time, as the fold has it.

mod cut;

use cut::{cut, words_of};

use super::Authority;
use crate::text::words;

/// One of the two halves of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The first name, or several of them.
    First,
    /// The last name, or several of them.
    Last,
}

impl Half {
    const fn other(self) -> Self {
        match self {
            Self::First => Self::Last,
            Self::Last => Self::First,
        }
    }
}

/// Where a name that is known in halves is one: what its text alone does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halves {
    /// Bytes of the first half; it is not known where there are none, and the last is not where there are no more.
    pub first: usize,
    /// What the first and the last half may overwrite.
    pub authorities: [Authority; 2],
}

#[derive(Clone, Debug, PartialEq)]
struct Part {
    text: String,
    authority: Authority,
}

impl Part {
    fn new(text: impl Into<String>, authority: Authority) -> Option<Self> {
        let text = text.into();
        (!text.is_empty()).then_some(Self { text, authority })
    }

    fn yields(&self, authority: Authority) -> bool {
        self.authority as usize >= authority as usize
    }

    fn words(&self) -> String {
        words(&self.text)
    }
}

/// A name: whole, or in the halves that are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Called {
    /// The first half and the last one; or the whole name in the place of the first.
    parts: [Option<Part>; 2],
    is_whole: bool,
}

impl Called {
    /// A name with its authority.
    pub fn whole(text: &str, authority: Authority) -> Self {
        let parts = [Part::new(text, authority), None];
        let is_whole = parts[0].is_some();
        Self { parts, is_whole }
    }

    /// A name that is known in halves.
    pub fn in_halves(text: &str, halves: Halves) -> Option<Self> {
        let (first, last) = text.split_at_checked(halves.first)?;
        let [of_first, of_last] = halves.authorities;
        let parts = [
            Part::new(first, of_first),
            Part::new(last.trim_start(), of_last),
        ];
        let is_whole = false;
        Some(Self { parts, is_whole })
    }

    /// What somebody is called.
    pub fn text(&self) -> Option<String> {
        let texts = self.parts.iter().flatten().map(|part| part.text.as_str());
        let text = texts.collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// With which authority: that of the half that has less.
    pub fn authority(&self) -> Authority {
        let parts = self.parts.iter().flatten().map(|part| part.authority);
        parts
            .max_by_key(|authority| *authority as usize)
            .unwrap_or_default()
    }

    /// Where the name is in halves, if it is known in halves.
    pub fn halves(&self) -> Option<Halves> {
        let is_known = !self.is_whole && self.parts.iter().any(Option::is_some);
        let [first, last] = &self.parts;
        let authority = |part: &Option<Part>| part.as_ref().map(|part| part.authority);
        is_known.then(|| Halves {
            first: first.as_ref().map_or(0, |part| part.text.len()),
            authorities: [first, last].map(|part| authority(part).unwrap_or_default()),
        })
    }

    /// Takes in a whole name, or that there is none.
    pub fn say(&mut self, text: Option<&str>, authority: Authority) {
        let mut parts = self.parts.iter().flatten();
        match text {
            Some(text) if parts.all(|part| part.yields(authority)) => {
                *self = Self::whole(text, authority);
            }
            Some(_) => {}
            None => {
                for part in &mut self.parts {
                    part.take_if(|part| part.yields(authority));
                }
                self.is_whole &= self.parts[0].is_some();
            }
        }
    }

    /// Takes in one half of a name, or that there is none. What stands in a whole name already changes nothing but its
    /// spelling, and that only for a better one; a half that has the other in it is a whole name.
    pub fn say_half(&mut self, half: Half, text: Option<&str>, authority: Authority) {
        let is_all = |text: &&str| {
            self.text()
                .is_some_and(|whole| words(&whole) == words(text))
        };
        if let Some(text) = text.filter(|text| self.is_whole && is_all(text)) {
            return self.say(Some(text), authority);
        }
        if self.is_whole && !self.part_whole(half, text, authority) {
            return;
        }
        let Some(text) = text else {
            self.parts[half as usize].take_if(|part| part.yields(authority));
            return;
        };
        let said = words(text);
        let own = self.parts[half as usize].as_ref();
        let is_same = |own: &Part| {
            own.authority == authority && own.words() == said && !is_better(text, &own.text)
        };
        if own.is_some_and(|own| !own.yields(authority) || is_same(own)) {
            return;
        }
        let other = self.parts[half.other() as usize].clone();
        match other.map(|other| (other.words(), other)) {
            Some((words, other)) if words != said && words.contains(&said) => {
                *self = Self::whole(&other.text, other.authority);
                if self.part_whole(half, Some(text), authority) {
                    self.parts[half as usize] = Part::new(text, authority);
                }
            }
            Some((words, other)) if words != said && said.contains(&words) => {
                if other.yields(authority) {
                    *self = Self::whole(text, authority);
                }
            }
            _ => self.parts[half as usize] = Part::new(text, authority),
        }
    }

    /// Parts a whole name in halves, so that one of them may be said; `false` where nothing comes of that.
    fn part_whole(&mut self, half: Half, text: Option<&str>, authority: Authority) -> bool {
        let Some(whole) = self.parts[0].clone() else {
            return false;
        };
        let said = text.map(words);
        let all = words_of(&whole.text);
        let at = cut(&all, half, said.as_deref());
        let own = |at: usize| match half {
            Half::First => all[..at].join(" "),
            Half::Last => all[at..].join(" "),
        };
        let is_corrected = |text: &str| {
            let own = at.map(own).unwrap_or_default();
            words(&own) == words(text) && is_better(text, &own)
        };
        let has = |said: &String| whole.words().contains(said);
        let stands = whole.authority == authority && said.as_ref().is_some_and(has);
        if (stands && !text.is_some_and(is_corrected)) || !whole.yields(authority) {
            return false;
        }
        let Some(at) = at else {
            return false;
        };
        let part = |words: &[&str]| Part::new(words.join(" "), whole.authority);
        self.parts = [part(&all[..at]), part(&all[at..])];
        self.is_whole = false;
        true
    }
}

/// Whether a spelling of the same words is better than another: it has accents that the other lacks, or small and capital
/// letters where the other has only ones of a kind.
fn is_better(text: &str, other: &str) -> bool {
    let accents = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count();
    let is_mixed =
        |text: &str| text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
    is_mixed(text)
        && accents(text) >= accents(other)
        && (accents(text) > accents(other) || !is_mixed(other))
}

#[cfg(test)]
mod tests;
