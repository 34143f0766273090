//! Currencies by the signs, codes and words that stand beside amounts.

use std::cmp::Ordering;

use crate::text;

/// A currency that stands beside an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its ISO 4217 code, or the sign or word that several currencies are called by.
    pub name: &'static str,
    /// Its ISO 4217 code, of those that are called so the likeliest; `None` where none is.
    pub code: Option<&'static str>,
    /// Codes of other currencies that are called so as well.
    also: &'static str,
}

impl Found {
    /// What is meant where another place says `said`: that, if it is called so, else what stands here.
    pub fn meant(self, said: Option<&'static str>) -> &'static str {
        said.filter(|said| self.may_be(said)).unwrap_or(self.name)
    }

    /// What both are, which is the more exact of the two; `None` where they are not the same.
    pub fn and(self, other: Self) -> Option<Self> {
        let is_same = (self.code, self.also) == (other.code, other.also);
        match (self.is_shared(), other.is_shared()) {
            (true, false) => self.may_be(other.name).then_some(other),
            (false, true) => other.may_be(self.name).then_some(self),
            _ => is_same.then_some(self),
        }
    }

    /// Whether several currencies are called so.
    pub fn is_shared(self) -> bool {
        !self.also.is_empty()
    }

    fn may_be(self, code: &str) -> bool {
        self.code == Some(code) || self.also.split(' ').any(|other| other == code)
    }
}

/// Letters of a code.
const CODE: usize = 3;
/// Codes of ISO 4217 in order, a blank between them.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS \
    KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR \
    MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF \
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD \
    TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

/// Signs and words, folded, with the code of each.
const NAMES: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("eura", "EUR"),
    ("avro", "EUR"),
    ("$", "USD"),
    ("us$", "USD"),
    ("dolar", "USD"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("r$", "BRL"),
    ("hk$", "HKD"),
    ("mx$", "MXN"),
    ("nt$", "TWD"),
    ("nz$", "NZD"),
    ("s$", "SGD"),
    ("£", "GBP"),
    ("sterlin", "GBP"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("lira", "TRY"),
    ("turk lirasi", "TRY"),
    ("kc", "CZK"),
    ("koruna", "CZK"),
    ("koruny", "CZK"),
    ("korun", "CZK"),
    ("zl", "PLN"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("лв", "BGN"),
    ("din", "RSD"),
    ("kn", "HRK"),
    ("fr", "CHF"),
    ("sfr", "CHF"),
    ("₽", "RUB"),
    ("руб", "RUB"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("₸", "KZT"),
    ("₼", "AZN"),
    ("₾", "GEL"),
    ("₪", "ILS"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("₦", "NGN"),
    ("฿", "THB"),
];
/// What several currencies are called, none of which is the likeliest, with their codes.
const SHARED: &[(&str, &str)] = &[("¥", "CNY JPY"), ("kr", "DKK ISK NOK SEK"), ("rs", RUPEES)];
/// Signs and words of [`NAMES`] that other currencies have as well, with the codes of those.
const ALSO: &[(&str, &str)] = &[
    ("$", DOLLARS),
    ("dolar", DOLLARS),
    ("dollar", DOLLARS),
    ("dollars", DOLLARS),
    ("£", "EGP FKP GIP LBP SDG SHP SYP"),
    ("lira", "LBP SYP"),
    ("lei", "MDL"),
    ("din", "DZD TND"),
    ("fr", "BIF DJF GNF KMF RWF XAF XOF XPF"),
];
const DOLLARS: &str = "ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD \
    TTD TWD UYU XCD";
const RUPEES: &str = "INR LKR MUR NPR PKR SCR";

/// The currency that a text is, which stood before or behind an amount: none where nothing stands there. A code
/// may stand beside a sign that leaves it open (`$ CAD`). `None` when it is something else.
pub fn find(beside: &str) -> Option<Option<Found>> {
    // As most write it, which is seen at once.
    if let Some(name) = code(beside) {
        let (code, also) = (Some(name), "");
        return Some(Some(Found { name, code, also }));
    }
    let folded = text::fold(beside.trim());
    let name = folded.trim_end_matches('.').trim();
    if name.is_empty() {
        return Some(None);
    }
    called(name).or_else(|| sign_and_code(name)).map(Some)
}

/// The currency that is called so.
fn called(name: &str) -> Option<Found> {
    let shared = SHARED.iter().find(|(known, _)| *known == name);
    if let Some((name, also)) = shared {
        let code = None;
        return Some(Found { name, code, also });
    }
    if let Some(name) = code(name) {
        let (code, also) = (Some(name), "");
        return Some(Found { name, code, also });
    }
    let (known, code) = NAMES.iter().find(|(known, _)| *known == name)?;
    let also = ALSO.iter().find(|(known, _)| *known == name);
    let (name, also) = also.map_or((*code, ""), |(_, also)| (*known, *also));
    let code = Some(*code);
    Some(Found { name, code, also })
}

/// The code that a text is, whatever its case.
fn code(text: &str) -> Option<&'static str> {
    let wanted: [u8; CODE] = text.as_bytes().try_into().ok()?;
    let wanted = wanted.map(|byte| byte.to_ascii_uppercase());
    let at = |place: usize| &CODES[place * (CODE + 1)..][..CODE];
    let (mut low, mut high) = (0, CODES.len().div_ceil(CODE + 1));
    while low < high {
        let middle = low.midpoint(high);
        match at(middle).as_bytes().cmp(&wanted) {
            Ordering::Equal => return Some(at(middle)),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    None
}

/// A code before or behind a sign or word of the same currency.
fn sign_and_code(text: &str) -> Option<Found> {
    let ends = [Some(CODE), text.len().checked_sub(CODE)];
    let mut parts = ends.into_iter().filter_map(|at| text.split_at_checked(at?));
    parts.find_map(|(one, other)| called(one.trim())?.and(called(other.trim())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_in_whatever_case() {
        for known in CODES.split(' ') {
            assert_eq!(code(known), Some(known));
            assert_eq!(code(&known.to_lowercase()), Some(known));
        }
        for other in ["", "EU", "EURO", "AAA", "ZZZ", "čz", "USX"] {
            assert_eq!(code(other), None, "{other}");
        }
    }

    #[test]
    fn names_are_folded_and_stand_for_codes() {
        for (name, code) in NAMES {
            assert_eq!(text::fold(name), **name, "it is compared folded");
            assert!(CODES.split(' ').any(|known| known == *code), "{code}");
        }
        for (name, codes) in SHARED.iter().chain(ALSO) {
            assert_eq!(text::fold(name), **name, "it is compared folded");
            for code in codes.split(' ') {
                assert!(CODES.split(' ').any(|known| known == code), "{code}");
            }
        }
        for (name, _) in ALSO {
            assert!(NAMES.iter().any(|(known, _)| known == name), "{name}");
        }
    }
}
