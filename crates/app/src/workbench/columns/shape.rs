//! Shapes: what an interaction is apart from whose it is and when. Interactions of one shape are
//! alike to every model, so rules are evaluated once a shape.

use ripen_domain::interaction::{Channel, Fact, Properties, Verdict};
use ripen_domain::time::Timestamp;
use ripen_store::log::intern::Names;
use ripen_store::workbench::ScannedInteraction;

use super::intern::Interner;

/// Whether a text or number is there.
const NONE: u8 = 0;
const SOME: u8 = 1;

/// What the fold looks at besides what a model made of the shape.
#[derive(Clone, Copy, Debug)]
struct Face {
    verdict: Verdict,
    touch: u32,
}

/// All shapes, by number.
#[derive(Clone, Default)]
pub struct Shapes {
    interner: Interner,
    faces: Vec<Face>,
    /// Reused between rows.
    key: Vec<u8>,
}

impl Shapes {
    /// Number of the shape of an interaction.
    pub fn number(&mut self, one: &ScannedInteraction) -> u32 {
        let touch = one.touch_id.unwrap_or(0);
        let key = &mut self.key;
        key.clear();
        key.extend((one.kind_id as u32).to_le_bytes());
        key.extend((touch as u32).to_le_bytes());
        key.extend([one.channel.code() as u8, one.verdict.code() as u8]);
        key.push(if one.amount.is_some() { SOME } else { NONE });
        key.extend(one.amount.unwrap_or(0.0).to_le_bytes());
        for text in [one.path, one.label, one.properties] {
            write_text(key, text);
        }
        let (number, is_new) = self.interner.number(key);
        if is_new {
            self.faces.push(Face {
                verdict: one.verdict,
                touch: touch as u32,
            });
        }
        number
    }

    /// How many shapes there are.
    pub fn len(&self) -> usize {
        self.interner.len()
    }

    /// Bytes of memory.
    pub fn memory(&self) -> usize {
        self.interner.memory() + self.faces.capacity() * std::mem::size_of::<Face>()
    }

    /// An interaction of this shape, whole.
    pub fn fact<'a>(&'a self, shape: u32, names: &'a Names) -> Fact<'a> {
        let mut key = Reader(self.interner.get(shape));
        let kind = u32::from_le_bytes(key.take());
        let touch = u32::from_le_bytes(key.take());
        let [channel, verdict, has_amount] = key.take();
        let amount = f64::from_le_bytes(key.take());
        let (path, label) = (key.text(), key.text());
        let properties = Properties::from_packed(key.text());
        Fact {
            seq: 0,
            at: Timestamp::default(),
            kind: names.kind_of(i64::from(kind), properties),
            channel: Channel::from_code(i64::from(channel)).unwrap_or_default(),
            verdict: Verdict::from_code(i64::from(verdict)).unwrap_or_default(),
            path,
            label,
            amount: (has_amount == SOME).then_some(amount),
            touch: touch_of(touch, names),
            properties,
        }
    }

    /// As much of an interaction as folding looks at once its shape is matched.
    pub fn face<'a>(&self, shape: u32, names: &'a Names) -> Fact<'a> {
        let face = self.faces[shape as usize];
        Fact {
            verdict: face.verdict,
            touch: touch_of(face.touch, names),
            ..Fact::default()
        }
    }
}

fn touch_of(touch: u32, names: &Names) -> Option<&ripen_domain::interaction::Touch> {
    names.touch((touch > 0).then_some(i64::from(touch)))
}

fn write_text(key: &mut Vec<u8>, text: Option<&str>) {
    match text {
        None => key.push(NONE),
        Some(text) => {
            key.push(SOME);
            key.extend((text.len() as u32).to_le_bytes());
            key.extend(text.as_bytes());
        }
    }
}

/// Reads what [`Shapes::number`] wrote.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let Some((head, rest)) = self.0.split_first_chunk() else {
            return [0; N];
        };
        self.0 = rest;
        *head
    }

    fn text(&mut self) -> Option<&'a str> {
        let [has] = self.take();
        if has == NONE {
            return None;
        }
        let length = u32::from_le_bytes(self.take()) as usize;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_shape_is_what_it_was_made_of(
            path in proptest::option::of(".{0,20}"), label in proptest::option::of(".{0,20}"),
            amount in proptest::option::of(-1e6..1e6), channel in 0..8_usize, verdict in 0..3_usize,
        ) {
            let (channel, verdict) = (Channel::ALL[channel], Verdict::ALL[verdict]);
            let one = ScannedInteraction {
                person_id: 1, at: Timestamp::from_micros(5), seq: 6, home: 1, kind_id: 3,
                channel, verdict, path: path.as_deref(), label: label.as_deref(), amount, touch_id: None, properties: None,
            };
            let (mut shapes, names) = (Shapes::default(), Names::default());
            let number = shapes.number(&one);
            let later = ScannedInteraction { at: Timestamp::from_micros(9), seq: 10, ..one };
            prop_assert_eq!(shapes.number(&later), number);
            let properties = Some("plan\u{1f}pro");
            let others = [ScannedInteraction { kind_id: 4, ..one }, ScannedInteraction { properties, ..one }];
            let [_, named] = others.map(|other| shapes.number(&other));
            prop_assert_ne!(named, number);
            prop_assert_eq!(shapes.fact(named, &names).properties, Properties::from_packed(properties));
            let fact = shapes.fact(number, &names);
            prop_assert_eq!((fact.path, fact.label, fact.amount), (one.path, one.label, amount));
            prop_assert_eq!((fact.channel, fact.verdict), (channel, verdict));
            prop_assert_eq!(shapes.face(number, &names).verdict, verdict);
        }
    }
}
