//! Reading.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::{Map, Value};

/// The name of a value.
#[derive(serde::Deserialize)]
struct Name<'j>(#[serde(borrow)] Cow<'j, str>);

struct AnyValue;

impl<'de: 'j, 'j> Deserialize<'de> for Value<'j> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyValue)
    }
}

impl<'de: 'j, 'j> Deserialize<'de> for Map<'j> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match from.deserialize_map(AnyValue)? {
            Value::Object(object) => Ok(object),
            _ => Err(D::Error::custom("it is no object")),
        }
    }
}

impl<'j> Visitor<'j> for AnyValue {
    type Value = Value<'j>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value<'j>, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'j>, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'j>, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'j>, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'j str) -> Result<Value<'j>, E> {
        Ok(Value::String(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'j>, E> {
        Ok(Value::String(text.to_owned().into()))
    }

    fn visit_unit<E>(self) -> Result<Value<'j>, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'j>>(self, mut list: A) -> Result<Value<'j>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'j>>(self, mut object: A) -> Result<Value<'j>, A::Error> {
        let mut entries = Vec::with_capacity(8);
        while let Some(Name(name)) = object.next_key()? {
            entries.push((name, object.next_value()?));
        }
        Ok(Value::Object(entries.into_iter().collect()))
    }
}
