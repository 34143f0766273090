//! The one place where the use cases read a clock or draw random bytes.

use ripen_domain::text::hex;
use ripen_domain::time::Timestamp;

/// The present instant.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the edge where time comes in"
)]
pub fn now() -> Timestamp {
    Timestamp::from_micros(jiff::Timestamp::now().as_microsecond())
}

/// `N` random bytes from the operating system, as lower-case hexadecimal.
///
/// # Panics
/// When the operating system has no source of randomness, without which no secret can be made.
pub fn random_hex<const N: usize>() -> String {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    hex(&bytes)
}
