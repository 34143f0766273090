//! Reactions that come before anybody can have seen the mail: a gateway looks through it before it accepts
//! it, or in the moment in which it does.

use super::{CLOCKS, HABIT, MOST, PROMPTLY, links, machine, tell, unknown};
use crate::time::{Span, Timestamp};
use crate::verdict::mail::{Act, Role, is_same_mail, is_surely_same_mail};
use crate::verdict::reason;
use crate::verdict::sweep::Derived;

/// How long before it accepts a mail a gateway looks through it, where it surely is the same mail. Where that
/// is not said, it may as well be that a link of an older mail was followed, and that the mail is the answer.
const SCANS: Span = Span::seconds(60);
/// Whoever was given another mail of the name so shortly before may be reading that one.
const READS: Span = Span::seconds(600);
/// How long after a mail was sent it is delivered, at the most, for one to stand for the other.
const TRANSIT: Span = Span::seconds(600);

/// The mails that were sent to a person and those that were delivered, in the order of time.
pub(super) struct Arrivals<'a> {
    acts: &'a [Act<'a>],
    places: Vec<usize>,
}

impl<'a> Arrivals<'a> {
    pub(super) fn of(acts: &'a [Act<'a>]) -> Self {
        let places = 0..acts.len();
        let places = places.filter(|at| acts[*at].role.is_arrival()).collect();
        Self { acts, places }
    }

    /// Those after `from`, up to `to`.
    fn between(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = &'a Act<'a>> {
        let acts = self.acts;
        let first = self.places.partition_point(|at| acts[*at].at <= from);
        let places = self.places[first..].iter().take(MOST);
        let acts = places.map(move |at| &acts[*at]);
        acts.take_while(move |act| act.at <= to)
    }

    /// The latest before `at` of what may be the same mail.
    fn latest_before(&self, at: Timestamp, act: &Act) -> Option<&'a Act<'a>> {
        let acts = self.acts;
        let end = self.places.partition_point(|place| acts[*place].at < at);
        let earlier = self.places[..end].iter().rev().take(MOST);
        let mut earlier = earlier.map(|place| &acts[*place]);
        earlier.find(|one| is_same_mail(one.mail, act.mail))
    }

    /// Whether an arrival tells when the mail came: that it was sent does where nothing says that it was
    /// delivered.
    pub(super) fn tells(&self, arrival: &Act) -> bool {
        let mut later = self.between(arrival.at - Span::from_micros(1), arrival.at + TRANSIT);
        let is_delivery =
            |one: &Act| one.role == Role::Delivered && is_same_mail(one.mail, arrival.mail);
        arrival.role == Role::Delivered || !later.any(is_delivery)
    }

    /// The arrivals after a reaction that are so near that the mail may be theirs.
    fn announced(&self, act: &'a Act<'a>) -> impl Iterator<Item = &'a Act<'a>> {
        let later = self.between(act.at, act.at + SCANS);
        later.filter(move |arrival| {
            let is_near = arrival.at <= act.at + scanned_for(act, arrival);
            is_near && is_same_mail(arrival.mail, act.mail)
        })
    }

    /// Whether a reaction to a mail that arrives later may be one to an older mail: it was there already, and
    /// this one was not yet on its way.
    fn is_excused(&self, act: &Act, arrival: &Act) -> bool {
        let older = self.latest_before(act.at, act);
        let older = older.filter(|older| older.at >= act.at - HABIT);
        let sent_since = || {
            let mut since = self.between(act.at, arrival.at - Span::from_micros(1));
            since.any(|one| one.role == Role::Sent && is_same_mail(one.mail, arrival.mail))
        };
        older.is_some_and(|older| {
            older.role == Role::Delivered || arrival.role == Role::Sent || sent_since()
        })
    }

    fn verdict(&self, act: &'a Act<'a>) -> Option<Derived> {
        // Whoever leaves may be told so by a mail, which comes after that.
        let later = self.announced(act).filter(|_| act.role.is_reaction());
        let later = later.filter(|one| !self.is_excused(act, one)).last();
        if later.is_some_and(|arrival| arrival.at > act.at + CLOCKS) {
            return Some(machine(reason::BEFORE_DELIVERY));
        }
        let mut before = self.between(act.at - CLOCKS - Span::from_micros(1), act.at);
        let is_just_before = |one: &Act| one.at < act.at && is_same_mail(one.mail, act.mail);
        let at_once = later.is_some() || before.any(is_just_before);
        (at_once && act.role != Role::Opened).then_some(unknown(reason::AT_DELIVERY))
    }
}

/// For how long before its arrival a mail may have been looked through.
fn scanned_for(act: &Act, arrival: &Act) -> Span {
    match is_surely_same_mail(act.mail, arrival.mail) {
        true => SCANS,
        false => PROMPTLY,
    }
}

/// Nobody reacts to a mail that is not there yet, and nobody follows a link as soon as it is: clocks differ,
/// so what a single click within that little time means is left open.
pub(super) fn find_early(acts: &[Act], told: &mut [Option<Derived>]) {
    let arrivals = Arrivals::of(acts);
    for (act, told) in acts.iter().zip(told) {
        let is_reaction = act.role.is_reaction() || act.role == Role::Left;
        if let Some(derived) = is_reaction.then(|| arrivals.verdict(act)).flatten() {
            tell(told, derived);
        }
    }
}

/// Several links of a mail, in the moment in which it comes.
pub(super) fn find_crowds(acts: &[Act], clicks: &[usize], told: &mut [Option<Derived>]) {
    let arrivals = Arrivals::of(acts);
    for arrival in &arrivals.places {
        let arrival = &acts[*arrival];
        let (from, to) = (arrival.at - PROMPTLY, arrival.at + CLOCKS);
        let first = clicks.partition_point(|at| acts[*at].at < from);
        let near = clicks[first..].iter().copied().take(MOST);
        let near = near.take_while(|at| acts[*at].at <= to);
        let crowd: Vec<usize> = near.filter(|at| is_in_crowd(&acts[*at], arrival)).collect();
        if links(acts, &crowd) < 2 || is_reading(&arrivals, arrival) {
            continue;
        }
        let derived = machine(reason::AT_DELIVERY);
        crowd.iter().for_each(|at| tell(&mut told[*at], derived));
    }
}

/// What has the very time of the arrival tells nothing of their order: times may be as coarse as days.
fn is_in_crowd(act: &Act, arrival: &Act) -> bool {
    let before = match is_surely_same_mail(act.mail, arrival.mail) {
        true => PROMPTLY,
        false => CLOCKS,
    };
    act.at != arrival.at && act.at >= arrival.at - before && is_same_mail(act.mail, arrival.mail)
}

fn is_reading(arrivals: &Arrivals, arrival: &Act) -> bool {
    let mut before = arrivals.between(arrival.at - READS, arrival.at - PROMPTLY);
    before.any(|one| one.role == Role::Delivered && is_same_mail(one.mail, arrival.mail))
}

/// Whether the verdict on a reaction may hang on what is further away than [`super::REACH`]: on the mails that
/// the person was given earlier.
pub(super) fn may_be_early(acts: &[Act], at: usize) -> bool {
    let act = &acts[at];
    let later = acts[at..].iter();
    let mut later = later.take_while(|one| one.at <= act.at + SCANS);
    act.role.is_reaction()
        && later.any(|one| one.role.is_arrival() && is_same_mail(one.mail, act.mail))
}

#[cfg(test)]
mod tests;
