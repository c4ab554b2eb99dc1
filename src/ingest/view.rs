//! One chunk seen as typed rows: every value read as its column says, every fault with its place.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::cells::{Cells, Chunk, Place};
use super::dates::{self, PLAUSIBLE};
use super::source::Source;
use super::values::{flag, is_missing_typed, number};
use crate::tables::{Column, ColumnType, QuarantineReason, QuarantinedRow};
use crate::vocab::Day;

/// Why a row is quarantined, and where in it.
#[derive(Debug, Clone)]
pub(super) struct RowFault {
    /// Position among the wanted columns.
    pub(super) want: usize,
    /// Why.
    pub(super) reason: QuarantineReason,
    /// In words.
    pub(super) detail: String,
}

impl RowFault {
    /// A fault in a column.
    pub(super) fn new(
        want: usize,
        reason: QuarantineReason,
        detail: impl Into<String>,
    ) -> RowFault {
        RowFault {
            want,
            reason,
            detail: detail.into(),
        }
    }
}

/// A value, `None` when missing.
pub(super) type Read<T> = Result<Option<T>, RowFault>;

/// A chunk with its source.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) chunk: &'a Chunk,
}

impl<'a> View<'a> {
    /// The cells of a wanted column.
    pub(super) fn cells(self, want: usize) -> &'a Cells {
        self.chunk.columns.get(want).unwrap_or(&Cells::Absent)
    }

    /// The cells of a canonical column.
    fn canonical(self, column: Column) -> Option<(usize, &'a Cells)> {
        self.source
            .want(column)
            .map(|want| (want, self.cells(want)))
    }

    /// Text, `None` when missing.
    pub(super) fn text(self, column: Column, at: usize) -> Option<Cow<'a, str>> {
        self.canonical(column).and_then(|(_, cells)| cells.word(at))
    }

    /// Whether a row states a value of a column, readable or not.
    pub(super) fn states(self, column: Column, at: usize) -> bool {
        self.canonical(column)
            .is_some_and(|(_, cells)| cells.states(at))
    }

    /// Text that must be there.
    pub(super) fn required_text(self, column: Column, at: usize) -> Result<Cow<'a, str>, RowFault> {
        self.text(column, at).ok_or_else(|| self.missing(column))
    }

    /// The fault of an empty required value.
    pub(super) fn missing(self, column: Column) -> RowFault {
        let want = self.source.want(column).unwrap_or(0);
        RowFault::new(
            want,
            QuarantineReason::MissingValue,
            format!("`{}` is empty", column.name()),
        )
    }

    /// The fault of a value that is none of the allowed words.
    pub(super) fn unknown_word(self, column: Column, allowed: &str) -> RowFault {
        let want = self.source.want(column).unwrap_or(0);
        let detail = format!(
            "not one of {allowed}; recode it under [sources.{}.values]",
            self.source.table().name()
        );
        RowFault::new(want, QuarantineReason::UnknownCategory, detail)
    }

    /// A day between 1900 and 2200.
    pub(super) fn day(self, column: Column, at: usize) -> Read<Day> {
        let Some((want, cells)) = self.canonical(column) else {
            return Ok(None);
        };
        match self.any_day(want, cells, at)? {
            Some(day) if !(PLAUSIBLE.0..=PLAUSIBLE.1).contains(&day) => Err(RowFault::new(
                want,
                QuarantineReason::OutOfRange,
                "the date lies outside 1900 to 2200",
            )),
            found => Ok(found),
        }
    }

    /// A day that must be there.
    pub(super) fn required_day(self, column: Column, at: usize) -> Result<Day, RowFault> {
        self.day(column, at)?.ok_or_else(|| self.missing(column))
    }

    /// The end of something: as [`View::day`], but an open end in the year 9999 or 4712 is [`Day::MAX`].
    pub(super) fn end_day(self, column: Column, at: usize) -> Read<Day> {
        let Some((want, cells)) = self.canonical(column) else {
            return Ok(None);
        };
        match self.any_day(want, cells, at)? {
            Some(day) if dates::is_open_end(day) => Ok(Some(Day::MAX)),
            _ => self.day(column, at),
        }
    }

    fn any_day(self, want: usize, cells: &Cells, at: usize) -> Read<Day> {
        let unreadable = || {
            let hint = if self.source.settings.waves.is_empty()
                || self.source.wants[want].column != Some(Column::WaveDate)
            {
                "not a date".to_owned()
            } else {
                format!(
                    "neither a date nor a label under [sources.{}.wave]",
                    self.source.table().name()
                )
            };
            RowFault::new(want, QuarantineReason::UnreadableValue, hint)
        };
        match cells {
            Cells::Absent => Ok(None),
            Cells::Day(days) => Ok(days.get(at).map(Day)),
            Cells::Text(texts) => match texts.get(at) {
                Some(text) if !is_missing_typed(text) => {
                    let style = &self.source.styles[want].dates;
                    let workbook = self
                        .source
                        .files
                        .get(self.chunk.file as usize)
                        .is_some_and(|f| f.workbook);
                    let found = if workbook {
                        dates::day(
                            text,
                            &dates::DateStyle {
                                serials: true,
                                ..style.clone()
                            },
                        )
                    } else {
                        dates::day(text, style)
                    };
                    found.map(Some).ok_or_else(unreadable)
                }
                _ => Ok(None),
            },
            other => match other.word(at) {
                Some(text) => dates::day(&text, &self.source.styles[want].dates)
                    .map(Some)
                    .ok_or_else(unreadable),
                None => Ok(None),
            },
        }
    }

    /// A number.
    pub(super) fn number(self, column: Column, at: usize) -> Read<f64> {
        self.canonical(column)
            .map_or(Ok(None), |(want, _)| self.number_in(want, at))
    }

    /// A number in a wanted column.
    pub(super) fn number_in(self, want: usize, at: usize) -> Read<f64> {
        let unreadable = || RowFault::new(want, QuarantineReason::UnreadableValue, "not a number");
        match self.cells(want) {
            Cells::Absent => Ok(None),
            Cells::Int(numbers) => Ok(numbers.get(at).map(|v| v as f64)),
            Cells::Float(numbers) => match numbers.get(at) {
                Some(v) if v.is_infinite() => Err(RowFault::new(
                    want,
                    QuarantineReason::OutOfRange,
                    "not a finite number",
                )),
                found => Ok(found.filter(|v| !v.is_nan())),
            },
            Cells::Text(texts) => match texts.get(at) {
                Some(text) if !is_missing_typed(text) => {
                    number(text, self.source.styles[want].numbers)
                        .map(Some)
                        .ok_or_else(unreadable)
                }
                _ => Ok(None),
            },
            Cells::Flag(flags) => Ok(flags.get(at).map(|v| f64::from(u8::from(v)))),
            Cells::Day(days) => {
                if days.get(at).is_some() {
                    Err(unreadable())
                } else {
                    Ok(None)
                }
            }
        }
    }

    /// A whole number.
    pub(super) fn int(self, column: Column, at: usize) -> Read<i64> {
        let Some((want, _)) = self.canonical(column) else {
            return Ok(None);
        };
        match self.number_in(want, at)? {
            Some(v) if v.fract() != 0.0 || v.abs() > 1e15 => Err(RowFault::new(
                want,
                QuarantineReason::UnreadableValue,
                "not a whole number",
            )),
            found => Ok(found.map(|v| v as i64)),
        }
    }

    /// Yes or no.
    pub(super) fn flag(self, column: Column, at: usize) -> Read<bool> {
        let Some((want, cells)) = self.canonical(column) else {
            return Ok(None);
        };
        match cells {
            Cells::Flag(flags) => Ok(flags.get(at)),
            other => match other.word(at) {
                Some(word) if !is_missing_typed(&word) => flag(&word).map(Some).ok_or_else(|| {
                    RowFault::new(
                        want,
                        QuarantineReason::UnreadableValue,
                        "neither yes nor no",
                    )
                }),
                _ => Ok(None),
            },
        }
    }

    /// Reads every canonical column as its type, so that no unreadable value goes unseen. Columns that a
    /// file holds as that very type are not looked at twice.
    pub(super) fn check_types(self, at: usize, except: &[Column]) -> Result<(), RowFault> {
        for want in &self.source.wants {
            let Some(column) = want.column.filter(|c| !except.contains(c)) else {
                continue;
            };
            match column.column_type() {
                ColumnType::Text => {}
                ColumnType::Date => {
                    self.day(column, at)?;
                }
                ColumnType::Int => {
                    self.int(column, at)?;
                }
                ColumnType::Float => {
                    self.number(column, at)?;
                }
                ColumnType::Bool => {
                    self.flag(column, at)?;
                }
            }
        }
        Ok(())
    }

    /// The quarantined row for a fault.
    pub(super) fn quarantined(self, at: usize, fault: RowFault) -> QuarantinedRow {
        let value = match self.cells(fault.want) {
            Cells::Text(texts) => Some(Cow::Borrowed(texts.raw(at))),
            other => other.word(at),
        };
        let value: String = value.unwrap_or_default().chars().take(200).collect();
        self.source.quarantined(
            self.chunk.place(at),
            fault.want,
            &value,
            fault.reason,
            fault.detail,
        )
    }

    /// Where a row stands.
    pub(super) fn place(self, at: usize) -> Place {
        self.chunk.place(at)
    }

    /// A number that is equal for rows of equal content in all wanted columns, however written.
    pub(super) fn fingerprint(self, at: usize) -> u64 {
        let mut hasher = FixedState::default().build_hasher();
        for (k, want) in self.source.wants.iter().enumerate() {
            // Read only where there are quotes; what is a duplicate must not depend on that.
            if want.column.is_some_and(|c| Column::IDENTITY.contains(&c)) {
                continue;
            }
            hasher.write_usize(k);
            let numeric = want.item
                || matches!(
                    want.column.map(Column::column_type),
                    Some(ColumnType::Int | ColumnType::Float)
                );
            let dated = want
                .column
                .is_some_and(|c| c.column_type() == ColumnType::Date);
            if numeric && let Ok(Some(value)) = self.number_in(k, at) {
                hasher.write_u64(value.to_bits());
            } else if dated && let Ok(Some(day)) = self.any_day(k, self.cells(k), at) {
                hasher.write_i32(day.0);
            } else if let Some(word) = self.cells(k).word(at) {
                hasher.write(word.as_bytes());
                hasher.write_u8(0xFF);
            }
        }
        hasher.finish()
    }
}

impl Source<'_> {
    /// The fingerprints of the rows at some places (sorted), in that order.
    ///
    /// # Errors
    /// A file that turns out to be damaged.
    pub(super) fn fingerprints(
        &self,
        places: &[Place],
    ) -> Result<Vec<u64>, super::error::IngestError> {
        let found = self.map_chunks_at(places, |chunk| {
            let view = View {
                source: self,
                chunk,
            };
            let from = places.partition_point(|p| *p < chunk.place(0));
            places[from..]
                .iter()
                .take_while(|p| chunk.len > 0 && **p <= chunk.place(chunk.len - 1))
                .filter_map(|p| chunk.rows.position(p.row, chunk.len))
                .map(|at| view.fingerprint(at))
                .collect::<Vec<u64>>()
        })?;
        Ok(found.concat())
    }
}
