//! The words of an eligibility expression, each with its byte position.

use super::{EligibilityFault, Operator};

/// One word of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
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

/// What a message calls a token.
pub(super) fn describe(token: &Token) -> String {
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

/// Cuts a text into tokens with their byte offsets.
///
/// # Errors
/// A character without a meaning, a text that is not closed, a number that is none.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, EligibilityFault> {
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
