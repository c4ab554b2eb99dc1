//! Text in aligned columns.

/// What stands between two columns.
const GAP: &str = "  ";

/// Which side a column leans to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows as lines whose columns are aligned, each line ended; `None` when they are wider than `width`.
/// Rows are as long as `sides`; missing cells are empty.
pub(super) fn aligned(
    rows: &[Vec<String>],
    sides: &[Side],
    width: Option<usize>,
) -> Option<String> {
    let wide = |k: usize| {
        rows.iter()
            .filter_map(|row| row.get(k))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(wide).collect();
    let total = widths.iter().sum::<usize>() + GAP.len() * sides.len().saturating_sub(1);
    if width.is_some_and(|width| total > width) {
        return None;
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (k, (side, &wide)) in sides.iter().zip(&widths).enumerate() {
            let cell = row.get(k).map_or("", String::as_str);
            let pad = " ".repeat(wide.saturating_sub(cell.chars().count()));
            if k > 0 {
                line.push_str(GAP);
            }
            match side {
                Side::Left => line.extend([cell, &pad]),
                Side::Right => line.extend([pad.as_str(), cell]),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_lean_to_their_side() {
        let rows = vec![
            vec!["a".to_owned(), "1".to_owned()],
            vec!["bé".to_owned(), "200".to_owned()],
        ];
        let sides = [Side::Left, Side::Right];
        assert_eq!(
            aligned(&rows, &sides, None).as_deref(),
            Some("a     1\nbé  200\n")
        );
        assert_eq!(
            aligned(&rows, &sides, Some(7)).as_deref(),
            Some("a     1\nbé  200\n")
        );
        assert_eq!(aligned(&rows, &sides, Some(6)), None);
        assert_eq!(aligned(&[], &sides, Some(1)).as_deref(), None);
    }
}
