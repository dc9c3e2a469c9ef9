//! The listener as readers meet it: over TCP, byte by byte. No test asserts a time.

mod abuse;
mod files;
mod forms;
mod full;
mod house;
mod pages;
mod same_answers;
mod shutdown;
mod staleness;
