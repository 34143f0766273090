//! Tallies, groups and measures of a score state as bytes.
//!
//! Little-endian: 0xffff and the version of the form (u8), 2; the number of measures (u16), each a
//! tag (u8) and a count (u32) or the number of times (u16) with each time (i64); the number of groups
//! (u16), each group (u16), window (i64), points (f64); then the tallies, each rule (u16), count (u32),
//! capped (u32), sum (f64), last_at (i64), window (i64), in_window (u32).
//!
//! The first form had no head and no groups: number of counts (u16, never 0xffff), each (u32), then
//! the tallies. It is still read, and says the same.

use ripen_domain::scoring::state::{GroupTally, Measured};
use ripen_domain::scoring::{ScoreState, Tally};
use ripen_domain::time::Timestamp;

const TALLY: usize = 2 + 4 + 4 + 8 + 8 + 8 + 4;
const HEAD: u16 = u16::MAX;
const VERSION: u8 = 2;
const COUNT: u8 = 0;
const TIMES: u8 = 1;

/// What is kept of a score state beside the columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    pub measures: Vec<Measured>,
    pub groups: Vec<GroupTally>,
    pub tallies: Vec<Tally>,
}

pub fn encode(state: &ScoreState) -> Vec<u8> {
    let mut out = Vec::with_capacity(16 + state.measures.len() * 5 + state.tallies.len() * TALLY);
    out.extend(HEAD.to_le_bytes());
    out.push(VERSION);
    out.extend((state.measures.len() as u16).to_le_bytes());
    for measured in &state.measures {
        encode_measured(measured, &mut out);
    }
    out.extend((state.groups.len() as u16).to_le_bytes());
    for group in &state.groups {
        out.extend(group.group.to_le_bytes());
        out.extend(group.window.to_le_bytes());
        out.extend(group.points.to_le_bytes());
    }
    for tally in &state.tallies {
        out.extend(tally.rule.to_le_bytes());
        out.extend(tally.count.to_le_bytes());
        out.extend(tally.capped.to_le_bytes());
        out.extend(tally.sum.to_le_bytes());
        out.extend(tally.last_at.as_micros().to_le_bytes());
        out.extend(tally.window.to_le_bytes());
        out.extend(tally.in_window.to_le_bytes());
    }
    out
}

fn encode_measured(measured: &Measured, out: &mut Vec<u8>) {
    match measured {
        Measured::Count(count) => {
            out.push(COUNT);
            out.extend(count.to_le_bytes());
        }
        Measured::Times(times) => {
            out.push(TIMES);
            out.extend((times.len() as u16).to_le_bytes());
            for at in times {
                out.extend(at.as_micros().to_le_bytes());
            }
        }
    }
}

/// The reverse of [`encode`]; `None` when the bytes are of neither form.
pub fn decode(mut bytes: &[u8]) -> Option<Kept> {
    let bytes = &mut bytes;
    let mut kept = Kept::default();
    match u16(bytes)? {
        HEAD => {
            if take::<1>(bytes)? != [VERSION] {
                return None;
            }
            let many = u16(bytes)?;
            kept.measures = (0..many).map(|_| measured(bytes)).collect::<Option<_>>()?;
            let many = u16(bytes)?;
            kept.groups = (0..many).map(|_| group(bytes)).collect::<Option<_>>()?;
        }
        many => {
            let counts = (0..many).map(|_| Some(Measured::Count(u32(bytes)?)));
            kept.measures = counts.collect::<Option<_>>()?;
        }
    }
    kept.tallies.reserve_exact(bytes.len() / TALLY);
    while !bytes.is_empty() {
        kept.tallies.push(Tally {
            rule: u16(bytes)?,
            count: u32(bytes)?,
            capped: u32(bytes)?,
            sum: f64::from_le_bytes(take(bytes)?),
            last_at: time(bytes)?,
            window: i64::from_le_bytes(take(bytes)?),
            in_window: u32(bytes)?,
        });
    }
    Some(kept)
}

fn measured(bytes: &mut &[u8]) -> Option<Measured> {
    match take::<1>(bytes)? {
        [COUNT] => Some(Measured::Count(u32(bytes)?)),
        [TIMES] => {
            let many = u16(bytes)?;
            let times = (0..many).map(|_| time(bytes));
            Some(Measured::Times(times.collect::<Option<_>>()?))
        }
        _ => None,
    }
}

fn group(bytes: &mut &[u8]) -> Option<GroupTally> {
    Some(GroupTally {
        group: u16(bytes)?,
        window: i64::from_le_bytes(take(bytes)?),
        points: f64::from_le_bytes(take(bytes)?),
    })
}

fn time(bytes: &mut &[u8]) -> Option<Timestamp> {
    Some(Timestamp::from_micros(i64::from_le_bytes(take(bytes)?)))
}

fn u16(bytes: &mut &[u8]) -> Option<u16> {
    Some(u16::from_le_bytes(take(bytes)?))
}

fn u32(bytes: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(take(bytes)?))
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn some_measured() -> impl Strategy<Value = Measured> {
        let times = vec(any::<i64>().prop_map(Timestamp::from_micros), 0..5);
        prop_oneof![
            any::<u32>().prop_map(Measured::Count),
            times.prop_map(Measured::Times)
        ]
    }

    fn some_tallies() -> impl Strategy<Value = Vec<Tally>> {
        let tally = |(rule, sum, window)| Tally {
            rule,
            sum,
            window,
            count: 3,
            last_at: Timestamp::from_micros(window),
            ..Tally::default()
        };
        vec(
            (any::<u16>(), -1e9..1e9, any::<i64>()).prop_map(tally),
            0..20,
        )
    }

    fn some_groups() -> impl Strategy<Value = Vec<GroupTally>> {
        let group = |(group, window, points)| GroupTally {
            group,
            window,
            points,
        };
        vec((any::<u16>(), any::<i64>(), 0.0..1e9).prop_map(group), 0..5)
    }

    proptest! {
        #[test]
        fn decode_reverses_encode(measures in vec(some_measured(), 0..6), groups in some_groups(), tallies in some_tallies()) {
            let state = ScoreState { measures: measures.clone(), groups: groups.clone(), tallies: tallies.clone(), ..ScoreState::default() };
            prop_assert_eq!(decode(&encode(&state)), Some(Kept { measures, groups, tallies }));
        }

        #[test]
        fn the_first_form_is_still_read(counts in vec(any::<u32>(), 0..9), tallies in some_tallies()) {
            let state = ScoreState { tallies: tallies.clone(), ..ScoreState::default() };
            let mut bytes = (counts.len() as u16).to_le_bytes().to_vec();
            counts.iter().for_each(|count| bytes.extend(count.to_le_bytes()));
            // What follows the head, no measures and no groups are the tallies, in the same form.
            bytes.extend(&encode(&state)[2 + 1 + 2 + 2..]);
            let measures = counts.into_iter().map(Measured::Count).collect();
            prop_assert_eq!(decode(&bytes), Some(Kept { measures, groups: vec![], tallies }));
        }

        #[test]
        fn decode_never_panics(bytes: Vec<u8>) {
            let _ = decode(&bytes);
            let _ = decode(&[&encode(&ScoreState::default())[..3], &bytes].concat());
        }
    }
}
