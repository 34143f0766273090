//! The lead card and the customer card: separate records, linked both ways.

use ripen_domain::interaction::Touch;
use ripen_domain::scoring::state::FirstTouch;
use ripen_domain::time::Span;

use super::{now, on_every_engine, person, save};
use crate::card::{Cards, cards_fold_in_txn, cards_get, cards_settle_in_txn};

#[test]
fn cards_follow_the_score_state() {
    on_every_engine(|conn| {
        let mut one = person(1, 0.0);
        let touch = Touch {
            source: Some("google".into()),
            ..Touch::default()
        };
        one.state.first_touch = Some(FirstTouch { at: now(), touch });
        save(conn, &[one, person(2, 0.0)])?;
        let mut cards = Cards {
            person: 1,
            lead_at: Some(now()),
            customer: None,
            may_have_lead: true,
            may_have_customer: true,
        };
        cards_settle_in_txn(conn, &cards)?;
        let (lead, customer) = cards_get(conn, 1)?;
        let lead = lead.expect("a lead card");
        assert_eq!(
            (lead.status.as_str(), lead.source.as_deref(), lead.closed_at),
            ("open", Some("google"), None)
        );
        assert_eq!(customer, None);

        let ordered = now() + Span::days(1);
        cards.customer = Some((ordered, Some("customer")));
        cards_settle_in_txn(conn, &cards)?;
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

        // A late touch did not win the lead, and a reason that is known stays.
        cards.lead_at = Some(now() - Span::days(1));
        cards.customer = Some((ordered - Span::hours(1), None));
        cards_settle_in_txn(conn, &cards)?;
        let (earlier, customer) = cards_get(conn, 1)?;
        assert_eq!(earlier.expect("a lead card").source, None);
        let customer = customer.expect("a customer card");
        assert_eq!(
            (customer.reason.as_str(), customer.opened_at),
            ("customer", ordered - Span::hours(1))
        );

        cards.customer = None;
        cards_settle_in_txn(conn, &cards)?;
        let (open, customer) = cards_get(conn, 1)?;
        assert_eq!(open.expect("a lead card").status, "open");
        assert_eq!(customer, None);
        cards_fold_in_txn(conn, 1)?;
        assert_eq!(cards_get(conn, 1)?, (None, None));
        assert_eq!(cards_get(conn, 2)?, (None, None));
        Ok(())
    });
}
