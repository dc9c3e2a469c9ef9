//! Writing a body as ProseMirror JSON, always the same way: `type` first, attributes only where they say something.

use super::{Block, Body, Card, Cell, Inline, Marks, Picture};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

impl Body {
    /// The canonical JSON of the body: `Body::parse` gives the same body back.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a body consists of strings and numbers, which always serialise")
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Node::of("doc").content(Blocks(&self.blocks), self.blocks.is_empty()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Body {
    /// For a body inside another JSON document; a body on its own is read with [`Body::parse`].
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Body::from_value(&value).map_err(serde::de::Error::custom)
    }
}

/// What is common to all nodes; `C` is what stands in `content`.
struct Node<C> {
    kind: &'static str,
    attrs: Attrs,
    content: Option<C>,
}

/// Attributes in their order; those at their default are never put in.
#[derive(Default)]
struct Attrs(Vec<(&'static str, Value)>);

impl Node<()> {
    fn of(kind: &'static str) -> Node<()> {
        Node { kind, attrs: Attrs::default(), content: None }
    }

    fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.attrs.0.push((name, value.into()));
        self
    }

    fn with_text(self, name: &'static str, value: &str) -> Self {
        if value.is_empty() { self } else { self.with(name, value) }
    }

    fn content<C: Serialize>(self, content: C, empty: bool) -> Node<C> {
        Node { kind: self.kind, attrs: self.attrs, content: (!empty).then_some(content) }
    }
}

impl<C: Serialize> Serialize for Node<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", self.kind)?;
        if !self.attrs.0.is_empty() {
            map.serialize_entry("attrs", &self.attrs)?;
        }
        if let Some(content) = &self.content {
            map.serialize_entry("content", content)?;
        }
        map.end()
    }
}

impl Serialize for Attrs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

struct Blocks<'a>(&'a [Block]);
struct Items<'a>(&'a [Vec<Block>]);
struct Paragraphs<'a>(&'a [Vec<Inline>]);
struct Rows<'a>(&'a [Vec<Cell>]);
struct Cells<'a>(&'a [Cell]);
struct Inlines<'a>(&'a [Inline]);

impl Serialize for Blocks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0)
    }
}

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            self.0.iter().map(|item| Node::of("list_item").content(Blocks(item), item.is_empty())),
        )
    }
}

impl Serialize for Paragraphs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            self.0.iter().map(|text| Node::of("paragraph").content(Inlines(text), text.is_empty())),
        )
    }
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer
            .collect_seq(self.0.iter().map(|row| Node::of("table_row").content(Cells(row), row.is_empty())))
    }
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|cell| {
            let kind = if cell.header { "table_header" } else { "table_cell" };
            Node::of(kind).content(Inlines(&cell.text), cell.text.is_empty())
        }))
    }
}

impl Serialize for Inlines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0)
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Block::Paragraph(text) => {
                Node::of("paragraph").content(Inlines(text), text.is_empty()).serialize(out)
            }
            Block::Heading { level, text } => Node::of("heading")
                .with("level", *level)
                .content(Inlines(text), text.is_empty())
                .serialize(out),
            Block::Quotation { paragraphs, attribution } => Node::of("quotation")
                .with_text("attribution", attribution)
                .content(Paragraphs(paragraphs), paragraphs.is_empty())
                .serialize(out),
            Block::BulletList(items) => {
                Node::of("bullet_list").content(Items(items), items.is_empty()).serialize(out)
            }
            Block::OrderedList { start, items } => {
                let list = Node::of("ordered_list");
                let list = if *start == 1 { list } else { list.with("start", *start) };
                list.content(Items(items), items.is_empty()).serialize(out)
            }
            Block::Picture(picture) => picture.node().serialize(out),
            Block::Table(rows) => Node::of("table").content(Rows(rows), rows.is_empty()).serialize(out),
            Block::Rule => Node::of("rule").serialize(out),
            Block::Card(card) => card.node().serialize(out),
            Block::Plus(blocks) => Node::of("plus").content(Blocks(blocks), blocks.is_empty()).serialize(out),
        }
    }
}

impl Picture {
    fn node(&self) -> Node<()> {
        Node::of("picture")
            .with("file", self.file.as_str())
            .with_text("alt", &self.alt)
            .with_text("caption", &self.caption)
            .with_text("credit", &self.credit)
    }
}

impl Card {
    fn node(&self) -> Node<()> {
        Node::of("card")
            .with("address", self.address.as_str())
            .with_text("title", &self.title)
            .with_text("description", &self.description)
    }
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Inline::Text { text, marks } = self else {
            return Node::of("hard_break").serialize(serializer);
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "text")?;
        let marks = marks.nodes();
        if !marks.is_empty() {
            map.serialize_entry("marks", &marks)?;
        }
        map.serialize_entry("text", text)?;
        map.end()
    }
}

impl Marks {
    /// The marks in the one order they are written in: outermost first.
    fn nodes(&self) -> Vec<Node<()>> {
        let link = self.link.as_ref().map(|link| Node::of("link").with("address", link.as_str()));
        let language = self.language.as_ref().map(|tag| Node::of("language").with("tag", tag.to_string()));
        let bold = self.bold.then(|| Node::of("bold"));
        let italic = self.italic.then(|| Node::of("italic"));
        [link, language, bold, italic].into_iter().flatten().collect()
    }
}
