//! Verdicts by behaviour: programs that go through mails before anybody reads them.
//!
//! Mail gateways follow the links of a mail, often with the user agent of an ordinary browser. What gives
//! them away is how they do it: many links at once, or one after the other over minutes; asking for
//! headers first; following links that nobody sees; before the mail is delivered, or within moments of it, mail
//! after mail. The verdict on an interaction follows from those around it, so it is the same whatever came in first.

mod early;

use self::early::Arrivals;
use super::mail::{Act, Role, is_same_mail};
use super::reason;
use crate::interaction::Verdict;
use crate::time::{Span, Timestamp};

/// A verdict that behaviour tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The verdict.
    pub verdict: Verdict,
    /// Key of the reason.
    pub reason: &'static str,
}

/// How many links of a mail in how much time are too many for a human.
struct Burst {
    links: usize,
    within: Span,
    derived: Derived,
}

const fn machine(reason: &'static str) -> Derived {
    Derived {
        verdict: Verdict::Machine,
        reason,
    }
}

const fn unknown(reason: &'static str) -> Derived {
    Derived {
        verdict: Verdict::Unknown,
        reason,
    }
}

/// Nobody opens three links in two seconds. Five in a minute somebody may, who opens all of a newsletter
/// to read it later: that is left open.
const BURSTS: [Burst; 2] = [
    Burst {
        links: 3,
        within: Span::seconds(2),
        derived: machine(reason::SWEEP),
    },
    Burst {
        links: 5,
        within: Span::seconds(60),
        derived: unknown(reason::SWEEP),
    },
];
/// Sweeps that take their time: so long …
const SLOWLY: Span = Span::seconds(600);
/// … with so many links, or with fewer where something else speaks for a program.
const MANY_LINKS: usize = 6;
const SOME_LINKS: usize = 4;
/// How soon after delivery a program begins.
const SOON: Span = Span::seconds(120);
/// What is done in so short a time after delivery, mail after mail, nobody does who has to see the mail.
const PROMPTLY: Span = Span::seconds(10);
/// So many mails, in so much time around, show that it is always done.
const PROMPT_MAILS: usize = 3;
/// How far back and ahead prompt mails are looked for.
pub const HABIT: Span = Span::days(90);
/// How long a trap tells of the clicks around it.
const AROUND_TRAP: Span = Span::seconds(60);
/// How long after asking for headers a program asks for the page.
const AFTER_HEAD: Span = Span::seconds(10);
/// How long a program looks at the pages that it fetched.
const FOLLOWS: Span = Span::seconds(60);
/// How long before the first link it loads the pictures.
const BEFORE: Span = Span::seconds(10);
/// How near to a click something is that may belong to it.
pub const NEAR: Span = FOLLOWS;
/// The same where nothing is known of the software, for the pictures, the page of the link and for leaving.
/// The clocks of servers differ a little.
const FOLLOWS_UNKNOWN: Span = Span::seconds(10);
const CLOCKS: Span = Span::seconds(2);
const LEAVES: Span = Span::seconds(30);

/// Most neighbours that are looked at for one interaction, so that a flood takes no square of its time.
const MOST: usize = 256;

/// How far from an interaction those lie that its verdict rests on, habit aside.
pub const REACH: Span = Span::seconds(600 + 120 + 60);

/// For each of a person's interactions, which come in the order of time, the verdict that behaviour tells;
/// nothing where it tells no other than the one given when it came in.
pub fn derive(acts: &[Act]) -> Vec<Option<Derived>> {
    let mut told = vec![None; acts.len()];
    let clicks: Vec<usize> = (0..acts.len())
        .filter(|at| acts[*at].role == Role::Clicked)
        .collect();
    for burst in &BURSTS {
        find_bursts(acts, &clicks, burst, &mut told);
    }
    find_traps(acts, &clicks, &mut told);
    find_heads(acts, &clicks, &mut told);
    early::find_crowds(acts, &clicks, &mut told);
    early::find_early(acts, &mut told);
    find_slow(acts, &clicks, &mut told);
    find_habit(acts, &mut told);
    follow(acts, &clicks, &mut told);
    for (told, act) in told.iter_mut().zip(acts) {
        // What the software says of itself is not made better by how it behaves.
        *told = told.filter(|told| worse(act.captured, told.verdict) != act.captured);
    }
    told
}

/// The clicks that tell of what is around them: for those, the software of the interactions near by has to
/// be known. Nothing where [`derive`] tells everything without.
pub fn anchors(acts: &[Act], derived: &[Option<Derived>]) -> Vec<Timestamp> {
    let near = |at: Timestamp| {
        let others = acts.iter().filter(|one| !one.is_of_data);
        let around = others.filter(|one| one.at >= at - BEFORE && one.at <= at + FOLLOWS);
        around.take(2).count() > 1
    };
    let acts = acts.iter().zip(derived);
    let telling = acts.filter(|(act, derived)| {
        act.role == Role::Clicked && (derived.is_some() || act.captured == Verdict::Machine)
    });
    telling
        .map(|(act, _)| act.at)
        .filter(|at| near(*at))
        .collect()
}

/// Whether the software of an interaction at `at` has to be known, given the [`anchors`].
pub fn is_near(anchors: &[Timestamp], at: Timestamp) -> bool {
    let from = anchors.partition_point(|anchor| *anchor < at - FOLLOWS);
    anchors
        .get(from)
        .is_some_and(|anchor| *anchor <= at + FOLLOWS)
}

fn worse(one: Verdict, other: Verdict) -> Verdict {
    match (one, other) {
        (Verdict::Machine, _) | (_, Verdict::Machine) => Verdict::Machine,
        (Verdict::Unknown, _) | (_, Verdict::Unknown) => Verdict::Unknown,
        _ => Verdict::Human,
    }
}

fn tell(told: &mut Option<Derived>, derived: Derived) {
    let before = told.map_or(Verdict::Human, |told| told.verdict);
    if told.is_none() || worse(before, derived.verdict) != before {
        *told = Some(derived);
    }
}

/// The clicks on links of the mail of the one at place `first`, from it on.
fn of_mail<'c>(
    acts: &'c [Act],
    clicks: &'c [usize],
    first: usize,
    within: Span,
) -> impl Iterator<Item = usize> + 'c {
    let begin = &acts[clicks[first]];
    clicks[first..]
        .iter()
        .copied()
        .take_while(move |at| acts[*at].at <= begin.at + within)
        .filter(|at| is_same_mail(begin.mail, acts[*at].mail))
        .take(MOST)
}

/// How many different links these clicks follow.
fn links(acts: &[Act], clicks: &[usize]) -> usize {
    let is_new = |(nth, at): &(usize, &usize)| {
        let before = clicks[..*nth].iter();
        !before
            .into_iter()
            .any(|other| acts[*other].is_same_link(&acts[**at]))
    };
    let bounded = clicks.iter().enumerate().take(MOST / 4);
    bounded.filter(is_new).count()
}

fn find_bursts(acts: &[Act], clicks: &[usize], burst: &Burst, told: &mut [Option<Derived>]) {
    for first in 0..clicks.len() {
        let some: Vec<usize> = of_mail(acts, clicks, first, burst.within).collect();
        if some.len() >= burst.links && links(acts, &some) >= burst.links {
            some.iter()
                .for_each(|at| tell(&mut told[*at], burst.derived));
        }
    }
}

fn find_traps(acts: &[Act], clicks: &[usize], told: &mut [Option<Derived>]) {
    let traps: Vec<usize> = clicks
        .iter()
        .copied()
        .filter(|at| acts[*at].is_trap)
        .collect();
    for at in clicks {
        let act = &acts[*at];
        let from = traps.partition_point(|trap| acts[*trap].at < act.at - AROUND_TRAP);
        let near = traps[from..].iter().take(MOST).map(|trap| &acts[*trap]);
        let mut near = near.take_while(|trap| trap.at <= act.at + AROUND_TRAP);
        if near.any(|trap| is_same_mail(trap.mail, act.mail)) {
            tell(&mut told[*at], machine(reason::TRAP));
        }
    }
}

/// A program asks for the headers of a link and then for the page. Where a gateway checks the link at the
/// moment at which a human follows it, the two are different software.
fn find_heads(acts: &[Act], clicks: &[usize], told: &mut [Option<Derived>]) {
    for (nth, head) in clicks.iter().enumerate() {
        let head = &acts[*head];
        if head.captured != Verdict::Machine {
            continue;
        }
        let later = clicks[nth + 1..].iter().take(MOST);
        for at in later.take_while(|at| acts[**at].at <= head.at + AFTER_HEAD) {
            let act = &acts[*at];
            let is_alike = head.is_same_link(act) && is_same_mail(head.mail, act.mail);
            if is_alike && head.client.is(act.client) != Some(false) {
                tell(&mut told[*at], machine(reason::AFTER_HEAD));
            }
        }
    }
}

fn find_slow(acts: &[Act], clicks: &[usize], told: &mut [Option<Derived>]) {
    // What was done at once was another visit.
    let rest: Vec<usize> = clicks
        .iter()
        .copied()
        .filter(|at| told[*at].is_none())
        .collect();
    for first in 0..rest.len() {
        let some: Vec<usize> = of_mail(acts, &rest, first, SLOWLY).collect();
        if some.len() < SOME_LINKS {
            continue;
        }
        let needed = match speaks_for_a_program(acts, &some) {
            true => SOME_LINKS,
            false => MANY_LINKS,
        };
        if links(acts, &some) >= needed {
            let derived = unknown(reason::SLOW_SWEEP);
            some.iter().for_each(|at| tell(&mut told[*at], derived));
        }
    }
}

/// Whether clicks begin soon after delivery, follow the link by which one leaves, or come as evenly as a
/// clock.
fn speaks_for_a_program(acts: &[Act], some: &[usize]) -> bool {
    let first = &acts[some[0]];
    let soon = acts[..some[0]]
        .iter()
        .rev()
        .take_while(|act| act.at >= first.at - SOON)
        .any(|act| act.role.is_arrival() && is_same_mail(act.mail, first.mail));
    soon || some.iter().any(|at| acts[*at].leaves()) || is_even(acts, some)
}

fn is_even(acts: &[Act], some: &[usize]) -> bool {
    let gaps = some
        .windows(2)
        .map(|two| (acts[two[1]].at - acts[two[0]].at).as_micros());
    let (least, most) = gaps.fold((i64::MAX, 0), |(least, most), gap| {
        (least.min(gap), most.max(gap))
    });
    least >= Span::seconds(1).as_micros() && most <= least + least / 4
}

/// Reactions within moments of delivery, where they always come so soon.
fn find_habit(acts: &[Act], told: &mut [Option<Derived>]) {
    let arrivals = Arrivals::of(acts);
    let prompted = |at| prompted(acts, at, |arrival| arrivals.tells(arrival));
    let prompt: Vec<(usize, Timestamp)> = (0..acts.len())
        .filter_map(|at| Some((at, prompted(at)?)))
        .collect();
    let mut mails: Vec<Timestamp> = prompt.iter().map(|(_, delivered)| *delivered).collect();
    mails.sort_unstable();
    mails.dedup();
    for (at, _) in prompt {
        let (from, to) = (acts[at].at - HABIT, acts[at].at + HABIT);
        let from = mails.partition_point(|mail| *mail < from);
        let to = mails.partition_point(|mail| *mail <= to);
        if to - from >= PROMPT_MAILS {
            tell(&mut told[at], machine(reason::PROMPT));
        }
    }
}

/// When the mail came that the interaction at this place is a prompt reaction to, of those whose coming is
/// told. Proxies of mail providers load pictures at once, and what that means is left open.
fn prompted(acts: &[Act], at: usize, tells: impl Fn(&Act) -> bool) -> Option<Timestamp> {
    let act = &acts[at];
    if !act.role.is_reaction() || act.captured == Verdict::Unknown {
        return None;
    }
    // Those of the same moment may stand behind it.
    let later = acts[at..].iter().take_while(|one| one.at == act.at);
    let earlier = acts[..at].iter().rev();
    let earlier = earlier.take_while(|one| one.at >= act.at - PROMPTLY);
    let mut around = later.chain(earlier);
    let is_it =
        |one: &&Act| one.role.is_arrival() && is_same_mail(one.mail, act.mail) && tells(one);
    around.find(is_it).map(|one| one.at)
}

/// Whether the verdict on a reaction may rest on what lies further away than [`REACH`], up to [`HABIT`]: it
/// comes so soon after the mail that it is a question of habit, or before it, where an older mail may be meant.
pub fn is_far_reaching(acts: &[Act], at: usize) -> bool {
    early::may_be_early(acts, at) || prompted(acts, at, |_| true).is_some()
}

/// What the same software does in the moments after it went through a mail.
fn follow(acts: &[Act], clicks: &[usize], told: &mut [Option<Derived>]) {
    let sweeping: Vec<(usize, Derived)> = clicks
        .iter()
        .filter_map(|at| Some((*at, told[*at]?)))
        .collect();
    if sweeping.is_empty() {
        return;
    }
    for (act, told) in acts.iter().zip(told) {
        if act.role == Role::Clicked || act.is_of_data {
            continue;
        }
        let from = sweeping.partition_point(|(click, _)| acts[*click].at < act.at - FOLLOWS);
        let near = sweeping[from..].iter().take(MOST);
        let near = near.take_while(|(click, _)| acts[*click].at <= act.at + BEFORE);
        for (_, derived) in near.filter(|(click, _)| follows(&acts[*click], act)) {
            let reason = reason::FOLLOWS_SWEEP;
            tell(told, Derived { reason, ..*derived });
        }
    }
}

fn follows(click: &Act, act: &Act) -> bool {
    // Behind the proxy of a mail provider there may be a human, whatever a gateway does.
    if act.role == Role::Opened && act.captured == Verdict::Unknown {
        return false;
    }
    if let Some(same) = click.client.is(act.client) {
        return same;
    }
    let of_mail = || is_same_mail(click.mail, act.mail);
    let soon = act.at <= click.at + FOLLOWS_UNKNOWN;
    match act.role {
        Role::Left => act.at >= click.at && act.at <= click.at + LEAVES && of_mail(),
        Role::Opened => soon && of_mail(),
        Role::Other => {
            let is_page = act.path.is_some() && act.path == click.path;
            is_page && soon && act.at >= click.at - CLOCKS
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
