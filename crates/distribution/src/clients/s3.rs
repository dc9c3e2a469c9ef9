//! A file as an object in a client's bucket (S3, signature version 4). The address is that of the bucket, and a folder in it:
//! `https://endpoint/bucket/folder` (path style) or `https://bucket.endpoint/folder` (virtual): both are the same once they
//! are written out. The object's key is the file's name there, so that a newer version takes the older one's place.

use std::time::Duration;

use reqwest::{Method, Url};
use rusty_s3::actions::{PutObject, S3Action as _};
use rusty_s3::{Bucket, Credentials, UrlStyle};
use wire::destination::Target;

use super::host_of;
use crate::outbound::{Caller, Trouble};

/// For so long a signature is good.
const GOOD_FOR: Duration = Duration::from_secs(300);
/// What of an answer is read, and thrown away.
const ANSWER: usize = 64 * 1024;

/// Puts a file.
pub(super) async fn put(
    caller: &Caller,
    target: &Target,
    secret: &str,
    file: &str,
    content_type: &str,
    bytes: Vec<u8>,
) -> Result<(), Trouble> {
    let signed =
        signed(target, secret, file).ok_or_else(|| Trouble::NotAnAddress(host_of(&target.address)))?;
    let headers = [("content-type", content_type)];
    let answer = caller.send(Method::PUT, signed.as_str(), &headers, bytes, ANSWER).await?;
    match answer.status {
        200..=299 => Ok(()),
        status => Err(Trouble::Refused { host: host_of(&target.address), status }),
    }
}

/// The address to put a file at, with the signature in its query.
fn signed(target: &Target, secret: &str, file: &str) -> Option<Url> {
    let address = Url::parse(&target.address).ok()?;
    let path = address.path().trim_matches('/').to_owned();
    let endpoint = address.join("/").ok()?;
    let (endpoint, style, bucket, folder) = match path.split_once('/') {
        Some((bucket, folder)) => (endpoint, UrlStyle::Path, bucket.to_owned(), folder.to_owned()),
        None if !path.is_empty() => (endpoint, UrlStyle::Path, path, String::new()),
        // Nothing but a host: its first part is the bucket.
        None => {
            let host = endpoint.host_str()?.to_owned();
            let (bucket, rest) = host.split_once('.')?;
            let mut endpoint = endpoint;
            endpoint.set_host(Some(rest)).ok()?;
            (endpoint, UrlStyle::VirtualHost, bucket.to_owned(), String::new())
        }
    };
    let key = if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
    let bucket = Bucket::new(endpoint, style, bucket, target.mark.clone()).ok()?;
    let credentials = Credentials::new(target.account.clone(), secret.to_owned());
    Some(PutObject::new(&bucket, Some(&credentials), &key).sign(GOOD_FOR))
}

#[cfg(test)]
mod tests {
    use wire::destination::Kind;

    use super::*;

    #[test]
    fn both_styles_lead_to_the_same_object() {
        let at = |address: &str| {
            let target = Target {
                name: String::new(),
                kind: Kind::S3,
                address: address.into(),
                account: "key".into(),
                mark: "eu-west-1".into(),
                format: "nitf".into(),
            };
            let url = signed(&target, "secret", "b.xml").unwrap();
            assert!(url.query().unwrap().contains("X-Amz-Signature="));
            format!("{}{}", url.host_str().unwrap(), url.path())
        };
        assert_eq!(at("https://s3.example/bucket/in"), "s3.example/bucket/in/b.xml");
        assert_eq!(at("https://s3.example/bucket/"), "s3.example/bucket/b.xml");
        assert_eq!(at("https://bucket.s3.example/in"), "bucket.s3.example/in/b.xml");
        assert_eq!(at("https://bucket.s3.example"), "bucket.s3.example/b.xml");
    }
}
