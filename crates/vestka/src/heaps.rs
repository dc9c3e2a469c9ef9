//! How many heaps the C library keeps for a server.

use std::os::unix::process::CommandExt;
use std::process::Command;

/// The GNU C library's own setting; others do not know it, and need it not.
const SETTING: &str = "MALLOC_ARENA_MAX";

/// Begins again with two heaps, unless somebody has said how many. Left alone, the library gives threads heaps of their own,
/// up to eight a core, and what is free in one is of no use to the others: a server ends with a seventh more memory. It reads
/// the setting only when it starts: hence the second beginning, in the same process with the same arguments.
pub fn keep_two() {
    let Ok(program) = std::env::current_exe() else { return };
    if std::env::var_os(SETTING).is_some() {
        return;
    }
    let mut arguments = std::env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    // Comes back only where it cannot begin, and then goes on with the heaps there are.
    let _ = again.args(arguments).env(SETTING, "2").exec();
}
