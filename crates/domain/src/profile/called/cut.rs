//! Where a name is parted that was said as a whole.
//!
//! That is certain of two words alone. Of more, the first word is the first name where a first name is said, and the
//! last one the last name where a last name is, with the particles before it (`van der Berg`): what is between them
//! stays. Titles go with the word beside them. One word is the first name where it is known to be one; where it is not,
//! it is the half that is not spoken of, so that nothing is lost.

use super::Half;
use crate::identity::names::{is_given, is_title};
use crate::text::words;

/// Words that go with the last name that they stand before, folded.
const PARTICLES: &[&str] = &[
    "af", "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "ibn", "la", "las", "le", "los", "ten", "ter", "van", "von", "zu", "zur",
];
/// Two particles with which a last name begins that nothing stands before.
const BEGINNINGS: &[[&str; 2]] = &[
    ["de", "la"],
    ["de", "las"],
    ["de", "los"],
    ["van", "de"],
    ["van", "den"],
    ["van", "der"],
    ["von", "der"],
];

/// The words of a name as they are written, the last name behind (`Malá, Ada`).
pub fn words_of(text: &str) -> Vec<&str> {
    let words = |text| -> Vec<&str> { str::split_whitespace(text).collect() };
    match text.split_once(", ") {
        Some((last, first)) if !words(first).first().is_some_and(|word| is_title(word)) => {
            [words(first), words(last)].concat()
        }
        _ => words(text),
    }
}

/// How many of the words are the first half, where a half is `said`, folded to words; `None` where it stands in the
/// midst of them.
pub fn cut(all: &[&str], half: Half, said: Option<&str>) -> Option<usize> {
    let Some(said) = said else {
        return Some(usual(all, half));
    };
    let folded: Vec<(usize, String)> = all
        .iter()
        .enumerate()
        .flat_map(|(at, word)| {
            let words = words(word);
            let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
            words.into_iter().map(move |word| (at, word))
        })
        .collect();
    let said: Vec<&str> = said.split_whitespace().collect();
    let is_said = |some: &[(usize, String)]| some.iter().map(|(_, word)| word).eq(said.iter());
    let of = |at: usize| folded.get(at).map_or(all.len(), |(word, _)| *word);
    let whole_words = |at: usize| at == 0 || of(at) != of(at - 1);
    let at = match half {
        Half::First => said.len(),
        Half::Last => folded.len().saturating_sub(said.len()),
    };
    let own = match half {
        Half::First => folded.get(..at),
        Half::Last => folded.get(at..),
    };
    if own.is_some_and(is_said) && whole_words(at) {
        return Some(of(at));
    }
    let has = folded.windows(said.len().max(1)).any(is_said);
    (!has).then(|| usual(all, half))
}

fn usual(all: &[&str], half: Half) -> usize {
    if all.is_empty() {
        return 0;
    }
    let leading = all.iter().take_while(|word| is_title(word)).count();
    let trailing = all.iter().rev().take_while(|word| is_title(word)).count();
    let end = (all.len() - trailing).max(1);
    let leading = leading.min(end - 1);
    let folded = |at: usize| all.get(at).map_or(String::new(), |word| bare(word));
    let is_first = || is_given(&folded(leading));
    let begins = [folded(leading), folded(leading + 1)];
    let is_last = BEGINNINGS.iter().any(|known| begins == *known);
    match half {
        _ if is_last => leading,
        Half::First if end == leading + 1 && !is_first() => leading,
        Half::First => leading + 1,
        Half::Last if end == leading + 1 => {
            let is_addressed = leading > 0 && !is_first();
            if is_addressed { leading } else { end }
        }
        Half::Last => {
            let is_particle = |at: &usize| PARTICLES.contains(&folded(*at).as_str());
            let particles = (leading + 1..end - 1).rev().take_while(is_particle);
            end - 1 - particles.count()
        }
    }
}

fn bare(word: &str) -> String {
    words(word).replace(' ', "")
}
