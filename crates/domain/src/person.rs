//! A person as rules and filters see one.

use crate::identity::Identifier;
use crate::interaction::named_enum;
use crate::profile::Profile;
use crate::time::Timestamp;
use crate::zone::Zone;

/// How far the acquaintance goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonKind {
    /// Something was shown, but no named human can be reached.
    #[default]
    Interest,
    /// A lead card was opened: a human with a usable contact point has shown interest.
    Lead,
    /// A customer card was opened.
    Customer,
}

/// Readiness to buy now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Temperature {
    /// Nothing much going on.
    #[default]
    Cold,
    /// Interested.
    Warm,
    /// Talk to them now.
    Hot,
}

named_enum! { PersonKind, Interest = 0, "interest"; Lead = 1, "lead"; Customer = 2, "customer"; }
named_enum! { Temperature, Cold = 0, "cold"; Warm = 1, "warm"; Hot = 2, "hot"; }

/// Everything a person filter can ask about, at one moment.
#[derive(Clone, Debug)]
pub struct PersonView<'a> {
    /// The organisation's time zone, whose days are meant.
    pub zone: &'a Zone,
    /// Profile at that moment.
    pub profile: &'a Profile,
    /// Interest, lead or customer.
    pub kind: PersonKind,
    /// Key of the lifecycle stage.
    pub stage: &'a str,
    /// Fit score.
    pub fit: f64,
    /// Engagement score at that moment.
    pub engagement: f64,
    /// Velocity, points a day.
    pub velocity: f64,
    /// Temperature at that moment.
    pub temperature: Temperature,
    /// Key of the score index at that moment.
    pub index: &'a str,
    /// When the person was first seen.
    pub created: Timestamp,
    /// Time of the last human interaction.
    pub last_touch: Option<Timestamp>,
    /// Why the person is out of the funnel, if so.
    pub disqualified: Option<&'a str>,
    /// What keeps the person in nurture, if anything does.
    pub nurture: Option<&'a str>,
    /// First touch: source.
    pub source: Option<&'a str>,
    /// First touch: medium.
    pub medium: Option<&'a str>,
    /// First touch: campaign.
    pub campaign: Option<&'a str>,
    /// When the lead card was opened.
    pub lead_opened: Option<Timestamp>,
    /// When the person became a customer.
    pub customer_since: Option<Timestamp>,
    /// The person's company, where there is one and it was looked up.
    pub company: Option<CompanyView<'a>>,
    /// E-mail address of the account that looks after the person, where it was looked up.
    pub owner: Option<&'a str>,
    /// Addresses and numbers of the person beside those of the profile, where they were looked up.
    pub contacts: &'a [Identifier],
    /// The buying signals that the person has had.
    pub signals: &'a [SignalSeen<'a>],
    /// That moment.
    pub now: Timestamp,
}

/// What the people of a company come to, at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CompanyView<'a> {
    /// The keys that lead to it: its own, and all that mean it.
    pub keys: &'a [String],
    /// How many people.
    pub people: u64,
    /// Sum of their engagement.
    pub engagement: f64,
    /// Average of their fit.
    pub fit: f64,
    /// Key of the furthest of their stages: the latest in the model.
    pub stage: &'a str,
}

/// A buying signal that a person has had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignalSeen<'a> {
    /// Key of the signal.
    pub key: &'a str,
    /// When it was complete.
    pub at: Timestamp,
}
