//! Properties of an interaction: what its event said besides what has a column of its own.

/// Most properties that are kept of one interaction.
pub const MAX_PROPERTIES: usize = 32;
/// Most bytes that the properties of one interaction take when packed.
pub const MAX_PACKED: usize = 4 << 10;
/// Most bytes of a name; longer ones are left out.
pub const MAX_NAME: usize = 64;
/// Most bytes of a value; longer ones are cut off.
pub const MAX_VALUE: usize = 300;

/// Name of the property that says what somebody asks for in the event's words; see
/// [`crate::signal::Asks`]. Ripen fills it in, what a client sends under this name is left out.
pub const ASKS: &str = "asks";

/// Name of the property that keeps the kind of an interaction where it was given no number of its own;
/// see [`super::kind::OTHER`].
pub const KIND: &str = "ripen.kind";
/// Name of the property that keeps the touch in full where a plainer one stands for it; see
/// [`super::Touch::plainer`].
pub const TOUCH: &str = "ripen.touch";
/// Name of the property that says what stands where the amount of an order should be and cannot be read.
pub const UNREAD_AMOUNT: &str = "amount_unread";
/// Name of the property with the currency of the amount: its ISO 4217 code where it is known, else what the client
/// wrote.
pub const CURRENCY: &str = "currency";
/// Names that Ripen fills in itself: what a client sends under them is left out.
pub const OWN: [&str; 4] = [ASKS, KIND, TOUCH, UNREAD_AMOUNT];

/// Between a name and its value.
const UNIT: char = '\u{1f}';
/// Between a value and the next name.
const RECORD: char = '\u{1e}';

/// Scalar properties in one text, `name UNIT value RECORD name UNIT value …`: narrow in storage,
/// and found in without taking memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Properties<'a>(&'a str);

impl<'a> Properties<'a> {
    /// The properties in a text that [`pack`] made; nothing at all has none.
    pub fn from_packed(packed: Option<&'a str>) -> Self {
        Self(packed.unwrap_or_default())
    }

    /// The packed text; `None` when there are no properties.
    pub fn packed(self) -> Option<&'a str> {
        (!self.0.is_empty()).then_some(self.0)
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Names and values, in the order in which they were packed.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.pairs().filter_map(|pair| pair.split_once(UNIT))
    }

    /// Names with their values, a unit between them.
    fn pairs(self) -> impl Iterator<Item = &'a str> {
        self.0.split(RECORD)
    }

    /// The value of the property with exactly this name.
    pub fn get(self, name: &str) -> Option<&'a str> {
        // Most pairs are another's, which is seen at their first letters.
        let value = |pair: &'a str| pair.strip_prefix(name)?.strip_prefix(UNIT);
        self.pairs().find_map(value)
    }

    /// The value as a number, if it reads as one.
    pub fn number(self, name: &str) -> Option<f64> {
        number(self.get(name)?)
    }
}

/// A value as a number: a plain decimal number such as `-12.50`, with spaces around it or not.
///
/// Exponents, infinities and the like are no numbers here, so that every database can read exactly
/// the same values; [`MAX_VALUE`] keeps what is left within the range of a double.
pub fn number(value: &str) -> Option<f64> {
    let plain = value.trim_matches(' ');
    let digits = plain.strip_prefix(['+', '-']).unwrap_or(plain);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    (plain.len() <= MAX_VALUE && all_digits(whole) && all_digits(fraction))
        .then(|| plain.parse().ok())?
}

/// Packs properties: at most [`MAX_PROPERTIES`] of them in [`MAX_PACKED`] bytes; those beyond are
/// left out. `None` when nothing is left.
pub fn pack<N: AsRef<str>, V: AsRef<str>>(
    properties: impl IntoIterator<Item = (N, V)>,
) -> Option<String> {
    let mut packed = String::new();
    let fits = |name: &str| !name.is_empty() && name.len() <= MAX_NAME;
    let named = properties
        .into_iter()
        .filter(|(name, _)| fits(name.as_ref()));
    for (name, value) in named.take(MAX_PROPERTIES) {
        let (name, value) = (name.as_ref(), bounded(value.as_ref()));
        if packed.len() + name.len() + value.len() + 2 > MAX_PACKED {
            continue;
        }
        if !packed.is_empty() {
            packed.push(RECORD);
        }
        push(&mut packed, name);
        packed.push(UNIT);
        push(&mut packed, value);
    }
    (!packed.is_empty()).then_some(packed)
}

/// Packed properties with one of [`OWN`] before them, whole.
pub fn with_own(name: &str, value: &str, packed: Option<&str>) -> String {
    let mut all = String::with_capacity(name.len() + value.len() + packed.map_or(0, str::len) + 2);
    push(&mut all, name);
    all.push(UNIT);
    push(&mut all, value);
    if let Some(packed) = packed.filter(|packed| !packed.is_empty()) {
        all.push(RECORD);
        all.push_str(packed);
    }
    all
}

/// Appends a text, with spaces in place of separators.
fn push(packed: &mut String, text: &str) {
    // Nearly every text has none, which is seen at once.
    if !text
        .bytes()
        .any(|byte| [UNIT as u8, RECORD as u8].contains(&byte))
    {
        packed.push_str(text);
        return;
    }
    packed.extend(text.chars().map(|c| match c {
        UNIT | RECORD => ' ',
        c => c,
    }));
}

/// The beginning of a value that is too long.
fn bounded(value: &str) -> &str {
    &value[..value.floor_char_boundary(MAX_VALUE)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(packed: &Option<String>) -> Properties<'_> {
        Properties::from_packed(packed.as_deref())
    }

    #[test]
    fn they_are_found_by_exact_name() {
        let packed = pack([("plan", "pro"), ("Plan", ""), ("seats", " 12 "), ("", "x")]);
        let properties = of(&packed);
        assert_eq!(properties.get("plan"), Some("pro"));
        assert_eq!(properties.get("Plan"), Some(""));
        assert_eq!(properties.get("pla"), None);
        assert_eq!(properties.get("pro"), None);
        assert_eq!(properties.number("seats"), Some(12.0));
        assert_eq!(properties.number("plan"), None);
        assert_eq!(properties.iter().count(), 3);
        assert_eq!(pack([("", "x")]), None);
        assert_eq!(
            Properties::from_packed(None).packed(),
            Properties::default().packed()
        );
    }

    #[test]
    fn only_plain_decimal_numbers_are_numbers() {
        for (text, expected) in [
            ("12", Some(12.0)),
            ("-0.50", Some(-0.5)),
            ("+3", Some(3.0)),
            ("1e5", None),
            ("inf", None),
            (".5", None),
            ("5.", None),
            ("", None),
            ("-", None),
            ("1 2", None),
            ("1,5", None),
            ("٣", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
        assert!(number(&"9".repeat(MAX_VALUE)).is_some_and(f64::is_finite));
    }

    #[test]
    fn what_ripen_fills_in_is_found_first_and_whole() {
        let packed = pack([(KIND, "forged"), ("plan", "pro")]);
        let long = "ž".repeat(400);
        let all = Some(with_own(KIND, &long, packed.as_deref()));
        assert_eq!(of(&all).get(KIND), Some(long.as_str()));
        assert_eq!(of(&all).get("plan"), Some("pro"));
        assert_eq!(of(&Some(with_own(TOUCH, "a", None))).get(TOUCH), Some("a"));
        assert_eq!(with_own(TOUCH, "a", Some("")), with_own(TOUCH, "a", None));
    }

    #[test]
    fn too_much_is_left_out() {
        let many = (0..100).map(|n| (format!("n{n}"), "v"));
        assert_eq!(of(&pack(many)).iter().count(), MAX_PROPERTIES);
        let long = "é".repeat(MAX_VALUE);
        let wide = pack((0..MAX_PROPERTIES).map(|n| (format!("n{n}"), long.as_str())));
        assert!(
            wide.as_ref()
                .is_some_and(|packed| packed.len() <= MAX_PACKED)
        );
        assert!(
            of(&wide)
                .get("n0")
                .is_some_and(|value| value.len() == MAX_VALUE)
        );
        assert_eq!(pack([("n".repeat(MAX_NAME + 1), "v")]), None);
    }

    proptest! {
        #[test]
        fn what_is_packed_is_what_is_found(
            properties in proptest::collection::btree_map("[a-z ]{1,8}", "[^\u{1e}\u{1f}]{0,20}", 0..8)
        ) {
            let packed = pack(&properties);
            let found: Vec<(&str, &str)> = of(&packed).iter().collect();
            let expected: Vec<(&str, &str)> =
                properties.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn separators_cannot_be_smuggled_in(name in "[a\u{1e}\u{1f}]{1,6}", value in "[b\u{1e}\u{1f}]{0,6}") {
            let packed = pack([(name.as_str(), value.as_str())]);
            prop_assert_eq!(of(&packed).iter().count(), 1);
        }
    }
}
