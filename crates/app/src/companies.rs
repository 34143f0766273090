//! That two companies are one, said by hand.

use std::collections::BTreeSet;

use ripen_domain::company::ballot::Tally;
use ripen_domain::company::written_keys;
use ripen_store::companies::key::{
    CompanyAlias, company_alias_add_in_txn, company_alias_list, company_alias_undo_in_txn,
    company_pending_add_in_txn, company_tallies,
};

use crate::clock;
use crate::error::{Error, Result};
use crate::project::affiliation::Keys;
use crate::project::alone;
use crate::ripen::Ripen;

impl Ripen {
    /// Says that a company is the same as another; both are given by name, by mail domain, or by `#`
    /// and the id that the business gives it. The people of the first become people of the other, in the
    /// background. `by` is the number of the account that says so. Returns the number of what was said.
    ///
    /// # Errors
    /// When a text tells no company, or both tell the same one; those of the store.
    pub fn company_alias_add(&self, company: &str, same_as: &str, by: Option<i64>) -> Result<i64> {
        let keys = [
            self.company_written("company", company)?,
            self.company_written("same_as", same_as)?,
        ];
        let now = clock::now();
        let id = alone(self, |conn, _| {
            let [key, means] = keys.map(|key| Keys::of(conn, BTreeSet::from([key])));
            let (key, means) = (key?, means?);
            let (Some(one), Some(other)) = (key.first(), means.first()) else {
                return Ok(None);
            };
            if one == other {
                return Ok(None);
            }
            let alias = CompanyAlias {
                id: 0,
                key: one.clone(),
                means: other.clone(),
                company: company.trim().to_owned(),
                same_as: same_as.trim().to_owned(),
                at: now,
                set_by: by,
            };
            let id = company_alias_add_in_txn(conn, &alias)?;
            company_pending_add_in_txn(conn, &key)?;
            Ok(Some(id))
        })?;
        let id = id.ok_or_else(|| Error::invalid("same_as", "they are one company already"))?;
        self.ring();
        Ok(id)
    }

    /// The key that somebody means who writes this for a company: of several, the one that people state.
    fn company_written(&self, field: &'static str, text: &str) -> Result<String> {
        let keys = written_keys(text);
        let Some(first) = keys.first() else {
            let message = format!("\"{text:.80}\" is no name, mail domain or #id of a company");
            return Err(Error::invalid(field, message));
        };
        let asked: Vec<&str> = keys.iter().map(String::as_str).collect();
        let tallies = self.db.read(|conn| company_tallies(conn, &asked, true))?;
        let is_stated = |key: &&String| tallies.get(*key).is_some_and(Tally::is_stated);
        Ok(keys.iter().find(is_stated).unwrap_or(first).clone())
    }

    /// What was said of companies by hand and holds, newest first.
    pub fn company_alias_list(&self) -> Result<Vec<CompanyAlias>> {
        Ok(self.db.read(company_alias_list)?)
    }

    /// Takes back that two companies are one: in the background, their people are of the companies that
    /// they were of without it.
    ///
    /// # Errors
    /// When nothing of this number holds; those of the store.
    pub fn company_alias_undo(&self, id: i64) -> Result<()> {
        alone(self, |conn, _| {
            let aliases = company_alias_list(conn)?;
            let keys = aliases.into_iter().filter(|alias| alias.id == id);
            // The company that both are now.
            let both = Keys::of(conn, keys.map(|alias| alias.key).collect())?;
            company_pending_add_in_txn(conn, &both)?;
            company_alias_undo_in_txn(conn, id, clock::now())
        })?;
        self.ring();
        Ok(())
    }
}
