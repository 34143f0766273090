//! Interactions with mails as the verdict by behaviour sees them.

use crate::interaction::{Channel, Fact, Verdict, kind};
use crate::time::Timestamp;

/// What an interaction is to a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The mail was sent on its way.
    Sent,
    /// The mail arrived in the mailbox.
    Delivered,
    /// Its pictures were loaded.
    Opened,
    /// One of its links was followed.
    Clicked,
    /// Somebody does not want any more of them.
    Left,
    /// It is about no mail.
    Other,
}

impl Role {
    /// What interactions of a kind are to a mail, by the words of its name.
    pub fn of(kind: &str, channel: Channel) -> Self {
        // As most are, which is seen at once.
        if kind == kind::PAGE && channel != Channel::Email {
            return Self::Other;
        }
        let name = kind.to_lowercase();
        let says = |word: &str| name.contains(word);
        if says("unsubscrib") || says("opted out") || says("opt out") {
            return Self::Left;
        }
        let is_mail = channel == Channel::Email || says("mail") || says("newsletter");
        match () {
            () if !is_mail => Self::Other,
            () if says("click") => Self::Clicked,
            () if says("open") => Self::Opened,
            () if says("deliver") => Self::Delivered,
            () if says_sent(&name) => Self::Sent,
            () => Self::Other,
        }
    }

    /// Whether it tells that the mail came, or will in a moment.
    pub fn is_arrival(self) -> bool {
        matches!(self, Self::Sent | Self::Delivered)
    }

    /// Whether somebody, or something, reacted to a mail.
    pub fn is_reaction(self) -> bool {
        matches!(self, Self::Opened | Self::Clicked)
    }
}

/// Whether a name has the word, rather than consent, absent or presented.
fn says_sent(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == "sent" || word.ends_with("mailsent"))
}

/// Properties that tell mails apart, best first.
const NAMES: &[&str] = &[
    "message_id",
    "sg_message_id",
    "email_id",
    "mail_id",
    "campaign_id",
    "campaign",
    "campaign_name",
    "newsletter",
    "issue",
    "subject",
    "email_subject",
];

/// What tells a mail from others: the place of a property among [`NAMES`], and its value.
pub type MailKey<'a> = Option<(usize, &'a str)>;

/// Whether two interactions may be with the same mail: what is not said contradicts nothing.
pub(super) fn is_same_mail(one: MailKey, other: MailKey) -> bool {
    match (one, other) {
        (Some((name, one)), Some((other_name, other))) => name != other_name || one == other,
        _ => true,
    }
}

/// Whether two interactions are with mails that are called the same.
pub(super) fn is_surely_same_mail(one: MailKey, other: MailKey) -> bool {
    one.is_some() && one == other
}

/// The software by which somebody came, as hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// Its network address.
    pub ip: Option<u64>,
    /// Its user agent.
    pub user_agent: Option<u64>,
}

impl Client {
    /// Whether two are the same, where both say enough.
    pub(super) fn is(self, other: Self) -> Option<bool> {
        let same = |one: Option<u64>, other: Option<u64>| Some(one? == other?);
        match (
            same(self.ip, other.ip),
            same(self.user_agent, other.user_agent),
        ) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (_, Some(true)) => Some(true),
            _ => None,
        }
    }
}

/// An interaction as the verdict by behaviour sees it.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// When.
    pub at: Timestamp,
    /// What it is to a mail.
    pub role: Role,
    /// Which mail.
    pub mail: MailKey<'a>,
    /// What was looked at, for clicks and pages.
    pub path: Option<&'a str>,
    /// What else tells a link from others.
    link: Option<&'a str>,
    /// The verdict that was given when it came in.
    pub captured: Verdict,
    /// Whether it is mere knowledge, which is nobody's behaviour.
    pub is_of_data: bool,
    /// Whether it touched what no human sees.
    pub is_trap: bool,
    /// The software, where it was looked up.
    pub client: Client,
}

/// Properties that tell links apart, best first.
const LINKS: &[&str] = &[
    "url",
    "link",
    "href",
    "link_url",
    "link_id",
    "link_name",
    "button",
];
/// Properties that mark what no human sees.
const TRAPS: &[&str] = &[
    "honeypot",
    "is_honeypot",
    "honey_pot",
    "hidden_link",
    "trap",
];

impl<'a> Act<'a> {
    /// An interaction with the verdict that was given when it came in.
    pub fn new(fact: &Fact<'a>, role: Role, captured: Verdict) -> Self {
        let properties = fact.properties;
        let mail = || {
            let mut names = NAMES.iter().enumerate();
            names.find_map(|(nth, name)| Some((nth, properties.get(name)?)))
        };
        let links = || LINKS.iter().find_map(|name| properties.get(name));
        Self {
            at: fact.at,
            role,
            mail: (role != Role::Other).then(mail).flatten(),
            path: fact.path,
            link: (role == Role::Clicked).then(links).flatten().or(fact.label),
            captured,
            is_of_data: fact.is_of_data(),
            is_trap: is_trap(fact),
            client: Client::default(),
        }
    }

    /// Whether two clicks follow the same link.
    pub(super) fn is_same_link(&self, other: &Self) -> bool {
        (self.path, self.link) == (other.path, other.link)
    }

    /// Whether it is a link by which one leaves.
    pub(super) fn leaves(&self) -> bool {
        let texts = [self.path, self.link];
        texts.into_iter().flatten().any(|text| {
            let text = text.to_lowercase();
            [
                "unsubscrib",
                "optout",
                "opt-out",
                "abmelden",
                "odhlasit",
                "abonelik",
            ]
            .iter()
            .any(|word| text.contains(word))
        })
    }
}

/// Whether an interaction touched what no human sees, by what its properties or its address say.
pub fn is_trap(fact: &Fact) -> bool {
    let says = |(name, value): (&str, &str)| {
        TRAPS.contains(&name) && !matches!(value.trim(), "" | "false" | "0" | "no" | "null")
    };
    fact.properties.iter().any(says) || fact.path.is_some_and(|path| path.contains("honeypot"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_their_words() {
        for (kind, role) in [
            ("Email Delivered", Role::Delivered),
            ("Email Opened", Role::Opened),
            ("email_open", Role::Opened),
            ("Email Link Clicked", Role::Clicked),
            ("Newsletter Link Clicked", Role::Clicked),
            ("Unsubscribed", Role::Left),
            ("Email Unsubscribe", Role::Left),
            ("Email Sent", Role::Sent),
            ("email_sent", Role::Sent),
            ("EmailSent", Role::Sent),
            ("Email Consent Given", Role::Other),
            ("Message Sent", Role::Other),
            ("Email Bounced", Role::Other),
            ("Link Clicked", Role::Other),
            ("Account Opened", Role::Other),
            ("Order Delivered", Role::Other),
        ] {
            assert_eq!(Role::of(kind, Channel::Web), role, "{kind}");
        }
        assert_eq!(Role::of("Link Clicked", Channel::Email), Role::Clicked);
    }

    #[test]
    fn what_is_not_said_contradicts_nothing() {
        let spring = Some((5, "Spring"));
        assert!(is_same_mail(spring, spring) && is_same_mail(spring, None));
        assert!(is_same_mail(spring, Some((0, "abc"))));
        assert!(!is_same_mail(spring, Some((5, "Autumn"))));
        let chrome = |ip| Client {
            ip,
            user_agent: Some(7),
        };
        assert_eq!(chrome(Some(1)).is(chrome(Some(1))), Some(true));
        assert_eq!(chrome(Some(1)).is(chrome(None)), Some(true));
        assert_eq!(chrome(Some(1)).is(chrome(Some(2))), Some(false));
        let unnamed = Client {
            ip: Some(1),
            user_agent: None,
        };
        assert_eq!(unnamed.is(unnamed), None);
    }
}
