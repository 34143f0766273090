//! Proxies by which mail providers load pictures for their users.

use crate::interaction::Channel;

/// What such a proxy calls itself.
const NAMES: &[&str] = &["googleimageproxy", "yahoomailproxy"];
/// All that the proxy of Apple Mail says of itself.
const BARE: &str = "Mozilla/5.0";
/// Bytes of a user agent that are looked at; what a proxy sends is far shorter.
const MAX_BYTES: usize = 1024;

/// Whether the user agent names such a proxy.
pub(super) fn is_named(user_agent: &str) -> bool {
    let text = &user_agent.as_bytes()[..user_agent.len().min(MAX_BYTES)];
    let says = |name: &str| {
        let mut parts = text.windows(name.len());
        parts.any(|part| part.eq_ignore_ascii_case(name.as_bytes()))
    };
    NAMES.iter().any(|name| says(name))
}

/// Whether pictures of a mail were loaded by software that says no more of itself than Apple's proxy.
pub(super) fn is_bare(user_agent: &str, channel: Channel) -> bool {
    channel == Channel::Email && user_agent == BARE
}
