//! Which keys mean the same company: what people state together, and what was said by hand.

mod alias;
mod census;
mod drawing;
mod id;
mod meaning;
mod member;
mod pending;
mod vote;

pub use alias::{
    CompanyAlias, company_alias_add_in_txn, company_alias_list, company_alias_rekey_in_txn,
    company_alias_undo_in_txn, company_aliases_of,
};
pub use census::{Census, company_census};
pub use drawing::{
    company_drawing, company_drawing_add_in_txn, company_drawing_advance_in_txn, company_names_at,
};
pub use id::{company_id_changes, groupings, person_company_id_set_in_txn};
pub use meaning::{company_meanings, company_meanings_set_in_txn};
pub use member::{Member, company_members, members_next, person_company_set_in_txn};
pub use pending::{company_pending, company_pending_add_in_txn, company_pending_advance_in_txn};
pub use vote::{
    MOST_READ, VoteChanges, company_tallies, company_votes_add_in_txn, company_votes_clear_in_txn,
    company_votes_take_in_txn,
};
