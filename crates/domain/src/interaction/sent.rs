//! What senders of mails and messages, and systems that keep contacts, call what they tell of their own doing: a
//! message went out, arrived or did not, a contact was amended. It is knowledge, whatever its name.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::text;

/// Longest name that is looked at.
const MAX_BYTES: usize = 60;

/// Words that say of what kind the message is.
#[rustfmt::skip]
const CHANNELS: &[(&str, Channel)] = &[
    ("email", Channel::Mail), ("emails", Channel::Mail), ("mail", Channel::Mail), ("newsletter", Channel::Mail),
    ("eposta", Channel::Mail), ("posta", Channel::Mail), ("bulten", Channel::Mail), ("emailmessage", Channel::Mail),
    ("sms", Channel::Sms), ("text", Channel::Sms),
    ("push", Channel::Push), ("pushnotification", Channel::Push),
];

/// Words that say what became of it, the more telling first.
#[rustfmt::skip]
const STATES: &[(&str, State)] = &[
    ("soft", State::SoftBounced), ("softbounce", State::SoftBounced), ("softbounced", State::SoftBounced),
    ("hard", State::HardBounced), ("hardbounce", State::HardBounced), ("hardbounced", State::HardBounced),
    ("bounced", State::Bounced), ("bounce", State::Bounced),
    ("dropped", State::Dropped), ("drop", State::Dropped), ("rejected", State::Dropped), ("reject", State::Dropped),
    ("failed", State::Dropped), ("undelivered", State::Dropped), ("suppressed", State::Dropped),
    ("blocked", State::Dropped), ("nedorucen", State::Bounced), ("nedorucena", State::Bounced), ("nedoruceno", State::Bounced),
    ("deferred", State::Deferred), ("delayed", State::Deferred),
    ("delivered", State::Delivered), ("delivery", State::Delivered), ("dorucen", State::Delivered),
    ("dorucena", State::Delivered), ("doruceno", State::Delivered), ("iletildi", State::Delivered), ("teslim", State::Delivered),
    ("sent", State::Sent), ("processed", State::Sent), ("queued", State::Sent), ("gonderildi", State::Sent),
    ("odeslan", State::Sent), ("odeslana", State::Sent), ("odeslano", State::Sent),
];

/// Words that add nothing beside those.
#[rustfmt::skip]
const AROUND: &[&str] = &[
    "e", "event", "webhook", "campaign", "marketing", "transactional", "automated", "notification", "message",
    "was", "has", "been", "successfully", "sendgrid", "mailgun", "postmark", "mailchimp", "mandrill", "brevo", "klaviyo",
    "customerio", "hubspot", "braze", "iterable", "sparkpost", "mobile", "web", "app", "edildi",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Channel {
    Mail,
    Sms,
    Push,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Sent,
    Delivered,
    Deferred,
    Bounced,
    SoftBounced,
    HardBounced,
    Dropped,
}

/// Words of contacts, and of what a system did to one.
const CONTACTS: &[&str] = &["contact", "subscriber"];
const CREATED: &[&str] = &["created", "imported"];
#[rustfmt::skip]
const CHANGED: &[&str] = &["updated", "changed", "modified", "edited", "synced", "enriched", "merged"];

/// Parts of words without which no name is one of these; what most events are called is seen at once.
static ROOT: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let roots = [
        "mail",
        "sms",
        "push",
        "message",
        "text",
        "newsletter",
        "posta",
        "bulten",
        "contact",
        "lead",
        "subscriber",
    ];
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(roots)
        .expect("roots")
});

/// The kind of interaction that is called so, whatever its case, signs and blanks: `email_delivered`, `Email Soft
/// Bounce`, `smsDelivered`. `None` when it tells of something else.
pub fn meant(name: &str) -> Option<&'static str> {
    if name.len() > MAX_BYTES || !ROOT.is_match(name) {
        return None;
    }
    let words = text::words(&text::parted(name));
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    of_contact(&words).or_else(|| of_message(&words))
}

fn of_contact(words: &[&str]) -> Option<&'static str> {
    let [contact, rest @ .., done] = words else {
        return None;
    };
    let is_property = matches!(rest, [] | ["property" | "properties" | "was"]);
    match () {
        () if !CONTACTS.contains(contact) || !is_property => None,
        () if CREATED.contains(done) && rest.is_empty() => Some("Contact Created"),
        () if CHANGED.contains(done) || (*done == "change" && !rest.is_empty()) => {
            Some("Contact Updated")
        }
        () => None,
    }
}

fn of_message(words: &[&str]) -> Option<&'static str> {
    if matches!(words, ["message", "delivered"]) {
        return Some("Message Delivered");
    }
    // What came to the person, as a sender of mails says it; the other way round it came to the business.
    let words = match words {
        ["received", rest @ ..] => [rest, &["delivered"]].concat(),
        words => words.to_vec(),
    };
    let channel = CHANNELS.iter().find(|(word, _)| words.contains(word))?.1;
    let state = STATES.iter().find(|(word, _)| words.contains(word))?.1;
    let is_known = |word: &&str| {
        AROUND.contains(word)
            || CHANNELS
                .iter()
                .any(|(known, of)| known == word && *of == channel)
            || STATES.iter().any(|(known, _)| known == word)
    };
    words.iter().all(is_known).then(|| kind(channel, state))
}

fn kind(channel: Channel, state: State) -> &'static str {
    use State::{Bounced, Deferred, Delivered, Dropped, HardBounced, Sent, SoftBounced};
    match (channel, state) {
        (Channel::Mail, Sent) => "Email Sent",
        (Channel::Mail, Delivered) => "Email Delivered",
        (Channel::Mail, Deferred) => "Email Deferred",
        (Channel::Mail, Bounced) => "Email Bounced",
        (Channel::Mail, SoftBounced) => "Email Soft Bounced",
        (Channel::Mail, HardBounced) => "Email Hard Bounced",
        (Channel::Mail, Dropped) => "Email Dropped",
        (Channel::Sms, Sent | Deferred) => "SMS Sent",
        (Channel::Sms, Delivered) => "SMS Delivered",
        (Channel::Sms, _) => "SMS Failed",
        (Channel::Push, Sent | Deferred) => "Push Notification Sent",
        (Channel::Push, Delivered) => "Push Notification Received",
        (Channel::Push, _) => "Push Notification Bounced",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::kind::is_of_data;

    #[test]
    fn what_a_sender_tells_of_its_own_doing_is_knowledge_whatever_its_name() {
        #[rustfmt::skip]
        let told = [
            ("email_delivered", "Email Delivered"), ("Email Delivered", "Email Delivered"), ("emailDelivered", "Email Delivered"),
            ("EMAIL DELIVERED", "Email Delivered"), ("E-mail delivered", "Email Delivered"), ("email.delivery", "Email Delivered"),
            ("Received Email", "Email Delivered"), ("E-posta teslim edildi", "Email Delivered"), ("E-mail doručen", "Email Delivered"),
            ("Email Sent", "Email Sent"), ("Marketing Email Sent", "Email Sent"), ("newsletter_sent", "Email Sent"),
            ("Email Soft Bounce", "Email Soft Bounced"), ("email_soft_bounced", "Email Soft Bounced"), ("EmailHardBounce", "Email Hard Bounced"),
            ("Email Bounced", "Email Bounced"), ("mail_bounce", "Email Bounced"), ("Email Dropped", "Email Dropped"),
            ("sendgrid email dropped", "Email Dropped"), ("Email Delivery Failed", "Email Dropped"), ("Email Deferred", "Email Deferred"),
            ("email_delivery_delayed", "Email Deferred"), ("SMS Delivered", "SMS Delivered"), ("sms_sent", "SMS Sent"),
            ("SMS gönderildi", "SMS Sent"), ("Text Message Failed", "SMS Failed"), ("Push Notification Sent", "Push Notification Sent"),
            ("push_sent", "Push Notification Sent"), ("Web Push Delivered", "Push Notification Received"),
            ("message_delivered", "Message Delivered"), ("Contact Updated", "Contact Updated"), ("contact.property_change", "Contact Updated"),
            ("contact_was_updated", "Contact Updated"),
        ];
        for (name, expected) in told {
            assert_eq!(meant(name), Some(expected), "{name}");
            assert!(is_of_data(expected), "{expected}");
        }
    }

    #[test]
    fn what_people_do_is_a_sign_of_life() {
        for name in [
            "Email Opened",
            "Email Link Clicked",
            "Live Chat Message Sent",
            // In a chat or by a form it is the visitor who sends it.
            "Message Sent",
            "Email Received",
            "Push Notification Tapped",
            "Contact Form Sent",
            "Contact Requested",
            "Lead Magnet Downloaded",
            "Unsubscribed",
            "Email Marked as Spam",
            "Email Replied",
            "Profile Updated",
            "Text Search",
            "Newsletter Subscribed",
            "SMS Opted In",
            "Quote Sent by Customer",
            "Document Delivered",
            "Order Delivered",
            "Message",
        ] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
