//! JSON of one event, borrowed from the text that it was read from.
//!
//! Nearly all texts in an event stand there as they are meant, so they need no memory of their own; and the few
//! names of an object are found sooner in a list than in a tree.

mod read;
mod write;

use std::borrow::Cow;

use serde_json::Number;

#[cfg(test)]
pub(crate) use tests::json;

/// Names of an object up to which looking at each is quicker than halving.
const FEW: usize = 16;

/// Any value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value<'j> {
    /// Nothing.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(Cow<'j, str>),
    /// A list.
    Array(Vec<Value<'j>>),
    /// An object.
    Object(Map<'j>),
}

impl<'j> Value<'j> {
    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The object, if it is one.
    pub fn as_object(&self) -> Option<&Map<'j>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The list, if it is one.
    pub fn as_array(&self) -> Option<&[Value<'j>]> {
        match self {
            Self::Array(list) => Some(list),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// Yes or no, if it is one of them.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(yes) => Some(*yes),
            _ => None,
        }
    }

    /// What stands under a name, if it is an object.
    pub fn get(&self, name: &str) -> Option<&Value<'j>> {
        self.as_object()?.get(name)
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it is a text.
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// Whether it is a list.
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The same with memory of its own.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(yes) => Value::Bool(yes),
            Self::Number(number) => Value::Number(number),
            Self::String(text) => Value::String(text.into_owned().into()),
            Self::Array(list) => Value::Array(list.into_iter().map(Value::into_owned).collect()),
            Self::Object(object) => Value::Object(object.into_owned()),
        }
    }
}

impl<'j> From<&'j str> for Value<'j> {
    fn from(text: &'j str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Number::from_f64(number).map_or(Self::Null, Self::Number)
    }
}

/// An object: values under names, in the order of the names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map<'j>(Vec<Entry<'j>>);

type Entry<'j> = (Cow<'j, str>, Value<'j>);
type Pair<'m, 'j> = (&'m str, &'m Value<'j>);

impl<'j> Map<'j> {
    /// An empty object.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether it has no names.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names with their values, in the order of the names.
    pub fn iter<'m>(&'m self) -> impl Iterator<Item = Pair<'m, 'j>> {
        self.into_iter()
    }

    /// The values, in the order of their names.
    pub fn values(&self) -> impl Iterator<Item = &Value<'j>> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Value<'j>> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&Value<'j>> {
        Some(&self.0[self.find(name)?].1)
    }

    /// The value of this name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value<'j>> {
        let place = self.find(name)?;
        Some(&mut self.0[place].1)
    }

    /// Whether there is this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The value of this name; this one where there was none.
    pub fn get_or_insert_with(
        &mut self,
        name: impl Into<Cow<'j, str>>,
        value: impl FnOnce() -> Value<'j>,
    ) -> &mut Value<'j> {
        let name = name.into();
        let place = match self.place(&name) {
            Ok(place) => place,
            Err(place) => {
                self.0.insert(place, (name, value()));
                place
            }
        };
        &mut self.0[place].1
    }

    /// Puts a value under a name, in the place of what stood there.
    pub fn insert(&mut self, name: impl Into<Cow<'j, str>>, value: Value<'j>) {
        *self.get_or_insert_with(name, || Value::Null) = value;
    }

    /// Takes a value out.
    pub fn remove(&mut self, name: &str) -> Option<Value<'j>> {
        let place = self.find(name)?;
        Some(self.0.remove(place).1)
    }

    /// Leaves only those of these names.
    pub fn retain(&mut self, mut stays: impl FnMut(&str) -> bool) {
        self.0.retain(|(name, _)| stays(name));
    }

    /// The same with memory of its own.
    pub fn into_owned(self) -> Map<'static> {
        let owned = |(name, value): Entry| (name.into_owned().into(), value.into_owned());
        Map(self.0.into_iter().map(owned).collect())
    }

    /// Where a name stands.
    fn find(&self, name: &str) -> Option<usize> {
        match self.0.len() <= FEW {
            true => self.0.iter().position(|(known, _)| known == name),
            false => self.place(name).ok(),
        }
    }

    /// Where a name stands, or where it would.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (**known).cmp(name))
    }
}

impl<'j> FromIterator<Entry<'j>> for Map<'j> {
    /// Of several values of a name the last counts.
    fn from_iter<I: IntoIterator<Item = Entry<'j>>>(entries: I) -> Self {
        let mut entries: Vec<Entry> = entries.into_iter().collect();
        if !entries.is_sorted_by(|(one, _), (next, _)| one < next) {
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            entries.dedup_by(|later, kept| {
                let is_same = later.0 == kept.0;
                if is_same {
                    std::mem::swap(&mut later.1, &mut kept.1);
                }
                is_same
            });
        }
        Self(entries)
    }
}

impl<'j> IntoIterator for Map<'j> {
    type Item = Entry<'j>;
    type IntoIter = std::vec::IntoIter<Entry<'j>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, 'j> IntoIterator for &'m Map<'j> {
    type Item = Pair<'m, 'j>;
    type IntoIter =
        std::iter::Map<std::slice::Iter<'m, Entry<'j>>, fn(&'m Entry<'j>) -> Pair<'m, 'j>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

#[cfg(test)]
mod tests;
