//! What programs do with mails, and what people do.

use proptest::prelude::*;

use super::super::mail::{Act, Client, Role};
use super::{Derived, HABIT, REACH, anchors, derive, is_far_reaching, is_near, reason};
use crate::interaction::{Channel, Fact, Properties, Verdict, kind, properties};
use crate::time::{Span, Timestamp};

pub(super) const CLICK: &str = "Email Link Clicked";
pub(super) const OPEN: &str = "Email Opened";
pub(super) const DELIVERED: &str = "Email Delivered";
pub(super) const PAGE: &str = kind::PAGE;

/// Something done, so many milliseconds after the start.
#[derive(Clone, Debug)]
pub(super) struct Done {
    kind: &'static str,
    pub(super) millis: i64,
    path: &'static str,
    packed: Option<String>,
    captured: Verdict,
    client: u64,
}

pub(super) fn done(kind: &'static str, millis: i64, path: &'static str) -> Done {
    of_mail("Spring", kind, millis, path)
}

pub(super) fn of_mail(mail: &str, kind: &'static str, millis: i64, path: &'static str) -> Done {
    Done {
        kind,
        millis,
        path,
        packed: properties::pack([("campaign", mail)]),
        captured: Verdict::Human,
        client: 0,
    }
}

impl Done {
    fn by(self, client: u64) -> Self {
        Self { client, ..self }
    }

    pub(super) fn unnamed(self) -> Self {
        Self {
            packed: None,
            ..self
        }
    }

    pub(super) fn is_reaction(&self) -> bool {
        [CLICK, OPEN].contains(&self.kind)
    }

    pub(super) fn is_sent(&self) -> bool {
        self.kind.ends_with("Sent")
    }

    fn act(&self) -> Act<'_> {
        let fact = Fact {
            at: Timestamp::from_micros(1_700_000_000_000_000 + self.millis * 1_000),
            kind: self.kind,
            path: Some(self.path),
            properties: Properties::from_packed(self.packed.as_deref()),
            ..Fact::default()
        };
        let client = Some(self.client).filter(|client| *client > 0);
        let mut act = Act::new(&fact, Role::of(self.kind, Channel::Web), self.captured);
        act.client = Client {
            ip: client,
            user_agent: client,
        };
        act
    }
}

pub(super) fn told(all: &[Done]) -> Vec<Option<Derived>> {
    let acts: Vec<Act> = all.iter().map(Done::act).collect();
    derive(&acts)
}

pub(super) fn reasons(all: &[Done]) -> Vec<&'static str> {
    let told = told(all).into_iter();
    told.map(|one| one.map_or("", |one| one.reason)).collect()
}

pub(super) const LINKS: [&str; 8] = ["/a", "/b", "/c", "/d", "/unsubscribe", "/f", "/g", "/h"];

/// Clicks on the first links of a mail, each so many milliseconds after the one before.
pub(super) fn clicks(many: usize, from: i64, gap: i64) -> Vec<Done> {
    let click = |(nth, path): (usize, &&'static str)| done(CLICK, from + nth as i64 * gap, path);
    LINKS.iter().enumerate().take(many).map(click).collect()
}

#[test]
fn links_followed_at_once_are_a_sweep_and_so_is_what_the_same_software_does_next() {
    let mut all = vec![done(DELIVERED, 0, "/")];
    all.extend(clicks(5, 800, 60).into_iter().map(|click| click.by(9)));
    all.push(done(PAGE, 1_000, "/a").by(9));
    all.push(done(PAGE, 1_060, "/elsewhere").by(9));
    all.push(done("Unsubscribed", 2_000, "/"));
    all.push(done(PAGE, 5_000, "/a").by(4));
    all.sort_by_key(|one| one.millis);
    let found = reasons(&all);
    let many = |reason: &str| found.iter().filter(|one| **one == reason).count();
    assert_eq!((many(reason::SWEEP), many(reason::FOLLOWS_SWEEP)), (5, 3));
    assert_eq!((found[0], found[found.len() - 1]), ("", ""));
    assert!(
        told(&all)
            .iter()
            .flatten()
            .all(|one| one.verdict == Verdict::Machine)
    );
}

#[test]
fn a_sweep_may_take_minutes() {
    let delivered = |mut clicks: Vec<Done>| {
        clicks.insert(0, done(DELIVERED, 0, "/"));
        clicks
    };
    let uneven = [7_000, 45_000, 61_000, 170_000, 300_000, 420_000];
    let slow = |many: usize| -> Vec<Done> {
        let each = uneven.iter().zip(LINKS).take(many);
        each.map(|(at, path)| done(CLICK, *at, path)).collect()
    };
    for (all, swept) in [
        (delivered(slow(4)), 4),
        (slow(4), 0),
        // With the link by which one leaves.
        (slow(5), 5),
        (slow(6), 6),
        (delivered(slow(3)), 0),
        // As evenly as a clock.
        (clicks(4, 0, 40_000), 4),
        (clicks(3, 0, 20_000), 0),
        (clicks(5, 0, 12_000), 5),
    ] {
        let found = told(&all);
        assert_eq!(found.iter().flatten().count(), swept, "{all:?}");
        assert!(
            found
                .iter()
                .flatten()
                .all(|one| one.verdict == Verdict::Unknown)
        );
    }
}

#[test]
fn people_double_click_and_open_some_links_of_a_newsletter() {
    for all in [
        clicks(3, 40_000, 1_500),
        clicks(2, 40_000, 100),
        vec![
            done(CLICK, 0, "/a"),
            done(CLICK, 90, "/a"),
            done(CLICK, 180, "/a"),
            done(CLICK, 300, "/a"),
        ],
        vec![
            done(DELIVERED, 0, "/"),
            done(CLICK, 50_000, "/a"),
            done(CLICK, 58_000, "/b"),
            done(CLICK, 90_000, "/c"),
            done(PAGE, 91_000, "/c"),
        ],
        // One link of each of three mails.
        ["Spring", "Summer", "Autumn"]
            .iter()
            .map(|mail| of_mail(mail, CLICK, 0, "/a"))
            .collect(),
    ] {
        assert!(told(&all).iter().all(Option::is_none), "{all:?}");
    }
}

#[test]
fn a_human_after_a_sweep_is_human() {
    let mut all = clicks(5, 800, 60);
    all.push(done(CLICK, 5 * 60_000, "/a").by(4));
    all.push(done(PAGE, 5 * 60_000 + 900, "/a").by(4));
    all.push(done(CLICK, 4 * 3_600_000, "/b").by(4));
    assert!(reasons(&all)[5..].iter().all(|reason| reason.is_empty()));
}

#[test]
fn links_may_differ_in_their_address_alone() {
    let link = |nth: i64| Done {
        packed: properties::pack([("url", format!("https://t.example/c?l={nth}").as_str())]),
        ..done(CLICK, nth * 100, "/c")
    };
    assert_eq!(reasons(&[link(1), link(2), link(3)]), [reason::SWEEP; 3]);
    assert_eq!(reasons(&[link(1), link(1), link(1)]), [""; 3]);
}

#[test]
fn headers_first_then_the_page_is_a_program() {
    let head = |client| Done {
        captured: Verdict::Machine,
        ..done(CLICK, 0, "/a").by(client)
    };
    assert_eq!(
        reasons(&[head(3), done(CLICK, 400, "/a").by(3)])[1],
        reason::AFTER_HEAD
    );
    assert_eq!(
        reasons(&[head(0), done(CLICK, 400, "/a")])[1],
        reason::AFTER_HEAD
    );
    // A gateway checks the link while a human follows it.
    assert_eq!(reasons(&[head(3), done(CLICK, 400, "/a").by(4)])[1], "");
    assert_eq!(reasons(&[head(3), done(CLICK, 60_000, "/a").by(3)])[1], "");
}

#[test]
fn whoever_follows_a_hidden_link_is_a_program_all_around() {
    let trap = Done {
        packed: properties::pack([("campaign", "Spring"), ("honeypot", "true")]),
        ..done(CLICK, 10_000, "/x")
    };
    let all = [done(CLICK, 2_000, "/a"), trap, done(CLICK, 3_600_000, "/a")];
    assert_eq!(reasons(&all), [reason::TRAP, reason::TRAP, ""]);
}

/// Mails delivered a week apart, each opened so many seconds later.
fn mails(seconds: &[i64]) -> Vec<Done> {
    let mail = |(nth, seconds): (usize, &i64)| {
        let week = 7 * 86_400_000 * nth as i64;
        let name = format!("Issue {nth}");
        [
            of_mail(&name, DELIVERED, week, "/"),
            of_mail(&name, OPEN, week + seconds * 1_000, "/"),
        ]
    };
    seconds.iter().enumerate().flat_map(mail).collect()
}

#[test]
fn opens_within_moments_are_a_program_where_they_always_come() {
    let prompt = |seconds: &[i64]| -> Vec<bool> {
        let all = told(&mails(seconds));
        all.chunks(2).map(|mail| mail[1].is_some()).collect()
    };
    assert_eq!(prompt(&[1, 2, 1]), [true; 3]);
    assert_eq!(prompt(&[1, 2]), [false; 2]);
    assert_eq!(
        prompt(&[1, 3_600, 2, 900, 4]),
        [true, false, true, false, true]
    );
}

#[test]
fn pictures_loaded_before_a_sweep_go_with_it_unless_a_proxy_hides_somebody() {
    let opened = |client, captured| Done {
        captured,
        ..done(OPEN, 0, "/").by(client)
    };
    let after = |open: Done| {
        let mut all = vec![open];
        all.extend(clicks(4, 5_000, 60).into_iter().map(|click| click.by(9)));
        reasons(&all)[0]
    };
    assert_eq!(after(opened(9, Verdict::Human)), reason::FOLLOWS_SWEEP);
    assert_eq!(after(opened(0, Verdict::Human)), reason::FOLLOWS_SWEEP);
    assert_eq!(after(opened(4, Verdict::Human)), "");
    assert_eq!(after(opened(0, Verdict::Unknown)), "");
}

#[test]
fn proxies_that_always_load_pictures_at_once_stay_unknown() {
    let mails = mails(&[1, 2, 1, 1]).into_iter().map(|done| Done {
        captured: match done.kind {
            OPEN => Verdict::Unknown,
            _ => done.captured,
        },
        ..done
    });
    assert!(told(&mails.collect::<Vec<_>>()).iter().all(Option::is_none));
}

#[test]
fn what_the_software_says_of_itself_is_not_made_better() {
    let all: Vec<Done> = clicks(5, 0, 12_000)
        .into_iter()
        .map(|click| Done {
            captured: Verdict::Machine,
            ..click
        })
        .collect();
    assert!(told(&all).iter().all(Option::is_none));
}

#[test]
fn the_software_is_looked_up_where_it_tells_something() {
    let alone = clicks(2, 0, 30_000);
    let acts: Vec<Act> = alone.iter().map(Done::act).collect();
    assert!(anchors(&acts, &derive(&acts)).is_empty());
    let sweep = clicks(3, 0, 60);
    let acts: Vec<Act> = sweep.iter().map(Done::act).collect();
    let found = anchors(&acts, &derive(&acts));
    assert!(!found.is_empty());
    assert!(is_near(&found, acts[0].at + Span::seconds(59)));
    assert!(!is_near(&found, acts[0].at + Span::seconds(90)));
}

fn anything() -> impl Strategy<Value = Vec<Done>> {
    let kind = prop_oneof![
        4 => Just(CLICK), 1 => Just(OPEN), 1 => Just(DELIVERED), 1 => Just("Email Sent"), 2 => Just(PAGE), 1 => Just("Unsubscribed"),
    ];
    let gap = prop_oneof![4 => 0..900_i64, 3 => 900..60_000_i64, 1 => 60_000..3_000_000_i64];
    let captured = prop_oneof![5 => Just(Verdict::Human), 1 => Just(Verdict::Machine), 1 => Just(Verdict::Unknown)];
    let one = (kind, gap, 0..LINKS.len(), 0..2_usize, captured, 0..3_u64);
    proptest::collection::vec(one, 0..40).prop_map(|all| {
        let mut millis = 0;
        let made = all
            .into_iter()
            .map(|(kind, gap, path, mail, captured, client)| {
                millis += gap;
                Done {
                    captured,
                    ..of_mail(["Spring", "Summer"][mail], kind, millis, LINKS[path]).by(client)
                }
            });
        made.collect()
    })
}

proptest! {
    /// Whoever looks only at what is around an interaction comes to the same, unless something there asks for
    /// what is further away.
    #[test]
    fn a_verdict_rests_on_what_is_near(all in anything(), at in 0..40_usize) {
        prop_assume!(at < all.len());
        let acts: Vec<Act> = all.iter().map(Done::act).collect();
        let around = |reach: Span| -> Vec<usize> {
            let (from, to) = (acts[at].at - reach, acts[at].at + reach);
            (0..acts.len()).filter(|one| acts[*one].at >= from && acts[*one].at <= to).collect()
        };
        let near = around(REACH);
        let near = match near.iter().any(|one| is_far_reaching(&acts, *one)) {
            true => around(HABIT),
            false => near,
        };
        let part: Vec<Act> = near.iter().map(|one| acts[*one]).collect();
        let place = near.iter().position(|one| *one == at).expect("it is near itself");
        prop_assert_eq!(derive(&acts)[at], derive(&part)[place]);
    }

    /// Nothing is made better than it was.
    #[test]
    fn verdicts_only_get_worse(all in anything()) {
        for (told, done) in told(&all).iter().zip(&all) {
            let sound = match (done.captured, told.map(|told| told.verdict)) {
                (_, None) | (Verdict::Human, Some(Verdict::Unknown | Verdict::Machine)) => true,
                (Verdict::Unknown, Some(verdict)) => verdict == Verdict::Machine,
                _ => false,
            };
            prop_assert!(sound);
        }
    }
}
