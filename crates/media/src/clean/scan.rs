//! The entropy-coded data of a JPEG, read for its length only: are there exactly so many blocks, and then the end?
//!
//! Decoders stop at the last block and ignore what follows, which makes the room between it and the end marker a fine
//! place to hide things. Source of the rules: ITU-T T.81, sections F.1.2, F.2.2 and C.2.

/// Whether `bytes` are `blocks` times one block each of luma and the two chromas, padding, and the end of the image.
/// `tables` are the four Huffman tables: luma DC and AC, chroma DC and AC.
pub(super) fn holds_exactly(bytes: &[u8], tables: &[Vec<u8>], blocks: usize) -> bool {
    let tables: Option<Vec<Table>> = tables.iter().map(|segment| Table::new(segment)).collect();
    let Some([luma_dc, luma_ac, chroma_dc, chroma_ac]) = tables.as_deref() else { return false };
    let mut bits = Bits { bytes, at: 0, held: 0, count: 0 };
    for _ in 0..blocks {
        let read = block(&mut bits, luma_dc, luma_ac)
            .and_then(|()| block(&mut bits, chroma_dc, chroma_ac))
            .and_then(|()| block(&mut bits, chroma_dc, chroma_ac));
        if read.is_none() {
            return false;
        }
    }
    bits.at_end()
}

/// One block of 64 coefficients: the first by its difference, the others by runs of zeros.
fn block(bits: &mut Bits<'_>, dc: &Table, ac: &Table) -> Option<()> {
    let size = bits.symbol(dc)?;
    bits.skip(u32::from(size))?;
    let mut at = 1;
    while at < 64 {
        match bits.symbol(ac)? {
            0x00 => return Some(()),
            0xf0 => at += 16,
            symbol => {
                at += usize::from(symbol >> 4) + 1;
                bits.skip(u32::from(symbol & 15))?;
            }
        }
    }
    (at == 64).then_some(())
}

/// A Huffman table spread out: what the next sixteen bits begin with, for each of their 65,536 values.
struct Table {
    /// The symbol and its code's length; 0 for what begins with no code.
    lookup: Vec<(u8, u8)>,
}

impl Table {
    /// From a segment: the table's number, sixteen counts of codes by length, the symbols by code.
    fn new(segment: &[u8]) -> Option<Table> {
        let (counts, mut symbols) = segment.get(1..)?.split_at_checked(16)?;
        let mut lookup = Vec::with_capacity(1 << 16);
        for (length, count) in (1u8..).zip(counts) {
            let (these, rest) = symbols.split_at_checked(usize::from(*count))?;
            symbols = rest;
            for symbol in these {
                lookup.resize(lookup.len() + (1 << (16 - length)), (*symbol, length));
            }
        }
        lookup.resize(lookup.len().max(1 << 16), (0, 0));
        (symbols.is_empty() && lookup.len() == 1 << 16).then_some(Table { lookup })
    }
}

/// The data bit by bit, with the zero byte dropped that follows every ff.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The bits read ahead, the next one highest among the lowest `count`.
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn symbol(&mut self, table: &Table) -> Option<u8> {
        self.fill();
        let missing = 16u32.saturating_sub(self.count);
        let next = (self.held << missing >> (self.count + missing - 16)) as u16;
        let (symbol, length) = table.lookup[usize::from(next)];
        if length == 0 {
            return None;
        }
        self.skip(u32::from(length))?;
        Some(symbol)
    }

    fn skip(&mut self, bits: u32) -> Option<()> {
        self.fill();
        self.count = self.count.checked_sub(bits)?;
        self.held &= (1 << self.count) - 1;
        Some(())
    }

    /// Reads ahead, up to the next marker.
    fn fill(&mut self) {
        while self.count <= 48 {
            let step = match self.bytes.get(self.at..) {
                Some([0xff, 0x00, ..]) => 2,
                Some([0xff, ..] | []) | None => return,
                Some(_) => 1,
            };
            self.held = self.held << 8 | u64::from(self.bytes[self.at]);
            self.count += 8;
            self.at += step;
        }
    }

    /// Whether the rest is what completes the last byte, in ones, and the end marker as the last two bytes.
    fn at_end(mut self) -> bool {
        self.fill();
        self.count < 8 && self.held == (1 << self.count) - 1 && self.bytes[self.at..] == [0xff, 0xd9]
    }
}
