//! From where a client's programs may ask: networks in CIDR notation (RFC 4632, RFC 4291). Addresses are compared in memory;
//! none that asked is kept.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// Some networks; empty means anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Networks(Vec<Network>);

/// The addresses whose first `bits` are those of `address`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    bits: u8,
}

/// A part that is no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no address and no network such as 192.0.2.0/24 or 2001:db8::/32")]
pub struct NoNetwork(pub String);

impl Networks {
    /// Whether somebody may ask from there. An IPv4 address that is written as IPv6 is the same address.
    pub fn allow(&self, address: IpAddr) -> bool {
        self.0.is_empty() || self.0.iter().any(|network| network.has(address.to_canonical()))
    }

    /// Whether anybody may ask.
    pub fn is_anywhere(&self) -> bool {
        self.0.is_empty()
    }
}

impl Network {
    fn has(&self, address: IpAddr) -> bool {
        let same = |one: u128, other: u128, width: u32| {
            let rest = width - u32::from(self.bits);
            rest >= width || one >> rest == other >> rest
        };
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(asking)) => same(own.to_bits().into(), asking.to_bits().into(), 32),
            (IpAddr::V6(own), IpAddr::V6(asking)) => same(own.to_bits(), asking.to_bits(), 128),
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Network, NoNetwork> {
        let wrong = || NoNetwork(text.chars().take(80).collect());
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), str::parse).map_err(|_| wrong())?;
        let mapped = matches!(address.to_canonical(), IpAddr::V4(_)) && address.is_ipv6();
        if bits > width || (mapped && bits < 96) {
            return Err(wrong());
        }
        let bits = if mapped { bits - 96 } else { bits };
        Ok(Network { address: address.to_canonical(), bits })
    }
}

impl FromStr for Networks {
    type Err = NoNetwork;

    /// Parts with spaces, commas or line ends between.
    fn from_str(text: &str) -> Result<Networks, NoNetwork> {
        let parts = text.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
        parts.map(str::parse).collect::<Result<_, _>>().map(Networks)
    }
}

impl fmt::Display for Networks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, network) in self.0.iter().enumerate() {
            let space = if place == 0 { "" } else { " " };
            let width = if network.address.is_ipv4() { 32 } else { 128 };
            write!(f, "{space}{}", network.address)?;
            if network.bits < width {
                write!(f, "/{}", network.bits)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use proptest::prelude::*;

    use super::Networks;

    fn allows(networks: &str, address: &str) -> bool {
        networks.parse::<Networks>().unwrap().allow(address.parse().unwrap())
    }

    #[test]
    fn who_is_in_one_of_them_may_ask() {
        for address in ["192.0.2.7", "2001:db8::1", "::ffff:192.0.2.200"] {
            assert!(allows("192.0.2.0/24, 2001:db8::/32", address), "{address}");
        }
        for address in ["192.0.3.7", "2001:db9::1", "::1", "0.0.0.0"] {
            assert!(!allows("192.0.2.0/24\n2001:db8::/32", address), "{address}");
        }
        assert!(allows("198.51.100.7", "198.51.100.7") && !allows("198.51.100.7", "198.51.100.8"));
        assert!(allows("::ffff:10.0.0.0/104", "10.9.9.9") && allows("0.0.0.0/0", "203.0.113.1"));
        assert!(!allows("0.0.0.0/0", "2001:db8::1"), "all of IPv4 is not all of IPv6");
        assert!(allows("", "203.0.113.1"), "where none is named anybody may");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for wrong in
            ["192.0.2.0/33", "2001:db8::/129", "192.0.2", "192.0.2.0/", "192.0.2.0/x", "::ffff:1.2.3.4/95"]
        {
            let error = wrong.parse::<Networks>().unwrap_err();
            assert!(error.to_string().contains(wrong), "{error}");
        }
    }

    proptest! {
        #[test]
        fn a_network_has_the_address_it_is_named_by_and_is_written_as_it_is_read(
            address: IpAddr, bits in 0u8..=32, other: IpAddr
        ) {
            let text = format!("{address}/{}", if address.is_ipv6() { 128 - bits } else { bits });
            if let Ok(networks) = text.parse::<Networks>() {
                prop_assert!(networks.allow(address));
                let again: Networks = networks.to_string().parse().unwrap();
                prop_assert_eq!(again.allow(other), networks.allow(other));
            }
        }
    }
}
