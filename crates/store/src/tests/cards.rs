//! The lead card and the customer card: separate records, linked both ways.

use ripen_domain::interaction::Touch;
use ripen_domain::time::Span;

use super::{now, on_every_engine};
use crate::leads::card::{Cards, cards_fold_in_txn, cards_get, cards_settle_in_txn};
use crate::log::intern::Names;

#[test]
fn cards_follow_the_score_state() {
    on_every_engine(|conn| {
        let mut names = Names::default();
        let touch = Touch {
            source: Some("google".into()),
            ..Touch::default()
        };
        let touch_id = Some(names.touch_in_txn(conn, &touch)?);
        let mut cards = Cards {
            person: 1,
            lead_at: Some(now()),
            touch_id,
            customer: None,
            may_have_lead: true,
            may_have_customer: true,
        };
        cards_settle_in_txn(conn, std::slice::from_ref(&cards))?;
        let (lead, customer) = cards_get(conn, 1)?;
        let lead = lead.expect("a lead card");
        assert_eq!(
            (lead.status.as_str(), lead.source.as_deref(), lead.closed_at),
            ("open", Some("google"), None)
        );
        assert_eq!(customer, None);

        let ordered = now() + Span::days(1);
        cards.customer = Some((ordered, Some("customer")));
        cards_settle_in_txn(conn, std::slice::from_ref(&cards))?;
        let (won, customer) = cards_get(conn, 1)?;
        let (won, customer) = (
            won.expect("a lead card"),
            customer.expect("a customer card"),
        );
        assert_eq!(
            (won.id, won.status.as_str(), won.closed_at),
            (lead.id, "won", Some(ordered))
        );
        assert_eq!(
            (customer.lead_id, customer.reason.as_str()),
            (Some(lead.id), "customer")
        );

        // A reason that is known stays.
        cards.touch_id = None;
        cards.lead_at = Some(now() - Span::days(1));
        cards.customer = Some((ordered - Span::hours(1), None));
        cards_settle_in_txn(conn, std::slice::from_ref(&cards))?;
        let (earlier, customer) = cards_get(conn, 1)?;
        assert_eq!(earlier.expect("a lead card").source, None);
        let customer = customer.expect("a customer card");
        assert_eq!(
            (customer.reason.as_str(), customer.opened_at),
            ("customer", ordered - Span::hours(1))
        );

        cards.customer = None;
        cards_settle_in_txn(conn, std::slice::from_ref(&cards))?;
        let (open, customer) = cards_get(conn, 1)?;
        assert_eq!(open.expect("a lead card").status, "open");
        assert_eq!(customer, None);
        cards_fold_in_txn(conn, 1)?;
        assert_eq!(cards_get(conn, 1)?, (None, None));
        assert_eq!(cards_get(conn, 2)?, (None, None));
        Ok(())
    });
}

#[test]
fn cards_of_many_people_are_settled_at_once() {
    on_every_engine(|conn| {
        let reasons = [None, Some("first order"), Some("contract")];
        let cards = |may_have, hours: i64| -> Vec<Cards> {
            let one = |person: i64| Cards {
                person,
                lead_at: (person % 4 != 3).then(|| now() + Span::hours(hours)),
                touch_id: None,
                customer: reasons[person as usize % 3].map(|reason| (now(), Some(reason))),
                may_have_lead: may_have,
                may_have_customer: may_have,
            };
            (0..12).map(one).collect()
        };
        // Once as new cards, once over those that are there.
        for (may_have, hours) in [(false, 1), (true, 2)] {
            cards_settle_in_txn(conn, &cards(may_have, hours))?;
            for wanted in cards(may_have, hours) {
                let (lead, customer) = cards_get(conn, wanted.person)?;
                assert_eq!(lead.as_ref().map(|lead| lead.opened_at), wanted.lead_at);
                let reason = wanted.customer.and_then(|(_, reason)| reason);
                assert_eq!(customer.as_ref().map(|one| one.reason.as_str()), reason);
                if let Some(customer) = customer {
                    assert_eq!(customer.lead_id, lead.map(|lead| lead.id));
                }
            }
        }
        let sql = "SELECT count(*) FROM lead l JOIN customer c ON c.id = l.customer_id AND c.lead_id = l.id";
        assert_eq!(conn.query_value::<i64>(sql, &[])?, 6);
        Ok(())
    });
}
