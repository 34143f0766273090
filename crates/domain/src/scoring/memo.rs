//! What a model makes of interactions, remembered: those that differ in nothing that the model looks
//! at are looked at once. Most of a history is views of the same pages.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use thread_local::ThreadLocal;

use crate::filter::{InteractionField, InteractionFilter};
use crate::interaction::{Fact, kind};
use crate::scoring::scorer::Matched;

/// How many different interactions a thread remembers before it begins anew.
const MOST: usize = 4_096;

/// The memory of a [`super::Scorer`].
pub(super) struct Memo<'m> {
    /// The fields that are looked at in interactions of a kind.
    by_kind: HashMap<&'m str, Vec<&'m InteractionField>, RandomState>,
    /// Those that are looked at in interactions of the kinds that are not there.
    any_kind: Vec<&'m InteractionField>,
    seen: ThreadLocal<RefCell<Seen>>,
}

/// What a thread remembers.
#[derive(Default)]
struct Seen {
    matched: HashMap<Box<[u8]>, Matched, RandomState>,
    /// Room for the key of the interaction that is looked at.
    key: Vec<u8>,
}

impl<'m> Memo<'m> {
    /// An empty memory for a model that asks these filters of interactions.
    pub fn new(filters: &[&'m InteractionFilter]) -> Self {
        let fields_of = |kind: Option<&str>| {
            let asked = |filter: &&&'m InteractionFilter| match filter.kind() {
                Some(of) => Some(of) == kind,
                None => true,
            };
            let mut fields: Vec<&InteractionField> = Vec::new();
            for filter in filters.iter().filter(asked) {
                filter.expr().visit(&mut |condition| {
                    if !fields.contains(&&condition.field) {
                        fields.push(&condition.field);
                    }
                });
            }
            fields
        };
        let kinds = filters.iter().filter_map(|filter| filter.kind());
        Self {
            by_kind: kinds.map(|kind| (kind, fields_of(Some(kind)))).collect(),
            any_kind: fields_of(None),
            seen: ThreadLocal::new(),
        }
    }

    /// Runs `work` with what the model makes of the interaction, found out by `find` if need be.
    pub fn with<T>(
        &self,
        fact: &Fact,
        find: impl FnOnce() -> Matched,
        work: impl FnOnce(&Matched) -> T,
    ) -> T {
        let mut seen = self.seen.get_or_default().borrow_mut();
        let Seen { matched, key } = &mut *seen;
        self.write_key(fact, key);
        if let Some(known) = matched.get(key.as_slice()) {
            return work(known);
        }
        if matched.len() >= MOST {
            matched.clear();
        }
        work(matched.entry(key.as_slice().into()).or_insert_with(find))
    }

    /// All that decides what the model makes of an interaction.
    fn write_key(&self, fact: &Fact, key: &mut Vec<u8>) {
        key.clear();
        key.push(fact.verdict.code() as u8);
        let fields = self.by_kind.get(fact.kind);
        match fields {
            Some(_) => key.extend_from_slice(fact.kind.as_bytes()),
            None => key.push(0xfe - u8::from(kind::is_of_data(fact.kind))),
        }
        // No text has these bytes, so the end of the kind is plain.
        key.push(0xff);
        for field in fields.unwrap_or(&self.any_kind) {
            field.write_value(fact, key);
        }
    }
}
