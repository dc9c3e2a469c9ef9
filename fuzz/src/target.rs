//! What a target is.

/// What a target does with bytes. Answers what became of them, in few different sentences; panics when a promise is
/// broken.
pub type Take = Box<dyn Fn(&[u8]) -> String>;

/// Something that takes bytes from strangers.
pub struct Target {
    /// Its name, which is its corpus's folder.
    pub name: &'static str,
    /// Other files of the repository that are good beginnings: a folder and the ending of their names.
    pub corpora: &'static [(&'static str, &'static str)],
    /// Beginnings made by code.
    pub made: fn() -> Vec<Vec<u8>>,
    /// Words that mean something to it.
    pub words: &'static [&'static str],
    /// The longest input that mutation makes, in bytes.
    pub longest: usize,
    /// Takes the bytes.
    pub take: Take,
}

/// No beginnings made by code.
pub fn none_made() -> Vec<Vec<u8>> {
    Vec::new()
}
