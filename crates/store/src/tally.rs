//! Tallies and gate counts of a score state as bytes.
//!
//! Little-endian: number of gate counts (u16), each (u32); then the tallies, each rule (u16), count
//! (u32), capped (u32), sum (f64), last_at (i64), window (i64), in_window (u32).

use ripen_domain::scoring::Tally;
use ripen_domain::time::Timestamp;

const TALLY: usize = 2 + 4 + 4 + 8 + 8 + 8 + 4;

pub fn encode(gate_counts: &[u32], tallies: &[Tally]) -> Vec<u8> {
    let mut out = Vec::with_capacity(2 + gate_counts.len() * 4 + tallies.len() * TALLY);
    out.extend((gate_counts.len() as u16).to_le_bytes());
    gate_counts
        .iter()
        .for_each(|count| out.extend(count.to_le_bytes()));
    for tally in tallies {
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

/// The reverse of [`encode`]; `None` when the bytes are not of this form.
pub fn decode(mut bytes: &[u8]) -> Option<(Vec<u32>, Vec<Tally>)> {
    let bytes = &mut bytes;
    let many = u16::from_le_bytes(take(bytes)?);
    let gate_counts = (0..many)
        .map(|_| Some(u32::from_le_bytes(take(bytes)?)))
        .collect::<Option<_>>()?;
    let mut tallies = Vec::with_capacity(bytes.len() / TALLY);
    while !bytes.is_empty() {
        tallies.push(Tally {
            rule: u16::from_le_bytes(take(bytes)?),
            count: u32::from_le_bytes(take(bytes)?),
            capped: u32::from_le_bytes(take(bytes)?),
            sum: f64::from_le_bytes(take(bytes)?),
            last_at: Timestamp::from_micros(i64::from_le_bytes(take(bytes)?)),
            window: i64::from_le_bytes(take(bytes)?),
            in_window: u32::from_le_bytes(take(bytes)?),
        });
    }
    Some((gate_counts, tallies))
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decode_reverses_encode(counts: Vec<u32>, sums in proptest::collection::vec((any::<u16>(), -1e9..1e9, any::<i64>()), 0..20)) {
            let tally = |(rule, sum, window)| Tally { rule, sum, window, count: 3, last_at: Timestamp::from_micros(window), ..Tally::default() };
            let tallies: Vec<Tally> = sums.into_iter().map(tally).collect();
            prop_assert_eq!(decode(&encode(&counts, &tallies)), Some((counts, tallies)));
        }

        #[test]
        fn decode_never_panics(bytes: Vec<u8>) {
            let _ = decode(&bytes);
        }
    }
}
