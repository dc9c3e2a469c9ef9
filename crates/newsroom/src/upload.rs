//! Pictures that come in by form. Each is streamed into a nameless file, taken in by the media room with one other at
//! most, and recorded at once, so that whatever ends the request leaves no picture behind that nobody knows of.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::Arc;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use content::picture;
use media::{Limits, Picture, Refusal};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Semaphore;

use crate::deed;
use crate::desk::{Desk, Newsroom};
use crate::failure::{Answer, Failure};
use crate::picture_card::{self, COMMON, Words};

/// Files that one form may bring; the rest is said to be left out.
pub(crate) const MOST_FILES: usize = 50;

/// Bytes that one form may have in all.
pub(crate) const MOST_BYTES: usize = 1 << 30;

/// Characters of a name that are shown.
const NAME: usize = 200;

/// Pictures being decoded at once: each may hold its pixels several times over.
static TAKING_IN: Semaphore = Semaphore::const_new(2);

/// What a form brought.
#[derive(Default)]
pub(crate) struct Received {
    /// The pictures that are in the library now.
    pub pictures: Vec<Picture>,
    /// What their files were called, and why they are not.
    pub refused: Vec<(String, Refusal)>,
    /// Files that were too many.
    pub left_out: usize,
    /// What was typed beside them, for all of them.
    pub words: Words,
}

/// Reads a form: its files as `file`, and words beside them.
pub(crate) async fn receive(desk: &Desk, mut form: Multipart) -> Answer<Received> {
    let mut received = Received::default();
    let mut texts = BTreeMap::new();
    while let Some(mut field) = form.next_field().await.map_err(|error| broken(desk, &error))? {
        let field_name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(shown_name) {
            Some(_) if received.pictures.len() + received.refused.len() >= MOST_FILES => {
                received.left_out += 1;
                while field.chunk().await.map_err(|error| broken(desk, &error))?.is_some() {}
            }
            Some(name) => {
                let arrival = Arrival::of(desk, field).await?;
                if name.is_empty() && arrival.bytes == 0 {
                    continue;
                }
                match take_in(desk, arrival, name.clone()).await? {
                    Ok(picture) => received.pictures.push(picture),
                    Err(refusal) => received.refused.push((name, refusal)),
                }
            }
            None => drop(texts.insert(field_name, text(desk, field).await?)),
        }
    }
    received.words = words(desk, &mut texts)?;
    if received.words != Words::default() {
        write_on_all(desk, &received).await?;
    }
    Ok(received)
}

/// The words of a form, none of them longer than it may be.
pub(crate) fn words(desk: &Desk, texts: &mut BTreeMap<String, String>) -> Answer<Words> {
    let mut take = |name: &str, most: usize| {
        let text = texts.remove(name).unwrap_or_default().replace("\r\n", "\n");
        let text = text.trim().replace('\0', "");
        if text.chars().count() <= most {
            return Ok(text);
        }
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        Err(Failure::Refused(desk.locale.text(&format!("{name}-too-long"), &[("most", most.into())])))
    };
    Ok(Words {
        name: String::new(),
        alt: take("alt", 2_000)?,
        caption: take("caption", 2_000)?,
        credit: take("credit", 400)?,
        rights: take("rights", 2_000)?,
    })
}

/// A file's name as people see it, and as nothing else is it used: without folders, controls and marks that turn the
/// direction of writing.
fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns =
        |c: &char| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    last.chars().filter(|c| !c.is_control() && !turns(c)).take(NAME).collect::<String>().trim().to_owned()
}

/// Takes a file in and records it. It goes on when whoever sent it has gone: a picture in the folder is always one in
/// the library.
async fn take_in(desk: &Desk, arrival: Arrival, name: String) -> Answer<Result<Picture, Refusal>> {
    let limits = limits(&desk.newsroom);
    if arrival.bytes > limits.bytes as u64 {
        return Ok(Err(Refusal::TooHeavy { bytes: arrival.bytes as usize, limit: limits.bytes }));
    }
    let desk = desk.clone();
    let work = async move {
        let _place = TAKING_IN.acquire().await.map_err(|_| Failure::Broken("no place to take in".into()))?;
        let arrival = Arc::new(arrival);
        // The same picture may just have been deleted: its files are looked for once more when it is recorded.
        for _ in 0..2 {
            let (library, arrival, limits) =
                (desk.newsroom.library.clone(), Arc::clone(&arrival), limits.clone());
            let taking = tokio::task::spawn_blocking(move || library.take_in(&arrival.read()?, &limits));
            let picture = match taking.await.map_err(|error| Failure::Broken(error.to_string()))? {
                Ok(picture) => picture,
                Err(refusal) => return Ok(Err(refusal)),
            };
            record(&desk, &picture, &name).await?;
            if desk.newsroom.library.describe(&picture.id).is_some() {
                return Ok(Ok(picture));
            }
        }
        Err(Failure::Broken("a picture's files are gone as soon as they are written".into()))
    };
    tokio::spawn(work).await.map_err(|error| Failure::Broken(error.to_string()))?
}

/// What the settings let in.
fn limits(newsroom: &Newsroom) -> Limits {
    let import = &newsroom.config.import;
    let bytes = usize::try_from(import.max_picture_bytes).unwrap_or(usize::MAX);
    Limits { bytes, pixels: import.max_picture_pixels, ..Limits::default() }
}

async fn record(desk: &Desk, picture: &Picture, name: &str) -> Answer<()> {
    let me = desk.me()?;
    let description =
        serde_json::json!({ "file": picture.file(), "width": picture.width, "height": picture.height });
    let words = Words { name: name.to_owned(), ..Words::default() };
    let mut tx = desk.write().await?;
    picture::file(&mut tx, &picture.id, &description.to_string()).await?;
    let is_new = picture_card::put(&mut tx, &picture.id, COMMON, &words, &me.id, desk.now).await?;
    let shelf = picture_card::shelf_of(me);
    if shelf != COMMON {
        picture_card::put(&mut tx, &picture.id, shelf, &words, &me.id, desk.now).await?;
    }
    picture::carded(&mut tx, std::slice::from_ref(&picture.id)).await?;
    if is_new {
        deed::record(&mut tx, &me.id, "picture-added", &picture.id, "", desk.now).await?;
    }
    Ok(tx.commit().await?)
}

/// Writes the words on the cards of all pictures of the form, where they say nothing yet.
async fn write_on_all(desk: &Desk, received: &Received) -> Answer<()> {
    let me = desk.me()?;
    let mut tx = desk.write().await?;
    for picture in &received.pictures {
        for shelf in [COMMON, picture_card::shelf_of(me)] {
            picture_card::put(&mut tx, &picture.id, shelf, &received.words, &me.id, desk.now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// A short field.
async fn text(desk: &Desk, mut field: Field<'_>) -> Answer<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken(desk, &error))? {
        if bytes.len() + chunk.len() > 64 << 10 {
            return desk.refuse("upload-too-much");
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn broken(desk: &Desk, error: &MultipartError) -> Failure {
    let too_much = error.status() == http::StatusCode::PAYLOAD_TOO_LARGE;
    Failure::Refused(desk.say(if too_much { "upload-too-much" } else { "upload-broken" }))
}

/// A file as it came, with all that it says of place and time. It has no name in any folder, and its bytes are
/// overwritten when it is no longer needed: most often before they ever reach the disk.
struct Arrival {
    file: File,
    /// How long it is; what is beyond the limit was counted and not kept.
    bytes: u64,
    kept: u64,
}

impl Arrival {
    async fn of(desk: &Desk, mut field: Field<'_>) -> Answer<Arrival> {
        let unwritten = |error: io::Error| {
            tracing::error!(%error, "an upload cannot be kept for the moment");
            Failure::Refused(desk.say("refusal-not-stored"))
        };
        let most = desk.newsroom.config.import.max_picture_bytes;
        let file = tempfile::tempfile_in(desk.newsroom.library.folder()).map_err(unwritten)?;
        let mut writer = tokio::fs::File::from_std(file.try_clone().map_err(unwritten)?);
        let mut arrival = Arrival { file, bytes: 0, kept: 0 };
        while let Some(chunk) = field.chunk().await.map_err(|error| broken(desk, &error))? {
            arrival.bytes += chunk.len() as u64;
            if arrival.bytes <= most {
                arrival.kept = arrival.bytes;
                writer.write_all(&chunk).await.map_err(unwritten)?;
            }
        }
        writer.flush().await.map_err(unwritten)?;
        Ok(arrival)
    }

    fn read(&self) -> io::Result<Vec<u8>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::with_capacity(self.kept as usize);
        file.take(self.kept).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Drop for Arrival {
    fn drop(&mut self) {
        let mut over = || -> io::Result<()> {
            self.file.seek(SeekFrom::Start(0))?;
            let zeros = [0; 1 << 16];
            let mut rest = self.kept;
            while rest > 0 {
                let some = rest.min(zeros.len() as u64);
                self.file.write_all(&zeros[..some as usize])?;
                rest -= some;
            }
            Ok(())
        };
        // The file has no name and goes in any case.
        let _ = over();
    }
}
