//! Links that are followed before anybody can have seen the mail.

use crate::interaction::Verdict;
use crate::verdict::reason;
use crate::verdict::sweep::tests::{
    CLICK, DELIVERED, Done, OPEN, clicks, done, of_mail, reasons, told,
};

const SENT: &str = "Email Sent";

/// The reasons for reactions to a mail that is delivered at 0.
fn around(mut all: Vec<Done>) -> Vec<&'static str> {
    all.push(done(DELIVERED, 0, "/"));
    in_order(all)
}

/// The reasons for reactions, by time.
fn in_order(mut all: Vec<Done>) -> Vec<&'static str> {
    all.sort_by_key(|one| one.millis);
    let (found, all) = (reasons(&all), all.iter());
    let reactions = all.zip(found).filter(|(one, _)| one.is_reaction());
    reactions.map(|(_, reason)| reason).collect()
}

#[test]
fn nobody_reacts_to_a_mail_before_it_is_delivered() {
    for kind in [CLICK, OPEN] {
        for (millis, told) in [
            (-90_000, ""),
            (-59_000, reason::BEFORE_DELIVERY),
            (-20_000, reason::BEFORE_DELIVERY),
            (-3_000, reason::BEFORE_DELIVERY),
            (5_000, ""),
            (20_000, ""),
        ] {
            assert_eq!(around(vec![done(kind, millis, "/a")]), [told], "{millis}");
        }
    }
    let all = [done(CLICK, -3_000, "/a"), done(DELIVERED, 0, "/")];
    let verdict = told(&all)[0].map(|one| one.verdict);
    assert_eq!(verdict, Some(Verdict::Machine));
}

#[test]
fn what_a_single_click_at_the_moment_of_delivery_means_is_left_open() {
    for millis in [-1_500, -10, 10, 1_900] {
        let all = vec![done(CLICK, millis, "/a")];
        assert_eq!(around(all), [reason::AT_DELIVERY], "{millis}");
        assert_eq!(around(vec![done(OPEN, millis, "/")]), [""]);
    }
    let all = [done(DELIVERED, 0, "/"), done(CLICK, 900, "/a")];
    let verdict = told(&all)[1].map(|one| one.verdict);
    assert_eq!(verdict, Some(Verdict::Unknown));
    // The very time says nothing of the order: it may be as coarse as days.
    assert_eq!(around(clicks(2, 0, 0)), ["", ""]);
}

#[test]
fn leaving_at_the_moment_of_delivery_is_left_open_and_may_be_answered_by_a_mail() {
    const LEFT: &str = "Unsubscribed";
    for (millis, told) in [
        (-9_000, ""),
        (-1_500, ""),
        (100, reason::AT_DELIVERY),
        (1_900, reason::AT_DELIVERY),
        (5_000, ""),
    ] {
        let mut all = vec![done(LEFT, millis, "/"), done(DELIVERED, 0, "/")];
        all.sort_by_key(|one| one.millis);
        assert!(
            reasons(&all).iter().all(|why| [told, ""].contains(why)),
            "{millis}"
        );
        assert!(reasons(&all).contains(&told), "{millis}");
    }
}

#[test]
fn two_links_at_the_moment_of_delivery_are_a_program() {
    for (from, gap) in [(900, 800), (-1_000, 2_500), (-9_000, 8_000)] {
        let all = around(clicks(2, from, gap));
        let is_told = |why: &&str| [reason::AT_DELIVERY, reason::BEFORE_DELIVERY].contains(why);
        assert!(all.iter().all(is_told), "{all:?}");
        let mut all = clicks(2, from, gap);
        all.push(done(DELIVERED, 0, "/"));
        all.sort_by_key(|one| one.millis);
        let told = told(&all);
        let machines = told.iter().flatten();
        let machines = machines.filter(|one| one.verdict == Verdict::Machine);
        assert_eq!(machines.count(), 2, "{from} {gap}");
    }
    // The same link twice is an impatient finger.
    let twice = vec![done(CLICK, 5_000, "/a"), done(CLICK, 5_100, "/a")];
    assert_eq!(around(twice), ["", ""]);
    assert_eq!(around(clicks(2, 6_000, 3_000)), ["", ""]);
}

#[test]
fn a_mail_that_was_sent_tells_as_much_as_one_that_was_delivered() {
    let sent = |millis: i64, link| in_order(vec![done(SENT, 0, "/"), done(CLICK, millis, link)]);
    assert_eq!(sent(-3_000, "/a"), [reason::BEFORE_DELIVERY]);
    assert_eq!(sent(1_000, "/a"), [reason::AT_DELIVERY]);
    assert_eq!(sent(20_000, "/a"), [""]);
    // On its way, whatever was delivered under the name before.
    let again = vec![
        done(DELIVERED, -7 * 86_400_000, "/"),
        done(SENT, -20_000, "/"),
        done(CLICK, -10_000, "/a"),
        done(DELIVERED, 0, "/"),
    ];
    assert_eq!(in_order(again), [reason::BEFORE_DELIVERY]);
}

#[test]
fn who_follows_a_link_of_an_older_mail_may_be_given_the_next_at_once() {
    // To confirm an address, and be welcomed: under names of their own, without, or as one series.
    let confirm = |mail: &str, welcome: &str, delivered: i64| {
        vec![
            of_mail(mail, DELIVERED, delivered, "/"),
            of_mail(mail, CLICK, -4_000, "/confirm"),
            of_mail(welcome, SENT, -2_000, "/"),
            of_mail(welcome, DELIVERED, 0, "/"),
        ]
    };
    for delivered in [-30_000, -3_600_000, -20 * 86_400_000] {
        for (mail, welcome) in [("Confirm", "Welcome"), ("Series", "Series")] {
            assert_eq!(in_order(confirm(mail, welcome, delivered)), [""]);
            let silent = confirm(mail, welcome, delivered)
                .into_iter()
                .map(Done::unnamed);
            assert_eq!(in_order(silent.collect()), [""]);
            let unsent = confirm(mail, welcome, delivered).into_iter();
            let unsent = unsent.filter(|one| !one.is_sent()).collect();
            assert_eq!(in_order(unsent), [""]);
        }
    }
    // One mail delivered twice, as by a forwarding.
    let twice = vec![
        done(DELIVERED, -25_000, "/"),
        done(CLICK, -5_000, "/a"),
        done(DELIVERED, 0, "/"),
    ];
    assert_eq!(in_order(twice), [""]);
}

#[test]
fn what_says_not_which_mail_it_is_tells_for_moments_only() {
    let before = |millis| {
        let all = vec![done(CLICK, millis, "/a").unnamed(), done(DELIVERED, 0, "/")];
        in_order(all)
    };
    assert_eq!(before(-3_000), [reason::BEFORE_DELIVERY]);
    assert_eq!(before(-20_000), [""]);
}

#[test]
fn mails_that_were_only_sent_show_a_habit_too() {
    let week = |nth: i64| nth * 7 * 86_400_000;
    let mail = |nth: i64| {
        let name = format!("Issue {nth}");
        let sent = of_mail(&name, SENT, week(nth), "/");
        [sent, of_mail(&name, CLICK, week(nth) + 5_000, "/a")]
    };
    let mails = |many: i64| -> Vec<Done> { (0..many).flat_map(mail).collect() };
    assert_eq!(in_order(mails(3)), [reason::PROMPT; 3]);
    assert_eq!(in_order(mails(2)), [""; 2]);
    // One mail that was sent and delivered is one mail.
    let mut both = mails(2);
    both.push(of_mail("Issue 1", DELIVERED, week(1) + 1_000, "/"));
    both.push(of_mail("Issue 1", OPEN, week(1) + 4_000, "/"));
    assert_eq!(in_order(both), [""; 3]);
}
