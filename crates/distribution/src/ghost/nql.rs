//! NQL, the filter language of Ghost's API: `tag:economy+published_at:>now-30d,featured:true`.
//!
//! ```text
//! or        = and *( "," and )
//! and       = one *( "+" one )
//! one       = "(" or ")" / property ":" [ "-" ] comparison
//! comparison = ( ">" / ">=" / "<" / "<=" ) value / ( "~" / "~^" / "~$" ) text / "[" value *( "," value ) "]" / value
//! value     = "null" / "true" / "false" / "now" ( "-" / "+" ) number unit / text
//! unit      = "d" / "w" / "M" / "y" / "h" / "m" / "s"
//! text      = "'" … "'" / signs without space and + , ( ) [ ] < > = ~ ' "; a backslash takes the next sign as it is
//! ```

use std::fmt;

/// The longest filter that is read, in characters.
const LONGEST: usize = 2_000;
/// Brackets in brackets.
const DEEPEST: usize = 16;

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// All of them hold.
    And(Vec<Filter>),
    /// One of them holds at least.
    Or(Vec<Filter>),
    /// A property compares so.
    Is(Statement),
}

/// What is said of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// `tag`, `published_at`, `count.posts`.
    pub property: String,
    /// Whether it must not be so.
    pub not: bool,
    /// How it compares.
    pub comparison: Comparison,
}

/// How a property compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It is this.
    Is(Value),
    /// It is one of these.
    In(Vec<Value>),
    /// It is less, or before.
    Less(Value),
    /// It is less or the same.
    AtMost(Value),
    /// It is more, or after.
    More(Value),
    /// It is more or the same.
    AtLeast(Value),
    /// This stands in it.
    Contains(String),
    /// It begins so.
    Begins(String),
    /// It ends so.
    Ends(String),
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Truth(bool),
    /// A time, so much from now.
    FromNow(i64, Unit),
    /// Anything else: a word, a number, a date.
    Text(String),
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `s`
    Second,
    /// `m`
    Minute,
    /// `h`
    Hour,
    /// `d`
    Day,
    /// `w`
    Week,
    /// `M`
    Month,
    /// `y`
    Year,
}

/// Why a text is no filter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NqlError {
    /// It is too long to be meant.
    #[error("the filter is longer than {LONGEST} characters")]
    TooLong,
    /// Brackets stand too deep.
    #[error("the filter has more than {DEEPEST} brackets in one another")]
    TooDeep,
    /// Something else should stand there.
    #[error("the filter cannot be read at character {at}: {wanted} should stand there")]
    Wanted {
        /// Counted from 1.
        at: usize,
        /// What should stand there.
        wanted: &'static str,
    },
}

/// Reads a filter.
pub fn parse(text: &str) -> Result<Filter, NqlError> {
    let signs: Vec<char> = text.chars().collect();
    if signs.len() > LONGEST {
        return Err(NqlError::TooLong);
    }
    let mut reader = Reader { signs: &signs, at: 0, depth: 0 };
    let filter = reader.or()?;
    reader.space();
    if reader.at < signs.len() { Err(reader.wanted("+ or , or the end")) } else { Ok(filter) }
}

struct Reader<'a> {
    signs: &'a [char],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn or(&mut self) -> Result<Filter, NqlError> {
        let mut parts = vec![self.and()?];
        while self.take(',') {
            parts.push(self.and()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::Or(parts) })
    }

    fn and(&mut self) -> Result<Filter, NqlError> {
        let mut parts = vec![self.one()?];
        while self.take('+') {
            parts.push(self.one()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Filter::And(parts) })
    }

    fn one(&mut self) -> Result<Filter, NqlError> {
        if !self.take('(') {
            return self.statement().map(Filter::Is);
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(NqlError::TooDeep);
        }
        let inside = self.or()?;
        self.depth -= 1;
        if self.take(')') { Ok(inside) } else { Err(self.wanted("a closing bracket")) }
    }

    fn statement(&mut self) -> Result<Statement, NqlError> {
        let property = self.property()?;
        if !self.take(':') {
            return Err(self.wanted("a colon"));
        }
        let not = self.take('-');
        Ok(Statement { property, not, comparison: self.comparison()? })
    }

    fn property(&mut self) -> Result<String, NqlError> {
        self.space();
        let begin = self.at;
        let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '.';
        while self.peek().is_some_and(is_part) {
            self.at += 1;
        }
        let name: String = self.signs[begin..self.at].iter().collect();
        let is_one = name.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '_');
        if is_one { Ok(name) } else { Err(Reader { at: begin, ..*self }.wanted("a property's name")) }
    }

    fn comparison(&mut self) -> Result<Comparison, NqlError> {
        Ok(if self.take('[') {
            self.list()?
        } else if self.take('>') {
            if self.take('=') { Comparison::AtLeast(self.value()?) } else { Comparison::More(self.value()?) }
        } else if self.take('<') {
            if self.take('=') { Comparison::AtMost(self.value()?) } else { Comparison::Less(self.value()?) }
        } else if self.take('~') {
            if self.take('^') {
                Comparison::Begins(self.text()?)
            } else if self.take('$') {
                Comparison::Ends(self.text()?)
            } else {
                Comparison::Contains(self.text()?)
            }
        } else {
            Comparison::Is(self.value()?)
        })
    }

    fn list(&mut self) -> Result<Comparison, NqlError> {
        let mut values = vec![self.value()?];
        while self.take(',') {
            values.push(self.value()?);
        }
        if self.take(']') { Ok(Comparison::In(values)) } else { Err(self.wanted("a closing square bracket")) }
    }

    fn value(&mut self) -> Result<Value, NqlError> {
        self.space();
        if self.peek() == Some('\'') {
            return self.text().map(Value::Text);
        }
        let begin = self.at;
        let word = self.text()?;
        Ok(match word.as_str() {
            "null" => Value::Null,
            "true" => Value::Truth(true),
            "false" => Value::Truth(false),
            "now" if self.peek() == Some('+') => return self.later(begin),
            _ => from_now(&word).unwrap_or(Value::Text(word)),
        })
    }

    /// `now+3d`: the plus sign is no 'and' here.
    fn later(&mut self, begin: usize) -> Result<Value, NqlError> {
        self.at += 1;
        let rest = self.text()?;
        from_now(&format!("now+{rest}"))
            .ok_or_else(|| Reader { at: begin, ..*self }.wanted("a time such as now+3d"))
    }

    fn text(&mut self) -> Result<String, NqlError> {
        self.space();
        if self.take('\'') { self.quoted() } else { self.literal() }
    }

    fn quoted(&mut self) -> Result<String, NqlError> {
        let mut text = String::new();
        loop {
            match self.next() {
                Some('\'') => return Ok(text),
                Some('\\') => text.push(self.next().ok_or_else(|| self.wanted("a quotation mark"))?),
                Some('\0') | None => return Err(self.wanted("a quotation mark")),
                Some(sign) => text.push(sign),
            }
        }
    }

    fn literal(&mut self) -> Result<String, NqlError> {
        const ENDS: &[char] = &['+', ',', '(', ')', '[', ']', '<', '>', '=', '~', '\'', '"', '\0'];
        let mut text = String::new();
        while let Some(sign) = self.peek().filter(|sign| !sign.is_whitespace() && !ENDS.contains(sign)) {
            self.at += 1;
            match sign {
                '\\' => {
                    text.push(self.next().filter(|sign| *sign != '\0').ok_or_else(|| self.wanted("a sign"))?)
                }
                sign => text.push(sign),
            }
        }
        if text.is_empty() { Err(self.wanted("a value")) } else { Ok(text) }
    }

    fn peek(&self) -> Option<char> {
        self.signs.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let sign = self.peek();
        self.at += usize::from(sign.is_some());
        sign
    }

    fn space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Takes a sign, and space before it, if it stands next.
    fn take(&mut self, sign: char) -> bool {
        let begin = self.at;
        self.space();
        let is_next = self.peek() == Some(sign);
        self.at = if is_next { self.at + 1 } else { begin };
        is_next
    }

    fn wanted(&self, wanted: &'static str) -> NqlError {
        NqlError::Wanted { at: self.at + 1, wanted }
    }
}

/// `now-30d`.
fn from_now(word: &str) -> Option<Value> {
    let rest = word.strip_prefix("now")?;
    let (sign, rest) = match rest.split_at_checked(1)? {
        ("-", rest) => (-1, rest),
        ("+", rest) => (1, rest),
        _ => return None,
    };
    let unit = match rest.chars().last()? {
        's' => Unit::Second,
        'm' => Unit::Minute,
        'h' => Unit::Hour,
        'd' => Unit::Day,
        'w' => Unit::Week,
        'M' => Unit::Month,
        'y' => Unit::Year,
        _ => return None,
    };
    let digits = &rest[..rest.len() - 1];
    let is_number =
        !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| digits.parse::<i64>().ok().map(|amount| Value::FromNow(sign * amount, unit))).flatten()
}

impl fmt::Display for Value {
    /// As it can be read again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Truth(truth) => write!(f, "{truth}"),
            Value::FromNow(amount, unit) => {
                let unit = match unit {
                    Unit::Second => 's',
                    Unit::Minute => 'm',
                    Unit::Hour => 'h',
                    Unit::Day => 'd',
                    Unit::Week => 'w',
                    Unit::Month => 'M',
                    Unit::Year => 'y',
                };
                write!(f, "now{}{}{unit}", if *amount < 0 { '-' } else { '+' }, amount.unsigned_abs())
            }
            Value::Text(text) => write_text(f, text),
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(f, "'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

#[cfg(test)]
mod tests;
