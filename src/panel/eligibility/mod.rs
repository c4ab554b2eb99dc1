//! Eligibility expressions: who could have taken part, as a small typed language over roster attributes.
//!
//! `generation in ['Gen Z', 'Millennials'] and job_level <= 4`, with `and`, `or`, `not`, parentheses,
//! `= == != <> < <= > >= in`, `not in`, text in single or double quotes, numbers, `true`, `false`.
//! A comparison with a missing value is false, and so is its opposite: who is not known to be eligible is not.
//! Deliberately absent: arithmetic, functions, anything that can fail while it runs.
//!
//! Map: `tokens` words and their places; `parser` the tree of an expression; `evaluation` whether it holds.

mod evaluation;
mod parser;
mod tokens;

use std::fmt;

/// A parsed expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Eligibility {
    root: Node,
    text: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Compare {
        attribute: String,
        operator: Operator,
        value: Value,
    },
    In {
        attribute: String,
        values: Vec<Value>,
        negated: bool,
    },
    Flag(String),
}

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    Number(f64),
}

/// What an attribute of one person is, when an expression asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Known<'a> {
    /// A word.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// Not stated.
    Missing,
}

/// A fault in an expression, with the byte position in its text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct EligibilityFault {
    /// What is wrong and what was expected.
    pub message: String,
    /// Byte offset in the expression.
    pub offset: usize,
}

impl Eligibility {
    /// Parses an expression.
    ///
    /// # Errors
    /// What is wrong, what was expected, and where.
    pub fn parse(text: &str) -> Result<Eligibility, EligibilityFault> {
        Ok(Eligibility {
            root: parser::parse(text)?,
            text: text.to_owned(),
        })
    }

    /// The attributes it asks for, in order of appearance, each once.
    pub fn attributes(&self) -> Vec<String> {
        fn walk(node: &Node, found: &mut Vec<String>) {
            match node {
                Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|p| walk(p, found)),
                Node::Not(inner) => walk(inner, found),
                Node::Compare { attribute, .. }
                | Node::In { attribute, .. }
                | Node::Flag(attribute) => {
                    if !found.contains(attribute) {
                        found.push(attribute.clone());
                    }
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.root, &mut found);
        found
    }

    /// Whether a person, known through `attribute`, satisfies the expression.
    pub fn admits<'a>(&self, attribute: &dyn Fn(&str) -> Known<'a>) -> bool {
        evaluation::holds(&self.root, attribute) == Some(true)
    }
}

impl fmt::Display for Eligibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person<'a>(name: &str) -> Known<'a> {
        match name {
            "generation" => Known::Text("Gen Z"),
            "job_level" => Known::Number(3.0),
            "is_manager" => Known::Text("false"),
            _ => Known::Missing,
        }
    }

    fn admits(text: &str) -> bool {
        Eligibility::parse(text)
            .expect("a valid expression")
            .admits(&person)
    }

    #[test]
    fn expressions_of_the_design_hold() {
        assert!(admits(
            "generation in ['Gen Z', 'Millennials'] and job_level <= 4"
        ));
        assert!(!admits("job_level >= 7"));
        assert!(admits("job_level >= 7 or generation == 'Gen Z'"));
        assert!(admits(
            "not (job_level > 3) and generation not in ('Boomers')"
        ));
        assert!(admits("is_manager == false and not is_manager"));
    }

    #[test]
    fn what_is_not_known_is_not_eligible_either_way() {
        assert!(!admits("region == 'EMEA'"));
        assert!(!admits("region != 'EMEA'"));
        assert!(!admits("not region == 'EMEA'"));
        assert!(!admits("region not in ['EMEA']"));
        assert!(admits("region == 'EMEA' or job_level < 4"));
    }

    #[test]
    fn faults_say_where() {
        let fault = |text: &str| Eligibility::parse(text).expect_err("an invalid expression");
        assert_eq!(fault("job_level <=").offset, 12);
        assert!(fault("generation == Boomers").message.contains("'Boomers'"));
        assert_eq!(fault("job_level < 4 generation").offset, 14);
        assert!(fault("generation in ['Gen Z'").message.contains("ends"));
        assert!(fault(&"(".repeat(10_000)).message.contains("nested"));
        assert_eq!(fault("a or or").offset, 5);
        assert!(fault("a = 'x").message.contains("closing"));
    }
}
