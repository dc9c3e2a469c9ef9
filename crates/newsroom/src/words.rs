//! Messages as templates call them: `t('id', name=value)`.

use std::fmt;
use std::sync::Arc;

use base::locale::{Arg, Locale};
use minijinja::value::{Kwargs, Object, Value};
use minijinja::{Error, ErrorKind, State};

/// The function `t`.
#[derive(Debug)]
pub struct Words(pub Arc<Locale>);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("t")
    }
}

impl Object for Words {
    /// An unknown message, or a variable that is not given, is an error: a page with a hole must not pass a test.
    fn call(self: &Arc<Self>, _state: &mut State<'_, '_>, args: &[Value]) -> Result<Value, Error> {
        let (id, given): (&str, Kwargs) = minijinja::value::from_args(args)?;
        let texts: Vec<(String, Value)> = given
            .args()
            .map(|name| Ok((name.to_owned(), given.get::<Value>(name)?)))
            .collect::<Result<_, Error>>()?;
        let written: Vec<(String, Option<i64>, String)> = texts
            .into_iter()
            .map(|(name, value)| (name, i64::try_from(value.clone()).ok(), value.to_string()))
            .collect();
        let arguments: Vec<(&str, Arg<'_>)> = written
            .iter()
            .map(|(name, number, text)| (name.as_str(), number.map_or(Arg::Text(text.as_str()), Arg::Number)))
            .collect();
        let text = self.0.try_text(id, &arguments);
        text.map(Value::from).map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
    }
}
