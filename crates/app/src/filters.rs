//! Filters while they are being written: checked, told in one form, and how many people pass.

mod fields;
mod names;
mod values;

use ripen_domain::filter::{FilterError, Form, InteractionFilter, PersonFilter};
use ripen_store::people::Total;
use ripen_store::{Asker, ModelId};

use crate::clock;
use crate::error::Result;
use crate::ripen::Ripen;

pub use fields::{FilterField, FilterFields};
pub use values::ValueQuestion;

/// What a filter chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterOf {
    /// People.
    People,
    /// Interactions.
    Interaction,
}

/// A filter that was checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// A condition on people.
    People(PersonFilter),
    /// A condition on interactions.
    Interaction(InteractionFilter),
}

impl Filter {
    /// Reads what somebody typed; plain words find people.
    ///
    /// # Errors
    /// Where it cannot be read, and what was expected there.
    pub fn parse(of: FilterOf, text: &str) -> std::result::Result<Self, FilterError> {
        Ok(match of {
            FilterOf::People => Self::People(PersonFilter::typed(text)?),
            FilterOf::Interaction => Self::Interaction(InteractionFilter::parse(text)?),
        })
    }

    /// Reads a tree.
    ///
    /// # Errors
    /// What is wrong with it; the place is that in the text of the tree.
    pub fn from_form(of: FilterOf, form: &Form) -> std::result::Result<Self, FilterError> {
        Ok(match of {
            FilterOf::People => Self::People(PersonFilter::from_form(form)?),
            FilterOf::Interaction => Self::Interaction(InteractionFilter::from_form(form)?),
        })
    }

    /// The filter as a tree.
    pub fn form(&self) -> Form {
        match self {
            Self::People(filter) => filter.form(),
            Self::Interaction(filter) => filter.form(),
        }
    }
}

/// The filter in its one written form.
impl std::fmt::Display for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::People(filter) => filter.fmt(f),
            Self::Interaction(filter) => filter.fmt(f),
        }
    }
}

impl Ripen {
    /// How many people pass a filter now, as a model sees them; interactions are not counted.
    ///
    /// # Errors
    /// Those of the store.
    pub fn filter_count(
        &self,
        model: ModelId,
        filter: &Filter,
        asker: &Asker,
    ) -> Result<Option<Total>> {
        let Filter::People(filter) = filter else {
            return Ok(None);
        };
        let scoring = self.model_of(model)?;
        let scorer = scoring.scorer();
        self.total(scoring.scores(&scorer), filter, clock::now(), asker)
            .map(Some)
    }
}
