//! From the tokens of an eligibility expression to its tree: `or` binds weaker than `and`, `and` weaker than `not`.

use super::tokens::{Token, describe, tokens};
use super::{EligibilityFault, Node, Value};

/// Nesting that no honest expression needs; keeps the parser's own stack bounded.
const DEEPEST: usize = 64;

/// Parses a whole expression.
///
/// # Errors
/// What is wrong, what was expected, and where.
pub(super) fn parse(text: &str) -> Result<Node, EligibilityFault> {
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
    Ok(root)
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
    depth: usize,
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

    /// Conditions joined by `or`.
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

    /// Conditions joined by `and`.
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
