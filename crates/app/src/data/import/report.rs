//! What an import did, or would do.

use std::collections::HashSet;

use ripen_domain::interaction::{Interaction, kind};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::notes::Notes;
use super::understood::Understood;
use crate::project::Foreseen;

/// Bad rows that are listed one by one.
const LISTED: usize = 20;

/// What an import did, or would do. Rows of the file that were looked at are `before + good + bad`,
/// and `good` is `stored + repeats` once they are written.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How the file is read.
    pub understood: Understood,
    /// Whether nothing was to be written.
    pub dry_run: bool,
    /// Whether the file was read to its end.
    pub finished: bool,
    /// Rows that an earlier run of this import had written.
    pub before: u64,
    /// Rows of this run in which all cells are empty.
    pub blank: u64,
    /// Rows of this run with further goods of an order that another row told.
    pub further: u64,
    /// Good rows of this run.
    pub good: u64,
    /// Bad rows of this run.
    pub bad: u64,
    /// Good rows that went into the log.
    pub stored: u64,
    /// Good rows whose message the log held already.
    pub repeats: u64,
    /// What is wrong with the first bad rows, with their lines.
    pub examples: Vec<String>,
    /// What was left out of good rows.
    pub notes: Notes,
    /// The first good rows as they were understood. Listed when nothing is to be written.
    pub first: Vec<FirstRow>,
    /// Rows that name an id, e-mail address or telephone number which an earlier row named, in this
    /// order. Counted for people.
    pub duplicates: [u64; 3],
    /// How many rows would be about somebody who is known already, and how many people would be new. Told when
    /// nothing is to be written.
    pub foreseen: Option<Foreseen>,
}

impl Report {
    /// Counts rows of one group.
    pub(super) fn add(&mut self, group: Counts) {
        self.good += group.good;
        self.bad += group.bad;
        self.blank += group.blank;
        self.further += group.further;
        self.notes.extend(group.notes);
        let room = LISTED - self.examples.len();
        self.examples.extend(group.reasons.into_iter().take(room));
    }

    /// A row that was counted as good is bad after all.
    pub(super) fn refuse(&mut self, reason: &str) {
        self.good -= 1;
        self.bad += 1;
        if self.examples.len() < LISTED {
            self.examples.push(reason.to_owned());
        }
    }
}

/// The numbers of one group of rows.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub good: u64,
    pub bad: u64,
    pub blank: u64,
    pub further: u64,
    pub notes: Notes,
    pub reasons: Vec<String>,
}

/// A row as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstRow {
    /// The line that it begins on.
    pub line: u64,
    /// Names of fields with what they hold.
    pub fields: Vec<(String, String)>,
}

impl FirstRow {
    /// The row that became an interaction.
    pub(super) fn of(line: u64, one: &Interaction) -> Self {
        let traits: Map<String, Value> = one
            .traits
            .as_deref()
            .and_then(|traits| serde_json::from_str(traits).ok())
            .unwrap_or_default();
        let own = [
            ("id", one.user_id.clone()),
            (
                "event",
                (one.kind != kind::IDENTIFIED).then(|| one.kind.clone()),
            ),
            ("time", Some(one.at.to_rfc3339())),
        ];
        let own = own
            .into_iter()
            .filter_map(|(name, text)| Some((name.to_owned(), text?)));
        let traits = traits.into_iter().map(|(name, value)| match value {
            Value::String(text) => (name, text),
            other => (name, other.to_string()),
        });
        Self {
            line,
            fields: own.chain(traits).collect(),
        }
    }
}

/// Finds identifiers that occur in several rows, by a hash of 64 bits each: of ten million, a
/// pair that shares its hash by chance is one in 400,000.
#[derive(Default)]
pub(super) struct Duplicates([HashSet<u64>; 3]);

/// What tells one person from another, in the order of [`Report::duplicates`].
fn values(interaction: &Interaction) -> [Option<&String>; 3] {
    [
        interaction.user_id.as_ref(),
        interaction.email.as_ref(),
        interaction.phone.as_ref(),
    ]
}

impl Duplicates {
    /// Takes one row in; counts into `found` what was seen before.
    pub fn see(&mut self, interaction: &Interaction, found: &mut [u64; 3]) {
        for ((seen, value), found) in self.0.iter_mut().zip(values(interaction)).zip(found) {
            *found += value.map_or(0, |value| u64::from(!seen.insert(hash(value))));
        }
    }
}

fn hash(value: &str) -> u64 {
    let digest = Sha256::digest(value.as_bytes());
    digest
        .first_chunk()
        .map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
