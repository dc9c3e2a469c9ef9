//! Machines of clients on 127.0.0.1, a path each: they check every signature by an implementation of their own, keep what
//! they were sent, and fail when they are told to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

pub use crate::hub::Fault;
use crate::hub::read;

/// What the machines sign with.
pub const SECRET: &str = "what only the two of us know";

/// Something that arrived and was thanked for.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub event: String,
    pub kind: String,
    pub body: String,
}

#[derive(Clone)]
pub struct Receiver {
    /// `http://127.0.0.1:…`, without a path.
    pub address: String,
    inside: Arc<Inside>,
}

#[derive(Default)]
struct Inside {
    /// Thanked for, by path.
    parcels: Mutex<HashMap<String, Vec<Parcel>>>,
    /// All that arrived, thanked for or not: delivery and body.
    seen: Mutex<Vec<(String, String)>>,
    faults: Mutex<HashMap<String, Vec<Fault>>>,
    /// What some paths sign with; the others with [`SECRET`].
    secrets: Mutex<HashMap<String, String>>,
    /// Every call fails so, once in so many.
    chance: Mutex<Option<(u64, u64)>>,
}

impl Receiver {
    pub async fn start() -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let inside = Arc::new(Inside::default());
        let receiver = Receiver { address, inside: Arc::clone(&inside) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&inside)));
            }
        });
        receiver
    }

    /// A path's own secret.
    pub fn sign_with(&self, path: &str, secret: &str) {
        self.inside.secrets.lock().unwrap().insert(path.to_owned(), secret.to_owned());
    }

    /// The next calls of a path fail.
    pub fn fail(&self, path: &str, calls: usize, fault: Fault) {
        self.inside.faults.lock().unwrap().insert(path.to_owned(), vec![fault; calls]);
    }

    /// Each call of any path fails with one chance in `one_in`, in a way that `seed` chooses.
    pub fn fail_by_chance(&self, one_in: u64, seed: u64) {
        *self.inside.chance.lock().unwrap() = (one_in > 0).then_some((one_in, seed));
    }

    /// What a path has thanked for, in the order of its arrival.
    pub fn parcels(&self, path: &str) -> Vec<Parcel> {
        self.inside.parcels.lock().unwrap().get(path).cloned().unwrap_or_default()
    }

    /// The bodies that came by each delivery's name: more than one is a fault of ours.
    pub fn bodies_by_name(&self) -> HashMap<String, Vec<String>> {
        let mut all: HashMap<String, Vec<String>> = HashMap::new();
        for (delivery, body) in self.inside.seen.lock().unwrap().iter() {
            let bodies = all.entry(delivery.clone()).or_default();
            if !bodies.contains(body) {
                bodies.push(body.clone());
            }
        }
        all
    }
}

impl Inside {
    fn fault(&self, path: &str) -> Option<Fault> {
        if let Some(fault) = self.faults.lock().unwrap().get_mut(path).and_then(Vec::pop) {
            return Some(fault);
        }
        let mut chance = self.chance.lock().unwrap();
        let (one_in, seed) = chance.as_mut()?;
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let drawn = *seed >> 33;
        let faults = [Fault::Status(503), Fault::Close, Fault::Garbage, Fault::Status(302)];
        (drawn % *one_in == 0).then(|| faults[(drawn / *one_in % 4) as usize])
    }
}

async fn serve(mut stream: TcpStream, inside: Arc<Inside>) {
    let mut held = Vec::new();
    while let Some((head, body)) = read(&mut stream, &mut held).await {
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        let header = |name: &str| {
            let line = head.lines().find(|line| line.starts_with(&format!("{name}: ")));
            line.and_then(|line| line.split_once(": ")).map(|(_, value)| value.to_owned()).unwrap_or_default()
        };
        assert!(head.starts_with("post "), "{head}");
        for told in ["cookie", "referer", "authorization"] {
            assert_eq!(header(told), "", "it has {told}");
        }
        let signed = format!("{}.{body}", header("x-vestka-timestamp"));
        let secret = inside.secrets.lock().unwrap().get(&path).cloned().unwrap_or_else(|| SECRET.to_owned());
        let expected = format!("sha256={}", hmac(secret.as_bytes(), signed.as_bytes()));
        assert_eq!(header("x-vestka-signature"), expected, "the signature is another");
        inside.seen.lock().unwrap().push((header("x-vestka-delivery"), body.clone()));
        let status = match inside.fault(&path) {
            Some(Fault::Close) => return,
            Some(Fault::Hang) => return tokio::time::sleep(Duration::from_secs(60)).await,
            Some(Fault::Garbage) => return drop(stream.write_all(b"hello\r\n\r\n").await),
            Some(Fault::Status(status)) => status,
            None => {
                let parcel = Parcel { event: header("x-vestka-event"), kind: header("content-type"), body };
                inside.parcels.lock().unwrap().entry(path).or_default().push(parcel);
                204
            }
        };
        let length = if status == 204 { "" } else { "content-length: 0\r\n" };
        let answer = format!("HTTP/1.1 {status} Said\r\nlocation: http://10.0.0.1/\r\n{length}\r\n");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// HMAC (RFC 2104) by its own words.
pub fn hmac(key: &[u8], text: &[u8]) -> String {
    let mut padded = [0u8; 64];
    match key.len() {
        0..=64 => padded[..key.len()].copy_from_slice(key),
        _ => padded[..32].copy_from_slice(&Sha256::digest(key)),
    }
    let with = |pad: u8| padded.map(|byte| byte ^ pad).to_vec();
    let inner = Sha256::digest([with(0x36), text.to_vec()].concat());
    base::id::hex(&Sha256::digest([with(0x5c), inner.to_vec()].concat()))
}
