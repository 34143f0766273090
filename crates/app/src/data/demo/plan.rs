//! The plan: every event in a few bytes, before it is written out.

use ripen_domain::time::Timestamp;

/// How a page was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// By a link on this page of the site.
    Page(u16),
    /// By this origin, with its campaign and referrer.
    Origin(u8),
}

/// How far a purchase has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Viewed,
    Added,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Page {
        page: u16,
        from: From,
    },
    /// Said who they are; with an account or without.
    Identify {
        account: bool,
    },
    Group,
    Form {
        form: &'static str,
    },
    Opened {
        issue: u16,
        agent: Option<u8>,
    },
    Clicked {
        issue: u16,
        link: u8,
        agent: Option<u8>,
    },
    Question {
        text: u8,
        channel: &'static str,
    },
    Call {
        seconds: u16,
        outcome: &'static str,
    },
    Chat {
        messages: u8,
    },
    Demo,
    SignedUp,
    Met,
    Product {
        product: u8,
        step: Step,
    },
    Checkout {
        order: u32,
    },
    Order {
        order: u32,
    },
    /// A page visited by this machine.
    Machine {
        page: u16,
        kind: u8,
    },
    /// An event that is wrong in this way.
    Broken {
        way: u8,
    },
}

/// An event of the plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planned {
    pub(super) at: Timestamp,
    /// Index of the person; for machines and broken events only a number.
    pub(super) who: u32,
    /// Number of the browser.
    pub(super) device: u32,
    pub(super) act: Act,
}

/// An order or a cart.
#[derive(Clone, Debug)]
pub(super) struct Cart {
    /// Product index and quantity.
    pub(super) lines: Vec<(u8, u32)>,
}
