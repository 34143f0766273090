//! Kinds of interactions under the names that clients give them: a closed list, whatever the case, signs, blanks and
//! accents.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;

use crate::text;

/// Longest name that is looked at, in bytes.
const MAX_BYTES: usize = 60;

/// A closed list of what some kinds are called.
pub(super) struct Spellings {
    /// The kinds themselves.
    kinds: Vec<&'static str>,
    /// Names that mean a kind only where they are written exactly so.
    exact: &'static [(&'static str, &'static str)],
    /// Words that say where a name comes from, and nothing else: `ga4_purchase`.
    around: &'static [&'static str],
    /// Finds the parts of words without which no name is of the list.
    root: AhoCorasick,
    /// The kind behind each name, without its blanks: some write it as one word.
    joined: HashMap<String, &'static str>,
}

impl Spellings {
    /// The names of each kind as [`text::words`] leaves them; `roots` are parts of words of which each has one.
    ///
    /// # Panics
    /// Never: the roots are plain words.
    pub(super) fn new(
        names: impl IntoIterator<Item = (&'static str, &'static str)>,
        exact: &'static [(&'static str, &'static str)],
        around: &'static [&'static str],
        roots: &[&str],
    ) -> Self {
        let names = names.into_iter();
        let joined: HashMap<String, &'static str> = names
            .map(|(kind, name)| (name.replace(' ', ""), kind))
            .collect();
        let mut kinds: Vec<&'static str> = joined.values().copied().collect();
        kinds.sort_unstable();
        kinds.dedup();
        let root = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(roots)
            .expect("plain words");
        Self {
            kinds,
            exact,
            around,
            root,
            joined,
        }
    }

    /// The kind that is called so, and whether any of the words `beside` stands in the name; `None` where it is none of
    /// the list.
    pub(super) fn meant(&self, name: &str, beside: &[&str]) -> Option<(&'static str, bool)> {
        // As most say it, which is seen at once.
        if let Some(kind) = self.kinds.iter().find(|kind| **kind == name) {
            return Some((kind, false));
        }
        if let Some((_, kind)) = self.exact.iter().find(|(exact, _)| *exact == name.trim()) {
            return Some((kind, false));
        }
        if name.len() > MAX_BYTES || !self.has_root(name) {
            return None;
        }
        let words = text::words(&text::parted(name));
        let words = words.split(' ').filter(|word| !self.around.contains(word));
        let (beside, words): (Vec<&str>, Vec<&str>) = words.partition(|word| beside.contains(word));
        let kind = self.joined.get(&words.concat())?;
        Some((kind, !beside.is_empty()))
    }

    fn has_root(&self, name: &str) -> bool {
        // Folding takes longer than the look, and changes nothing but the case here.
        match name.is_ascii() {
            true => self.root.is_match(name),
            false => self.root.is_match(&text::fold(name)),
        }
    }
}
