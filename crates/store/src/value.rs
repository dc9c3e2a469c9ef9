//! What goes into a statement and what comes out of a row.

use base::Time;
use sqlx::any::AnyRow;
use sqlx::{Row as _, ValueRef as _};

use crate::StoreError;

/// A parameter of a statement. Both engines store exactly these.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// BIGINT; also times (milliseconds since 1970 UTC) and truth (0 or 1).
    Int(i64),
    /// TEXT. Must not hold NUL, which PostgreSQL refuses.
    Text(String),
    /// NULL in a BIGINT column.
    NoInt,
    /// NULL in a TEXT column. Two kinds of nothing, because PostgreSQL wants the type of a parameter.
    NoText,
}

macro_rules! value_from {
    ($($from:ty => |$v:ident| $to:expr),* $(,)?) => {
        $(impl From<$from> for Value { fn from($v: $from) -> Self { $to } })*
    };
}

value_from! {
    i64 => |v| Value::Int(v),
    u64 => |v| Value::Int(v as i64),
    u8 => |v| Value::Int(v.into()),
    bool => |v| Value::Int(v.into()),
    Time => |v| Value::Int(v.millis()),
    &str => |v| Value::Text(v.to_owned()),
    String => |v| Value::Text(v),
    &String => |v| Value::Text(v.clone()),
    Option<i64> => |v| v.map_or(Value::NoInt, Value::Int),
    Option<u64> => |v| v.map_or(Value::NoInt, |n| Value::Int(n as i64)),
    Option<Time> => |v| v.map_or(Value::NoInt, |t| Value::Int(t.millis())),
    Option<String> => |v| v.map_or(Value::NoText, Value::Text),
    Option<&str> => |v| v.map_or(Value::NoText, |t| Value::Text(t.to_owned())),
}

/// Writes a statement's parameters: `values![id, now, None::<String>]`.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::Value::from($value)),*] };
}

/// One row of an answer. Columns are asked for by name; a missing one or one of another type is [`StoreError::Damaged`].
pub struct Row(pub(crate) AnyRow);

impl Row {
    /// A BIGINT that is not NULL.
    pub fn int(&self, column: &str) -> Result<i64, StoreError> {
        self.0.try_get(column).map_err(|e| damaged(column, e))
    }

    /// A TEXT that is not NULL.
    pub fn text(&self, column: &str) -> Result<String, StoreError> {
        self.0.try_get(column).map_err(|e| damaged(column, e))
    }

    /// A BIGINT holding 0 or 1.
    pub fn truth(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    /// A time: BIGINT milliseconds since 1970 UTC.
    pub fn time(&self, column: &str) -> Result<Time, StoreError> {
        Ok(Time::from_millis(self.int(column)?))
    }

    /// A time or NULL.
    pub fn time_or_none(&self, column: &str) -> Result<Option<Time>, StoreError> {
        Ok(self.int_or_none(column)?.map(Time::from_millis))
    }

    /// A BIGINT or NULL.
    pub fn int_or_none(&self, column: &str) -> Result<Option<i64>, StoreError> {
        if self.is_null(column)? { Ok(None) } else { self.int(column).map(Some) }
    }

    /// A TEXT or NULL.
    pub fn text_or_none(&self, column: &str) -> Result<Option<String>, StoreError> {
        if self.is_null(column)? { Ok(None) } else { self.text(column).map(Some) }
    }

    fn is_null(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.0.try_get_raw(column).map_err(|e| damaged(column, e))?.is_null())
    }
}

fn damaged(column: &str, error: sqlx::Error) -> StoreError {
    StoreError::Damaged(format!("column {column}: {error}"))
}
