//! Limits on sign-in attempts: by address of the client and by e-mail address.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Attempts in one minute.
const PER_MINUTE: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");
/// Keys that are remembered before old ones are thrown out.
const REMEMBERED: usize = 10_000;

/// Limits on sign-in attempts.
pub struct SignInLimits {
    by_client: DefaultKeyedRateLimiter<IpAddr>,
    by_email: DefaultKeyedRateLimiter<String>,
}

impl Default for SignInLimits {
    fn default() -> Self {
        let quota = Quota::per_minute(PER_MINUTE);
        Self {
            by_client: RateLimiter::keyed(quota),
            by_email: RateLimiter::keyed(quota),
        }
    }
}

impl SignInLimits {
    /// Whether one more attempt is allowed.
    pub fn allow(&self, client: IpAddr, email: &str) -> bool {
        if self.by_client.len() + self.by_email.len() > REMEMBERED {
            self.by_client.retain_recent();
            self.by_email.retain_recent();
        }
        let email: String = email.trim().to_lowercase().chars().take(254).collect();
        self.by_client.check_key(&client).is_ok() && self.by_email.check_key(&email).is_ok()
    }
}
