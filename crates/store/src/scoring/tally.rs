//! Tallies, groups, measures and signals of a score state as bytes.
//!
//! Little-endian: 0xffff and the version of the form (u8), 4; the number of measures (u16), each a
//! tag (u8) and a count (u32) or the number of times (u16) with each time (i64); the number of groups
//! (u16), each group (u16), window (i64), points (f64); when gates were looked at last because time had
//! passed (a flag and i64); the number of signals (u16), each signal
//! (u16), count (u32), last and since (each a flag and i64), baseline (f64), what is open (a flag, time
//! and position), the number of recent ones (u16), each time and position (i64); then the tallies, each rule (u16), count (u32),
//! capped (u32), sum (f64), last_at (i64), window (i64), in_window (u32).
//!
//! The third form had no such moment. The first form had no head and no groups: number of counts (u16, never 0xffff), each (u32), then
//! the tallies. Both are still read, and say the same.

use ripen_domain::scoring::state::{GroupTally, Measured};
use ripen_domain::scoring::{ScoreState, Tally};
use ripen_domain::signal::SignalState;
use ripen_domain::time::Timestamp;

const TALLY: usize = 2 + 4 + 4 + 8 + 8 + 8 + 4;
const HEAD: u16 = u16::MAX;
const VERSION: u8 = 4;
/// The form before it, without the moment at which gates were looked at.
const UNTIMED: u8 = 3;
const COUNT: u8 = 0;
const TIMES: u8 = 1;

/// What is kept of a score state beside the columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    pub measures: Vec<Measured>,
    pub groups: Vec<GroupTally>,
    pub looked_at: Option<Timestamp>,
    pub signals: Vec<SignalState>,
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
    encode_time(state.looked_at, &mut out);
    out.extend((state.signals.len() as u16).to_le_bytes());
    for signal in &state.signals {
        encode_signal(signal, &mut out);
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

fn encode_time(at: Option<Timestamp>, out: &mut Vec<u8>) {
    out.push(u8::from(at.is_some()));
    out.extend(at.map_or(0, Timestamp::as_micros).to_le_bytes());
}

fn encode_signal(signal: &SignalState, out: &mut Vec<u8>) {
    out.extend(signal.signal.to_le_bytes());
    out.extend(signal.count.to_le_bytes());
    for at in [signal.last, signal.since] {
        encode_time(at, out);
    }
    out.extend(signal.baseline.to_le_bytes());
    out.push(u8::from(signal.open.is_some()));
    let (at, seq) = signal.open.unwrap_or_default();
    out.extend(at.as_micros().to_le_bytes());
    out.extend(seq.to_le_bytes());
    out.extend((signal.recent.len() as u16).to_le_bytes());
    for (at, seq) in &signal.recent {
        out.extend(at.as_micros().to_le_bytes());
        out.extend(seq.to_le_bytes());
    }
}

/// The reverse of [`encode`]; `None` when the bytes are of neither form.
pub fn decode(mut bytes: &[u8]) -> Option<Kept> {
    let bytes = &mut bytes;
    let mut kept = Kept::default();
    match u16(bytes)? {
        HEAD => {
            let [version] = take(bytes)?;
            if version != VERSION && version != UNTIMED {
                return None;
            }
            let many = u16(bytes)?;
            kept.measures = (0..many).map(|_| measured(bytes)).collect::<Option<_>>()?;
            let many = u16(bytes)?;
            kept.groups = (0..many).map(|_| group(bytes)).collect::<Option<_>>()?;
            if version == VERSION {
                kept.looked_at = optional(bytes, time)?;
            }
            let many = u16(bytes)?;
            kept.signals = (0..many).map(|_| signal(bytes)).collect::<Option<_>>()?;
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

fn signal(bytes: &mut &[u8]) -> Option<SignalState> {
    let signal = u16(bytes)?;
    let count = u32(bytes)?;
    let last = optional(bytes, time)?;
    let since = optional(bytes, time)?;
    let baseline = f64::from_le_bytes(take(bytes)?);
    let open = optional(bytes, time_and_position)?;
    let many = u16(bytes)?;
    let recent = (0..many).map(|_| time_and_position(bytes));
    Some(SignalState {
        signal,
        last,
        count,
        since,
        recent: recent.collect::<Option<_>>()?,
        baseline,
        open,
    })
}

fn optional<T>(bytes: &mut &[u8], read: fn(&mut &[u8]) -> Option<T>) -> Option<Option<T>> {
    let is_there = take::<1>(bytes)? != [0];
    let value = read(bytes)?;
    Some(is_there.then_some(value))
}

fn time_and_position(bytes: &mut &[u8]) -> Option<(Timestamp, i64)> {
    Some((time(bytes)?, i64::from_le_bytes(take(bytes)?)))
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

    fn some_signals() -> impl Strategy<Value = Vec<SignalState>> {
        let time = || any::<i64>().prop_map(Timestamp::from_micros);
        let some = || proptest::option::of(time());
        let pair = || (time(), any::<i64>());
        let state = (
            any::<u16>(),
            some(),
            any::<u32>(),
            some(),
            vec(pair(), 0..4),
            0.0..1e9,
            proptest::option::of(pair()),
        );
        let signal =
            state.prop_map(
                |(signal, last, count, since, recent, baseline, open)| SignalState {
                    signal,
                    last,
                    count,
                    since,
                    recent,
                    baseline,
                    open,
                },
            );
        vec(signal, 0..5)
    }

    proptest! {
        #[test]
        fn decode_reverses_encode(measures in vec(some_measured(), 0..6), groups in some_groups(), looked_at in proptest::option::of(any::<i64>()), signals in some_signals(), tallies in some_tallies()) {
            let looked_at = looked_at.map(Timestamp::from_micros);
            let state = ScoreState { measures: measures.clone(), groups: groups.clone(), looked_at, signals: signals.clone(), tallies: tallies.clone(), ..ScoreState::default() };
            prop_assert_eq!(decode(&encode(&state)), Some(Kept { measures, groups, looked_at, signals, tallies }));
        }

        #[test]
        fn the_first_form_is_still_read(counts in vec(any::<u32>(), 0..9), tallies in some_tallies()) {
            let state = ScoreState { tallies: tallies.clone(), ..ScoreState::default() };
            let mut bytes = (counts.len() as u16).to_le_bytes().to_vec();
            counts.iter().for_each(|count| bytes.extend(count.to_le_bytes()));
            // What follows the head, no measures, no groups, no moment and no signals are the tallies, in
            // the same form.
            bytes.extend(&encode(&state)[2 + 1 + 2 + 2 + 9 + 2..]);
            let measures = counts.into_iter().map(Measured::Count).collect();
            prop_assert_eq!(decode(&bytes), Some(Kept { measures, tallies, ..Kept::default() }));
        }

        #[test]
        fn the_third_form_is_still_read(groups in some_groups(), signals in some_signals(), tallies in some_tallies()) {
            let state = ScoreState { groups: groups.clone(), signals: signals.clone(), tallies: tallies.clone(), ..ScoreState::default() };
            let mut bytes = encode(&state);
            bytes[2] = UNTIMED;
            let moment = 2 + 1 + 2 + 2 + groups.len() * (2 + 8 + 8);
            bytes.drain(moment..moment + 9);
            prop_assert_eq!(decode(&bytes), Some(Kept { groups, signals, tallies, ..Kept::default() }));
        }

        #[test]
        fn decode_never_panics(bytes: Vec<u8>) {
            let _ = decode(&bytes);
            let _ = decode(&[&encode(&ScoreState::default())[..3], &bytes].concat());
        }
    }
}
