//! What all copies of a message are printed from. A copy differs from another in its `To` line and, where a reader's token
//! has its seat, in the token, and in nothing else: not a boundary, not a date, not a length. So no two readers who compare
//! their mail, and nobody who compares it for them, find a mark.

use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};

use crate::{Address, Wording};

/// Digits of a token.
const DIGITS: usize = 32;

/// The place that each copy's token takes: put its text where the token shall stand.
#[derive(Clone, Debug)]
pub struct Seat(String);

impl Seat {
    /// A seat unlike anything that a text could hold: 128 bits of chance.
    pub fn by_chance() -> Seat {
        Seat(base::id::hex(&base::id::chance::<{ DIGITS / 2 }>()))
    }

    /// What to put where the token shall stand: as long as a token, and of the same signs.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a wording cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The sender's address is none for `lettre`.
    #[error("the sender's address cannot be used")]
    Sender,
    /// The unsubscribe address or a name holds signs that a header line must not.
    #[error("a header line would hold signs that must not stand in it")]
    Header,
    /// The token's seat stands elsewhere than it was meant to: so many places were found.
    #[error("the token's seat is in {0} places of the message")]
    Seats(usize),
}

/// A message that is set, but for whom it is for.
pub struct Plate {
    /// All behind the `To` line.
    rest: Vec<u8>,
    /// Where in `rest` the digits of the token stand, one list for each place.
    seats: Vec<[usize; DIGITS]>,
}

impl Plate {
    /// Sets a wording, with a token in as many places as `seat` stands in; without a seat, all copies have the same.
    pub fn set(wording: &Wording<'_>, seat: Option<&Seat>) -> Result<Plate, Unfit> {
        let message = message(wording)?;
        let rest = without_to(message.formatted());
        let wanted = seat.map_or(0, |seat| {
            let texts = [Some(wording.text), wording.html, wording.unsubscribe];
            texts.into_iter().flatten().map(|text| text.matches(seat.as_str()).count()).sum()
        });
        let seats = seat.map(|seat| seats(&rest, seat.as_str().as_bytes())).unwrap_or_default();
        if seats.len() != wanted {
            return Err(Unfit::Seats(seats.len()));
        }
        Ok(Plate { rest, seats })
    }

    /// The copy for one reader: `token` has 32 hexadecimal digits. Of another length it cannot be, and none is printed.
    pub fn copy(&self, to: &Address, token: &str) -> Option<Vec<u8>> {
        let mut copy = format!("To: {}\r\n", to.as_str()).into_bytes();
        copy.reserve_exact(self.rest.len());
        let begin = copy.len();
        copy.extend_from_slice(&self.rest);
        let token = token.as_bytes();
        if !self.seats.is_empty() && (token.len() != DIGITS || !token.iter().all(u8::is_ascii_hexdigit)) {
            return None;
        }
        for seat in &self.seats {
            seat.iter().zip(token).for_each(|(place, digit)| copy[begin + place] = *digit);
        }
        Some(copy)
    }
}

fn message(wording: &Wording<'_>) -> Result<Message, Unfit> {
    let sender = wording.from.envelope().ok_or(Unfit::Sender)?;
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>".contains(&byte));
    if ![Some(wording.id), wording.list, wording.unsubscribe].into_iter().flatten().all(is_plain) {
        return Err(Unfit::Header);
    }
    let name = Some(one_line(wording.name)).filter(|name| !name.is_empty());
    let host = wording.from.host();
    let mut message = Message::builder()
        .from(Mailbox::new(name, sender.clone()))
        // A message must have a reader to be made; the line is taken out again.
        .to(Mailbox::new(None, sender))
        .subject(one_line(wording.subject))
        .date(wording.date.system_time())
        .message_id(Some(format!("<{}@{host}>", wording.id)));
    if let Some(list) = wording.list {
        message = message.raw_header(header("List-Id", format!("<{list}.{host}>")));
    }
    if let Some(address) = wording.unsubscribe {
        let one_click = "List-Unsubscribe=One-Click".to_owned();
        message = message
            .raw_header(header("List-Unsubscribe", format!("<{address}>")))
            .raw_header(header("List-Unsubscribe-Post", one_click));
    }
    // Nobody's holiday notice answers a machine (RFC 3834).
    message = message.raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    let text = part(wording.text, ContentType::TEXT_PLAIN);
    let set = match wording.html {
        None => message.singlepart(text),
        Some(html) => {
            // The same in all copies, and nothing that can stand in quoted-printable text.
            let boundary = format!("=_{}", &base::id::digest(wording.id)[..24]);
            let both = MultiPart::alternative().boundary(boundary).singlepart(text);
            message.multipart(both.singlepart(part(html, ContentType::TEXT_HTML)))
        }
    };
    set.map_err(|_| Unfit::Sender)
}

/// Quoted-printable whatever the text: digits stand in it as they are, so that a token can be put in afterwards.
fn part(text: &str, kind: ContentType) -> SinglePart {
    let encoding = ContentTransferEncoding::QuotedPrintable;
    let body = Body::new_with_encoding(text.to_owned(), encoding)
        .unwrap_or_else(|text| Body::new(String::from_utf8_lossy(&text).into_owned()));
    SinglePart::builder().header(kind).body(body)
}

/// ASCII without spaces, as [`message`] has seen to: such a line is neither encoded nor folded.
fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str(name), value.clone(), value)
}

/// What may stand in a header line: no control signs, which would end it.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The message without its `To` line, which is short and not folded.
fn without_to(message: Vec<u8>) -> Vec<u8> {
    let mut rest = Vec::with_capacity(message.len());
    let mut is_head = true;
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        is_head &= line != b"\r\n";
        if !(is_head && line.starts_with(b"To: ")) {
            rest.extend_from_slice(line);
        }
    }
    rest
}

/// All places where the seat stands, even where a soft line break of quoted-printable parts it.
fn seats(text: &[u8], seat: &[u8]) -> Vec<[usize; DIGITS]> {
    (0..text.len()).filter_map(|begin| seat_at(text, begin, seat)).collect()
}

fn seat_at(text: &[u8], mut at: usize, seat: &[u8]) -> Option<[usize; DIGITS]> {
    let mut places = [0; DIGITS];
    for (number, digit) in seat.iter().enumerate() {
        if number > 0 && text[at..].starts_with(b"=\r\n") {
            at += 3;
        }
        if text.get(at) != Some(digit) {
            return None;
        }
        places[number] = at;
        at += 1;
    }
    Some(places)
}

#[cfg(test)]
mod tests;
