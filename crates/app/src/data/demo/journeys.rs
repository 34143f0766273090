//! What each persona does over the weeks. Those who buy behave like it first.

use ripen_domain::time::Span;

use super::calendar::DAYS;
use super::habits::{APPLYING, COMPARING, DECIDING, LEARNING, READING, SPYING, STUDYING, USING};
use super::origins::ORIGINS;
use super::people::Persona;
use super::plan::Act;
use super::site::{QUESTIONS, Topic, page};
use super::visits::{Diary, Visit};

impl Diary<'_> {
    /// Writes everything the person does on their own; answers to mails come later.
    pub(super) fn live(&mut self) {
        match self.person.persona {
            Persona::Passer => self.pass_by(),
            Persona::Reader => self.read(),
            Persona::JobSeeker => self.apply(),
            Persona::Student => self.study(),
            Persona::Competitor => self.spy(),
            Persona::Evaluator => self.evaluate(),
            Persona::Customer => self.use_and_reorder(),
            Persona::Lapsed => self.lapse(),
        }
    }

    fn pass_by(&mut self) {
        let day = self.calendar.day(self.chance);
        let mut visit = self.arrive(day, true);
        self.land(&mut visit);
        let more = self.chance.below(3);
        self.wander(&mut visit, more, LEARNING);
    }

    /// Comes back a number of times with about this many days between.
    fn come_back(
        &mut self,
        visits: usize,
        gap: f64,
        pages: (usize, usize),
        topics: &[(Topic, u32)],
        form: Option<(&'static str, f64)>,
    ) {
        let mut day = self.calendar.day(self.chance) * 0.9;
        for nth in 0..visits {
            let mut visit = self.arrive(day, nth == 0);
            self.land(&mut visit);
            let count = self.chance.between(pages.0, pages.1);
            self.wander(&mut visit, count, topics);
            if let Some((form, odds)) = form
                && self.known_since.is_none()
                && self.chance.coin(odds)
            {
                self.fill_in(&mut visit, form);
            }
            day += self.chance.heavy(gap, 0.8);
        }
    }

    fn read(&mut self) {
        let visits = self.chance.heavy(3.6, 0.9).clamp(1.0, 60.0) as usize;
        self.come_back(visits, 6.0, (1, 5), READING, Some(("newsletter", 0.07)));
        if self.chance.coin(0.012) {
            let day = self.calendar.day(self.chance);
            let mut visit = self.arrive(day, false);
            self.browse(&mut visit, Topic::Blog);
            self.ask(&mut visit, "web");
        }
    }

    fn apply(&mut self) {
        let visits = self.chance.between(1, 4);
        self.come_back(visits, 4.0, (2, 6), APPLYING, Some(("application", 0.25)));
    }

    fn study(&mut self) {
        let visits = self.chance.between(1, 6);
        self.come_back(visits, 5.0, (3, 9), STUDYING, Some(("whitepaper", 0.15)));
    }

    fn spy(&mut self) {
        let visits = self.chance.between(4, 16);
        self.come_back(visits, 7.0, (3, 8), SPYING, Some(("whitepaper", 0.1)));
    }

    fn ask(&mut self, visit: &mut Visit, channel: &'static str) {
        let text = self.chance.below(QUESTIONS.len()) as u8;
        self.act(visit, Act::Question { text, channel });
    }

    /// From the first article to the order, or to giving up on the way.
    fn evaluate(&mut self) {
        let intent = self.person.intent;
        let start = DAYS as f64 * (self.chance.unit() * 1.15 - 0.15);
        let length = self.chance.heavy(26.0, 0.5).clamp(5.0, 110.0);
        let visits = 3 + (intent * 14.0 * self.chance.heavy(1.0, 0.35)) as usize;
        // Who is not serious gives up before the end.
        let patience = if self.chance.coin(intent) {
            1.0
        } else {
            0.35 + 0.5 * self.chance.unit()
        };
        let known_at = 0.15 + 0.5 * self.chance.unit();
        if ORIGINS[usize::from(self.person.origin)].is_fair() {
            self.meet_at_fair(start);
        }
        for nth in 0..visits {
            let progress = nth as f64 / visits as f64;
            if progress > patience {
                return;
            }
            let mut visit = self.arrive(start + length * progress, nth == 0);
            self.land(&mut visit);
            let (topics, pages) = match progress {
                p if p < 0.35 => (LEARNING, self.chance.between(2, 5)),
                p if p < 0.7 => (COMPARING, self.chance.between(2, 7)),
                _ => (DECIDING, self.chance.between(3, 8)),
            };
            self.wander(&mut visit, pages, topics);
            if progress >= known_at
                && self.known_since.is_none()
                && self.chance.coin(0.5 + 0.4 * intent)
            {
                let form =
                    *self
                        .chance
                        .pick(&["whitepaper", "newsletter", "contact", "calculator"]);
                self.fill_in(&mut visit, form);
            }
            if progress > 0.5 {
                self.get_serious(&mut visit);
            }
        }
        self.decide(start + length);
    }

    fn meet_at_fair(&mut self, day: f64) {
        let mut visit = self.arrive((day - 0.5).max(0.0), true);
        self.known_since = Some(visit.at);
        self.act(&mut visit, Act::Identify { account: false });
        self.act(&mut visit, Act::Met);
    }

    /// Contact with the business in the second half of an evaluation.
    fn get_serious(&mut self, visit: &mut Visit) {
        let intent = self.person.intent;
        if self.chance.coin(0.28 * intent) {
            let channel = *self.chance.pick(&["web", "chat", "email"]);
            self.ask(visit, channel);
        }
        if self.chance.coin(0.12 * intent) {
            let messages = self.chance.between(2, 14) as u8;
            self.act(visit, Act::Chat { messages });
        }
        // Whoever has asked for a demo is called back, and has no reason to ask again.
        if self.known_since.is_some() && !self.asked_demo && self.chance.coin(0.3 * intent * intent)
        {
            self.asked_demo = true;
            self.open(visit, page("/contact/demo"));
            self.act(visit, Act::Form { form: "demo" });
            self.act(visit, Act::Demo);
            self.call_back(visit);
        }
    }

    /// A salesperson calls back one to three days later, at about the same time of day.
    fn call_back(&mut self, visit: &Visit) {
        let at = visit.at
            + Span::days(self.chance.between(1, 3) as i64)
            + Span::seconds(self.chance.below(3_600) as i64);
        let outcome = if self.chance.coin(0.7) {
            "connected"
        } else {
            "no answer"
        };
        let seconds = if outcome == "connected" {
            self.chance.heavy(320.0, 0.7).min(5_400.0) as u16
        } else {
            0
        };
        self.note(at, self.person.devices[0], Act::Call { seconds, outcome });
    }

    /// The end of an evaluation: order, abandoned cart or nothing.
    fn decide(&mut self, day: f64) {
        let intent = self.person.intent;
        let mut visit = self.arrive(day, false);
        self.browse(&mut visit, Topic::Pricing);
        let sigmoid = 1.0 / (1.0 + (-9.0 * (intent - 0.5)).exp());
        if self.chance.coin(sigmoid) {
            self.open(&mut visit, page("/account/login"));
            self.act(&mut visit, Act::SignedUp);
            self.identify(&mut visit, true);
            let cart = self.fill_cart(&mut visit);
            self.open(&mut visit, page("/shop/cart"));
            self.buy(&mut visit, cart);
            self.settle_in(day + 2.0, 6.0);
        } else if self.chance.coin(0.3 + 0.4 * intent) {
            let cart = self.fill_cart(&mut visit);
            self.open(&mut visit, page("/shop/cart"));
            if self.chance.coin(0.4) {
                self.act(&mut visit, Act::Checkout { order: cart });
            }
        }
    }

    /// Uses what was bought until the end, ordering again now and then.
    fn settle_in(&mut self, from: f64, gap: f64) {
        let mut day = from;
        while day < DAYS as f64 {
            let mut visit = self.arrive(day, false);
            if self.chance.coin(0.12) {
                self.identify(&mut visit, true);
            }
            let pages = self.chance.between(2, 6);
            self.wander(&mut visit, pages, USING);
            if self.chance.coin(0.09) {
                self.identify(&mut visit, true);
                let cart = self.fill_cart(&mut visit);
                self.buy(&mut visit, cart);
            }
            if self.chance.coin(0.03) {
                self.ask(&mut visit, "email");
            }
            day += self.chance.heavy(gap, 0.6);
        }
    }

    /// A customer whose first order of the period lies early in it.
    fn use_and_reorder(&mut self) {
        let day = 25.0 * self.chance.unit();
        let gap = self.chance.heavy(5.5, 0.4);
        self.order_first(day);
        self.settle_in(day + gap, gap);
    }

    fn order_first(&mut self, day: f64) {
        let mut visit = self.arrive(day, true);
        self.open(&mut visit, page("/account/login"));
        self.identify(&mut visit, true);
        let cart = self.fill_cart(&mut visit);
        self.buy(&mut visit, cart);
    }

    /// A customer who orders once, looks in for some weeks and falls silent.
    fn lapse(&mut self) {
        let day = 12.0 * self.chance.unit();
        self.order_first(day);
        for _ in 0..self.chance.between(2, 6) {
            let later = day + 1.0 + 22.0 * self.chance.unit();
            let mut visit = self.arrive(later, false);
            self.wander(&mut visit, 3, USING);
        }
    }
}
