//! The fields of an interaction.

use std::fmt;

use super::{Field, PROPERTY, fixed_name, named};
use crate::filter::value_type::ValueType;

/// A field of an interaction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InteractionField {
    /// Path of the page.
    Path,
    /// What the page is for, in whatever language its path is.
    PageRole,
    /// What it was about: page title, product, form, subject.
    Label,
    /// Money or quantity.
    Amount,
    /// Channel.
    Channel,
    /// Verdict.
    Verdict,
    /// Source of the touch.
    Source,
    /// Medium of the touch.
    Medium,
    /// Campaign of the touch.
    Campaign,
    /// Host name of the referring page.
    Referrer,
    /// Another property of the event.
    Property(String),
}

impl InteractionField {
    /// Every field with a fixed name, in the order in which they are shown.
    pub const FIXED: &'static [(&'static str, Self)] = &[
        ("path", Self::Path),
        ("role", Self::PageRole),
        ("label", Self::Label),
        ("amount", Self::Amount),
        ("channel", Self::Channel),
        ("verdict", Self::Verdict),
        ("source", Self::Source),
        ("medium", Self::Medium),
        ("campaign", Self::Campaign),
        ("referrer", Self::Referrer),
    ];

    /// The field with this name; letters may be upper or lower case. Properties are not found.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::FIXED
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, field)| field.clone())
    }

    /// Whether its values can be summed up.
    pub fn can_be_summed(&self) -> bool {
        matches!(self, Self::Amount | Self::Property(_))
    }
}

impl Field for InteractionField {
    fn value_type(&self) -> ValueType {
        match self {
            Self::Path => ValueType::Path,
            Self::PageRole => ValueType::PageRole,
            Self::Amount => ValueType::Money,
            Self::Channel => ValueType::Channel,
            Self::Verdict => ValueType::Verdict,
            Self::Property(_) => ValueType::Custom,
            Self::Label | Self::Source | Self::Medium | Self::Campaign | Self::Referrer => {
                ValueType::Text
            }
        }
    }
}

impl fmt::Display for InteractionField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(name) => named(f, PROPERTY, name),
            fixed => f.write_str(fixed_name(Self::FIXED, fixed)),
        }
    }
}
