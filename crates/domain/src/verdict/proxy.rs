//! Proxies by which mail providers load pictures for their users.

use crate::interaction::Channel;

/// What such a proxy calls itself.
const NAMES: &[&str] = &["googleimageproxy", "yahoomailproxy"];
/// All that the proxy of Apple Mail says of itself.
const BARE: &str = "Mozilla/5.0";

/// Whether this is the proxy of a mail provider, behind which somebody may read the mail or not.
pub(super) fn hides_a_user(user_agent: &str, channel: Channel) -> bool {
    let text = user_agent.to_ascii_lowercase();
    NAMES.iter().any(|name| text.contains(name))
        || (channel == Channel::Email && user_agent == BARE)
}
