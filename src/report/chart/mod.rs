//! Charts: pure drawing of numbers and finished strings, with plotters' SVG backend underneath. What a chart says
//! is decided elsewhere; here it is measured and placed.

pub(super) mod bars;
mod canvas;
pub(super) mod event_study;
mod figure;
mod font;
pub(super) mod forest;
pub(super) mod gap;
pub(super) mod love;
mod markup;
mod scale;
pub(super) mod series;
pub(super) mod survival;

pub(super) use figure::{Caption, DataTable, Figure, heads};
