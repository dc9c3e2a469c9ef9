//! Reading a body from JSON, strictly: an unknown node, mark or attribute, or one in the wrong place, is an error that
//! says where it stands and what may stand there.
//!
//! Nesting is measured over the bytes before anything recurses, so a document nested ten thousand deep costs one pass
//! over its bytes and an error.

mod node;

use super::{Block, Body, BodyError, Card, Cell, Inline, Link, Marks, Picture};
use node::{Attrs, Node, Path};
use serde_json::Value;

/// Largest JSON text of a body.
pub const MAX_JSON_BYTES: usize = 2 * 1024 * 1024;
/// Deepest nesting of `{` and `[` in the JSON; a list inside a list takes four.
pub const MAX_DEPTH: usize = 64;
/// Most nodes of one body, runs of text included.
pub const MAX_NODES: usize = 20_000;
/// Longest text of one paragraph, heading or cell.
pub const MAX_TEXT_BYTES: usize = 256 * 1024;
/// Longest attribute: a caption, a title, a description.
pub const MAX_ATTRIBUTE_BYTES: usize = 16 * 1024;

type Parsed<T> = Result<T, BodyError>;

/// Where a block stands decides which blocks may stand there.
#[derive(Clone, Copy)]
enum Place {
    Top,
    Plus,
    ListItem,
}

impl Body {
    /// Reads a body from ProseMirror JSON and brings it into canonical form.
    ///
    /// Text loses control characters (see [`super::clean_text`]); an address or file name with one is refused. A
    /// `hard_break` may carry marks, as editors write them, and loses them: a line break looks the same in bold.
    ///
    /// # Errors
    /// The first thing that is not in the schema, or a limit that is exceeded, with its JSON path.
    pub fn parse(json: impl AsRef<[u8]>) -> Result<Body, BodyError> {
        let json = json.as_ref();
        if json.len() > MAX_JSON_BYTES {
            return Err(at_root(format!(
                "the body has {} bytes; at most {MAX_JSON_BYTES} are allowed",
                json.len()
            )));
        }
        if let Some(at) = too_deep_at(json) {
            return Err(at_root(format!("nested more than {MAX_DEPTH} levels deep at byte {at}")));
        }
        let value =
            serde_json::from_slice(json).map_err(|error| at_root(format!("not valid JSON: {error}")))?;
        Body::from_value(&value)
    }

    /// The same for JSON that has been read already, as part of a larger document.
    ///
    /// # Errors
    /// As [`Body::parse`].
    pub fn from_value(value: &Value) -> Result<Body, BodyError> {
        if !shallow(value, MAX_DEPTH) {
            return Err(at_root(format!("nested more than {MAX_DEPTH} levels deep")));
        }
        let mut reader = Reader { nodes: 0 };
        let doc = reader.node(value, Path::Root)?;
        if doc.kind != "doc" {
            return Err(doc.wrong("a body starts with the node `doc`"));
        }
        Attrs::of(&doc, &[])?;
        doc.no_marks_or_text()?;
        let body = Body { blocks: reader.blocks(&doc, Place::Top)? }.normalised();
        check_text_lengths(&body)?;
        Ok(body)
    }
}

fn at_root(reason: String) -> BodyError {
    BodyError { path: "$".into(), reason }
}

/// The byte at which brackets outside strings nest deeper than [`MAX_DEPTH`].
fn too_deep_at(json: &[u8]) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in json.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
    }
    None
}

fn shallow(value: &Value, levels: usize) -> bool {
    match value {
        Value::Array(values) => levels > 0 && values.iter().all(|value| shallow(value, levels - 1)),
        Value::Object(map) => levels > 0 && map.values().all(|value| shallow(value, levels - 1)),
        _ => true,
    }
}

struct Reader {
    nodes: usize,
}

impl Reader {
    fn node<'a>(&mut self, value: &'a Value, path: Path<'a>) -> Parsed<Node<'a>> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(path.error(format!("the body has more than {MAX_NODES} nodes; split the story")));
        }
        Node::read(value, path)
    }

    /// Reads each child of a node with `read`.
    fn each<T>(&mut self, parent: &Node, read: impl Fn(&mut Self, &Node) -> Parsed<T>) -> Parsed<Vec<T>> {
        let content = Path::Key(&parent.path, "content");
        let mut out = Vec::with_capacity(parent.content.len());
        for (index, value) in parent.content.iter().enumerate() {
            let child = self.node(value, Path::Index(&content, index))?;
            out.push(read(self, &child)?);
        }
        Ok(out)
    }

    fn blocks(&mut self, parent: &Node, place: Place) -> Parsed<Vec<Block>> {
        self.each(parent, |reader, node| reader.block(node, place))
    }

    fn block(&mut self, node: &Node, place: Place) -> Parsed<Block> {
        if !place.allows(node.kind) {
            return Err(node.wrong(&format!("here only {} may stand", place.allowed())));
        }
        node.no_marks_or_text()?;
        match node.kind {
            "paragraph" => self.text_of(node).map(Block::Paragraph),
            "heading" => self.heading(node),
            "quotation" => self.quotation(node),
            "bullet_list" => {
                Attrs::of(node, &[])?;
                self.items(node).map(Block::BulletList)
            }
            "ordered_list" => {
                let start = Attrs::of(node, &["start"])?.number("start", 0, 1_000_000, Some(1))?;
                Ok(Block::OrderedList { start, items: self.items(node)? })
            }
            "picture" => picture(node),
            "table" => self.table(node),
            "rule" => {
                Attrs::of(node, &[])?;
                node.leaf()?;
                Ok(Block::Rule)
            }
            "card" => card(node),
            _ => {
                Attrs::of(node, &[])?;
                self.blocks(node, Place::Plus).map(Block::Plus)
            }
        }
    }

    fn heading(&mut self, node: &Node) -> Parsed<Block> {
        let level = Attrs::of(node, &["level"])?.number("level", 2, 4, None)?;
        let text = self.inlines(node)?;
        Ok(Block::Heading { level: u8::try_from(level).unwrap_or(2), text })
    }

    fn quotation(&mut self, node: &Node) -> Parsed<Block> {
        let attribution = Attrs::of(node, &["attribution"])?.text("attribution")?;
        let paragraphs = self.each(node, |reader, node| {
            node.must_be(&["paragraph"], "a quotation holds paragraphs only")?;
            reader.text_of(node)
        })?;
        Ok(Block::Quotation { paragraphs, attribution })
    }

    fn items(&mut self, list: &Node) -> Parsed<Vec<Vec<Block>>> {
        self.each(list, |reader, node| {
            node.must_be(&["list_item"], "a list holds `list_item` only")?;
            Attrs::of(node, &[])?;
            reader.blocks(node, Place::ListItem)
        })
    }

    fn table(&mut self, table: &Node) -> Parsed<Block> {
        Attrs::of(table, &[])?;
        let rows = self.each(table, |reader, row| {
            row.must_be(&["table_row"], "a table holds `table_row` only")?;
            Attrs::of(row, &[])?;
            reader.each(row, |reader, cell| {
                cell.must_be(
                    &["table_cell", "table_header"],
                    "a row holds `table_cell` and `table_header` only",
                )?;
                Ok(Cell { header: cell.kind == "table_header", text: reader.text_of(cell)? })
            })
        })?;
        Ok(Block::Table(rows))
    }

    fn text_of(&mut self, node: &Node) -> Parsed<Vec<Inline>> {
        Attrs::of(node, &[])?;
        self.inlines(node)
    }

    fn inlines(&mut self, parent: &Node) -> Parsed<Vec<Inline>> {
        self.each(parent, |_, node| {
            Attrs::of(node, &[])?;
            match (node.kind, node.text) {
                ("text", Some(text)) if node.content.is_empty() => {
                    Ok(Inline::Text { text: text.to_owned(), marks: marks(node)? })
                }
                ("hard_break", None) if node.content.is_empty() => marks(node).map(|_| Inline::Break),
                ("text", None) => Err(node.wrong("a `text` node carries its words in `text`")),
                ("text" | "hard_break", _) => Err(node.wrong("it holds nothing else")),
                _ => Err(node.wrong("here only `text` and `hard_break` may stand")),
            }
        })
    }
}

impl Place {
    fn allows(self, kind: &str) -> bool {
        match (self, kind) {
            (_, "paragraph" | "bullet_list" | "ordered_list") | (Place::Top, "plus") => true,
            (Place::ListItem, _) => false,
            (_, kind) => ["heading", "quotation", "picture", "table", "rule", "card"].contains(&kind),
        }
    }

    fn allowed(self) -> &'static str {
        match self {
            Place::Top => {
                "paragraph, heading, quotation, bullet_list, ordered_list, picture, table, rule, card and plus"
            }
            Place::Plus => {
                "paragraph, heading, quotation, bullet_list, ordered_list, picture, table, rule and card"
            }
            Place::ListItem => "paragraph, bullet_list and ordered_list",
        }
    }
}

fn picture(node: &Node) -> Parsed<Block> {
    let attrs = Attrs::of(node, &["file", "alt", "caption", "credit"])?;
    node.leaf()?;
    let file = attrs.text("file")?;
    if file.is_empty() || file.chars().any(char::is_control) {
        return Err(attrs.error("file", "a picture names its file, without control characters".into()));
    }
    let (alt, caption, credit) = (attrs.text("alt")?, attrs.text("caption")?, attrs.text("credit")?);
    Ok(Block::Picture(Picture { file, alt, caption, credit }))
}

fn card(node: &Node) -> Parsed<Block> {
    let attrs = Attrs::of(node, &["address", "title", "description"])?;
    node.leaf()?;
    let address = link(&attrs)?;
    Ok(Block::Card(Card { address, title: attrs.text("title")?, description: attrs.text("description")? }))
}

fn link(attrs: &Attrs) -> Parsed<Link> {
    Link::parse(&attrs.text("address")?).map_err(|refused| attrs.error("address", refused.to_string()))
}

fn marks(node: &Node) -> Parsed<Marks> {
    let mut marks = Marks::default();
    let list = Path::Key(&node.path, "marks");
    for (index, value) in node.marks.iter().enumerate() {
        let mark = Node::read(value, Path::Index(&list, index))?;
        if !mark.content.is_empty() || !mark.marks.is_empty() || mark.text.is_some() {
            return Err(mark.wrong("a mark has a type and attributes only"));
        }
        let twice = match mark.kind {
            "bold" => Attrs::of(&mark, &[]).map(|_| std::mem::replace(&mut marks.bold, true))?,
            "italic" => Attrs::of(&mark, &[]).map(|_| std::mem::replace(&mut marks.italic, true))?,
            "link" => marks.link.replace(link(&Attrs::of(&mark, &["address"])?)?).is_some(),
            "language" => marks.language.replace(language(&Attrs::of(&mark, &["tag"])?)?).is_some(),
            _ => return Err(mark.wrong("the marks are bold, italic, link and language")),
        };
        if twice {
            return Err(mark.wrong("a mark is given once only"));
        }
    }
    Ok(marks)
}

fn language(attrs: &Attrs) -> Parsed<base::Language> {
    let tag = attrs.text("tag")?;
    tag.parse().map_err(|_| {
        attrs.error("tag", format!("`{tag}` is not a language tag; write one like `be` or `en-GB`"))
    })
}

/// Runs are merged by now, so that many short runs count as the long one they read as.
fn check_text_lengths(body: &Body) -> Parsed<()> {
    for (index, block) in body.blocks.iter().enumerate() {
        if super::text::longest_text(block) > MAX_TEXT_BYTES {
            let reason = format!("a text of more than {MAX_TEXT_BYTES} bytes; divide it into paragraphs");
            return Err(Path::Index(&Path::Key(&Path::Root, "content"), index).error(reason));
        }
    }
    Ok(())
}
