//! It is read and written as other programs do.

use proptest::prelude::*;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Map, Value};

/// A value as it is written here.
macro_rules! json {
    ($($json:tt)+) => {
        $crate::capture::json::Value::from(serde_json::json!($($json)+))
    };
}
pub(crate) use json;

impl From<serde_json::Value> for Value<'static> {
    fn from(value: serde_json::Value) -> Self {
        read(&value.to_string()).into_owned()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.to_string()).expect("JSON");
        raw.serialize(to)
    }
}

fn read(text: &str) -> Value<'_> {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn texts_are_borrowed_where_they_stand_as_they_are_meant() {
    let value = read(r#"{"plain":"text","esc\u0061ped":"a\"b"}"#);
    let borrowed = |name: &str| match value.get(name) {
        Some(Value::String(text)) => matches!(text, std::borrow::Cow::Borrowed(_)),
        _ => panic!("no text"),
    };
    assert!(borrowed("plain") && !borrowed("escaped"));
    assert_eq!(value.to_string(), r#"{"escaped":"a\"b","plain":"text"}"#);
}

#[test]
fn of_several_values_of_a_name_the_last_counts() {
    let value = read(r#"{"b":1,"a":2,"b":3,"c":4,"b":5}"#);
    assert_eq!(value.to_string(), r#"{"a":2,"b":5,"c":4}"#);
}

#[test]
fn names_are_found_among_few_and_many() {
    for count in [0, 1, 3, 16, 17, 100] {
        let mut map: Map = (0..count)
            .rev()
            .map(|n| (format!("n{n}").into(), Value::from(f64::from(n))))
            .collect();
        for n in 0..count {
            let found = map.get(&format!("n{n}")).and_then(Value::as_f64);
            assert_eq!(found, Some(f64::from(n)));
        }
        assert!(!map.contains_key("n") && map.remove("n").is_none());
        map.insert("n", "new".into());
        map.get_or_insert_with("n", || Value::Null);
        assert_eq!(map.remove("n"), Some("new".into()));
        assert_eq!(map.iter().count(), count as usize);
        assert!(map.iter().is_sorted_by_key(|(name, _)| name.to_owned()));
    }
}

/// Any JSON, not too deep.
fn anything() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<u64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        any::<String>().prop_map(serde_json::Value::from),
        "[a\"\\\\\u{0}-\u{20}\u{7f}ž😀]{0,8}".prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 40, 8, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8).prop_map(serde_json::Value::from),
            proptest::collection::btree_map("[a-c\"ž]{0,3}", inner, 0..20)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_what_serde_writes(value in anything()) {
        let text = value.to_string();
        prop_assert_eq!(read(&text).to_string(), text.as_str());
        let spread = serde_json::to_string_pretty(&value).expect("JSON");
        prop_assert_eq!(read(&spread).into_owned().to_string(), text);
    }
}
