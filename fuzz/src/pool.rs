//! The inputs that mutation begins with: the corpus, and what showed something new.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::target::Target;

/// Most inputs kept; new ones then take the place of the oldest.
const LARGEST: usize = 4096;

/// Inputs and the outcomes that they showed.
#[derive(Default)]
pub struct Pool {
    pub inputs: Vec<Vec<u8>>,
    seen: HashSet<String>,
    oldest: usize,
}

impl Pool {
    /// Keeps an input when its outcome is new. Numbers in an outcome make no difference.
    pub fn note(&mut self, input: &[u8], outcome: &str) {
        let shape: String = outcome.chars().filter(|c| !c.is_ascii_digit()).take(120).collect();
        if self.seen.len() < 4 * LARGEST && self.seen.insert(shape) {
            match self.inputs.len() < LARGEST {
                true => self.inputs.push(input.to_vec()),
                false => self.replace_oldest(input),
            }
        }
    }

    fn replace_oldest(&mut self, input: &[u8]) {
        self.inputs[self.oldest] = input.to_vec();
        self.oldest = (self.oldest + 1) % LARGEST;
    }

    /// Different outcomes so far.
    pub fn outcomes(&self) -> usize {
        self.seen.len()
    }
}

/// A target's corpus, in a settled order.
pub fn corpus(target: &Target) -> anyhow::Result<Vec<Vec<u8>>> {
    let own = root().join("fuzz/corpus").join(target.name);
    let mut inputs = (target.made)();
    if own.is_dir() {
        inputs.extend(files(&own, "")?);
    }
    for (folder, ending) in target.corpora {
        inputs.extend(files(&root().join(folder), ending)?);
    }
    anyhow::ensure!(!inputs.is_empty(), "the target {} has no corpus", target.name);
    Ok(inputs)
}

fn files(folder: &Path, ending: &str) -> anyhow::Result<Vec<Vec<u8>>> {
    let listed = fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut paths: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.is_file() && path.to_string_lossy().ends_with(ending));
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).with_context(|| format!("{} cannot be read", path.display())))
        .collect()
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate stands in the repository").to_owned()
}
