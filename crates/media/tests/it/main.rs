//! The media library from its front door: files in, files on the disk out.

mod hostile;
mod ledger;
mod metadata;
mod round_trip;
mod samples;
mod taking_in;
