//! From samples to a table.

use std::collections::BTreeMap;

use ripen_domain::profile::field;
use ripen_domain::scoring::Model;
use ripen_domain::time::Timestamp;
use ripen_learn::table::{Category, CategoryBuilder, Column, MISSING, Table, Values};
use serde::{Deserialize, Serialize};

use super::sample::Sample;

/// A field needs that many rows with a value to be looked at.
const FILLED: usize = 20;
/// Custom fields that are looked at, the fullest ones.
const CUSTOM: usize = 30;
/// Longest value of a field that is kept; longer ones are alike.
const LONGEST: usize = 80;
/// Fields whose value tells people apart and says nothing about them.
const NAMES: [&str; 3] = [field::NAME, field::EMAIL, field::PHONE];

/// Which columns a table has: made at training, kept with the model, so that a table at telling has
/// the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// Names of the engagement rules, in the model's order.
    pub engagement: Vec<String>,
    /// Names of the fit rules, in the model's order.
    pub fit: Vec<String>,
    /// Kinds of interactions that are counted.
    pub kinds: Vec<String>,
    /// Profile fields, and whether they are numbers.
    pub fields: Vec<(String, bool)>,
}

/// Rows of a table, as they come.
#[derive(Default)]
pub struct Gathered {
    /// The person of each row.
    pub people: Vec<i64>,
    /// For each engagement rule its column.
    pub met: Vec<Vec<f64>>,
    /// For each fit rule its column.
    pub fit: Vec<Vec<f64>>,
    kinds: Vec<Vec<f64>>,
    plain: [Vec<f64>; PLAIN.len()],
    touch: [CategoryBuilder; TOUCH.len()],
    fields: BTreeMap<String, CategoryBuilder>,
}

/// Columns of numbers that everybody has.
const PLAIN: [&str; 6] = [
    "days since the first interaction",
    "days since the last touch",
    "interactions",
    "velocity",
    "has a named contact",
    "disqualified",
];
/// Columns of names that everybody has.
const TOUCH: [&str; 5] = ["source", "medium", "campaign", "channel", "mailbox"];

impl Gathered {
    /// No rows yet, for a model.
    pub fn new(model: &Model, kinds: usize) -> Self {
        Self {
            met: vec![Vec::new(); model.engagement.len()],
            fit: vec![Vec::new(); model.fit.len()],
            kinds: vec![Vec::new(); kinds],
            ..Self::default()
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// The next row.
    pub fn push(&mut self, sample: &Sample) {
        for (column, met) in self.met.iter_mut().zip(&sample.met) {
            column.push(*met);
        }
        for (at, column) in self.fit.iter_mut().enumerate() {
            column.push(f64::from(sample.fit.contains(&at)));
        }
        for (column, count) in self.kinds.iter_mut().zip(sample.kinds) {
            column.push(f64::from(*count));
        }
        let state = sample.state;
        let days = |since: Timestamp| (sample.at - since).as_days();
        let plain = [
            days(state.created),
            state.last_touch.map_or(f64::NAN, days),
            sample.interactions as f64,
            sample.velocity,
            f64::from(state.lead_at.is_some()),
            f64::from(state.disqualified.is_some()),
        ];
        for (column, number) in self.plain.iter_mut().zip(plain) {
            column.push(number);
        }
        let touch = state.first_touch.as_ref().map(|first| &first.touch);
        let mailbox = sample.profile.text(field::EMAIL).map(mailbox);
        let names = [
            touch.and_then(|touch| touch.source.as_deref()),
            touch.and_then(|touch| touch.medium.as_deref()),
            touch.and_then(|touch| touch.campaign.as_deref()),
            sample.channel,
            mailbox,
        ];
        for (column, name) in self.touch.iter_mut().zip(names) {
            column.push(name);
        }
        self.push_fields(sample);
        self.people.push(sample.person);
    }

    fn push_fields(&mut self, sample: &Sample) {
        let rows = self.people.len();
        for (name, value, _) in sample.profile.iter() {
            if NAMES.contains(&name) {
                continue;
            }
            let column = self.fields.entry(name.to_owned()).or_default();
            fill(column, rows);
            let text = value.to_text();
            let text: String = text.trim().to_lowercase().chars().take(LONGEST).collect();
            column.push(Some(&text));
        }
    }

    /// The columns that these rows speak for.
    pub fn layout(&self, model: &Model, kinds: &[String]) -> Layout {
        let mut fields: Vec<(String, bool, usize)> = Vec::new();
        for (name, column) in &self.fields {
            let column = column.clone().finish();
            let filled = column.codes.iter().filter(|code| **code != MISSING).count();
            let is_number = column.levels.iter().all(|text| number(text).is_some());
            // Where nearly every value is another, it tells people apart.
            let says = is_number || column.levels.len() * 2 <= filled;
            if filled >= FILLED && says {
                fields.push((name.clone(), is_number, filled));
            }
        }
        let is_custom = |name: &str| !field::STANDARD.contains(&name);
        fields.sort_by_key(|(name, _, filled)| (is_custom(name), std::cmp::Reverse(*filled)));
        let standard = fields.iter().filter(|(name, ..)| !is_custom(name)).count();
        fields.truncate(standard + CUSTOM);
        let names = |names: &mut dyn Iterator<Item = &String>| names.cloned().collect();
        Layout {
            engagement: names(&mut model.engagement.iter().map(|rule| &rule.name)),
            fit: names(&mut model.fit.iter().map(|rule| &rule.name)),
            kinds: kinds.to_vec(),
            fields: fields
                .into_iter()
                .map(|(name, is_number, _)| (name, is_number))
                .collect(),
        }
    }

    /// The table with the columns of a layout.
    ///
    /// # Errors
    /// When the layout is of another model.
    pub fn table(mut self, layout: &Layout) -> ripen_learn::Result<Table> {
        let rows = self.len();
        let mut columns = Vec::new();
        let mut put = |name: String, values: Values| columns.push(Column { name, values });
        for (name, numbers) in layout.engagement.iter().zip(self.met) {
            put(format!("rule {name}"), Values::Number(numbers));
        }
        for (name, numbers) in layout.fit.iter().zip(self.fit) {
            put(format!("fit {name}"), Values::Number(numbers));
        }
        for (name, numbers) in layout.kinds.iter().zip(self.kinds) {
            put(format!("kind {name}"), Values::Number(numbers));
        }
        for (name, numbers) in PLAIN.into_iter().zip(self.plain) {
            put(name.to_owned(), Values::Number(numbers));
        }
        for (name, column) in TOUCH.into_iter().zip(self.touch) {
            put(name.to_owned(), Values::Category(column.finish()));
        }
        for (name, is_number) in &layout.fields {
            let mut column = self.fields.remove(name).unwrap_or_default();
            fill(&mut column, rows);
            let column = column.finish();
            let values = if *is_number {
                numbers(&column)
            } else {
                Values::Category(column)
            };
            put(format!("profile {name}"), values);
        }
        Table::new(columns)
    }
}

/// Rows in which a field was not there yet.
fn fill(column: &mut CategoryBuilder, rows: usize) {
    for _ in column.len()..rows {
        column.push(None);
    }
}

fn numbers(column: &Category) -> Values {
    let levels: Vec<f64> = column
        .levels
        .iter()
        .map(|text| number(text).unwrap_or(f64::NAN))
        .collect();
    let of = |code: &u32| levels.get(*code as usize).copied().unwrap_or(f64::NAN);
    Values::Number(column.codes.iter().map(of).collect())
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whose mailbox it is.
fn mailbox(email: &str) -> &'static str {
    use ripen_domain::identity::{mailbox::is_generic_mailbox, normalize};
    let domain = email.rsplit('@').next().unwrap_or_default();
    if normalize::is_disposable(domain) {
        "disposable"
    } else if normalize::is_free(domain) {
        "free"
    } else if is_generic_mailbox(email) {
        "shared"
    } else {
        "company"
    }
}
