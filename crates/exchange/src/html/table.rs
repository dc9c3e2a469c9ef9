//! Tables. Cells hold words; a picture in one follows the table. A table that only arranges a page is not one.

use super::flow::{Walker, join, texts_of};
use super::marks::Style;
use super::tree::Tree;
use content::body::{Block, Cell, Inline};

/// Widest span of a cell that is believed.
const MAX_SPAN: usize = 20;
/// Cells of one table after which spans are not filled up any more.
const MAX_CELLS: usize = 10_000;

pub(super) fn table(walker: &mut Walker, node: usize, style: &Style) {
    let tree = walker.tree;
    let gated = walker.is_paid(node);
    let mut parts = Parts::default();
    parts.collect(tree, node);
    if arranges(tree, &parts) {
        return walker.apart(node, style);
    }
    parts.others.iter().for_each(|part| gated_part(walker, *part, style, gated));
    let mut after = Vec::new();
    let mut grid = Grid::default();
    for row in &parts.rows {
        grid.begin_row();
        for cell in row {
            let header = tree.name(*cell) == "th";
            let text = words(walker, *cell, style, &mut after);
            let span = |name| tree.attr(*cell, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
            grid.add(Cell { header, text }, span("colspan"), span("rowspan"));
        }
        grid.end_row();
    }
    walker.block(Block::Table(grid.rows), gated);
    after.into_iter().for_each(|block| walker.block(block, gated));
}

/// A caption, or text that stands in a table outside its cells: told before it.
fn gated_part(walker: &mut Walker, part: usize, style: &Style, gated: bool) {
    let pieces = walker.aside(|walker| walker.node(part, style));
    pieces.into_iter().for_each(|piece| walker.block(piece.block, gated));
}

fn words(walker: &mut Walker, cell: usize, style: &Style, after: &mut Vec<Block>) -> Vec<Inline> {
    let mut text = Vec::new();
    let mut plain = style.clone();
    plain.pre = false;
    for piece in walker.aside(|walker| walker.node(cell, &plain)) {
        match texts_of(piece.block) {
            Ok(texts) => join(&mut text, texts, &Inline::Break),
            Err(Block::Card(card)) => {
                let link = content::body::Marks { link: Some(card.address.clone()), ..Default::default() };
                let title = if card.title.is_empty() { card.address.to_string() } else { card.title };
                join(&mut text, vec![vec![Inline::Text { text: title, marks: link }]], &Inline::Break);
            }
            Err(block) => after.push(block),
        }
    }
    text
}

/// The rows of a table and what else stands in it.
#[derive(Default)]
struct Parts {
    rows: Vec<Vec<usize>>,
    others: Vec<usize>,
}

impl Parts {
    fn collect(&mut self, tree: &Tree, node: usize) {
        for child in tree.children(node).iter().copied() {
            match tree.name(child) {
                "tr" => {
                    let (cells, others) = tree.children(child).iter().partition(|cell| is_cell(tree, **cell));
                    self.rows.push(cells);
                    self.others.extend::<Vec<usize>>(others);
                }
                "thead" | "tbody" | "tfoot" => self.collect(tree, child),
                "td" | "th" => self.rows.push(vec![child]),
                _ => self.others.push(child),
            }
        }
    }
}

fn is_cell(tree: &Tree, node: usize) -> bool {
    matches!(tree.name(node), "td" | "th")
}

/// One column, or tables inside: made for looks.
fn arranges(tree: &Tree, parts: &Parts) -> bool {
    let columns = parts.rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_table = |tree: &Tree, node: usize| tree.name(node) == "table";
    columns <= 1 || parts.rows.iter().flatten().any(|cell| tree.find(*cell, &is_table).is_some())
}

/// Rows in which spans are filled up with empty cells, so that columns stay under each other.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    /// For each column, how many more rows a cell above reaches into.
    reach: Vec<usize>,
    cells: usize,
}

impl Grid {
    fn begin_row(&mut self) {
        self.row = Vec::new();
    }

    fn add(&mut self, cell: Cell, columns: usize, rows: usize) {
        self.fill();
        let room = self.cells < MAX_CELLS;
        let (columns, rows) =
            if room { (columns.clamp(1, MAX_SPAN), rows.clamp(1, MAX_SPAN)) } else { (1, 1) };
        let header = cell.header;
        for index in 0..columns {
            let column = self.row.len();
            self.reach.resize(self.reach.len().max(column + 1), 0);
            self.reach[column] = rows - 1;
            let empty = Cell { header, text: vec![] };
            self.row.push(if index == 0 { cell.clone() } else { empty });
        }
        self.cells += columns;
    }

    /// Puts empty cells where a cell above reaches down.
    fn fill(&mut self) {
        while let Some(reach) = self.reach.get_mut(self.row.len()).filter(|reach| **reach > 0) {
            *reach -= 1;
            self.row.push(Cell::default());
        }
    }

    fn end_row(&mut self) {
        self.fill();
        self.rows.push(std::mem::take(&mut self.row));
    }
}
