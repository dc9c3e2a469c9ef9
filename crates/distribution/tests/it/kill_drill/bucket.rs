//! A bucket on 127.0.0.1 that keeps what is put into it, and is away when it is told to be. Who may put is looked at with a
//! real server, in `clients/files.rs`.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use crate::hub::read;

pub struct Bucket {
    /// `http://127.0.0.1:…`, without bucket and folder.
    pub address: String,
    inside: Arc<Inside>,
}

#[derive(Default)]
struct Inside {
    objects: Mutex<BTreeMap<String, String>>,
    is_away: AtomicBool,
}

impl Bucket {
    pub async fn start() -> Bucket {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let inside = Arc::new(Inside::default());
        let bucket = Bucket { address, inside: Arc::clone(&inside) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&inside)));
            }
        });
        bucket
    }

    pub fn set_away(&self, is_away: bool) {
        self.inside.is_away.store(is_away, Ordering::SeqCst);
    }

    /// What lies in it, by key.
    pub fn objects(&self) -> Vec<(String, String)> {
        self.inside.objects.lock().unwrap().clone().into_iter().collect()
    }
}

async fn serve(mut stream: TcpStream, inside: Arc<Inside>) {
    let mut held = Vec::new();
    while let Some((head, body)) = read(&mut stream, &mut held).await {
        let key = head.strip_prefix("put ").and_then(|rest| rest.split(['?', ' ']).next());
        let key = key.unwrap_or_else(|| panic!("nothing is put: {head}")).to_owned();
        let status = match inside.is_away.load(Ordering::SeqCst) {
            true => 503,
            false => {
                inside.objects.lock().unwrap().insert(key, body);
                200
            }
        };
        let answer = format!("HTTP/1.1 {status} Said\r\ncontent-length: 0\r\n\r\n");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}
