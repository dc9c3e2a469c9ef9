//! What templates may ask of the page's language: `t('updated', date=time(updated))`.

use std::sync::Arc;

use base::locale::{Arg, Locale};
use minijinja::value::{Kwargs, Object, Value, from_args};
use minijinja::{Error, ErrorKind, State};

use super::escape::escape;

/// The messages of a page's language, as a function.
#[derive(Debug)]
pub(super) struct Words(pub(super) Arc<Locale>);

impl Object for Words {
    /// The message as HTML. Numbers choose plural forms; plain texts are escaped with the message; what is HTML
    /// already (a macro's `<time>`) is set in as it is.
    fn call(self: &Arc<Self>, _state: &mut State<'_, '_>, args: &[Value]) -> Result<Value, Error> {
        let (id, named): (&str, Kwargs) = from_args(args)?;
        let values = named.args().map(|name| Ok((name, named.get::<Value>(name)?)));
        let values = values.collect::<Result<Vec<(&str, Value)>, Error>>()?;
        let markup: Vec<&Value> =
            values.iter().map(|(_, value)| value).filter(|value| value.is_safe()).collect();
        let mut holes = (0..markup.len()).map(hole);
        let texts: Vec<(&str, Given)> = values
            .iter()
            .map(|(name, value)| Ok((*name, given(value, &mut holes)?)))
            .collect::<Result<_, Error>>()?;
        let args: Vec<(&str, Arg<'_>)> = texts.iter().map(|(name, given)| (*name, given.arg())).collect();
        let text = self.0.try_text(id, &args).map_err(|error| unknown(error.to_string()))?;
        let mut html = escape(&text).into_owned();
        for (number, value) in markup.iter().enumerate() {
            html = html.replace(&hole(number), value.as_str().unwrap_or_default());
        }
        Ok(Value::from_safe_string(html))
    }
}

enum Given {
    Text(String),
    Number(i64),
}

impl Given {
    fn arg(&self) -> Arg<'_> {
        match self {
            Given::Text(text) => Arg::Text(text),
            Given::Number(number) => Arg::Number(*number),
        }
    }
}

fn given(value: &Value, holes: &mut impl Iterator<Item = String>) -> Result<Given, Error> {
    if value.is_safe() {
        Ok(Given::Text(holes.next().unwrap_or_default()))
    } else if value.is_undefined() || value.is_none() {
        Err(unknown("a message was given nothing for one of its variables".into()))
    } else if value.is_integer() {
        Ok(Given::Number(i64::try_from(value.clone())?))
    } else {
        Ok(Given::Text(value.to_string()))
    }
}

/// Stands for markup while the message is put together: from a block of signs that no text has (Unicode, private use).
fn hole(number: usize) -> String {
    char::from_u32(0xF_0000 + number as u32).unwrap_or_default().into()
}

fn unknown(reason: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, reason)
}
