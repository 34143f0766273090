//! Sums of money as people and programs write them.

mod currency;

use crate::number;

/// No order is for more, in whatever currency, nor pays back more.
pub const MOST: f64 = 1e15;

/// Longest text looked at.
const MAX_BYTES: usize = 60;
/// What stands for no hundredths: `33,-`.
const NO_HUNDREDTHS: &[&str] = &[",--", ",-", ",–", ",—", ".--", ".-", ".–", ".—"];
/// Most decimals of a sum of money.
const DECIMALS: usize = 6;
/// Currencies of thousandths, in which three digits behind a mark may be just these.
const THOUSANDTHS: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// A sum of money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Money {
    /// How much; negative what is owed or given back.
    pub amount: f64,
    /// The currency that stands in the text beside the amount: its ISO 4217 code, or a sign or word that several
    /// have (`$`, `kr`), which [`likeliest`] and [`both`] understand.
    pub currency: Option<&'static str>,
}

/// Reads a sum of money: a number as programs write it, or as people do, with a currency beside it or
/// without: `33.95`, `33,95`, `1.234,56 ₺`, `€ 33.95`, `-1 250 Kč`, `(9.50)`, `33,-`.
///
/// `said` is the currency that another place names, further away. It tells which of several currencies a sign
/// stands for (`$`, `kr`), and no more: what stands in the text is nearer.
///
/// Three digits behind an only mark are thousands where a currency is known: beside it, or `said`, in which
/// case a lone full stop is still a program's decimal point. `None` when it is no sum of money, or leaves open
/// what its mark means.
pub fn read(text: &str, said: Option<&str>) -> Option<Money> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    if let Ok(amount) = text.parse::<f64>() {
        let currency = None;
        return is_money(amount).then_some(Money { amount, currency });
    }
    let inside = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let in_brackets = inside.is_some();
    let text = inside.unwrap_or(text);
    let digit = |letter: char| letter.is_ascii_digit();
    let (first, last) = (text.find(digit)?, text.rfind(digit)?);
    let (before, digits) = (&text[..first], &text[first..=last]);
    let after = &text[last + 1..];
    let after = NO_HUNDREDTHS
        .iter()
        .find_map(|mark| after.strip_prefix(mark))
        .unwrap_or(after);
    let (is_less, before) = without_sign(before);
    let (before, after) = (currency::find(&before)?, currency::find(after)?);
    let beside = match (before, after) {
        (Some(before), Some(after)) => before.and(after).or(Some(before)),
        _ => before.or(after),
    };
    let code = said.and_then(self::currency);
    let currency = beside.map(|found| found.meant(code));
    let lakhs = || number::lakhs(digits).filter(|_| beside.is_some() || code.is_some());
    let amount = match number::decimal(digits).or_else(lakhs) {
        Some(amount) => amount,
        None => {
            let is_known = beside.is_some() || said.is_some();
            thousands(digits, currency.or(code), is_known)?
        }
    };
    let amount = if is_less || in_brackets {
        -amount
    } else {
        amount
    };
    is_money(amount).then_some(Money { amount, currency })
}

/// Whether a number can be a sum of money: [`MOST`] at most, and a number at all.
pub fn is_money(amount: f64) -> bool {
    amount.abs() <= MOST
}

/// The currency that a text is: its ISO 4217 code, or a sign or word that several have.
pub fn currency(text: &str) -> Option<&'static str> {
    currency::find(text)?.map(|found| found.name)
}

/// The ISO 4217 code of the currency that a text is, of several that are called so the likeliest. `None` where none
/// is.
pub fn likeliest(text: &str) -> Option<&'static str> {
    currency::find(text)??.code
}

/// Whether a text is a currency of thousandths, of which `1.250` may be little more than one.
pub fn has_thousandths(text: &str) -> bool {
    likeliest(text).is_some_and(|code| THOUSANDTHS.contains(&code))
}

/// Whether several currencies are called so, as [`currency`] gives it.
pub fn is_shared(currency: &str) -> bool {
    let found = currency::find(currency).flatten();
    found.is_some_and(currency::Found::is_shared)
}

/// What two currencies are that mean the same, which is the more exact of them: `$` and `CAD` are `CAD`. `None`
/// where they do not.
pub fn both(one: &str, other: &str) -> Option<&'static str> {
    let both = currency::find(one)??.and(currency::find(other)??)?;
    Some(both.name)
}

/// A sum of money that was worked out, without the trace that binary fractions leave in its last digits.
pub fn rounded(amount: f64) -> f64 {
    // Exact at every size, which multiplying is not.
    format!("{amount:.DECIMALS$}")
        .parse()
        .map_or(amount, |amount: f64| amount + 0.0)
}

/// The sign before an amount, wherever its currency stands, and what is left without it.
fn without_sign(before: &str) -> (bool, String) {
    let is_less = before.contains(['-', '−']);
    (is_less, before.replace(['-', '−', '+'], ""))
}

/// Money has no thousandths, so what a number leaves open is told by there being a currency.
fn thousands(digits: &str, currency: Option<&str>, is_known: bool) -> Option<f64> {
    let has_thousandths = currency.is_some_and(|code| THOUSANDTHS.contains(&code));
    match has_thousandths {
        true => digits.parse().ok(),
        false => number::grouped(digits).filter(|_| is_known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Option<(f64, Option<&'static str>)> {
        read(text, None).map(|money| (money.amount, money.currency))
    }

    #[test]
    fn what_no_order_is_for_is_no_sum_of_money() {
        assert_eq!(money("1000000000000000"), Some((1e15, None)));
        for text in [
            "1e308",
            "-1e308",
            "1e16",
            "inf",
            "NaN",
            "€ 9 999 999 999 999 999",
        ] {
            assert_eq!(money(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_read_however_they_are_written() {
        for (text, amount, currency) in [
            ("33.95", 33.95, None),
            ("33,95", 33.95, None),
            (" 33.9500 ", 33.95, None),
            ("3395e-2", 33.95, None),
            ("33.95 EUR", 33.95, Some("EUR")),
            ("eur33,95", 33.95, Some("EUR")),
            ("€ 33.95", 33.95, Some("EUR")),
            ("33,95€", 33.95, Some("EUR")),
            ("1.234,56 ₺", 1234.56, Some("TRY")),
            ("₺1.234,56", 1234.56, Some("TRY")),
            ("1.234,56 TL", 1234.56, Some("TRY")),
            ("1.234,56 Türk Lirası", 1234.56, Some("TRY")),
            ("1 250,50 Kč", 1250.5, Some("CZK")),
            ("1\u{a0}250,50\u{a0}Kč", 1250.5, Some("CZK")),
            ("CZK 1250,50", 1250.5, Some("CZK")),
            ("33,- Kč", 33.0, Some("CZK")),
            ("1 250,-", 1250.0, None),
            ("$1,250.50", 1250.5, Some("$")),
            ("US$ 1,250.50", 1250.5, Some("USD")),
            ("R$ 1.250,50", 1250.5, Some("BRL")),
            ("CHF 1'250.50", 1250.5, Some("CHF")),
            ("1 250,50 zł", 1250.5, Some("PLN")),
            ("12 500 Ft.", 12_500.0, Some("HUF")),
            ("250 kr.", 250.0, Some("kr")),
            ("-33,95 EUR", -33.95, Some("EUR")),
            ("- 33,95 EUR", -33.95, Some("EUR")),
            ("EUR -33,95", -33.95, Some("EUR")),
            ("−€33.95", -33.95, Some("EUR")),
            ("(33.95)", -33.95, None),
            ("+33,95", 33.95, None),
            ("$1,234", 1234.0, Some("$")),
            ("1.234 ₺", 1234.0, Some("TRY")),
            ("1.234 KWD", 1.234, Some("KWD")),
            ("1’250.50 CHF", 1250.5, Some("CHF")),
            ("₹1,23,456.00", 123_456.0, Some("INR")),
            ("Rs. 12,34,567", 1_234_567.0, Some("rs")),
            ("HK$ 12.50", 12.5, Some("HKD")),
            ("NZ$12.50", 12.5, Some("NZD")),
            // A code beside a sign, on whichever side.
            ("$12.00 CAD", 12.0, Some("CAD")),
            ("$12.00 AUD", 12.0, Some("AUD")),
            ("$12.00 usd", 12.0, Some("USD")),
            ("£12 EGP", 12.0, Some("EGP")),
            ("CAD 12.50 $", 12.5, Some("CAD")),
            ("12.50 $ CAD", 12.5, Some("CAD")),
            ("12.50 CAD $", 12.5, Some("CAD")),
            ("CAD$12.50", 12.5, Some("CAD")),
            ("12.50 $CAD", 12.5, Some("CAD")),
            ("1,234 $ CAD", 1234.0, Some("CAD")),
            ("€ 5 EUR", 5.0, Some("EUR")),
            ("5 kr SEK", 5.0, Some("SEK")),
        ] {
            assert_eq!(money(text), Some((amount, currency)), "{text}");
        }
        assert_eq!(
            read("1,234", Some("USD")).map(|one| one.amount),
            Some(1234.0)
        );
        assert_eq!(
            read("1.234", Some("USD")).map(|one| one.amount),
            Some(1.234)
        );
    }

    #[test]
    fn a_currency_named_elsewhere_tells_only_what_a_sign_leaves_open() {
        for (text, said, expected) in [
            ("$ 5", "CAD", Some("CAD")),
            ("5 dollars", "aud", Some("AUD")),
            ("5 kr", "SEK", Some("SEK")),
            ("¥500", "JPY", Some("JPY")),
            ("£5", "EGP", Some("EGP")),
            ("$ 5", "EUR", Some("$")),
            ("$ 5", "USD", Some("USD")),
            ("US$ 5", "CAD", Some("USD")),
            ("5 kr", "EUR", Some("kr")),
            ("5 Kč", "EUR", Some("CZK")),
            ("5 Kč", "points", Some("CZK")),
            ("5,00", "EUR", None),
        ] {
            let found = read(text, Some(said)).expect("money");
            assert_eq!(
                found,
                Money {
                    amount: found.amount,
                    currency: expected
                },
                "{text} {said}"
            );
        }
        let dinars = read("1,234", Some("KWD")).map(|one| one.amount);
        assert_eq!(dinars, None, "thousandths or thousands");
    }

    #[test]
    fn a_currency_may_stand_alone() {
        for (text, expected) in [
            ("czk", Some("CZK")),
            ("€", Some("EUR")),
            ("kr", Some("kr")),
            ("$", Some("$")),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(super::currency(text), expected, "{text}");
        }
        assert_eq!(
            ["$", "kr", "CAD"].map(likeliest),
            [Some("USD"), None, Some("CAD")]
        );
        assert_eq!(
            ["$", "kr", "CAD", "x"].map(is_shared),
            [true, true, false, false]
        );
    }

    #[test]
    fn a_sign_that_several_currencies_have_is_any_of_them() {
        for (one, other, expected) in [
            ("$", "CAD", Some("CAD")),
            ("$", "USD", Some("USD")),
            ("$", "dollars", Some("$")),
            ("$", "EUR", None),
            ("£", "EGP", Some("EGP")),
            ("kr", "SEK", Some("SEK")),
            ("¥", "$", None),
            ("CAD", "USD", None),
            ("CAD", "CAD", Some("CAD")),
        ] {
            assert_eq!(both(one, other), expected, "{one} {other}");
            if expected != Some("$") {
                assert_eq!(both(other, one), expected, "{other} {one}");
            }
        }
    }

    #[test]
    fn sums_that_were_worked_out_leave_no_trace() {
        for (worked_out, expected) in [
            (33.95 - 3.95, 30.0),
            (0.1 + 0.2, 0.3),
            (-0.0, 0.0),
            (1.234, 1.234),
            (1e300, 1e300),
        ] {
            assert_eq!(rounded(worked_out).to_bits(), f64::to_bits(expected));
        }
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in [
            "",
            " ",
            "-",
            "€",
            "free",
            "about 30",
            "30 or 40",
            "30-40",
            "1,234",
            "1,2,3",
            "v2",
            "Q3",
            "2 pcs",
            "NaN",
            "inf",
            "12.5.2026",
            "1,23,456",
            "5 $ EUR",
            "5 CADUSD",
            "33,95 EUR incl. VAT",
            "{{total}}",
            "١٢",
            "5 %",
        ] {
            assert_eq!(money(text), None, "{text}");
        }
        assert_eq!(money(&"9".repeat(100)), None);
    }
}
