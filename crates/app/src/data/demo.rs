//! The demo company: Orchard & Vale, who watch the temperature of cold rooms for food wholesalers.
//!
//! Everything is drawn from one seed, so the same seed and time give the same events. People act
//! by what they are up to, and those who buy behave like it before they do: a score that is worth
//! anything ranks them high. Names, companies and messages are made up; mail domains, addresses
//! and telephone numbers come from blocks in which nobody can be reached.

mod broken;
mod calendar;
mod chance;
mod companies;
mod countries;
mod habits;
mod journeys;
mod machines;
mod mail;
mod objects;
mod origins;
mod people;
mod plan;
mod render;
mod site;
mod team;
mod visits;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ripen_domain::time::{Span, Timestamp};
use serde_json::Value;

pub use calendar::DAYS;

use calendar::Calendar;
use chance::Chance;
use companies::Companies;
use people::{Named, Person};
use plan::{Act, Cart, Planned};
use visits::Diary;

/// People in the demo company unless asked otherwise.
pub const PEOPLE: usize = 22_000;

/// The events of the demo company in time order, as messages of the Segment API; see the module.
///
/// The whole plan is made at once, some fifty bytes an event; messages are written one at a time.
pub struct DemoCompany {
    seed: u64,
    companies: Companies,
    people: Vec<Person>,
    carts: Vec<Cart>,
    plan: Vec<Planned>,
    next: usize,
    /// Who is signed in at which browser, up to the next event.
    signed_in: BTreeMap<u32, u32>,
}

impl DemoCompany {
    /// Plans the events of `people` people, and of machines besides, over the [`DAYS`] days before
    /// `now`. About nineteen events a person, in all.
    pub fn new(seed: u64, now: Timestamp, people: usize) -> Self {
        let mut chance = Chance::new(seed);
        let calendar = Calendar::ending(now);
        let companies = Companies::make((people / 14).max(40), &mut chance);
        let mut named = Named::default();
        let mut people: Vec<_> = (0..people as u32)
            .map(|number| Person::make(number, &companies, &mut named, &mut chance))
            .collect();
        people::share_out_telephones(&mut people, &mut chance);
        let (mut plan, mut carts) = (Vec::new(), Vec::new());
        let first_machine = people.len() as u32 * 2;
        machines::run(
            people.len(),
            first_machine,
            calendar,
            &mut chance,
            &mut plan,
        );
        plan_people(
            &people,
            &companies,
            calendar,
            &mut chance,
            &mut plan,
            &mut carts,
        );
        plan_broken(calendar, &mut chance, &mut plan);
        // Stable, so that events of one instant keep the order in which they were planned.
        plan.sort_by_key(|planned| planned.at);
        Self {
            seed,
            companies,
            people,
            carts,
            plan,
            next: 0,
            signed_in: BTreeMap::new(),
        }
    }
}

fn plan_people(
    people: &[Person],
    companies: &Companies,
    calendar: Calendar,
    chance: &mut Chance,
    plan: &mut Vec<Planned>,
    carts: &mut Vec<Cart>,
) {
    let issues: Vec<_> = calendar.newsletters().collect();
    for (who, person) in people.iter().enumerate() {
        let first = plan.len();
        let mut diary = Diary {
            plan,
            carts,
            chance,
            calendar,
            who: who as u32,
            person,
            known_since: None,
            asked_demo: false,
        };
        diary.live();
        let company = person.contact.company.filter(|_| !person.contact.private);
        let scanner = company.and_then(|index| companies.all[index as usize].scanner);
        diary.receive(&issues, scanner);
        introduce(who as u32, first, calendar, plan);
    }
}

/// Says who somebody is before anybody calls or writes to them: they may have become known before the period, and
/// visits that are planned one after the other may change places around a weekend.
fn introduce(who: u32, first: usize, calendar: Calendar, plan: &mut Vec<Planned>) {
    let earliest = |is_meant: fn(&Act) -> bool| {
        let meant = plan[first..]
            .iter()
            .filter(|planned| is_meant(&planned.act));
        meant.min_by_key(|planned| planned.at).copied()
    };
    let named = earliest(|act| matches!(act, Act::Identify { .. }));
    let reached = earliest(|act| {
        matches!(
            act,
            Act::Call { .. } | Act::Met | Act::Demo | Act::Opened { .. } | Act::Clicked { .. }
        )
    });
    let Some(Planned { at, device, .. }) = reached else {
        return;
    };
    if named.is_some_and(|named| named.at < at) {
        return;
    }
    let before = at - Span::seconds(1);
    let at = if calendar.contains(before) {
        before
    } else {
        at
    };
    let act = Act::Identify { account: false };
    // At the front of what this person does, should both be of one instant.
    plan.insert(
        first,
        Planned {
            at,
            who,
            device,
            act,
        },
    );
}

fn plan_broken(calendar: Calendar, chance: &mut Chance, plan: &mut Vec<Planned>) {
    for number in 0..u32::from(broken::WAYS) * broken::OF_EACH {
        let at = calendar.now
            - Span::seconds(1 + (DAYS as f64 * 86_300.0 * chance.unit().powi(3)) as i64);
        let act = Act::Broken {
            way: (number % u32::from(broken::WAYS)) as u8,
        };
        plan.push(Planned {
            at,
            who: number,
            device: number,
            act,
        });
    }
}

impl Iterator for DemoCompany {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let planned = *self.plan.get(self.next)?;
        let message = self.message(self.next as u64, &planned);
        self.next += 1;
        if planned.act == (Act::Identify { account: true }) {
            self.signed_in.insert(planned.device, planned.who);
        }
        Some(message)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.plan.len() - self.next;
        (left, Some(left))
    }
}

impl ExactSizeIterator for DemoCompany {}
