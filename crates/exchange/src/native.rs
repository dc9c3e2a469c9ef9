//! The native format: one JSON object a line. `docs/native-format.md` says what is in it.

mod lines;
mod record;

use std::io::BufReader;

use crate::import::{Halt, Intake, Place, Source};
use lines::{Line, Lines};
use record::Record;

/// Reads a file to its end.
pub(crate) fn read(source: Source, intake: &mut Intake) -> Result<(), Halt> {
    let limit = intake.options().limits.line_bytes;
    let mut lines = Lines::new(BufReader::with_capacity(256 << 10, source), limit);
    let mut number = 0;
    while let Some(line) = lines.next_line()? {
        number += 1;
        let place = Place::Line(number);
        match line {
            Line::Text(text) => take(place, text, intake)?,
            Line::Empty => {}
            Line::TooLong => {
                let reason =
                    format!("the line is longer than {limit} bytes, which is as long as a line may be");
                intake.refuse(&place, reason)?;
            }
            Line::NotUtf8 { at } => {
                let reason = format!("byte {at} of the line is not UTF-8: save the file as UTF-8");
                intake.refuse(&place, reason)?;
            }
        }
        intake.read_to(lines.bytes_read())?;
    }
    Ok(())
}

fn take(place: Place, line: &str, intake: &mut Intake) -> Result<(), Halt> {
    match Record::parse(line) {
        Ok(Record::Story(story)) => intake.story(place, *story),
        Ok(Record::Concept(concept)) => {
            intake.concept(*concept);
            Ok(())
        }
        Ok(Record::Picture { id, file }) => {
            let taken = intake.picture(&place, &file)?;
            if let (Some(taken), Some(id)) = (taken, id)
                && taken != id
            {
                intake.remark(
                    &place,
                    format!("the picture's id is {taken} here, not '{id}': ids come from content"),
                );
            }
            Ok(())
        }
        Err(reason) => intake.refuse(&place, reason),
    }
}
