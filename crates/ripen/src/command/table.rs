//! Tables for the terminal.

/// A table with a heading; columns are as wide as their widest cell, the last one runs free.
pub fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let heading = heading.map(str::to_uppercase);
    let width = |column: usize| {
        let cells = rows.iter().chain([&heading]);
        cells
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut text = String::new();
    for row in [&heading].into_iter().chain(rows) {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_also_with_accents() {
        let rows = [["1", "žluťoučký", "x"], ["22", "a", ""]].map(|row| row.map(str::to_owned));
        assert_eq!(
            table(["no", "name", "note"], &rows),
            "NO  NAME       NOTE\n1   žluťoučký  x\n22  a\n"
        );
        assert_eq!(table(["a"], &[]), "A\n");
    }
}
