//! Bringing two people's changes to one document together: field by field, block by block.
//!
//! Pure. No text of either side is lost: it stands in the merged document, or in a [`Place`] where the two clash. Where
//! nothing clashes it does not matter who saved first.

mod blocks;
mod fields;

use serde_json::Value;

use crate::body::Block;
use crate::manuscript::Document;

/// Two documents brought together.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// Both sides' changes; where they clash, mine.
    pub document: Document,
    /// Where they clash.
    pub places: Vec<Place>,
}

/// Where both sides changed the same thing in different ways.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A field of the document.
    Field {
        /// Its name in the JSON form.
        name: &'static str,
        /// What it was.
        base: Value,
        /// What the other made of it.
        theirs: Value,
        /// What I made of it.
        mine: Value,
    },
    /// A block of the body.
    Block {
        /// Where it stands in the merged body, or would stand: blocks are counted from the top, those inside a plus
        /// block each for itself.
        at: usize,
        /// What it was; none when both sides put one in here.
        base: Option<Block>,
        /// What the other made of it; none when it was taken out.
        theirs: Option<Block>,
        /// What I made of it; none when it was taken out.
        mine: Option<Block>,
    },
}

/// Brings `theirs` and `mine`, which both began from `base`, together.
pub fn merge(base: &Document, theirs: &Document, mine: &Document) -> Merge {
    if theirs == mine || mine == base {
        return Merge { document: theirs.clone(), places: Vec::new() };
    }
    if theirs == base {
        return Merge { document: mine.clone(), places: Vec::new() };
    }
    let (mut document, mut places) = fields::merge(base, theirs, mine);
    let (body, clashes) = blocks::merge(&base.body, &theirs.body, &mine.body);
    document.body = body;
    places.extend(clashes);
    Merge { document, places }
}

/// What two changes of one thing come to.
enum Both<T> {
    Agreed(T),
    Clash,
}

/// The rule for one thing. `extends` says whether the second is the first with more behind it, as when somebody typed
/// on after a save whose answer was lost: then the longer one holds both.
fn three_way<T: PartialEq + Clone>(
    base: &T,
    theirs: &T,
    mine: &T,
    extends: impl Fn(&T, &T) -> bool,
) -> Both<T> {
    if theirs == mine || mine == base {
        Both::Agreed(theirs.clone())
    } else if theirs == base || extends(theirs, mine) {
        Both::Agreed(mine.clone())
    } else if extends(mine, theirs) {
        Both::Agreed(theirs.clone())
    } else {
        Both::Clash
    }
}

#[cfg(test)]
mod tests;
