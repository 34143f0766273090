//! The names that filters may ask for here.

use std::collections::BTreeSet;

use ripen_domain::filter::{FilterError, KnownNames, NameOf, PersonFilter};
use ripen_domain::scoring::Model;
use ripen_store::ModelId;
use ripen_store::leads::owner::owner_list;

use super::Filter;
use crate::error::Result;
use crate::people::filter_of;
use crate::ripen::Ripen;

/// The lists of mail domains that every installation has.
const MAIL_LISTS: [&str; 2] = ["free", "disposable"];

/// The names of a model and of the accounts. Signals are those of the primary one.
struct Names<'m> {
    model: &'m Model,
    primary: &'m Model,
    /// E-mail addresses of the accounts, where the filter asks for some.
    accounts: Vec<String>,
}

impl KnownNames for Names<'_> {
    fn names(&self, of: NameOf) -> Vec<&str> {
        let model = self.model;
        let mut names: Vec<&str> = match of {
            NameOf::Stage => model.stages.iter().map(|one| one.key.as_str()).collect(),
            NameOf::Index => model.areas.iter().map(|one| one.key.as_str()).collect(),
            NameOf::Signal => {
                let signals = self.primary.signals.iter();
                signals.map(|one| one.key.as_str()).collect()
            }
            NameOf::Reason => {
                let rules = model.fit.iter();
                let reasons = rules.filter_map(|rule| rule.disqualify.as_deref());
                reasons.collect::<BTreeSet<_>>().into_iter().collect()
            }
            NameOf::Nurture => {
                let rules = model.fit.iter().filter(|rule| rule.nurture);
                rules.map(|rule| rule.name.as_str()).collect()
            }
            NameOf::Account => self.accounts.iter().map(String::as_str).collect(),
            NameOf::List => {
                let own = model.lists.keys().map(String::as_str);
                own.chain(MAIL_LISTS).collect()
            }
        };
        if of == NameOf::List {
            names.sort_unstable();
        }
        names
    }
}

impl Ripen {
    /// The filter of a text, of which a model knows every name: one that it does not know would find nobody
    /// in silence.
    ///
    /// # Errors
    /// When the filter cannot be read or asks for what is not there; those of the store.
    pub fn filter_known(&self, model: ModelId, text: &str) -> Result<PersonFilter> {
        let filter = filter_of(text)?;
        match self.unknown_names_of(model, &filter)?.into_iter().next() {
            Some(unknown) => Err(unknown.into()),
            None => Ok(filter),
        }
    }

    /// The names that a filter asks for and that there are not: stages, areas, signals, lists, reasons and
    /// rules that the model does not have, and accounts.
    ///
    /// # Errors
    /// Those of the store.
    pub fn filter_unknown_names(
        &self,
        model: ModelId,
        filter: &Filter,
    ) -> Result<Vec<FilterError>> {
        match filter {
            Filter::People(filter) => self.unknown_names_of(model, filter),
            Filter::Interaction(_) => Ok(Vec::new()),
        }
    }

    fn unknown_names_of(&self, model: ModelId, filter: &PersonFilter) -> Result<Vec<FilterError>> {
        let (model, primary) = (self.model_of(model)?, self.model()?);
        let accounts = match filter.asks_names(NameOf::Account) {
            true => self.db.read(owner_list)?,
            false => Vec::new(),
        };
        Ok(filter.unknown_names(&Names {
            model: &model.model,
            primary: &primary.model,
            accounts: accounts.into_iter().map(|account| account.email).collect(),
        }))
    }
}
