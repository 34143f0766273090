//! With which authority the fields with a column of their own were said, and in which halves the name was: one number.
//!
//! Two bits a field from the lowest on. Above them, of a name that is known in halves: two bits for what each half may
//! overwrite, how many bytes the first has, and that it is so.

use ripen_domain::profile::{Authority, Halves, Profile, field};

/// Where what is said of the halves begins.
const HALVES: u32 = 32;
/// Where the length of the first half is.
const FIRST: u32 = HALVES + 4;
/// Bits of it: more than two names of the longest that is kept.
const FIRST_BITS: u32 = 12;
/// Set where the name is in halves.
const IN_HALVES: i64 = 1 << (FIRST + FIRST_BITS);

/// Fields that the authorities of a row are about, in the order in which a row is read.
fn with_own_column() -> impl Iterator<Item = &'static str> {
    let standard = field::STANDARD.iter().copied();
    standard.chain([field::COMPANY_ID])
}

/// What was said with which authority of the fields with a column of their own.
pub(super) fn authorities(profile: &Profile) -> i64 {
    let bits = |(nth, name)| profile.authority(name).code() << (2 * nth);
    let fields: i64 = with_own_column().enumerate().map(bits).sum();
    fields | profile.name_halves().map_or(0, halves_code)
}

fn halves_code(halves: Halves) -> i64 {
    let [first, last] = halves.authorities.map(Authority::code);
    match i64::try_from(halves.first) {
        Ok(bytes) if bytes < 1 << FIRST_BITS => {
            IN_HALVES | bytes << FIRST | last << (HALVES + 2) | first << HALVES
        }
        _ => 0,
    }
}

/// The halves of the name of a row with these authorities.
pub(super) fn name_halves(authorities: i64) -> Option<Halves> {
    let code = |at: u32| authorities >> at & 3;
    let of = |at: u32| Authority::from_code(code(at)).unwrap_or_default();
    (authorities & IN_HALVES != 0).then(|| Halves {
        first: (authorities >> FIRST & ((1 << FIRST_BITS) - 1)) as usize,
        authorities: [of(HALVES), of(HALVES + 2)],
    })
}

pub(super) fn authority_at(authorities: i64, nth: usize) -> Authority {
    Authority::from_code(authorities >> (2 * nth) & 3).unwrap_or_default()
}

/// With which authority a field was said whose row has these authorities.
pub(crate) fn authority_of(authorities: i64, name: &str) -> Authority {
    let place = with_own_column().position(|known| known == name);
    place.map_or(Authority::Firm, |nth| authority_at(authorities, nth))
}

/// The authorities of a row once a field is said with another.
pub(crate) fn with_authority(authorities: i64, name: &str, authority: Authority) -> i64 {
    let place = with_own_column().position(|known| known == name);
    place.map_or(authorities, |nth| {
        authorities & !(3 << (2 * nth)) | authority.code() << (2 * nth)
    })
}
