//! Files: an OpenSSH server and an S3 server, real ones, on 127.0.0.1.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

use rusty_s3::actions::{GetObject, S3Action as _};
use rusty_s3::{Bucket, Credentials, UrlStyle};
use store::jobs::{self, Filter};
use store::testing::on_both;
use tokio::net::TcpListener;

use super::*;

/// A process that ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

async fn answers(port: u16) {
    for _ in 0..600 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the server does not answer at {port}");
}

fn keygen(file: &Path) {
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(file).status();
    assert!(made.expect("install openssh-client").success());
}

fn fingerprint(key: &Path) -> String {
    let said = Command::new("ssh-keygen").args(["-l", "-E", "sha256", "-f"]).arg(key).output().unwrap();
    String::from_utf8(said.stdout).unwrap().split(' ').nth(1).unwrap().to_owned()
}

/// OpenSSH as whoever runs this, with an upload folder.
pub(crate) struct Sshd {
    folder: PathBuf,
    port: u16,
    /// The host key's fingerprint.
    mark: String,
    /// The key that is let in.
    pub key: String,
    server: Mutex<Option<Server>>,
}

impl Sshd {
    /// A server with its files in a folder.
    pub async fn start(folder: &Path) -> Sshd {
        let (host, user) = (folder.join("host"), folder.join("user"));
        keygen(&host);
        keygen(&user);
        std::fs::copy(folder.join("user.pub"), folder.join("authorized")).unwrap();
        std::fs::create_dir(folder.join("in")).unwrap();
        let port = free_port().await;
        let config = format!(
            "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nAuthorizedKeysFile {}\nStrictModes no\nUsePAM no\n\
             PidFile none\nPermitRootLogin yes\nPasswordAuthentication no\nSubsystem sftp internal-sftp\n",
            host.display(),
            folder.join("authorized").display()
        );
        std::fs::write(folder.join("sshd_config"), config).unwrap();
        let key = std::fs::read_to_string(user).unwrap();
        let folder = folder.to_owned();
        let sshd = Sshd { folder, port, mark: fingerprint(&host), key, server: Mutex::default() };
        sshd.set_away(false).await;
        sshd
    }

    /// Nobody listens any more, or somebody again.
    pub async fn set_away(&self, is_away: bool) {
        *self.server.lock().unwrap() = None;
        if is_away {
            return;
        }
        // It wants a folder of its own when it begins as root.
        let _ = std::fs::create_dir_all("/run/sshd");
        let child = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f"])
            .arg(self.folder.join("sshd_config"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the test needs OpenSSH: install openssh-server");
        *self.server.lock().unwrap() = Some(Server(child));
        answers(self.port).await;
    }

    /// The upload folder.
    pub fn inside(&self) -> PathBuf {
        self.folder.join("in")
    }

    /// A destination that leads there.
    pub fn target(&self) -> Target {
        let user = Command::new("id").arg("-un").output().unwrap();
        Target {
            name: "in".into(),
            kind: Kind::Sftp,
            address: format!("sftp://127.0.0.1:{}/{}", self.port, self.inside().display()),
            account: String::from_utf8(user.stdout).unwrap().trim().to_owned(),
            mark: self.mark.clone(),
            format: "nitf".into(),
        }
    }
}

async fn destination(house: &House, client: &str, target: &Target, secret: &str) -> String {
    assert_eq!(target.check(secret), Ok(()));
    let mut tx = house.edition.store.write().await.unwrap();
    let id =
        destination::add(&mut tx, &house.seal, client, target, secret, house.clock().now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub(crate) fn files(folder: &Path) -> Vec<(String, String)> {
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    all.sort();
    all
}

async fn reasons(house: &House) -> Vec<String> {
    let mut db = house.edition.store.read().await.unwrap();
    let letters = jobs::list(&mut db, &Filter::default(), None, house.clock().now(), 100).await.unwrap();
    letters.into_iter().filter_map(|letter| letter.reason).map(|reason| reason.to_string()).collect()
}

#[test]
fn a_file_is_whole_or_not_there_and_a_killed_story_takes_its_own_place() {
    on_both(|store| async move {
        let house = House::new(store).await;
        let folder = tempfile::tempdir().unwrap();
        let sshd = Sshd::start(folder.path()).await;
        let client = house.client("firm", &Contract { plus: true, ..contract() }).await;
        let target = sshd.target();
        destination(&house, &client, &target, &sshd.key).await;
        let strange =
            Target { mark: sshd.mark.replacen("SHA256:", "SHA256:x", 1), name: "strange".into(), ..target };
        destination(&house, &client, &strange, &sshd.key).await;
        let long = (0..4_000).map(|n| Block::paragraph(format!("Paragraph {n} of a long story.")));
        let mut one = story("one", "en", "The ferry", noon());
        one.document.body.blocks = long.collect();
        house.site.file(vec![one]).await;
        house.settle().await;
        let inside = sshd.inside();
        let found = files(&inside);
        assert_eq!(found.len(), 1, "{:?} {:?}", found, reasons(&house).await);
        assert!(
            found[0].0.ends_with(".xml")
                && found[0].1.contains("Paragraph 3999")
                && found[0].1.ends_with("</nitf>")
        );
        let why = reasons(&house).await;
        assert!(
            why.len() == 1 && why[0].contains("reason-other-key") && why[0].contains(&sshd.mark),
            "{why:?}"
        );
        house.clock().set(noon().plus_hours(1));
        house.kill("one").await;
        house.settle().await;
        let killed = files(&inside);
        assert_eq!(killed.len(), 1);
        assert_eq!(killed[0].0, found[0].0, "under the same name");
        assert!(killed[0].1.contains("canceled") && !killed[0].1.contains("Paragraph"));
        std::fs::remove_dir_all(&inside).unwrap();
        house.site.file(vec![story("two", "en", "The bus", house.clock().now())]).await;
        house.settle().await;
        assert!(reasons(&house).await.iter().any(|why| why.contains("reason-not-written")));
    });
}

/// moto, where VESTKA_MOTO names its `moto_server`; the gate does.
#[test]
fn an_object_has_one_key_whatever_happens_to_its_story() {
    let Ok(moto) = std::env::var("VESTKA_MOTO") else {
        return eprintln!("VESTKA_MOTO names no moto_server: S3 is not tried");
    };
    on_both(|store| {
        let moto = moto.clone();
        async move {
            let house = House::new(store).await;
            let port = free_port().await;
            let mut server = Command::new(&moto);
            server
                .args(["-H", "127.0.0.1", "-p", &port.to_string()])
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            let _server = Server(server.spawn().expect("moto starts"));
            answers(port).await;
            let at = |path: &str| format!("http://127.0.0.1:{port}/{path}");
            let _ = rustls::crypto::ring::default_provider().install_default();
            let http = reqwest::Client::new();
            assert!(http.put(at("news")).send().await.unwrap().status().is_success(), "a bucket is made");
            let client = house.client("firm", &contract()).await;
            let target = Target {
                name: "bucket".into(),
                kind: Kind::S3,
                address: at("news/in"),
                account: "key".into(),
                mark: "us-east-1".into(),
                format: "newsml-g2".into(),
            };
            destination(&house, &client, &target, "secret").await;
            house.site.file(vec![story("one", "en", "The ferry", noon())]).await;
            house.settle().await;
            let list = async || http.get(at("news?list-type=2")).send().await.unwrap().text().await.unwrap();
            let listed = list().await;
            let key =
                listed.split("<Key>").nth(1).unwrap_or_else(|| panic!("{listed}")).split('<').next().unwrap();
            assert!(key.starts_with("in/") && key.ends_with(".xml"), "{key}");
            let bucket = Bucket::new(at("").parse().unwrap(), UrlStyle::Path, "news", "us-east-1").unwrap();
            let credentials = Credentials::new("key", "secret");
            let signed = GetObject::new(&bucket, Some(&credentials), key).sign(Duration::from_secs(60));
            let get = async || http.get(signed.clone()).send().await.unwrap().text().await.unwrap();
            let first = get().await;
            assert!(first.contains("stat:usable"), "{first}");
            house.kill("one").await;
            house.settle().await;
            assert!(get().await.contains("stat:canceled") && !get().await.contains("ferry"));
            assert_eq!(list().await.matches("<Key>").count(), 1);
        }
    });
}
