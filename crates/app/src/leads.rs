//! Who looks after people.

use ripen_domain::identity::normalize;
use ripen_store::leads::owner::{Owner, owner_list, owner_set_in_txn};

use crate::clock;
use crate::error::{Error, Result};
use crate::ripen::Ripen;

impl Ripen {
    /// Makes an account, given by its e-mail address, the owner of a person; without one, nobody is.
    /// `by` is the number of the account that says so.
    ///
    /// # Errors
    /// When there is no such account or person, or the person is part of another by now; those of the
    /// store.
    pub fn person_set_owner(&self, person: i64, owner: Option<&str>, by: i64) -> Result<()> {
        let owner = owner
            .map(|email| normalize::email_of_machine(email).unwrap_or_else(|| email.to_owned()));
        let known = self.db.read(owner_list)?;
        if let Some(email) = &owner
            && known.iter().all(|one| one.email != *email)
        {
            let message = format!("nobody signs in as \"{email:.80}\"");
            return Err(Error::invalid("owner", message));
        }
        self.db
            .write(|conn| owner_set_in_txn(conn, person, owner.as_deref(), by, clock::now()))?;
        self.live.people(0, vec![person]);
        Ok(())
    }

    /// Whoever may look after people: every account, by name.
    pub fn owners(&self) -> Result<Vec<Owner>> {
        Ok(self.db.read(owner_list)?)
    }
}
