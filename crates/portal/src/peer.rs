//! From where a program asks: the other end of the connection, or, where that is a proxy of ours, whom the proxy names. The
//! address is compared with those of a contract, and forgotten.

use std::net::IpAddr;

use http::HeaderMap;
use http::header::HeaderName;
use wire::Networks;

/// The address; none where it is not known. `X-Forwarded-For` is read from its end, where our own proxies write.
pub(crate) fn asking(headers: &HeaderMap, peer: Option<IpAddr>, proxies: &Networks) -> Option<IpAddr> {
    let is_ours = |address: IpAddr| !proxies.is_anywhere() && proxies.allow(address);
    let peer = peer.map(|peer| peer.to_canonical())?;
    if !is_ours(peer) {
        return Some(peer);
    }
    let lines = headers.get_all(HeaderName::from_static("x-forwarded-for"));
    let lines: Vec<&str> = lines.iter().map(|line| line.to_str().unwrap_or("?")).collect();
    if lines.is_empty() {
        return Some(peer);
    }
    for named in lines.join(",").rsplit(',').map(str::trim) {
        let named: IpAddr = named.parse().ok()?;
        if !is_ours(named) {
            return Some(named.to_canonical());
        }
    }
    Some(peer)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::asking;

    fn check(peer: &str, forwarded: &[&str], expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_str(line).unwrap());
        }
        let found = asking(&headers, peer.parse().ok(), &"127.0.0.1 10.0.0.0/8".parse().unwrap());
        assert_eq!(found.map(|address| address.to_string()).as_deref(), expected, "{peer} {forwarded:?}");
    }

    #[test]
    fn a_proxy_of_ours_says_who_asks_and_nobody_else_does() {
        check("203.0.113.5", &["192.0.2.1"], Some("203.0.113.5"));
        check("127.0.0.1", &["192.0.2.1"], Some("192.0.2.1"));
        check("::ffff:127.0.0.1", &["192.0.2.1"], Some("192.0.2.1"));
        check("127.0.0.1", &["192.0.2.1, 203.0.113.5"], Some("203.0.113.5"));
        check("127.0.0.1", &["192.0.2.1", "203.0.113.5, 10.1.2.3"], Some("203.0.113.5"));
        check("127.0.0.1", &["10.0.0.1"], Some("127.0.0.1"));
        check("127.0.0.1", &[], Some("127.0.0.1"));
        check("127.0.0.1", &["192.0.2.1, unknown"], None);
        check("nobody", &["192.0.2.1"], None);
    }
}
