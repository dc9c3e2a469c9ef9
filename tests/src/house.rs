//! Reading the house: its crates and their sources.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the repository.
pub struct File {
    /// Its path from the repository's root, with slashes.
    pub path: String,
    pub text: String,
}

impl File {
    /// The crate that it belongs to: `content` for `crates/content/src/lib.rs`.
    pub fn krate(&self) -> &str {
        self.path.strip_prefix("crates/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
    }

    /// Whether it runs in tests only.
    pub fn is_test(&self) -> bool {
        self.path
            .split('/')
            .any(|part| matches!(part, "tests" | "tests.rs" | "examples" | "benches" | "testing.rs"))
    }

    /// Its text without comment lines, so that a comment may name what the code must not.
    pub fn code(&self) -> String {
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        self.text.lines().filter(is_code).collect::<Vec<_>>().join("\n")
    }
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate stands in the repository").to_owned()
}

/// Text of a file that must be there.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"))
}

/// The names of the crates' folders, sorted.
pub fn crates() -> Vec<String> {
    let folders = fs::read_dir(root().join("crates")).expect("there is a folder crates");
    let mut names: Vec<String> = folders
        .map(|folder| folder.expect("the folder can be listed"))
        .filter(|folder| folder.path().join("Cargo.toml").exists())
        .map(|folder| folder.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// All Rust files of the crates, tests included.
pub fn sources() -> Vec<File> {
    let files = files_under("crates").into_iter().filter(|path| path.ends_with(".rs"));
    files.map(|path| File { text: read(&path), path }).collect()
}

/// All files under a folder of the repository, without what is built or fetched.
pub fn files_under(folder: &str) -> Vec<String> {
    const NOT_OURS: [&str; 5] = [".git", "target", "node_modules", "data", "demo-data"];
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be listed") {
            let entry = entry.expect("the folder can be listed");
            let is_ours = !NOT_OURS.iter().any(|name| entry.file_name() == *name);
            match entry.file_type().expect("a file has a type") {
                kind if kind.is_dir() && is_ours => folders.push(entry.path()),
                kind if kind.is_file() => found.push(relative(&entry.path())),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).expect("the walk began at the root").to_string_lossy().into_owned()
}

/// Fails with all complaints at once, one a line.
pub fn expect_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
