//! Imports and exports through the front door: files in, a database, files out.

mod corpus;
mod hostile;
mod newsroom;
mod properties;
mod round_trip;
mod secrets;
