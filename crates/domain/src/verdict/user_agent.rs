//! Judges a user agent by the words in it and by where they stand.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use memchr::memchr_iter;
use smallvec::SmallVec;

use super::lexicon::{LEXICON, Meaning};
use super::{device, reason};

/// Bytes of a user agent that are looked at; what a browser sends is far shorter.
const MAX_BYTES: usize = 1024;
/// User agents that a thread remembers before it begins anew: the same come again and again.
const REMEMBERED: usize = 1_000;

/// What a user agent says by itself: its sender, and why that is a machine.
type Known = (Sender, Vec<&'static str>);

thread_local! {
    static KNOWN: RefCell<HashMap<Box<str>, Known, RandomState>> = RefCell::default();
}

/// What a user agent says about its sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sender {
    /// A browser or an app, unless a reason was added.
    Person,
    /// A server between a mail and its reader.
    Relay,
}

/// A word that speaks for a machine, with the place where it stands.
struct Sign {
    meaning: Meaning,
    why: &'static str,
    place: Range<usize>,
}

/// What the words of a user agent amount to.
#[derive(Default)]
struct Words {
    signs: SmallVec<[Sign; 8]>,
    innocent: SmallVec<[Range<usize>; 4]>,
    browser: bool,
    device: bool,
    app: bool,
    relay: bool,
}

/// Adds the reasons to take the sender of `user_agent` for a machine; none means that it is what
/// this answers.
pub(super) fn judge(user_agent: &str, reasons: &mut Vec<&'static str>) -> Sender {
    // Where there are reasons already they decide as well.
    if !reasons.is_empty() || user_agent.len() > MAX_BYTES {
        return judge_anew(user_agent, reasons);
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some((sender, why)) = known.get(user_agent) {
            reasons.extend(why);
            return *sender;
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let sender = judge_anew(user_agent, reasons);
        known.insert(user_agent.into(), (sender, reasons.clone()));
        sender
    })
}

fn judge_anew(user_agent: &str, reasons: &mut Vec<&'static str>) -> Sender {
    let text = &user_agent.as_bytes()[..user_agent.len().min(MAX_BYTES)];
    let words = read(text);
    if words.relay || text == super::BARE.as_bytes() {
        return Sender::Relay;
    }
    let app = words.in_somebodys_hand() && !claims_to_be_a_browser(text);
    // Most have no sign that a device could excuse.
    let device = match words.signs.is_empty() {
        true => SmallVec::new(),
        false => device::names(text),
    };
    for sign in &words.signs {
        let within =
            |range: &Range<usize>| range.start <= sign.place.start && sign.place.end <= range.end;
        let excused = match sign.meaning {
            Meaning::SelfName => device.iter().any(within),
            Meaning::Errand => app || device.iter().any(within),
            _ => false,
        };
        if !excused && !words.innocent.iter().any(within) && !reasons.contains(&sign.why) {
            reasons.push(sign.why);
        }
    }
    if reasons.is_empty() && !words.browser && !words.device && !words.app {
        reasons.push(if looks_like_product(text) {
            reason::LIBRARY
        } else {
            reason::MALFORMED
        });
    }
    Sender::Person
}

impl Words {
    /// Whether an app speaks that somebody uses. A server that fetches for its users names the app as
    /// well, but no system.
    fn in_somebodys_hand(&self) -> bool {
        self.device || self.app && self.browser
    }
}

fn read(text: &[u8]) -> Words {
    let mut words = Words::default();
    words.innocent.extend(in_app_block(text));
    for (word, place) in LEXICON.words_in(text) {
        match word.meaning {
            Meaning::Browser => words.browser = true,
            Meaning::Device => words.device = true,
            Meaning::App => words.app = true,
            Meaning::Relay => words.relay = true,
            Meaning::Innocent => words.innocent.push(place),
            meaning => words.signs.push(Sign {
                meaning,
                why: word.why,
                place,
            }),
        }
    }
    words
}

/// Apps seldom begin as browsers do; programs that pretend to be somebody's telephone do.
fn claims_to_be_a_browser(text: &[u8]) -> bool {
    let begins = |with: &[u8]| {
        text.get(..with.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    begins(b"mozilla/") || begins(b"opera/")
}

/// What Facebook's apps add about themselves and the telephone's network: `[FBAN/FBIOS;FBCR/…]`.
fn in_app_block(text: &[u8]) -> Option<Range<usize>> {
    let opens = |at: &usize| {
        text.get(*at..*at + 3)
            .is_some_and(|word| word.eq_ignore_ascii_case(b"[fb"))
    };
    let start = memchr_iter(b'[', text).find(opens)?;
    let end = text[start..].iter().position(|byte| *byte == b']');
    Some(start..end.map_or(text.len(), |end| start + end))
}

/// Whether the text starts as `name/version` does.
fn looks_like_product(text: &[u8]) -> bool {
    let name = text
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_. ".contains(byte))
        .count();
    name > 0
        && text.get(name) == Some(&b'/')
        && text.get(name + 1).is_some_and(u8::is_ascii_alphanumeric)
}
