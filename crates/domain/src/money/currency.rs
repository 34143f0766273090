//! Currencies by the signs, codes and words that stand beside amounts.

use crate::text;

/// A currency that stands beside an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its ISO 4217 code; `None` for what several currencies are called.
    pub code: Option<&'static str>,
    /// Codes of other currencies that are called so as well.
    pub also: &'static str,
}

impl Found {
    /// The code of the currency that is meant where another place says `said`: only of those that are called so.
    pub fn meant(self, said: Option<&str>) -> Option<&'static str> {
        let others = self.also.split(' ');
        let mut said = others.filter(|other| said.is_some_and(|code| code == *other));
        said.next().or(self.code)
    }
}

/// Codes of ISO 4217.
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

/// The currency that a text is, which stood before or behind an amount: none where nothing stands there.
/// `None` when it is something else.
pub fn find(beside: &str) -> Option<Option<Found>> {
    let folded = text::fold(beside.trim());
    let name = folded.trim_end_matches('.').trim();
    if name.is_empty() {
        return Some(None);
    }
    let called = |list: &[(&str, &'static str)]| {
        let found = list.iter().find(|(known, _)| *known == name);
        found.map(|(_, codes)| *codes)
    };
    if let Some(also) = called(SHARED) {
        return Some(Some(Found { code: None, also }));
    }
    let code = CODES
        .split(' ')
        .find(|code| code.eq_ignore_ascii_case(name));
    let code = Some(code.or(called(NAMES))?);
    let also = called(ALSO).unwrap_or_default();
    Some(Some(Found { code, also }))
}

#[cfg(test)]
mod tests {
    use super::*;

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
