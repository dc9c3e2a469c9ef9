//! NITF 3.6 (IPTC, News Industry Text Format): what many editorial systems still read. What a body can say has a name of
//! its own in it, so the text is written from the document, block by block.

use base::Time;
use content::body::{Block, Body, Cell, Inline, Marks, Picture};

use super::{Extent, Item, Shot, Status};
use crate::xml::{Xml, on_one_line};

/// Its elements' namespace, and its own name for the version.
const NAMESPACE: &str = "http://iptc.org/std/NITF/2006-10-18/";
const VERSION: &str = "-//IPTC//DTD NITF 3.6//EN";

/// A document.
pub(super) fn write(item: &Item) -> Vec<u8> {
    let mut xml = Xml::new();
    let language = item.language.as_str();
    xml.open(
        "nitf",
        &[("xmlns", NAMESPACE), ("version", VERSION), ("uno", &item.id), ("baselang", language)],
    );
    head(&mut xml, item);
    xml.open("body", &[("xml:lang", language)]);
    body_head(&mut xml, item);
    xml.open("body.content", &[]);
    Text { xml: &mut xml, item }.body(&item.body);
    xml.close("body.content");
    body_end(&mut xml, item);
    xml.close("body");
    xml.close("nitf");
    xml.into_bytes()
}

fn head(xml: &mut Xml, item: &Item) {
    xml.open("head", &[]);
    xml.text("title", &[], &item.title());
    doc_data(xml, item);
    if let Some(url) = &item.url {
        let at = norm(item.first_published);
        xml.empty(
            "pubdata",
            &[("type", "web"), ("date.publication", &at), ("name", &item.agency), ("ex-ref", url)],
        );
    }
    xml.close("head");
}

fn doc_data(xml: &mut Xml, item: &Item) {
    let status = match item.status {
        Status::Usable if item.embargoed_until.is_some() => "embargoed",
        Status::Usable => "usable",
        Status::Withheld => "withheld",
        Status::Canceled { .. } => "canceled",
    };
    let mut about = vec![("management-status", status)];
    if item.status != Status::Usable {
        about.extend([("management-doc-idref", item.id.as_str()), ("management-idref-status", status)]);
    }
    xml.open("docdata", &about);
    for correction in &item.corrections {
        xml.empty(
            "correction",
            &[("info", &correction.note), ("id-string", &item.id), ("regsrc", &item.agency)],
        );
    }
    xml.empty("doc-id", &[("regsrc", &item.agency), ("id-string", &item.id)]);
    // NITF counts to 8.
    xml.empty("urgency", &[("ed-urg", &item.urgency.min(8).to_string())]);
    xml.empty("date.issue", &[("norm", &norm(item.changed))]);
    xml.empty("date.release", &[("norm", &norm(item.first_published))]);
    if let Some(note) = item.editors_note() {
        xml.empty("ed-msg", &[("msg-type", status), ("info", &note)]);
    }
    let key = item.code.as_deref().unwrap_or(&item.id);
    xml.empty("du-key", &[("key", key), ("version", &item.version().to_string())]);
    xml.empty("doc.copyright", &[("holder", &item.agency)]);
    if !item.slugline.is_empty() {
        xml.empty("fixture", &[("fix-id", &item.slugline)]);
    }
    let names = [("section", &item.sections), ("topic", &item.topics)];
    let names: Vec<_> =
        names.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (kind, name))).collect();
    if !names.is_empty() {
        xml.open("key-list", &[]);
        names.iter().for_each(|(_, name)| xml.empty("keyword", &[("key", &name.name)]));
        xml.close("key-list");
        xml.open("identified-content", &[]);
        for (kind, name) in names {
            xml.empty("classifier", &[("type", kind), ("idsrc", &item.home), ("value", &name.id)]);
        }
        xml.close("identified-content");
    }
    xml.close("docdata");
}

fn body_head(xml: &mut Xml, item: &Item) {
    xml.open("body.head", &[]);
    xml.open("hedline", &[]);
    xml.text("hl1", &[], &item.title());
    xml.close("hedline");
    let canceled = match &item.status {
        Status::Canceled { notice } => vec![notice.clone()],
        _ => Vec::new(),
    };
    let corrections = item.corrections.iter();
    let corrected = corrections.map(|one| format!("{}, {}: {}", item.correction_word, one.moment, one.note));
    for note in canceled.into_iter().chain(corrected) {
        xml.open("note", &[("noteclass", "editorsnote"), ("type", "pa")]);
        xml.open("body.content", &[]);
        xml.text("p", &[], &note);
        xml.close("body.content");
        xml.close("note");
    }
    for byline in &item.bylines {
        xml.open("byline", &[]);
        xml.text("person", &[("idsrc", &item.home), ("value", &byline.id)], &byline.name);
        xml.close("byline");
    }
    xml.open("distributor", &[]);
    xml.text("org", &[], &item.agency);
    xml.close("distributor");
    if !item.dateline.is_empty() {
        xml.text("dateline", &[], &item.dateline);
    }
    if !item.deck.is_empty() {
        xml.open("abstract", &[]);
        xml.text("p", &[], &item.deck);
        xml.close("abstract");
    }
    xml.close("body.head");
}

fn body_end(xml: &mut Xml, item: &Item) {
    xml.open("body.end", &[]);
    if let Extent::Partial { notice } = &item.extent {
        xml.text("tagline", &[("type", "pa")], notice);
    }
    if !item.sources.is_empty() {
        let source = |one: &content::Source| format!("{} {}", one.name, one.address).trim().to_owned();
        xml.text("bibliography", &[], &item.sources.iter().map(source).collect::<Vec<_>>().join("; "));
    }
    xml.close("body.end");
}

/// `YYYYMMDDTHHMMSSZ`.
fn norm(time: Time) -> String {
    let text: String = time.to_string().chars().filter(|c| !"-:".contains(*c)).collect();
    format!("{}Z", text.split(['.', 'Z']).next().unwrap_or_default())
}

struct Text<'a> {
    xml: &'a mut Xml,
    item: &'a Item,
}

impl Text<'_> {
    fn body(&mut self, body: &Body) {
        if let Some(picture) = &self.item.picture {
            self.shot(picture);
        }
        self.blocks(&body.blocks);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(text) => self.element("p", text),
            Block::Heading { text, .. } => self.element("hl2", text),
            Block::Quotation { paragraphs, attribution } => self.quotation(paragraphs, attribution),
            Block::BulletList(items) => self.list("ul", &[], items),
            Block::OrderedList { start, items } => {
                self.list("ol", &[("seqnum", &start.to_string())], items);
            }
            Block::Picture(picture) => self.picture(picture),
            Block::Table(rows) => self.table(rows),
            Block::Rule => self.xml.empty("hr", &[]),
            Block::Card(card) => {
                let title = if card.title.is_empty() { card.address.as_str() } else { &card.title };
                self.xml.open("p", &[("class", "card")]);
                self.xml.text("a", &[("href", &self.absolute(card.address.as_str()))], title);
                if !card.description.is_empty() {
                    self.xml.words(&format!(" {}", card.description));
                }
                self.xml.close("p");
            }
            Block::Plus(blocks) => self.blocks(blocks),
        }
    }

    fn element(&mut self, name: &str, text: &[Inline]) {
        self.xml.open(name, &[]);
        self.inlines(text);
        self.xml.close(name);
    }

    fn quotation(&mut self, paragraphs: &[Vec<Inline>], attribution: &str) {
        self.xml.open("bq", &[]);
        self.xml.open("block", &[]);
        paragraphs.iter().for_each(|text| self.element("p", text));
        self.xml.close("block");
        if !attribution.is_empty() {
            self.xml.text("credit", &[], attribution);
        }
        self.xml.close("bq");
    }

    /// A list has items in NITF, always.
    fn list(&mut self, name: &str, attributes: &[(&str, &str)], items: &[Vec<Block>]) {
        if items.is_empty() {
            return;
        }
        self.xml.open(name, attributes);
        for item in items {
            self.xml.open("li", &[]);
            self.blocks(item);
            self.xml.close("li");
        }
        self.xml.close(name);
    }

    fn table(&mut self, rows: &[Vec<Cell>]) {
        self.xml.open("table", &[]);
        for row in rows.iter().filter(|row| !row.is_empty()) {
            self.xml.open("tr", &[]);
            row.iter().for_each(|cell| self.element(if cell.header { "th" } else { "td" }, &cell.text));
            self.xml.close("tr");
        }
        self.xml.close("table");
    }

    /// A picture whose file is not there is told in words.
    fn picture(&mut self, picture: &Picture) {
        match self.item.shots.get(&picture.file) {
            Some(shot) => self.shot(&Shot {
                alt: picture.alt.clone(),
                caption: picture.caption.clone(),
                credit: picture.credit.clone(),
                ..shot.clone()
            }),
            None => {
                let words = if picture.caption.is_empty() { &picture.alt } else { &picture.caption };
                self.xml.text("p", &[("class", "caption")], format!("{words} {}", picture.credit).trim());
            }
        }
    }

    fn shot(&mut self, shot: &Shot) {
        self.xml.open("media", &[("media-type", "image")]);
        self.xml.empty(
            "media-reference",
            &[
                ("source", &shot.href),
                ("mime-type", "image/jpeg"),
                ("alternate-text", &on_one_line(&shot.alt)),
                ("width", &shot.width.to_string()),
                ("height", &shot.height.to_string()),
            ],
        );
        if !shot.caption.is_empty() {
            self.xml.text("media-caption", &[], &shot.caption);
        }
        if !shot.credit.is_empty() {
            self.xml.text("media-producer", &[], &shot.credit);
        }
        self.xml.close("media");
    }

    fn inlines(&mut self, text: &[Inline]) {
        for inline in text {
            match inline {
                Inline::Break => self.xml.empty("br", &[]),
                Inline::Text { text, marks } => self.marked(text, marks),
            }
        }
    }

    fn marked(&mut self, text: &str, marks: &Marks) {
        let mut open = Vec::new();
        if let Some(link) = &marks.link {
            self.xml.open("a", &[("href", &self.absolute(link.as_str()))]);
            open.push("a");
        }
        if let Some(language) = &marks.language {
            self.xml.open("lang", &[("idsrc", "BCP 47"), ("value", language.as_str())]);
            open.push("lang");
        }
        for class in [("bold", marks.bold), ("italic", marks.italic)].into_iter().filter(|(_, is)| *is) {
            self.xml.open("em", &[("class", class.0)]);
            open.push("em");
        }
        self.xml.words(text);
        open.into_iter().rev().for_each(|element| self.xml.close(element));
    }

    /// A story links to others of this site by their paths.
    fn absolute(&self, address: &str) -> String {
        match address.strip_prefix('/') {
            Some(path) => format!("{}/{path}", self.item.site),
            None => address.to_owned(),
        }
    }
}
