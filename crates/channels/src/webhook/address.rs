//! Where requests may go. An address that only this machine or its network can reach is refused, or a webhook would be a way
//! to ask what stands behind the company's walls.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hyper::Uri;
use kernel::FieldError;

const LONGEST: usize = 2_000;

/// Checks an endpoint's address as far as it can be without resolving its name.
pub(super) fn check(url: &str, allow_private: bool) -> Result<Uri, FieldError> {
    let refuse = |why: &str| FieldError::new("url", why);
    if url.len() > LONGEST {
        return Err(refuse("is longer than 2000 bytes"));
    }
    let uri: Uri = url
        .trim()
        .parse()
        .map_err(|_| refuse("is not an address such as https://example.com/hook"))?;
    let Some(host) = uri.host().filter(|host| !host.is_empty()) else {
        return Err(refuse("names no host"));
    };
    if uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return Err(refuse(
            "holds a user or a password; the signature says who is asking",
        ));
    }
    match uri.scheme_str() {
        Some("https") => {}
        Some("http") if allow_private => {}
        _ => return Err(refuse("does not begin with https://")),
    }
    let literal: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    if literal.is_some_and(|address| !allow_private && !is_public(address)) {
        return Err(refuse(
            "is an address that only a private network can reach",
        ));
    }
    Ok(uri)
}

/// Whether the whole internet means the same machine by it.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        // This network; carrier-grade NAT; protocol assignments; 6to4 relays; benchmarks; multicast and reserved.
        || a == 0
        || (a == 100 && b & 0xc0 == 64)
        || (a, b, c) == (192, 0, 0)
        || (a, b, c) == (192, 88, 99)
        || (a == 198 && b & 0xfe == 18)
        || a >= 224;
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let last = || {
        let [.., a, b] = parts;
        Ipv4Addr::from_bits(u32::from(a) << 16 | u32::from(b))
    };
    // Addresses that carry an IPv4 address are what that one is.
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    if parts[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        return is_public_v4(last());
    }
    if parts[0] == 0x2002 {
        return is_public_v4(Ipv4Addr::from_bits(
            u32::from(parts[1]) << 16 | u32::from(parts[2]),
        ));
    }
    // Of what is left, only 2000::/3 was ever given out, without Teredo, ORCHID and documentation.
    let given_out = parts[0] & 0xe000 == 0x2000;
    let special = (parts[0] == 0x2001 && (parts[1] < 0x200 || parts[1] == 0xdb8))
        || (parts[0] == 0x3fff && parts[1] < 0x1000);
    given_out && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_in_every_dress() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2002:a00:1::",
            "2001:db8::1",
            "2001::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn addresses_are_refused_with_a_reason() {
        for wrong in [
            "",
            "example.com/hook",
            "http://example.com/",
            "ftp://example.com/",
            "https://",
            "https://me:secret@example.com/",
            "https://127.0.0.1/",
            "https://[::1]:8080/",
            "https://[::ffff:10.0.0.1]/",
            "file:///etc/passwd",
        ] {
            assert!(check(wrong, false).is_err(), "{wrong}");
        }
        assert!(check("https://example.com:8443/hook?a=b", false).is_ok());
        assert!(check("http://127.0.0.1:9/", true).is_ok());
    }
}
