//! Whether a person satisfies an eligibility expression, in three-valued logic.

use super::{Known, Node, Operator, Value};

/// Three-valued: `None` when a missing value leaves it open.
pub(super) fn holds<'a>(node: &Node, attribute: &dyn Fn(&str) -> Known<'a>) -> Option<bool> {
    match node {
        Node::And(parts) => {
            let mut all = Some(true);
            for part in parts {
                match holds(part, attribute) {
                    Some(false) => return Some(false),
                    None => all = None,
                    Some(true) => {}
                }
            }
            all
        }
        Node::Or(parts) => {
            let mut any = Some(false);
            for part in parts {
                match holds(part, attribute) {
                    Some(true) => return Some(true),
                    None => any = None,
                    Some(false) => {}
                }
            }
            any
        }
        Node::Not(inner) => holds(inner, attribute).map(|b| !b),
        Node::Flag(name) => match attribute(name) {
            Known::Text(word) => Some(word == "true"),
            Known::Number(x) => Some(x != 0.0),
            Known::Missing => None,
        },
        Node::Compare {
            attribute: name,
            operator,
            value,
        } => compare(attribute(name), *operator, value),
        Node::In {
            attribute: name,
            values,
            negated,
        } => {
            let known = attribute(name);
            if known == Known::Missing {
                return None;
            }
            let found = values
                .iter()
                .any(|v| compare(known, Operator::Equal, v) == Some(true));
            Some(found != *negated)
        }
    }
}

fn compare(known: Known<'_>, operator: Operator, value: &Value) -> Option<bool> {
    use std::cmp::Ordering;
    let order = match (known, value) {
        (Known::Missing, _) => return None,
        (Known::Number(a), Value::Number(b)) => a.partial_cmp(b)?,
        (Known::Number(a), Value::Text(b)) => a.partial_cmp(&b.trim().parse().ok()?)?,
        (Known::Text(a), Value::Number(b)) => a.trim().parse::<f64>().ok()?.partial_cmp(b)?,
        (Known::Text(a), Value::Text(b)) => a.cmp(b.as_str()),
    };
    Some(match operator {
        Operator::Equal => order == Ordering::Equal,
        Operator::NotEqual => order != Ordering::Equal,
        Operator::Less => order == Ordering::Less,
        Operator::LessOrEqual => order != Ordering::Greater,
        Operator::Greater => order == Ordering::Greater,
        Operator::GreaterOrEqual => order != Ordering::Less,
    })
}
