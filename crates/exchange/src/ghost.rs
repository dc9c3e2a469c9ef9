//! Ghost's JSON export.
//!
//! Only the tables that matter are looked at, and of their rows only the fields named in `rows`: keys, settings,
//! members, passwords and addresses in the file never get further than the bytes that were read.

mod post;
mod rows;
mod tables;
mod text;

use std::io::Read;

use crate::import::{Halt, Intake, Place, Source};
use post::Desk;
use tables::Tables;

/// Reads a file; it is held in memory as a whole.
pub(crate) fn read(source: Source, intake: &mut Intake) -> Result<(), Halt> {
    let limit = intake.options().limits.file_bytes;
    let mut bytes = Vec::new();
    source.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let limit = limit >> 20;
        return Err(Halt::NotTheFormat(format!(
            "the file is larger than {limit} MB, which is as much as is read of a Ghost export: export it in parts"
        )));
    }
    let text =
        std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)).map_err(|error| {
            Halt::NotTheFormat(format!("byte {} of the file is not UTF-8", error.valid_up_to() + 1))
        })?;
    let tables = Tables::read(text).map_err(Halt::NotTheFormat)?;
    let (mut desk, posts) = Desk::new(&tables, intake);
    let total = posts.len().max(1) as u64;
    for (number, row) in posts.iter().enumerate() {
        match rows::Post::read(row) {
            Ok(post) => desk.take(&post, intake)?,
            Err(reason) => intake.refuse(&Place::named(format!("post number {}", number + 1)), reason)?,
        }
        intake.read_to(bytes.len() as u64 * (number as u64 + 1) / total)?;
    }
    desk.leave(intake);
    Ok(())
}
