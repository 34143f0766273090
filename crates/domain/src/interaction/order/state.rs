//! What the state of an order in its shop says of it.

use crate::text;

/// What a state says of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It was placed, and stands.
    Standing,
    /// It may become one: nobody has completed it yet, or the shop has put it away.
    Open,
    /// All that was paid for it was given back.
    Refunded,
    /// It does not count, or not any more.
    Cancelled,
}

/// The states of WooCommerce, Shopify, Magento and BigCommerce as [`text::words`] leaves them, and what they are called
/// in Turkish and Czech. An order that waits for a bank transfer (`on-hold`) was placed; one that waits for a payment
/// that belongs to placing it (`pending`) was not yet. What stands nowhere here says nothing.
const STATES: &[(State, &[&str])] = &[
    (
        State::Standing,
        &[
            "processing",
            "completed",
            "complete",
            "on hold",
            "tamamlandi",
            "isleniyor",
            "dokoncena",
            "dokonceno",
            "zpracovava se",
            "vyrizena",
            "vyrizeno",
        ],
    ),
    (
        State::Open,
        &[
            "pending",
            "pending payment",
            "draft",
            "auto draft",
            "checkout draft",
            "incomplete",
            "trash",
            "odeme bekleniyor",
            "taslak",
            "odeme bekliyor",
            "tamamlanmamis",
            "tamamlanmadi",
            "ceka na platbu",
            "ceka na uhradu",
            "ceka na zaplaceni",
            "nedokoncena",
            "nedokonceno",
            "koncept",
        ],
    ),
    (
        State::Refunded,
        &[
            "refunded",
            "fully refunded",
            "returned",
            "iade",
            "iade edildi",
            "iade edilmis",
            "iade alindi",
            "iade tamamlandi",
            "vracena",
            "vraceno",
            "refundovano",
        ],
    ),
    (
        State::Cancelled,
        &[
            "cancelled",
            "canceled",
            "voided",
            "failed",
            "declined",
            "rejected",
            "refused",
            "denied",
            "expired",
            "abandoned",
            "fraud",
            "payment failed",
            "failed payment",
            "payment declined",
            "payment error",
            "iptal",
            "iptal edildi",
            "iptal edilmis",
            "iptal oldu",
            "siparis iptal edildi",
            "siparis iptali",
            "musteri iptali",
            "musteri iptal etti",
            "reddedildi",
            "basarisiz",
            "basarisiz odeme",
            "odeme basarisiz",
            "odeme alinamadi",
            "odeme reddedildi",
            "odeme hatasi",
            "selhala",
            "selhalo",
            "objednavka zrusena",
            "platba selhala",
            "platba zamitnuta",
            "platba neprobehla",
            "neuspesna platba",
            "zamitnuta",
            "zamitnuto",
            "storno",
            "zrusena",
            "zruseno",
            "stornovana",
            "stornovano",
        ],
    ),
];
/// Who a state says to have done it, behind or, in Turkish, before it: `cancelled by customer`.
const WHO: &[&str] = &[
    "by",
    "tarafindan",
    "zakaznikem",
    "kupujicim",
    "prodejcem",
    "obchodem",
    "eshopem",
    "systemem",
    "uzivatelem",
];
/// Properties that hold the state of an order.
const NAMES: &[&str] = &["status", "order_status", "orderStatus"];
/// Properties that hold the state of its payment, which says nothing of whether it was placed: many a shop is paid
/// later.
const OF_PAYMENT: &[&str] = &["financial_status", "financialStatus"];
/// Properties that say when it was cancelled.
const CANCELLED_AT: &[&str] = &["cancelled_at", "cancelledAt", "canceled_at", "canceledAt"];

/// Whether this property holds the state of an order.
pub fn is_state(name: &str) -> bool {
    [NAMES, OF_PAYMENT, CANCELLED_AT]
        .iter()
        .any(|names| names.contains(&name))
}

/// What the properties of an event say of the state of its order; `get` gives the text of one. Where several say
/// something, the worst counts.
pub fn state<'p>(get: impl Fn(&str) -> Option<&'p str>) -> Option<State> {
    let texts = |names: &'static [&'static str]| names.iter().filter_map(|name| get(name));
    let own = texts(NAMES).filter_map(read);
    let of_payment = texts(OF_PAYMENT).filter_map(read);
    let of_payment = of_payment.filter(|state| matches!(state, State::Refunded | State::Cancelled));
    // `0000-00-00`, `N/A` and `-` say that it was not.
    let says_when = |time: &&str| time.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    let times = texts(CANCELLED_AT).filter(says_when);
    let cancelled = times.map(|_| State::Cancelled);
    own.chain(of_payment).chain(cancelled).max()
}

fn read(written: &str) -> Option<State> {
    let words = text::words(written);
    let words = words.trim();
    // WooCommerce's database writes `wc-failed`.
    let words = words.strip_prefix("wc ").unwrap_or(words);
    whole(words).or_else(|| whole(without_who(words)?))
}

fn whole(words: &str) -> Option<State> {
    let found = STATES.iter().find(|(_, names)| names.contains(&words));
    found.map(|(state, _)| *state)
}

/// A state without who did it: `zruseno zakaznikem`, `musteri tarafindan iptal edildi`.
fn without_who(words: &str) -> Option<&str> {
    let (at, who) = WHO.iter().find_map(|who| {
        let is_word = |at: &usize| {
            let end = words.as_bytes().get(at + who.len());
            *at > 0 && words.as_bytes()[at - 1] == b' ' && end.is_none_or(|end| *end == b' ')
        };
        words.find(who).filter(is_word).map(|at| (at, *who))
    })?;
    Some(match who {
        "tarafindan" => words[at + who.len()..].trim_start(),
        _ => words[..at].trim_end(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_of_an_order_is_read_and_the_worst_counts() {
        let of = |properties: &[(&str, &'static str)]| {
            state(|name| {
                let found = properties.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| *value)
            })
        };
        for (written, expected) in [
            ("processing", Some(State::Standing)),
            ("Completed", Some(State::Standing)),
            ("on-hold", Some(State::Standing)),
            ("pending", Some(State::Open)),
            ("pending_payment", Some(State::Open)),
            ("auto-draft", Some(State::Open)),
            ("checkout-draft", Some(State::Open)),
            ("wc-checkout-draft", Some(State::Open)),
            ("trash", Some(State::Open)),
            ("failed", Some(State::Cancelled)),
            ("Canceled", Some(State::Cancelled)),
            ("İPTAL EDİLDİ", Some(State::Cancelled)),
            ("Zrušena", Some(State::Cancelled)),
            ("Başarısız", Some(State::Cancelled)),
            ("Selhalo", Some(State::Cancelled)),
            ("Ödeme bekleniyor", Some(State::Open)),
            ("Čeká na platbu", Some(State::Open)),
            ("Vráceno", Some(State::Refunded)),
            ("Tamamlandı", Some(State::Standing)),
            ("Nevyřízená", None),
            ("Zrušeno zákazníkem", Some(State::Cancelled)),
            ("Cancelled by customer", Some(State::Cancelled)),
            ("Müşteri tarafından iptal edildi", Some(State::Cancelled)),
            ("İptal", Some(State::Cancelled)),
            ("İade", Some(State::Refunded)),
            ("Platba zamítnuta", Some(State::Cancelled)),
            ("Čeká na úhradu", Some(State::Open)),
            ("Nestornováno", None),
            ("İptal edilmedi", None),
            ("Not cancelled", None),
            ("İptal talebi", None),
            ("Cancellation requested", None),
            ("Delivered by courier", None),
            ("Kargoya verildi", None),
            ("refunded", Some(State::Refunded)),
            ("shipped", None),
            ("", None),
        ] {
            assert_eq!(of(&[("status", written)]), expected, "{written}");
        }
        for (written, expected) in [
            ("pending", None),
            ("paid", None),
            ("voided", Some(State::Cancelled)),
            ("refunded", Some(State::Refunded)),
            ("partially_refunded", None),
        ] {
            assert_eq!(of(&[("financial_status", written)]), expected, "{written}");
        }
        assert_eq!(of(&[("cancelled_at", " ")]), None);
        let both = [("status", "completed"), ("cancelledAt", "2026-03-01")];
        assert_eq!(of(&both), Some(State::Cancelled));
        let both = [("status", "completed"), ("financial_status", "refunded")];
        assert_eq!(of(&both), Some(State::Refunded));
    }
}
