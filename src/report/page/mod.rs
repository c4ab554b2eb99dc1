//! Pages: views of finished strings, one file an audience, and the templates that they fill.

mod aims;
mod analysts;
mod analysts_access;
mod analysts_balance;
mod analysts_headlines;
mod analysts_methods;
mod analysts_outcomes;
mod analysts_population;
mod analysts_tables;
mod answering;
mod contract;
mod duties;
mod findings_table;
mod gaps;
mod hazards;
mod health;
mod heterogeneity;
mod index;
mod leaders;
mod leaders_advice;
mod leaders_cards;
mod leaders_charts;
mod leaders_seen;
mod neighbours;
mod overlap;
mod portfolio;
mod recruiters;
mod recruiting;
mod reliability;
mod shell;
mod template;
mod voices;

pub(super) use analysts::analysts;
pub(super) use contract::schema;
pub(super) use index::index;
pub(super) use leaders::leaders;
pub(super) use recruiters::{publishable, recruiters};
pub(super) use template::{Templates, neutral};

use super::chart::Figure;

/// A page before it is written: its figures, for the files of their own, and its view.
#[derive(Debug)]
pub(super) struct Draft {
    /// The view.
    pub view: minijinja::Value,
    /// Its figures.
    pub figures: Vec<Figure>,
}

impl Draft {
    /// A view and the figures in it.
    pub(super) fn new<V: serde::Serialize>(view: &V, figures: Vec<Figure>) -> Draft {
        Draft {
            view: minijinja::Value::from(minijinja::value::Serde(view)),
            figures,
        }
    }
}
