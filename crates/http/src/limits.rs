//! Limits on sign-in attempts, by address of the client and by e-mail address, and on what one client
//! sends with a public write key.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Attempts at one account from one client in a minute.
const AT_ONE: NonZeroU32 = NonZeroU32::new(10).expect("ten is not zero");
/// Attempts from one client in a minute, at whatever accounts: an office has one address.
const FROM_ONE: NonZeroU32 = NonZeroU32::new(30).expect("thirty is not zero");
/// Attempts at one account in a minute, from wherever.
const FROM_ALL: NonZeroU32 = NonZeroU32::new(60).expect("sixty is not zero");
/// Clients and accounts that are remembered before old ones are thrown out.
const REMEMBERED: usize = 10_000;

/// Limits on sign-in attempts. Whoever tries many passwords at an account from many places does not keep its owner
/// out where they have signed in before.
pub struct SignInLimits {
    at_one: DefaultKeyedRateLimiter<(IpAddr, String)>,
    from_one: DefaultKeyedRateLimiter<IpAddr>,
    from_all: DefaultKeyedRateLimiter<String>,
    /// From where accounts were signed in to.
    known: Mutex<HashSet<(IpAddr, String)>>,
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self {
            at_one: RateLimiter::keyed(Quota::per_minute(AT_ONE)),
            from_one: RateLimiter::keyed(Quota::per_minute(FROM_ONE)),
            from_all: RateLimiter::keyed(Quota::per_minute(FROM_ALL)),
            known: Mutex::default(),
        }
    }
}

impl SignInLimits {
    /// Whether one more attempt is allowed.
    pub fn allow(&self, client: IpAddr, email: &str) -> bool {
        if self.at_one.len() + self.from_one.len() + self.from_all.len() > REMEMBERED {
            self.at_one.retain_recent();
            self.from_one.retain_recent();
            self.from_all.retain_recent();
        }
        let (client, email) = (network(client), account(email));
        let pair = (client, email);
        if self.at_one.check_key(&pair).is_err() || self.from_one.check_key(&pair.0).is_err() {
            return false;
        }
        self.known().contains(&pair) || self.from_all.check_key(&pair.1).is_ok()
    }

    /// Remembers from where somebody has signed in.
    pub fn signed_in(&self, client: IpAddr, email: &str) {
        let mut known = self.known();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert((network(client), account(email)));
    }

    fn known(&self) -> MutexGuard<'_, HashSet<(IpAddr, String)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An account by the address that somebody types.
fn account(email: &str) -> String {
    email.trim().to_lowercase().chars().take(254).collect()
}

/// Checks between two looks at which clients can be forgotten.
const SWEEP_EVERY: u32 = 4_096;
/// Events that one request of a browser can always hold: as many as clients gather when they were offline.
const LARGEST_REQUEST: u32 = 500;

/// Why a request with a browser key is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It may be sent again after so many seconds.
    Wait(u32),
    /// It holds more than so many events, and is too large at any time.
    TooLarge(u32),
}

/// Limits on what one client sends with one browser key, which anybody can read in a page.
pub struct BrowserLimits {
    /// By write key and address; none where there is no limit.
    by_client: Option<DefaultKeyedRateLimiter<(i64, IpAddr)>>,
    burst: u32,
    clock: DefaultClock,
    checks: AtomicU32,
}

impl BrowserLimits {
    /// So many events a minute; 0 sets no limit.
    pub fn new(per_minute: u32) -> Self {
        let burst = per_minute.max(LARGEST_REQUEST);
        let quota = |per_minute| {
            let quota = Quota::per_minute(per_minute);
            quota.allow_burst(NonZeroU32::new(burst).unwrap_or(per_minute))
        };
        Self {
            by_client: NonZeroU32::new(per_minute).map(|many| RateLimiter::keyed(quota(many))),
            burst,
            clock: DefaultClock::default(),
            checks: AtomicU32::new(0),
        }
    }

    /// Takes `events` from what a client may send with a write key.
    ///
    /// # Errors
    /// When that is too many.
    pub fn take(&self, source: i64, client: IpAddr, events: usize) -> Result<(), Refused> {
        let Some(limiter) = &self.by_client else {
            return Ok(());
        };
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            limiter.retain_recent();
        }
        let events = u32::try_from(events).unwrap_or(u32::MAX);
        let events = NonZeroU32::new(events).unwrap_or(NonZeroU32::MIN);
        match limiter.check_key_n(&(source, network(client)), events) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(not_until)) => {
                let wait = not_until.wait_time_from(self.clock.now()).as_secs();
                Err(Refused::Wait(
                    u32::try_from(wait).unwrap_or(u32::MAX).saturating_add(1),
                ))
            }
            Err(_) => Err(Refused::TooLarge(self.burst)),
        }
    }
}

/// What one client has: an address of version 4, or a network of 64 bits of version 6.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V4(v4) => v4.into(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_gets_in_whoever_else_tries() {
        let limits = SignInLimits::default();
        let client = |nth: u8| IpAddr::from([203, 0, 113, nth]);
        let owner = IpAddr::from([192, 0, 2, 1]);
        limits.signed_in(owner, "Ada@firma.example ");
        let tries = |client, email: &str| (0..100).filter(|_| limits.allow(client, email)).count();
        assert_eq!(tries(client(0), "ada@firma.example"), 10);
        assert_eq!(tries(client(0), "other@firma.example"), 10);
        assert_eq!(tries(client(0), "third@firma.example"), 10);
        assert_eq!(tries(client(0), "fourth@firma.example"), 0);
        let all: usize = (1..100)
            .map(|nth| tries(client(nth), "ada@firma.example"))
            .sum();
        assert_eq!(all, 50);
        assert!(limits.allow(owner, "ada@firma.example"));
        assert!(!limits.allow(IpAddr::from([192, 0, 2, 2]), "ada@firma.example"));
    }

    #[test]
    fn a_client_that_sends_too_much_waits_and_others_do_not() {
        let limits = BrowserLimits::new(1);
        let [one, other]: [IpAddr; 2] =
            ["2001:db8::1", "2001:db8:0:1::1"].map(|ip| ip.parse().expect("an address"));
        let same: IpAddr = "2001:db8::2".parse().expect("an address");
        assert_eq!(limits.take(1, one, LARGEST_REQUEST as usize), Ok(()));
        let refused = limits.take(1, same, 1).expect_err("it has to wait");
        assert!(matches!(refused, Refused::Wait(1..=61)), "{refused:?}");
        let large = limits.take(1, other, 501).expect_err("it is too large");
        assert_eq!(large, Refused::TooLarge(LARGEST_REQUEST));
        assert_eq!(limits.take(1, other, 1), Ok(()));
        assert_eq!(limits.take(2, one, 1), Ok(()));
        let unlimited = BrowserLimits::new(0);
        assert!((0..5).all(|_| unlimited.take(1, one, 1_000_000).is_ok()));
    }
}
