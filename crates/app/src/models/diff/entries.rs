//! Parts of a model that are lists of named things: rules, stages, areas.

use toml::{Table, Value};

use super::show::show;
use super::{Change, What, values};

/// A part of a model that is a list of named things.
struct Section {
    key: &'static str,
    /// What one of them is called.
    noun: &'static str,
    /// The field that tells them apart.
    id: &'static str,
    /// Whether their order means something.
    ordered: bool,
}

const fn section(
    key: &'static str,
    noun: &'static str,
    id: &'static str,
    ordered: bool,
) -> Section {
    Section {
        key,
        noun,
        id,
        ordered,
    }
}

const SECTIONS: &[Section] = &[
    section("engagement", "engagement rule", "name", false),
    section("group", "group", "name", false),
    section("fit", "fit rule", "name", false),
    section("grade", "grade", "letter", false),
    section("stage", "stage", "key", true),
    section("region", "temperature region", "temperature", true),
    section("index", "index area", "key", true),
    section("signal", "signal", "key", false),
];

/// Most things of a part that are compared one by one; a sound model has fewer.
const MAX_THINGS: usize = 2_000;

/// One of the named things.
struct Entry<'v> {
    /// What it is called, and how many of that name came before it.
    id: (String, usize),
    table: &'v Table,
}

impl Entry<'_> {
    /// E.g. `engagement rule "Pricing page"`.
    fn path(&self, section: &Section) -> String {
        let (noun, (name, nth)) = (section.noun, &self.id);
        match nth {
            0 => format!("{noun} \"{name}\""),
            nth => format!("{noun} \"{name}\" ({})", nth + 1),
        }
    }

    /// Everything but the name.
    fn content(&self, section: &Section) -> Table {
        let mut content = self.table.clone();
        content.remove(section.id);
        content
    }

    fn whole(&self, section: &Section) -> String {
        show(&Value::Table(self.content(section)))
    }
}

/// Compares a part of a model as a list of named things; tells whether it is one.
pub(super) fn entries(
    key: &str,
    (before, after): (Option<&Value>, Option<&Value>),
    changes: &mut Vec<Change>,
) -> bool {
    let Some(section) = SECTIONS.iter().find(|section| section.key == key) else {
        return false;
    };
    let (Some(before), Some(after)) = (read(section, before), read(section, after)) else {
        return false;
    };
    let find = |all: &[Entry], one: &Entry| all.iter().position(|other| other.id == one.id);
    let added: Vec<&Entry> = after
        .iter()
        .filter(|one| find(&before, one).is_none())
        .collect();
    let removed: Vec<&Entry> = before
        .iter()
        .filter(|one| find(&after, one).is_none())
        .collect();
    let renamed = renamed(section, &removed, &added);
    for old in &before {
        match find(&after, old).map(|at| &after[at]) {
            Some(new) => fields(&old.path(section), (old.table, new.table), changes),
            None => match renamed.iter().find(|(from, _)| from.id == old.id) {
                Some((_, new)) => changes.push(rename(section, old, new)),
                None => changes.push(gone(section, old)),
            },
        }
    }
    let is_new = |one: &&&Entry| renamed.iter().all(|(_, to)| to.id != one.id);
    changes.extend(added.iter().filter(is_new).map(|one| come(section, one)));
    if section.ordered {
        order(section, (&before, &after), changes);
    }
    true
}

/// The entries of a part; none where it is missing, `None` where it is something else or
/// there are too many.
fn read<'v>(section: &Section, value: Option<&'v Value>) -> Option<Vec<Entry<'v>>> {
    let items = match value {
        None => return Some(Vec::new()),
        Some(Value::Array(items)) if items.len() <= MAX_THINGS => items,
        Some(_) => return None,
    };
    let mut entries: Vec<Entry> = Vec::with_capacity(items.len());
    for item in items {
        let table = item.as_table()?;
        let name = table.get(section.id).map(show).unwrap_or_default();
        let nth = entries.iter().filter(|known| known.id.0 == name).count();
        entries.push(Entry {
            id: (name, nth),
            table,
        });
    }
    Some(entries)
}

/// Pairs of something that is gone and something that is new which differ in their name only.
fn renamed<'e, 'v>(
    section: &Section,
    removed: &[&'e Entry<'v>],
    added: &[&'e Entry<'v>],
) -> Vec<(&'e Entry<'v>, &'e Entry<'v>)> {
    let content = |one: &&'e Entry<'v>| (*one, one.content(section));
    let mut free: Vec<(&Entry, Table)> = added.iter().map(content).collect();
    let mut pairs = Vec::new();
    for (old, content) in removed.iter().map(content) {
        if let Some(at) = free.iter().position(|(_, other)| *other == content) {
            pairs.push((old, free.remove(at).0));
        }
    }
    pairs
}

fn fields(path: &str, (before, after): (&Table, &Table), changes: &mut Vec<Change>) {
    for key in super::both(before, after) {
        let path = format!("{path} / {key}");
        values(&path, (before.get(key), after.get(key)), changes);
    }
}

fn rename(section: &Section, old: &Entry, new: &Entry) -> Change {
    Change {
        path: format!("{} / {}", old.path(section), section.id),
        what: What::Changed,
        before: Some(old.id.0.clone()),
        after: Some(new.id.0.clone()),
    }
}

fn gone(section: &Section, old: &Entry) -> Change {
    Change {
        path: old.path(section),
        what: What::Removed,
        before: Some(old.whole(section)),
        after: None,
    }
}

fn come(section: &Section, new: &Entry) -> Change {
    Change {
        path: new.path(section),
        what: What::Added,
        before: None,
        after: Some(new.whole(section)),
    }
}

/// Tells a new order, unless it is what the old one comes to when something is taken away and
/// something is put at the end.
fn order(section: &Section, (before, after): (&[Entry], &[Entry]), changes: &mut Vec<Change>) {
    let has = |all: &[Entry], one: &Entry| all.iter().any(|other| other.id == one.id);
    let kept = before.iter().filter(|one| has(after, one));
    let new = after.iter().filter(|one| !has(before, one));
    if kept
        .chain(new)
        .map(|one| &one.id)
        .eq(after.iter().map(|one| &one.id))
    {
        return;
    }
    let names = |all: &[Entry]| {
        let names: Vec<&str> = all.iter().map(|one| one.id.0.as_str()).collect();
        Some(names.join(", "))
    };
    changes.push(Change {
        path: format!("{}s / order", section.noun),
        what: What::Changed,
        before: names(before),
        after: names(after),
    });
}
