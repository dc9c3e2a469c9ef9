//! Where the paid part of imported HTML begins and ends.
//!
//! Ghost writes `<!--members-only-->` (everything after it is paid) and `<!--kg-gated-block:begin …-->` with
//! `<!--kg-gated-block:end-->`. Ghost looks for them in the text of the page, not in its tree; so does this, and it
//! takes sides: a beginning is believed wherever it stands, in an attribute or a script too, and however oddly it is
//! written; an end only where it is a comment, and only one for each beginning. In doubt a line is paid.

/// How far a beginning reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reach {
    /// To the end of the document.
    Rest,
    /// To its end marker.
    Block,
}

/// The wall while a document is read from its start to its end.
pub(super) struct Gate {
    /// Beginnings and their place in the source, in order, with the next one last.
    ahead: Vec<(usize, Reach)>,
    blocks: usize,
    rest: bool,
    /// Whether the document stands behind a wall as a whole.
    paid: bool,
}

impl Gate {
    /// Finds all beginnings in a document; `paid` when it stands behind a wall as a whole.
    pub(super) fn of(source: &str, paid: bool) -> Gate {
        let marked =
            source.match_indices("<!").filter_map(|(at, _)| Some((at, beginning(&source[at + 2..])?)));
        let mut ahead: Vec<_> = marked.collect();
        ahead.reverse();
        Gate { ahead, blocks: 0, rest: false, paid }
    }

    /// Goes on to a place in the source, past the beginnings before it.
    pub(super) fn advance(&mut self, end: usize) {
        while let Some((at, reach)) = self.ahead.last().copied()
            && at < end
        {
            self.ahead.pop();
            match reach {
                Reach::Rest => self.rest = true,
                Reach::Block => self.blocks += 1,
            }
        }
    }

    /// Takes notice of a comment; an end marker closes the block begun last.
    pub(super) fn comment(&mut self, comment: &str) {
        let words: String = comment.chars().filter(|c| !c.is_whitespace()).take(60).collect();
        let words = words.to_ascii_lowercase();
        if words == "kg-gated-block:end" || words == "/wp:premium-content/subscriber-view" {
            self.blocks = self.blocks.saturating_sub(1);
        }
    }

    /// Whether what stands here is paid.
    pub(super) fn is_shut(&self) -> bool {
        self.paid || self.rest || self.blocks > 0
    }

    /// Whether a beginning in the document makes paid what would follow it: Ghost joins cards into one page before it looks for a wall.
    pub(super) fn stays_shut(&self) -> bool {
        self.rest
    }
}

/// Reads what follows `<!`.
fn beginning(text: &str) -> Option<Reach> {
    let text = text.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
    if let Some(after) = keyword(text, "members-only") {
        let goes_on = after.trim_start_matches('-').starts_with(|c: char| c.is_alphanumeric() || c == '_');
        return (!goes_on || after.starts_with("->")).then_some(Reach::Rest);
    }
    if let Some(after) = keyword(text, "kg-gated-block") {
        let after = after.trim_start().trim_start_matches(':').trim_start();
        let end = keyword(after, "end").is_some_and(|after| !after.starts_with(char::is_alphanumeric));
        return (!end).then_some(Reach::Block);
    }
    if keyword(text, "wp:premium-content/subscriber-view").is_some() {
        return Some(Reach::Block);
    }
    keyword(text, "wp:jetpack/paywall").map(|_| Reach::Rest)
}

fn keyword<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}
