//! Verdicts by behaviour: what programs do with mails is told by what is around it.
//!
//! The log keeps the verdict that was given when an interaction came in; the timeline has the one that
//! counts. It is a function of the person's own history, so whoever is folded whole is judged whole: after a
//! merge, its undoing and late arrivals too. Where somebody only goes on, what is near the fresh interactions
//! is looked at, and only if there was a mail near by.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use ripen_domain::interaction::Channel;
use ripen_domain::time::{Span, Timestamp};
use ripen_domain::verdict::mail::{Act, Client, Role};
use ripen_domain::verdict::sweep::{self, Derived, HABIT, REACH};
use ripen_store::log::intern::Names;
use ripen_store::log::log_details;
use ripen_store::people::person::Person;
use ripen_store::people::timeline::{
    History, Judged, TimelineRow, timeline_judge_in_txn, timeline_since, timelines_since,
};
use ripen_store::{Conn, Result};
use serde_json::Value;

use super::fold::{Due, goes_on};

/// What kinds of interactions are to mails.
pub struct Roles<'n> {
    names: &'n Names,
    known: HashMap<(i64, Channel), Role>,
}

impl<'n> Roles<'n> {
    /// Nothing was asked yet.
    pub fn new(names: &'n Names) -> Self {
        Self {
            names,
            known: HashMap::new(),
        }
    }

    fn of(&mut self, row: &TimelineRow) -> Role {
        let names = self.names;
        let role = || Role::of(names.kind(row.kind_id), row.channel);
        *self
            .known
            .entry((row.kind_id, row.channel))
            .or_insert_with(role)
    }

    /// When the latest of these interactions with a mail was.
    pub fn mail_at<'r>(
        &mut self,
        rows: impl IntoIterator<Item = &'r TimelineRow>,
    ) -> Option<Timestamp> {
        let of_mail = rows.into_iter().filter(|row| self.of(row) != Role::Other);
        of_mail.map(|row| row.at).max()
    }

    fn acts<'r>(&mut self, rows: &'r [TimelineRow]) -> Vec<Act<'r>>
    where
        'n: 'r,
    {
        let names = self.names;
        let act = |row: &'r TimelineRow| Act::new(&row.fact(names), self.of(row), row.captured());
        rows.iter().map(act).collect()
    }

    /// Whether the verdicts of a history may be others than those given when it came in.
    pub fn is_suspect(&mut self, history: &History) -> bool {
        let rows = &history.rows;
        let is_judged = rows.iter().any(|row| row.judged.is_some());
        is_judged || {
            rows.iter().any(|row| self.of(row).is_reaction()) && {
                let acts = self.acts(rows);
                let derived = sweep::derive(&acts);
                derived.iter().any(Option::is_some) || !sweep::anchors(&acts, &derived).is_empty()
            }
        }
    }
}

/// What has to be looked at to judge somebody's interactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Nothing: they are as they came in.
    Nothing,
    /// What is near this moment, from which on there is something new.
    Near(Timestamp),
    /// The whole history.
    Whole,
}

impl Look {
    fn at(roles: &mut Roles, (known, version): (Option<&Person>, i64), due: &Due) -> Self {
        let first = due.first();
        let goes_on = match known {
            _ if due.subject.replay => false,
            None => true,
            Some(person) => goes_on(person, version, first),
        };
        let before = known.and_then(|person| person.mail_at);
        match first {
            _ if !goes_on => Self::Whole,
            Some((first, _)) if is_near_mail(roles, due, before) => Self::Near(first),
            _ => Self::Nothing,
        }
    }
}

/// Judges the interactions of people who are about to be scored with a version of the primary model. The
/// history of whoever has older ones of another verdict than before is folded whole. Returns who that is.
pub fn judge_in_txn(
    conn: &mut Conn,
    roles: &mut Roles,
    (known, version): (&HashMap<i64, Person>, i64),
    due: &mut [Due],
) -> Result<Vec<i64>> {
    let mut looks = Vec::with_capacity(due.len());
    let mut asked = Vec::new();
    for one in due.iter_mut() {
        let person = known.get(&one.id);
        let before = person.and_then(|person| person.mail_at);
        let fresh = one.subject.fresh.iter().map(|(row, _)| row);
        one.mail_at = before.max(roles.mail_at(fresh));
        let look = Look::at(roles, (person, version), one);
        if let (Look::Near(first), true) = (look, person.is_some()) {
            asked.push((one.id, reach_before(first, REACH)));
        }
        looks.push(look);
    }
    let mut near = timelines_since(conn, &asked)?;
    let mut changed = Vec::new();
    for (one, look) in due.iter_mut().zip(looks) {
        let is_settled = match look {
            Look::Nothing => true,
            Look::Whole => false,
            Look::Near(first) => {
                let is_known = known.contains_key(&one.id);
                let rows = is_known.then(|| near.remove(&one.id).unwrap_or_default());
                !differs_near(conn, roles, (one, rows), first)?
            }
        };
        if !is_settled && judge_whole_in_txn(conn, roles, one)? {
            changed.push(one.id);
        }
    }
    Ok(changed)
}

/// From when on interactions decide the verdicts of those that are `reach` before a moment: twice as far.
fn reach_before(first: Timestamp, reach: Span) -> Timestamp {
    first - reach - reach
}

/// Whether fresh interactions are so near to one with a mail that either may tell of the other.
fn is_near_mail(roles: &mut Roles, due: &Due, before: Option<Timestamp>) -> bool {
    let rows: Vec<&TimelineRow> = due.subject.fresh.iter().map(|(row, _)| row).collect();
    let mut mails = 0;
    let mut is_near = false;
    for row in &rows {
        let of_mail = roles.of(row) != Role::Other;
        mails += usize::from(of_mail);
        let reach = if of_mail { REACH } else { sweep::NEAR };
        is_near |= before.is_some_and(|before| row.at <= before + reach);
    }
    is_near || (mails > 0 && rows.len() > 1)
}

/// Whether interactions from about `first` on have another verdict than the timeline says. `near` is what
/// there is of somebody who was known from [`REACH`] twice before it on.
fn differs_near(
    conn: &mut Conn,
    roles: &mut Roles,
    (due, near): (&Due, Option<Vec<TimelineRow>>),
    first: Timestamp,
) -> Result<bool> {
    let is_known = near.is_some();
    let mut near = near.or_else(|| Some(due.fresh_rows()));
    let mut differs = |roles: &mut Roles, reach: Span| -> Result<(bool, bool)> {
        let rows = match near.take() {
            Some(rows) => rows,
            None if is_known => timeline_since(conn, due.id, reach_before(first, reach))?,
            None => due.fresh_rows(),
        };
        let derived = derive(conn, roles, &rows)?;
        let changed = rows
            .iter()
            .zip(&derived)
            .any(|(row, derived)| row.at >= first - reach && !is_as(row, *derived));
        let acts = roles.acts(&rows);
        // A mail that came tells of what was before it.
        let arrives = acts
            .iter()
            .any(|act| act.at >= first && act.role.is_arrival());
        let from = if arrives { first - REACH } else { first };
        let mut told = (0..acts.len()).filter(|at| acts[*at].at >= from);
        Ok((changed, told.any(|at| sweep::is_far_reaching(&acts, at))))
    };
    match differs(roles, REACH)? {
        (false, true) => Ok(differs(roles, HABIT)?.0),
        (changed, _) => Ok(changed),
    }
}

/// Judges the whole history of a person; whether any verdict changed.
fn judge_whole_in_txn(conn: &mut Conn, roles: &mut Roles, due: &mut Due) -> Result<bool> {
    let history = due.load_history(conn)?;
    let mail_at = roles.mail_at(&history.rows);
    let is_judged = history.rows.iter().any(|row| row.judged.is_some());
    let mut changed = Vec::new();
    if mail_at.is_some() || is_judged {
        let derived = derive(conn, roles, &history.rows)?;
        for (row, derived) in history.rows.iter_mut().zip(derived) {
            if !is_as(row, derived) {
                set(row, derived);
                changed.push(&*row);
            }
        }
        timeline_judge_in_txn(conn, &changed)?;
    }
    let is_changed = !changed.is_empty();
    due.mail_at = mail_at;
    due.subject.replay |= is_changed;
    Ok(is_changed)
}

/// The verdicts that behaviour tells of interactions that follow one another.
fn derive(
    conn: &mut Conn,
    roles: &mut Roles,
    rows: &[TimelineRow],
) -> Result<Vec<Option<Derived>>> {
    let mut acts = roles.acts(rows);
    let derived = sweep::derive(&acts);
    let anchors = sweep::anchors(&acts, &derived);
    if anchors.is_empty() {
        return Ok(derived);
    }
    let asked = acts.iter().zip(rows);
    let asked = asked.filter(|(act, _)| !act.is_of_data && sweep::is_near(&anchors, act.at));
    let seqs: Vec<i64> = asked.map(|(_, row)| row.seq).collect();
    let details = log_details(conn, &seqs)?;
    let clients: HashMap<i64, Client> = details
        .iter()
        .map(|detail| (detail.seq, client(&detail.body)))
        .collect();
    for (act, row) in acts.iter_mut().zip(rows) {
        act.client = clients.get(&row.seq).copied().unwrap_or_default();
    }
    Ok(sweep::derive(&acts))
}

/// The software by which an interaction came, as its message says.
fn client(body: &str) -> Client {
    let body: Value = serde_json::from_str(body).unwrap_or_default();
    // Senders pass it on as properties where they report for somebody else.
    let text = |names: &[&str]| {
        let places = ["context", "properties"]
            .iter()
            .filter_map(|place| body.get(*place));
        let mut texts =
            places.flat_map(|place| names.iter().filter_map(|name| place.get(*name)?.as_str()));
        texts.find(|text| !text.is_empty())
    };
    let hashed = |names: &[&str]| {
        let mut hasher = DefaultHasher::new();
        text(names)?.hash(&mut hasher);
        Some(hasher.finish())
    };
    Client {
        ip: hashed(&["ip"]),
        user_agent: hashed(&["userAgent", "useragent", "user_agent", "user-agent"]),
    }
}

fn is_as(row: &TimelineRow, derived: Option<Derived>) -> bool {
    match (&row.judged, derived) {
        (None, None) => true,
        (Some(judged), Some(derived)) => {
            row.verdict == derived.verdict && judged.reason == derived.reason
        }
        _ => false,
    }
}

fn set(row: &mut TimelineRow, derived: Option<Derived>) {
    let captured = row.captured();
    row.verdict = derived.map_or(captured, |derived| derived.verdict);
    row.judged = derived.map(|derived| Judged {
        captured,
        reason: derived.reason.to_owned(),
    });
}
