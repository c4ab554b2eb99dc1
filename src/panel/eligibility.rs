//! Eligibility expressions: who could have taken part, as a small typed language over roster attributes.
//!
//! `generation in ['Gen Z', 'Millennials'] and job_level <= 4`, with `and`, `or`, `not`, parentheses,
//! `= == != <> < <= > >= in`, `not in`, text in single or double quotes, numbers, `true`, `false`.
//! A comparison with a missing value is false, and so is its opposite: who is not known to be eligible is not.
//! Deliberately absent: arithmetic, functions, anything that can fail while it runs.

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

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Number(f64),
    Operator(Operator),
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
    depth: usize,
}

/// Nesting that no honest expression needs; keeps the parser's own stack bounded.
const DEEPEST: usize = 64;

impl Eligibility {
    /// Parses an expression.
    ///
    /// # Errors
    /// What is wrong, what was expected, and where.
    pub fn parse(text: &str) -> Result<Eligibility, EligibilityFault> {
        let mut parser = Parser {
            tokens: tokens(text)?,
            at: 0,
            end: text.len(),
            depth: 0,
        };
        let root = parser.any_of()?;
        if let Some((offset, token)) = parser.tokens.get(parser.at) {
            return Err(EligibilityFault {
                message: format!(
                    "{} is not expected here; join conditions with `and` or `or`",
                    describe(token)
                ),
                offset: *offset,
            });
        }
        Ok(Eligibility {
            root,
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
        holds(&self.root, attribute) == Some(true)
    }
}

impl fmt::Display for Eligibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Three-valued: `None` when a missing value leaves it open.
fn holds<'a>(node: &Node, attribute: &dyn Fn(&str) -> Known<'a>) -> Option<bool> {
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

fn describe(token: &Token) -> String {
    match token {
        Token::Word(word) => format!("`{word}`"),
        Token::Text(text) => format!("the text '{text}'"),
        Token::Number(number) => format!("the number {number}"),
        Token::Operator(_) => "a comparison".to_owned(),
        Token::Open => "`(`".to_owned(),
        Token::Close => "`)`".to_owned(),
        Token::OpenList => "`[`".to_owned(),
        Token::CloseList => "`]`".to_owned(),
        Token::Comma => "`,`".to_owned(),
    }
}

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, EligibilityFault> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some(&(offset, c)) = rest.peek() {
        let fault = |message: String| Err(EligibilityFault { message, offset });
        match c {
            c if c.is_whitespace() => {
                rest.next();
            }
            '(' | ')' | '[' | ']' | ',' => {
                rest.next();
                found.push((
                    offset,
                    match c {
                        '(' => Token::Open,
                        ')' => Token::Close,
                        '[' => Token::OpenList,
                        ']' => Token::CloseList,
                        _ => Token::Comma,
                    },
                ));
            }
            '=' | '!' | '<' | '>' => {
                rest.next();
                let next = rest.peek().map(|&(_, n)| n);
                let (operator, long) = match (c, next) {
                    ('=', Some('=')) => (Operator::Equal, true),
                    ('=', _) => (Operator::Equal, false),
                    ('!', Some('=')) | ('<', Some('>')) => (Operator::NotEqual, true),
                    ('<', Some('=')) => (Operator::LessOrEqual, true),
                    ('<', _) => (Operator::Less, false),
                    ('>', Some('=')) => (Operator::GreaterOrEqual, true),
                    ('>', _) => (Operator::Greater, false),
                    _ => return fault("`!` stands alone; write `!=` or `not`".to_owned()),
                };
                if long {
                    rest.next();
                }
                found.push((offset, Token::Operator(operator)));
            }
            '\'' | '"' => {
                rest.next();
                let mut value = String::new();
                loop {
                    match rest.next() {
                        None => {
                            return fault(format!("the text that begins here has no closing {c}"));
                        }
                        Some((_, q)) if q == c => {
                            if rest.peek().is_some_and(|&(_, n)| n == c) {
                                rest.next();
                                value.push(c);
                            } else {
                                break;
                            }
                        }
                        Some((_, other)) => value.push(other),
                    }
                }
                found.push((offset, Token::Text(value)));
            }
            c if c.is_ascii_digit() || c == '-' || c == '.' => {
                let mut number = String::new();
                while let Some(&(_, n)) = rest.peek() {
                    if n.is_ascii_digit() || matches!(n, '.' | '-' | 'e' | 'E' | '+') {
                        number.push(n);
                        rest.next();
                    } else {
                        break;
                    }
                }
                match number.parse::<f64>() {
                    Ok(value) if value.is_finite() => found.push((offset, Token::Number(value))),
                    _ => return fault(format!("`{number}` is not a number")),
                }
            }
            c if c.is_alphabetic() || c == '_' => {
                let mut word = String::new();
                while let Some(&(_, n)) = rest.peek() {
                    if n.is_alphanumeric() || matches!(n, '_' | ':' | '.') {
                        word.push(n);
                        rest.next();
                    } else {
                        break;
                    }
                }
                found.push((offset, Token::Word(word)));
            }
            other => {
                return fault(format!(
                    "`{other}` has no meaning in an eligibility expression"
                ));
            }
        }
    }
    Ok(found)
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn fault<T>(&self, expected: &str) -> Result<T, EligibilityFault> {
        Err(match self.tokens.get(self.at) {
            Some((offset, token)) => EligibilityFault {
                message: format!("expected {expected}, found {}", describe(token)),
                offset: *offset,
            },
            None => EligibilityFault {
                message: format!("expected {expected}, but the expression ends"),
                offset: self.end,
            },
        })
    }

    fn keyword(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(w)) if w.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn any_of(&mut self) -> Result<Node, EligibilityFault> {
        let mut parts = vec![self.all_of()?];
        while self.keyword("or") {
            parts.push(self.all_of()?);
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            Node::Or(parts)
        })
    }

    fn all_of(&mut self) -> Result<Node, EligibilityFault> {
        let mut parts = vec![self.term()?];
        while self.keyword("and") {
            parts.push(self.term()?);
        }
        Ok(if parts.len() == 1 {
            parts.remove(0)
        } else {
            Node::And(parts)
        })
    }

    fn term(&mut self) -> Result<Node, EligibilityFault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fault("an expression nested less deeply");
        }
        let node = if self.keyword("not") {
            Node::Not(Box::new(self.term()?))
        } else if self.peek() == Some(&Token::Open) {
            self.at += 1;
            let inner = self.any_of()?;
            if self.peek() != Some(&Token::Close) {
                return self.fault("`)`");
            }
            self.at += 1;
            inner
        } else {
            self.condition()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn condition(&mut self) -> Result<Node, EligibilityFault> {
        let keyword = |w: &str| {
            ["and", "or", "not", "in", "true", "false"]
                .iter()
                .any(|k| w.eq_ignore_ascii_case(k))
        };
        let Some(Token::Word(attribute)) = self
            .peek()
            .filter(|t| !matches!(t, Token::Word(w) if keyword(w)))
            .cloned()
        else {
            return self.fault("the name of a column");
        };
        self.at += 1;
        let negated = self.keyword("not");
        if self.keyword("in") {
            return Ok(Node::In {
                attribute,
                values: self.list()?,
                negated,
            });
        }
        if negated {
            return self.fault("`in` after `not`");
        }
        match self.peek() {
            Some(&Token::Operator(operator)) => {
                self.at += 1;
                Ok(Node::Compare {
                    attribute,
                    operator,
                    value: self.value()?,
                })
            }
            None | Some(Token::Close) => Ok(Node::Flag(attribute)),
            Some(Token::Word(w))
                if w.eq_ignore_ascii_case("and") || w.eq_ignore_ascii_case("or") =>
            {
                Ok(Node::Flag(attribute))
            }
            _ => self.fault("a comparison such as `<=` or `in [...]`"),
        }
    }

    fn list(&mut self) -> Result<Vec<Value>, EligibilityFault> {
        let close = match self.peek() {
            Some(Token::OpenList) => Token::CloseList,
            Some(Token::Open) => Token::Close,
            _ => return self.fault("`[` after `in`"),
        };
        self.at += 1;
        let mut values = Vec::new();
        while self.peek() != Some(&close) {
            values.push(self.value()?);
            if self.peek() == Some(&Token::Comma) {
                self.at += 1;
            } else if self.peek() != Some(&close) {
                return self.fault("`,` or the end of the list");
            }
        }
        self.at += 1;
        Ok(values)
    }

    fn value(&mut self) -> Result<Value, EligibilityFault> {
        let value = match self.peek() {
            Some(Token::Text(text)) => Value::Text(text.clone()),
            Some(Token::Number(number)) => Value::Number(*number),
            Some(Token::Word(w)) if w.eq_ignore_ascii_case("true") => {
                Value::Text("true".to_owned())
            }
            Some(Token::Word(w)) if w.eq_ignore_ascii_case("false") => {
                Value::Text("false".to_owned())
            }
            Some(Token::Word(w)) => {
                let message =
                    format!("expected a value; if `{w}` is text, put it in quotes: '{w}'");
                let offset = self.tokens.get(self.at).map_or(self.end, |(o, _)| *o);
                return Err(EligibilityFault { message, offset });
            }
            _ => return self.fault("a value: a number or a text in quotes"),
        };
        self.at += 1;
        Ok(value)
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
