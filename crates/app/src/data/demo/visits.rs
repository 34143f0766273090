//! Visits: pages one after another, with the time that reading takes.

use ripen_domain::time::{Span, Timestamp};

use super::calendar::Calendar;
use super::chance::Chance;
use super::countries::COUNTRIES;
use super::origins::ORIGINS;
use super::people::Person;
use super::plan::{Act, Cart, From, Planned, Step};
use super::site::{PAGES, PRODUCTS, Topic};

/// Writes what one person does into the plan.
pub(super) struct Diary<'a> {
    pub(super) plan: &'a mut Vec<Planned>,
    pub(super) carts: &'a mut Vec<Cart>,
    pub(super) chance: &'a mut Chance,
    pub(super) calendar: Calendar,
    pub(super) who: u32,
    pub(super) person: &'a Person,
    /// Since when the person is known, if they are.
    pub(super) known_since: Option<Timestamp>,
    /// Whether they have asked for a demo.
    pub(super) asked_demo: bool,
}

/// A visit that goes on: the clock and the page that is open.
pub(super) struct Visit {
    pub(super) at: Timestamp,
    device: u32,
    open: From,
}

impl Diary<'_> {
    /// Notes something at an instant; what lies outside the period did not happen yet or any more.
    pub(super) fn note(&mut self, at: Timestamp, device: u32, act: Act) {
        if self.calendar.contains(at) {
            self.plan.push(Planned {
                at,
                who: self.who,
                device,
                act,
            });
        }
    }

    /// Begins a visit on about this day. The first one, and now and then another, comes by the
    /// person's origin; the rest type the address.
    pub(super) fn arrive(&mut self, day: f64, first: bool) -> Visit {
        let offset = COUNTRIES[usize::from(self.person.country)].offset;
        let at = self.calendar.moment(day, offset, self.chance);
        let by_origin = first || self.chance.coin(0.25);
        let device = self.person.devices[usize::from(self.chance.coin(0.3))];
        Visit {
            at,
            device,
            open: From::Origin(if by_origin { self.person.origin } else { 0 }),
        }
    }

    /// Begins a visit at an instant by an origin.
    pub(super) fn arrive_at(&mut self, at: Timestamp, origin: u8) -> Visit {
        Visit {
            at,
            device: self.person.devices[0],
            open: From::Origin(origin),
        }
    }

    /// Opens a page and reads it.
    pub(super) fn open(&mut self, visit: &mut Visit, page: u16) {
        self.note(
            visit.at,
            visit.device,
            Act::Page {
                page,
                from: visit.open,
            },
        );
        visit.open = From::Page(page);
        let seconds = self.chance.heavy(35.0, 0.8).clamp(2.0, 900.0);
        visit.at = visit.at + Span::from_micros((seconds * 1e6) as i64);
    }

    /// Opens one of the pages about this topic.
    pub(super) fn browse(&mut self, visit: &mut Visit, topic: Topic) {
        let count = PAGES.iter().filter(|page| page.topic == topic).count();
        // The first pages of a topic are linked more prominently.
        let nth = (count as f64 * self.chance.unit().powf(1.6)) as usize;
        let page = PAGES
            .iter()
            .enumerate()
            .filter(|(_, page)| page.topic == topic)
            .nth(nth);
        if let Some((index, _)) = page {
            self.open(visit, index as u16);
        }
    }

    /// Opens the page that the person's origin leads to.
    pub(super) fn land(&mut self, visit: &mut Visit) {
        let From::Origin(origin) = visit.open else {
            return;
        };
        self.browse(visit, ORIGINS[usize::from(origin)].landing);
    }

    /// Opens pages whose topics are drawn by weight.
    pub(super) fn wander(&mut self, visit: &mut Visit, pages: usize, topics: &[(Topic, u32)]) {
        for _ in 0..pages {
            let topic = topics[self
                .chance
                .weighted(topics.iter().map(|(_, weight)| *weight))]
            .0;
            self.browse(visit, topic);
        }
    }

    /// Does something during a visit, which takes some seconds.
    pub(super) fn act(&mut self, visit: &mut Visit, act: Act) {
        self.note(visit.at, visit.device, act);
        visit.at = visit.at + Span::seconds(self.chance.between(5, 40) as i64);
    }

    /// Sends a form and is known from then on.
    pub(super) fn fill_in(&mut self, visit: &mut Visit, form: &'static str) {
        self.act(visit, Act::Form { form });
        self.identify(visit, false);
    }

    /// Says who they are, by a form or by signing in.
    pub(super) fn identify(&mut self, visit: &mut Visit, account: bool) {
        let first = self.known_since.is_none();
        self.known_since.get_or_insert(visit.at);
        self.act(visit, Act::Identify { account });
        if first && self.person.contact.company.is_some() {
            self.act(visit, Act::Group);
        }
    }

    /// Looks through the shop and fills a cart. Returns its number.
    pub(super) fn fill_cart(&mut self, visit: &mut Visit) -> u32 {
        self.browse(visit, Topic::Shop);
        let mut lines = Vec::new();
        for _ in 0..self.chance.between(1, 4) {
            let product = self.chance.below(PRODUCTS.len()) as u8;
            self.act(
                visit,
                Act::Product {
                    product,
                    step: Step::Viewed,
                },
            );
            if lines.is_empty() || self.chance.coin(0.6) {
                self.act(
                    visit,
                    Act::Product {
                        product,
                        step: Step::Added,
                    },
                );
                lines.push((product, self.chance.heavy(2.0, 0.8).clamp(1.0, 40.0) as u32));
            }
        }
        self.carts.push(Cart { lines });
        self.carts.len() as u32 - 1
    }

    /// Takes a cart through the checkout.
    pub(super) fn buy(&mut self, visit: &mut Visit, order: u32) {
        self.act(visit, Act::Checkout { order });
        self.act(visit, Act::Order { order });
    }
}
