//! Words of an export replaced by canonical ones, as pipeline and preset say.

use rayon::prelude::*;

use super::{Part, Source, preset_table};
use crate::ingest::cells::{Cells, Chunk};
use crate::ingest::error::IngestError;
use crate::tables::Column;

impl Source<'_> {
    /// Recodes the chunks that are loaded.
    ///
    /// # Errors
    /// A preset that does not exist.
    pub(super) fn recode_loaded(&mut self) -> Result<(), IngestError> {
        let mut parts = std::mem::take(&mut self.parts);
        parts.par_iter_mut().for_each(|part| {
            if let Part::Loaded(chunk) = part {
                self.recode(chunk);
            }
        });
        self.parts = parts;
        preset_table(self.settings).map(|_| ())
    }

    /// Replaces words as pipeline and preset say.
    pub(super) fn recode(&self, chunk: &mut Chunk) {
        let preset = preset_table(self.settings).ok().flatten();
        for (want, cells) in self.wants.iter().zip(&mut chunk.columns) {
            let own = self.settings.values.get(&want.name);
            let shared = if want.item {
                self.settings.values.get(Column::Score.name())
            } else {
                None
            };
            let known = preset
                .and_then(|p| p.values.iter().find(|(c, _)| Some(*c) == want.column))
                .map_or(&[][..], |(_, words)| *words);
            let waves = if want.column == Some(Column::WaveDate) {
                Some(&self.settings.waves)
            } else {
                None
            };
            let waves = waves.filter(|w| !w.is_empty());
            if own.is_none() && shared.is_none() && known.is_empty() && waves.is_none() {
                continue;
            }
            let replace = |word: &str| {
                let by_pipeline = own
                    .and_then(|map| {
                        replaced(map.iter().map(|(k, v)| (k.as_str(), v.as_str())), word)
                    })
                    .or_else(|| {
                        shared.and_then(|map| {
                            replaced(map.iter().map(|(k, v)| (k.as_str(), v.as_str())), word)
                        })
                    });
                by_pipeline
                    .or_else(|| replaced(known.iter().copied(), word))
                    .or_else(|| {
                        waves.and_then(|w| {
                            w.iter()
                                .find(|(k, _)| k.trim() == word)
                                .map(|(_, day)| day.to_string())
                        })
                    })
            };
            let taken = std::mem::replace(cells, Cells::Absent);
            *cells = taken.recoded(replace, chunk.len);
        }
    }
}

fn replaced<'m>(mut map: impl Iterator<Item = (&'m str, &'m str)>, word: &str) -> Option<String> {
    map.find(|(from, _)| from.trim() == word)
        .map(|(_, to)| to.to_owned())
}
