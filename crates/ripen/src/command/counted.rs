//! How many there are of something, in words.

/// A number with what it counts: `1 row`, `2 rows`.
pub fn counted(many: impl TryInto<u64>, one: &str, several: &str) -> String {
    // What is too large, or below nothing, is not one.
    let many = many.try_into().unwrap_or(u64::MAX);
    let what = if many == 1 { one } else { several };
    format!("{many} {what}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one() {
        assert_eq!(counted(0_u64, "row", "rows"), "0 rows");
        assert_eq!(counted(1_i64, "row", "rows"), "1 row");
        assert_eq!(counted(2_usize, "row", "rows"), "2 rows");
    }
}
