//! Pictures and forms as a browser sends them.

use std::io::Cursor;

use axum::body::Body;
use http::{Method, header};
use image::{ImageFormat, Rgb, RgbImage};
use newsroom::rights::Role;

use crate::kit::{Got, House};

/// A small photograph; another number, another picture.
pub fn jpeg(number: u8) -> Vec<u8> {
    let image =
        RgbImage::from_fn(48, 32, |x, y| Rgb([number, (x * 5) as u8, (y * 7) as u8 ^ (x as u8 & number)]));
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

/// The same with a description in its metadata.
pub fn jpeg_that_says(text: &str) -> Vec<u8> {
    let plain = jpeg(7);
    let comment = [&[0xff, 0xfe], &(text.len() as u16 + 2).to_be_bytes()[..], text.as_bytes()].concat();
    [&plain[..2], &comment, &plain[2..]].concat()
}

/// A PNG of 13 bytes of truth that claims to be 60,000 pixels a side.
pub fn bomb() -> Vec<u8> {
    let chunk = |letters: &[u8; 4], data: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(letters);
        crc.update(data);
        [&(data.len() as u32).to_be_bytes(), &letters[..], data, &crc.sum().to_be_bytes()].concat()
    };
    let header = [0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &[0; 64]), chunk(b"IEND", b"")]
        .concat()
}

/// A form with files (name, bytes) and words.
pub struct Form<'a> {
    pub files: Vec<(&'a str, Vec<u8>)>,
    pub words: Vec<(&'a str, &'a str)>,
}

const BOUNDARY: &str = "----a-form-of-the-desk";

impl<'a> Form<'a> {
    /// One file and nothing said about it.
    pub fn of(name: &'a str, bytes: Vec<u8>) -> Form<'a> {
        Form { files: vec![(name, bytes)], words: Vec::new() }
    }

    /// The same with something said.
    pub fn saying(mut self, field: &'a str, text: &'a str) -> Form<'a> {
        self.words.push((field, text));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, bytes) in &self.files {
            let name = name.replace('"', "%22");
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: image/jpeg\r\n\r\n"
            );
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        for (name, text) in &self.words {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), text.as_bytes(), b"\r\n"].concat());
        }
        body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
        body
    }

    /// Sends it as the page does.
    pub async fn send(&self, house: &House, by: Role) -> Got {
        self.send_as(house, by, "text/html,*/*;q=0.8").await
    }

    /// Sends it as the editor does; the answer as JSON, and its status.
    pub async fn send_by_script(&self, house: &House, by: Role) -> (u16, serde_json::Value) {
        let got = self.send_as(house, by, "application/json").await;
        (got.status.as_u16(), serde_json::from_str(&got.text).unwrap_or_default())
    }

    async fn send_as(&self, house: &House, by: Role, accept: &str) -> Got {
        let request = house
            .request(Some(by), Method::POST, "/desk/pictures")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header(header::ACCEPT, accept);
        house.send(request.body(Body::from(self.bytes())).unwrap()).await
    }
}
