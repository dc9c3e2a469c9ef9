//! The rules of the house that no type and no lint can state, as ordinary tests: who stands on which floor, who writes
//! which table, who may let somebody in, where clocks, dice and unsafe code are kept, and that the map is true.
//!
//! A test that fails names the file and says what to do. To change a rule, change its table here, in the same commit.

#[cfg(test)]
mod admission;
#[cfg(test)]
mod clean;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod floors;
#[cfg(test)]
mod house;
#[cfg(test)]
mod map;
#[cfg(test)]
mod tables;
