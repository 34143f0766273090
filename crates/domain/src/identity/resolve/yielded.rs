//! Contact points that several people may have, and that nobody but a browser's key gave to their holder: they go
//! to whom the business names with them, where that is somebody else.

use super::settle::standing;
use super::{Claim, Held, Overruled, Resolver};
use crate::identity::{Identifier, Proof, Traits};

impl Resolver {
    /// What the statement at log position `seq` takes out of somebody first: a number or the mailbox of a desk that
    /// they only claimed, and that the business says of somebody who differs from them.
    pub fn yielded(&self, seq: i64, claim: &Claim) -> Option<Overruled> {
        if !claim.may_join {
            return None;
        }
        let claimed = claim.identifiers.iter();
        let mut claimed = claimed.filter(|one| self.is_only_claimed(one)).peekable();
        claimed.peek()?;
        let meant = self.told(claim).and_then(|told| told.held);
        let contact = claimed.find(|one| self.yields(one, meant, seq, claim))?;
        Some(Overruled {
            contact: contact.clone(),
            meant,
        })
    }

    fn is_only_claimed(&self, one: &Identifier) -> bool {
        one.proof() == Proof::Shared && self.bond(one).is_none() && self.ids.held(one).is_some()
    }

    fn yields(&self, contact: &Identifier, meant: Option<Held>, seq: i64, claim: &Claim) -> bool {
        let Some(holder) = self.holder(contact) else {
            return false;
        };
        let is_theirs =
            |one: &Identifier| one.proof() == Proof::Own && self.holder(one) == Some(holder);
        // Whoever is new has the number of the statement.
        let meant = meant.map_or(seq, |held| held.person);
        let is_one = meant == holder || claim.identifiers.iter().any(is_theirs);
        if is_one || self.is_apart(meant, holder) {
            return false;
        }
        let known = self.stated(meant, claim);
        let ours = Traits {
            standing: known.standing.join(standing(&claim.identifiers)),
            ..known
        };
        self.is_contested(contact) || ours.differ(&self.traits(holder, claim))
    }
}
