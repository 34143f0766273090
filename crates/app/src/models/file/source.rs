//! The text of a model file, its tree, and where in the text a part is.

use ripen_domain::scoring::model::Part;
use toml_edit::{Document, Item, Table};

use super::fault::Fault;

/// A step from a part to one inside it.
#[derive(Clone, Copy)]
pub enum Step<'s> {
    Key(&'s str),
    Nth(usize),
}

/// A model file that is TOML.
pub struct Source<'t> {
    text: &'t str,
    tree: Document<&'t str>,
}

impl<'t> Source<'t> {
    /// Reads the tree.
    pub fn new(text: &'t str) -> Result<Self, Fault> {
        match Document::parse(text) {
            Ok(tree) => Ok(Self { text, tree }),
            Err(error) => {
                let at = error.span().map_or(text.len(), |span| span.start);
                Err(Fault::at("file", error.message(), text, Some(at)))
            }
        }
    }

    /// The sections.
    pub fn table(&self) -> &Table {
        self.tree.as_table()
    }

    /// A fault at a part; at what it lies in where the part itself is not in the file.
    pub fn fault(&self, place: &str, message: &str, path: &[Step]) -> Fault {
        Fault::at(place, message, self.text, self.find(path))
    }

    /// A fault at a byte of the text.
    pub fn fault_at(&self, place: &str, message: &str, at: usize) -> Fault {
        Fault::at(place, message, self.text, Some(at))
    }

    /// A fault inside a text value, `offset` bytes from its beginning.
    pub fn fault_inside(&self, place: &str, message: &str, path: &[Step], offset: usize) -> Fault {
        let inside = |at: usize| {
            let value = &self.text[at..];
            // Only in a plain text on one line do the bytes of the value lie side by side.
            let plain = match value.chars().next() {
                Some('\'') => !value.starts_with("'''"),
                Some('"') => {
                    let end = value[1..].find('"').map_or(value.len(), |end| end + 1);
                    !value.starts_with("\"\"\"") && !value[..end].contains('\\')
                }
                _ => false,
            };
            if plain { at + 1 + offset } else { at }
        };
        Fault::at(place, message, self.text, self.find(path).map(inside))
    }

    /// The steps to a part.
    pub fn steps(part: &Part) -> Vec<Step<'static>> {
        let section = part.section.split('.').map(Step::Key);
        let nth = part.nth.map(Step::Nth);
        section
            .chain(nth)
            .chain(part.field.map(Step::Key))
            .collect()
    }

    /// Where a part begins, or the innermost that is there.
    fn find(&self, path: &[Step]) -> Option<usize> {
        let [Step::Key(section), rest @ ..] = path else {
            return None;
        };
        let (key, mut item) = self.table().get_key_value(section)?;
        let mut found = start(item).or_else(|| Some(key.span()?.start));
        for step in rest {
            let next = match step {
                Step::Key(name) => item.get(*name),
                Step::Nth(nth) => item.get(*nth),
            };
            let Some(next) = next else { break };
            found = start(next).or(found);
            item = next;
        }
        found
    }
}

fn start(item: &Item) -> Option<usize> {
    item.span().map(|span| span.start)
}
