//! Interactions: what happened between a person and the business.

pub mod form;
pub mod known;
pub mod order;
pub mod page_role;
pub mod properties;
pub mod sent;
mod spelling;

pub use page_role::PageRole;
pub use properties::Properties;

use crate::identity::Identifier;
use crate::time::Timestamp;

/// Where on the way an interaction reached the business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// A web site or app.
    #[default]
    Web,
    /// E-mail.
    Email,
    /// A form that was filled in.
    Form,
    /// A telephone call.
    Call,
    /// A chat or a message.
    Chat,
    /// A shop: products, carts, orders.
    Shop,
    /// A trade fair, a webinar, a meeting.
    Event,
    /// Anything else.
    Other,
}

/// Who most likely caused an interaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A person.
    #[default]
    Human,
    /// A crawler, mail scanner, monitor or script.
    Machine,
    /// There is too little to tell.
    Unknown,
}

macro_rules! named_enum {
    ($type:ty, $($variant:ident = $code:literal, $name:literal;)*) => {
        impl $type {
            /// Every value, in code order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable lower-case name used in files, filters and the API.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The stable number used in storage.
            pub const fn code(self) -> i64 {
                match self { $(Self::$variant => $code),* }
            }

            /// The value with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }

            /// The value with this storage number.
            pub fn from_code(code: i64) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}
pub(crate) use named_enum;

named_enum! { Channel,
    Web = 0, "web"; Email = 1, "email"; Form = 2, "form"; Call = 3, "call";
    Chat = 4, "chat"; Shop = 5, "shop"; Event = 6, "event"; Other = 7, "other";
}
named_enum! { Verdict, Human = 0, "human"; Machine = 1, "machine"; Unknown = 2, "unknown"; }

/// The source touch of an interaction: how the visitor came (UTM parameters and referrer).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Touch {
    /// `utm_source`, or the source a click id or referrer stands for.
    pub source: Option<String>,
    /// `utm_medium`.
    pub medium: Option<String>,
    /// `utm_campaign`.
    pub campaign: Option<String>,
    /// `utm_content`.
    pub content: Option<String>,
    /// `utm_term`.
    pub term: Option<String>,
    /// Host name of the referring page.
    pub referrer: Option<String>,
}

impl Touch {
    /// Whether nothing at all is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Touch {
    /// All parts in a fixed order, for storage.
    pub fn parts(&self) -> [Option<&str>; 6] {
        [
            &self.source,
            &self.medium,
            &self.campaign,
            &self.content,
            &self.term,
            &self.referrer,
        ]
        .map(Option::as_deref)
    }

    /// The touch made of [`Self::parts`].
    pub fn from_parts(parts: [Option<String>; 6]) -> Self {
        let [source, medium, campaign, content, term, referrer] = parts;
        Self {
            source,
            medium,
            campaign,
            content,
            term,
            referrer,
        }
    }

    /// One text that tells touches apart: the parts with unit separators between them.
    pub fn pack(&self) -> String {
        self.parts()
            .map(|part| part.unwrap_or_default().replace('\u{1f}', " "))
            .join("\u{1f}")
    }

    /// Plainer touches that may stand for this one where there are too many to tell them all apart: first
    /// without what differs from message to message, at last with nothing.
    pub fn plainer(&self) -> [Self; 3] {
        let other = |part: &Option<String>| part.as_ref().map(|_| kind::OTHER.to_lowercase());
        let without_content = Self {
            content: other(&self.content),
            term: other(&self.term),
            ..self.clone()
        };
        let channel = Self {
            campaign: other(&self.campaign),
            referrer: other(&self.referrer),
            ..without_content.clone()
        };
        let nothing = Self {
            source: Some(kind::OTHER.to_lowercase()),
            ..Self::default()
        };
        [without_content, channel, nothing]
    }

    /// The touch as the value of a property.
    pub fn as_property(&self) -> String {
        self.pack().replace('\u{1f}', "\u{1d}")
    }

    /// The touch that [`Self::as_property`] was made from.
    pub fn from_property(value: &str) -> Self {
        Self::unpack(&value.replace('\u{1d}', "\u{1f}"))
    }

    /// The touch that [`Self::pack`] was made from.
    pub fn unpack(packed: &str) -> Self {
        let mut parts = packed
            .split('\u{1f}')
            .map(|part| (!part.is_empty()).then(|| part.to_owned()));
        Self::from_parts(std::array::from_fn(|_| parts.next().flatten()))
    }
}

/// An interaction as it goes into the log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interaction {
    /// The client's id of the message; makes a repeat recognisable for ever.
    pub message_id: String,
    /// The write key that it came by.
    pub source_id: i64,
    /// Kind, e.g. `Page Viewed`.
    pub kind: String,
    /// Channel.
    pub channel: Channel,
    /// When it happened: the client's clock, corrected.
    pub at: Timestamp,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Visitor cookie.
    pub anonymous_id: Option<String>,
    /// User id.
    pub user_id: Option<String>,
    /// The former id that an alias call names.
    pub previous_id: Option<String>,
    /// Normalised e-mail address.
    pub email: Option<String>,
    /// Telephone number in E.164.
    pub phone: Option<String>,
    /// What stood where an identifier should be and is none; counted when the interaction is stored.
    pub ignored: Vec<Identifier>,
    /// Verdict.
    pub verdict: Verdict,
    /// Reasons of the verdict, separated by commas.
    pub verdict_reasons: String,
    /// Path of the page.
    pub path: Option<String>,
    /// What it was about.
    pub label: Option<String>,
    /// Money or quantity involved.
    pub amount: Option<f64>,
    /// Source touch.
    pub touch: Option<Touch>,
    /// Other properties of the event, packed; see [`Properties`].
    pub properties: Option<String>,
    /// Traits that it brought, as a JSON object.
    pub traits: Option<String>,
    /// The message as accepted, as a JSON object.
    pub body: String,
    /// Whether a log held it before and an export brings it back: what its source said under its id
    /// there is what it says.
    pub returned: bool,
}

/// An interaction as scoring and filters see it: narrow, borrowed, cheap to make by the million.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fact<'a> {
    /// Position in the interaction log; ties in time are broken by it.
    pub seq: i64,
    /// When it happened (client clock, corrected).
    pub at: Timestamp,
    /// Kind, e.g. `Page Viewed`, `Order Completed`.
    pub kind: &'a str,
    /// Channel.
    pub channel: Channel,
    /// Verdict.
    pub verdict: Verdict,
    /// Path of the page, if any.
    pub path: Option<&'a str>,
    /// What it was about: page title, product, form, subject.
    pub label: Option<&'a str>,
    /// Money or quantity involved, if any.
    pub amount: Option<f64>,
    /// Source touch, if it carried one.
    pub touch: Option<&'a Touch>,
    /// Other properties of the event.
    pub properties: Properties<'a>,
}

impl Fact<'_> {
    /// Whether it is knowledge: it says who somebody is, not that they did something.
    pub fn is_of_data(&self) -> bool {
        kind::is_of_data(self.kind)
    }

    /// Whether it shows that the person lives: a human did something. What the business tells about
    /// somebody changes the profile, and nothing that goes by when or how often a person was seen.
    pub fn is_sign_of_life(&self) -> bool {
        self.verdict == Verdict::Human && !self.is_of_data()
    }
}

/// Kinds that Ripen itself gives a meaning to. Names follow the Segment spec where it has one.
pub mod kind {
    /// A page was viewed.
    pub const PAGE: &str = "Page Viewed";
    /// An app screen was viewed.
    pub const SCREEN: &str = "Screen Viewed";
    /// Traits of a person became known.
    pub const IDENTIFIED: &str = "Identified";
    /// A person was tied to a company.
    pub const GROUPED: &str = "Grouped";
    /// Two identifiers were declared to be one person.
    pub const ALIASED: &str = "Aliased";
    /// A question was asked, on any channel.
    pub const QUESTION: &str = "Question Asked";
    /// A form was sent.
    pub const FORM: &str = "Form Submitted";
    /// Somebody asked to be shown the product.
    pub const DEMO: &str = "Demo Requested";
    /// An order was completed.
    pub const ORDER: &str = "Order Completed";
    /// An order is another than it was.
    pub const ORDER_UPDATED: &str = "Order Updated";
    /// Money of an order was given back, all of it or a part.
    pub const ORDER_REFUNDED: &str = "Order Refunded";
    /// Money of an order was given back, not all of it.
    pub const ORDER_PARTLY_REFUNDED: &str = "Order Partially Refunded";
    /// An order does not count any more.
    pub const ORDER_CANCELLED: &str = "Order Cancelled";
    /// On timelines: that an order was completed was said again.
    pub const ORDER_REPEATED: &str = "Repeat of an Order";
    /// On timelines: an order was completed that was cancelled later.
    pub const ORDER_VOIDED: &str = "Cancelled Purchase";
    /// Stands for kinds beyond those that are told apart by number: anybody can invent new ones without
    /// end. What the interaction called itself is kept among its properties.
    pub const OTHER: &str = "Other";

    /// Kinds that always have a number of their own.
    pub const NUMBERED: [&str; 8] = [
        PAGE, SCREEN, IDENTIFIED, GROUPED, ALIASED, QUESTION, ORDER, OTHER,
    ];

    /// Kinds that are no sign of life: they say who somebody is, which a sign-in, an import or a
    /// synchronisation brings, or what the business sent them, not that they did something. This list is
    /// the one definition; everything that asks for signs of life goes by it. Other spellings become one of these
    /// before they are stored ([`meant`]).
    pub const OF_DATA: [&str; 20] = [
        IDENTIFIED,
        GROUPED,
        ALIASED,
        ORDER_REPEATED,
        "Email Sent",
        "Email Delivered",
        "Email Deferred",
        "Email Bounced",
        "Email Soft Bounced",
        "Email Hard Bounced",
        "Email Dropped",
        "SMS Sent",
        "SMS Delivered",
        "SMS Failed",
        "Push Notification Sent",
        "Push Notification Received",
        "Push Notification Bounced",
        "Message Delivered",
        "Contact Created",
        "Contact Updated",
    ];

    /// Name of the call of the Segment API that interactions of a kind come in by.
    pub fn call(kind: &str) -> &'static str {
        match kind {
            PAGE => "page",
            SCREEN => "screen",
            IDENTIFIED => "identify",
            GROUPED => "group",
            ALIASED => "alias",
            _ => "track",
        }
    }

    /// The kind that an interaction has by whatever it is called: one that has a meaning here, where the name is a
    /// spelling of one.
    pub fn meant(name: &str) -> Option<&'static str> {
        super::order::meant(name)
            .or_else(|| super::sent::meant(name))
            .or_else(|| super::form::meant(name))
    }

    /// Whether interactions of a kind are no sign of life, see [`OF_DATA`].
    pub fn is_of_data(kind: &str) -> bool {
        OF_DATA.contains(&kind)
    }
}
