//! How the columns of a source write dates and numbers, decided once from all its rows.

use super::{Part, Source, SourceFile};
use crate::ingest::cells::{Cells, Chunk};
use crate::ingest::dates::{DateEvidence, DateStyle};
use crate::ingest::error::IngestError;
use crate::ingest::mapping::Want;
use crate::ingest::values::{NumberEvidence, NumberStyle};
use crate::tables::{Column, ColumnType};

/// How a column writes its values.
#[derive(Debug, Clone, Default)]
pub(in crate::ingest) struct Style {
    pub(in crate::ingest) dates: DateStyle,
    pub(in crate::ingest) numbers: NumberStyle,
}

impl Source<'_> {
    /// Decides once per column how dates and numbers are written.
    pub(super) fn decide_styles(&mut self) -> Result<(), IngestError> {
        let typed = |want: &Want| match want.column.map(Column::column_type) {
            Some(ColumnType::Date) => Some(true),
            Some(ColumnType::Int | ColumnType::Float) => Some(false),
            None if want.item => Some(false),
            _ => None,
        };
        let kinds: Vec<Option<bool>> = self.wants.iter().map(typed).collect();
        let textual = |file: &SourceFile, w: usize| match (&file.parquet, file.columns[w]) {
            (Some(parquet), Some(c)) => {
                parquet.is_text(c) || self.settings.values.contains_key(&self.wants[w].name)
            }
            (None, Some(_)) => true,
            (_, None) => false,
        };
        let looked_at: Vec<usize> = (0..self.wants.len())
            .filter(|&w| kinds[w].is_some() && self.files.iter().any(|f| textual(f, w)))
            .collect();
        let mut styles: Vec<Style> = self.wants.iter().map(|_| Style::default()).collect();
        for style in &mut styles {
            style.dates.format.clone_from(&self.settings.date_format);
        }
        if !looked_at.is_empty() {
            let judge = |chunk: &Chunk| -> Vec<(DateEvidence, NumberEvidence)> {
                let column = |&w: &usize| {
                    let (mut dates, mut numbers) =
                        (DateEvidence::default(), NumberEvidence::default());
                    if let Cells::Text(cells) = &chunk.columns[w] {
                        for text in (0..chunk.len).filter_map(|k| cells.get(k)) {
                            if kinds[w] == Some(true) {
                                dates.see(text);
                            } else {
                                numbers.see(text);
                            }
                        }
                    }
                    (dates, numbers)
                };
                looked_at.iter().map(column).collect()
            };
            let any_text = |part: &Part| match part {
                Part::Loaded(_) => true,
                Part::RowGroup { file, .. } => self
                    .files
                    .get(*file as usize)
                    .is_some_and(|f| looked_at.iter().any(|&w| textual(f, w))),
            };
            let mut evidence: Vec<(DateEvidence, NumberEvidence)> =
                looked_at.iter().map(|_| Default::default()).collect();
            for part in self.map_parts(&judge, Some(&looked_at), any_text)? {
                for (all, (dates, numbers)) in evidence.iter_mut().zip(part) {
                    all.0.absorb(dates);
                    all.1.absorb(numbers);
                }
            }
            for (&w, (dates, numbers)) in looked_at.iter().zip(evidence) {
                styles[w].numbers = numbers.style();
                if self.settings.date_format.is_none() {
                    styles[w].dates.order =
                        dates
                            .order()
                            .map_err(|example| IngestError::AmbiguousDates {
                                table: self.table(),
                                header: self.header(0, w).to_owned(),
                                example,
                            })?;
                }
            }
        }
        self.styles = styles;
        Ok(())
    }
}
