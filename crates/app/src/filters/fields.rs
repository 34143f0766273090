//! What filters can be made of here: fields, kinds of interactions, lists.

use std::collections::BTreeSet;

use ripen_domain::filter::{
    FieldInfo, InteractionField, KIND_ALIASES, PersonField, ValueType, fields, interaction_fields,
};
use ripen_store::ModelId;
use ripen_store::filters::values::{custom_field_names, kind_names, property_names};
use ripen_store::leads::owner::owner_list;

use crate::error::Result;
use crate::models::Scoring;
use crate::ripen::Ripen;

/// The field with who looks after a person.
const OWNER: &str = "owner";

/// A field that can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterField {
    /// Its name in filters.
    pub name: String,
    /// The type of its values.
    pub value_type: ValueType,
    /// The tests that it takes, as they are written.
    pub operators: Vec<&'static str>,
    /// All values that it can have, where they are few.
    pub values: Vec<String>,
}

/// All that filters can be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterFields {
    /// Fields of people; of the custom ones those that people have.
    pub people: Vec<FilterField>,
    /// Fields of interactions; of the properties those that interactions have.
    pub interaction: Vec<FilterField>,
    /// Kinds of interactions, by their short names where they have one.
    pub kinds: Vec<String>,
    /// Names of the lists of the model.
    pub lists: Vec<String>,
}

impl From<FieldInfo> for FilterField {
    fn from(info: FieldInfo) -> Self {
        Self {
            name: info.name,
            value_type: info.value_type,
            operators: info.operators,
            values: info.values.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// Puts the real names in the place of an entry that stands for all names with a prefix.
fn with_names(infos: Vec<FieldInfo>, names: Vec<String>) -> Vec<FilterField> {
    let (open, fixed): (Vec<FieldInfo>, _) =
        infos.into_iter().partition(|info| info.name.ends_with('.'));
    let named = |name: String| {
        let info = open.first().cloned().map(FilterField::from)?;
        Some(FilterField { name, ..info })
    };
    let fixed: Vec<FilterField> = fixed.into_iter().map(FilterField::from).collect();
    let named: Vec<FilterField> = names.into_iter().filter_map(named).collect();
    fixed.into_iter().chain(named).collect()
}

/// The values that the model gives a field.
fn of_model(scoring: &Scoring, field: &str) -> Option<Vec<String>> {
    let stages = scoring.model.stages.iter().map(|stage| &stage.key);
    let areas = scoring.model.areas.iter().map(|area| &area.key);
    let rules = scoring.model.fit.iter();
    let reasons: BTreeSet<&String> = rules
        .clone()
        .filter_map(|rule| rule.disqualify.as_ref())
        .collect();
    let nurture = rules.filter(|rule| rule.nurture).map(|rule| &rule.name);
    match field {
        "stage" | "company.stage" => Some(stages.cloned().collect()),
        "index" => Some(areas.cloned().collect()),
        "disqualified" => Some(reasons.into_iter().cloned().collect()),
        "nurture" => Some(nurture.cloned().collect()),
        _ => None,
    }
}

impl Ripen {
    /// What filters can be made of here, with the stages, areas and lists of a model, and the accounts.
    ///
    /// # Errors
    /// Those of the store.
    pub fn filter_fields(&self, model: ModelId) -> Result<FilterFields> {
        let scoring = self.model_of(model)?;
        let (custom, properties, known, accounts) = self.db.read(|conn| {
            Ok((
                custom_field_names(conn)?,
                property_names(conn)?,
                kind_names(conn)?,
                owner_list(conn)?,
            ))
        })?;
        let custom = custom
            .into_iter()
            .map(|name| PersonField::Profile(name).to_string());
        let mut people = with_names(fields(), custom.collect());
        for field in &mut people {
            if let Some(values) = of_model(&scoring, &field.name) {
                field.values = values;
            } else if field.name == OWNER {
                field.values = accounts.iter().map(|one| one.email.clone()).collect();
            }
        }
        let property = |name| InteractionField::Property(name).to_string();
        let properties = properties.into_iter().map(property).collect();
        let short = KIND_ALIASES.iter().map(|(short, _)| (*short).to_owned());
        let has_short = |kind: &String| KIND_ALIASES.iter().any(|(_, long)| long == kind);
        let mut lists: Vec<String> = scoring.model.lists.keys().cloned().collect();
        lists.sort();
        Ok(FilterFields {
            people,
            interaction: with_names(interaction_fields(), properties),
            kinds: short
                .chain(known.into_iter().filter(|kind| !has_short(kind)))
                .collect(),
            lists,
        })
    }
}
