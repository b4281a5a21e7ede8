//! The way to other sites: names become addresses, addresses connections; and which addresses are nobody's but ours.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use tokio::net::{TcpStream, lookup_host};

/// How other sites are reached; tests have a network of their own.
pub trait Network: Send + Sync + 'static {
    /// The addresses of a name.
    fn resolve(&self, host: &str, port: u16) -> impl Future<Output = io::Result<Vec<SocketAddr>>> + Send;

    /// A connection to an address.
    fn connect(&self, to: SocketAddr) -> impl Future<Output = io::Result<TcpStream>> + Send;
}

/// The network of this machine.
#[derive(Clone, Copy, Debug)]
pub struct Internet;

impl Network for Internet {
    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(lookup_host((host, port)).await?.collect())
    }

    async fn connect(&self, to: SocketAddr) -> io::Result<TcpStream> {
        TcpStream::connect(to).await
    }
}

/// Whether an address belongs to this machine, or to a network that is not public: a link in a document must not make
/// this machine knock there.
pub(super) fn is_inner(ip: IpAddr) -> bool {
    let is_special = match ip {
        IpAddr::V4(ip) => is_special_v4(ip),
        IpAddr::V6(ip) => is_special_v6(ip),
    };
    is_special || is_own(ip)
}

/// Addresses that are not public by the registry of special-purpose addresses (RFC 6890).
fn is_special_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    match a {
        // This network, private, loopback, multicast, reserved, broadcast.
        0 | 10 | 127 | 224.. => true,
        // Between providers and their customers.
        100 => (64..128).contains(&b),
        169 => b == 254,
        172 => (16..32).contains(&b),
        192 => b == 168 || (b == 0 && (c == 0 || c == 2)),
        // Measurements, documentation.
        198 => b == 18 || b == 19 || (b == 51 && c == 100),
        203 => b == 0 && c == 113,
        _ => false,
    }
}

/// As [`is_special_v4`]; an address that carries one of the fourth version leads where that leads.
fn is_special_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let carried =
        |high: u16, low: u16| is_special_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)));
    match parts {
        // Unspecified, loopback, mapped and compatible ones; translated by the provider or this network (NAT64),
        // tunnelled (6to4).
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => carried(high, low),
        // Private, within the link, within the site, multicast, documentation, discarded.
        [0x64, 0xff9b, 1, ..]
        | [0xfc00..=0xfdff | 0xfe80..=0xffff, ..]
        | [0x2001, 0xdb8, ..]
        | [0x100, 0, 0, 0, ..] => true,
        _ => false,
    }
}

/// Whether this machine itself has the address: only then can something be bound to it.
fn is_own(ip: IpAddr) -> bool {
    UdpSocket::bind((ip, 0)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_not_public_are_told_from_those_that_are() {
        for inner in [
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "198.18.0.1",
            "192.0.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::10.0.0.1",
            "fe80::1",
            "fd00::1",
            "fec0::1",
            "ff02::1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001:db8::1",
            "100::1",
        ] {
            assert!(is_inner(inner.parse().unwrap()), "{inner}");
        }
        for public in [
            "1.2.3.4",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.0.1",
            "100.128.0.1",
            "192.169.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2400:3200::1",
            "::ffff:1.2.3.4",
            "64:ff9b::102:304",
            "2002:102:304::",
        ] {
            assert!(!is_inner(public.parse().unwrap()), "{public}");
        }
    }
}
