package dev.samovar.process.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.regex.Pattern;

/// Connects to what the rules allow. A name is looked up once, and what it means is what is checked and connected to.
///
/// Nobody gets to this machine, whatever the rules say, but to a port that is forwarded to it as its own: its
/// loopback and own addresses, and link-local ones and EC2's of IPv6, where clouds answer with the machine's
/// credentials. Nor to multicast addresses.
final class Destinations {
    private static final Pattern HOST = Pattern.compile("[\\w.:%-]+");
    private static final Pattern LOCAL = Pattern.compile("(?i)(.*\\.)?localhost\\.?");
    private static final int CONNECT_MILLIS = 10_000;

    /// Where EC2 answers by IPv6, which is an address like others.
    private static final InetAddress METADATA = InetAddress.ofLiteral("fd00:ec2::254");

    private final Rules rules;

    Destinations(Rules rules) {
        this.rules = rules;
    }

    /// The same name or address, if it can be one of another machine's.
    ///
    /// @throws IllegalArgumentException if it is none, or says that it is this machine's or that of its link
    static String foreign(String host) {
        if (!HOST.matcher(host).matches()) throw new IllegalArgumentException("not a name or an address: " + host);
        if (LOCAL.matcher(host).matches() || isLocal(host))
            throw new IllegalArgumentException("no function reaches this machine or its link: " + host);
        return host;
    }

    private static boolean isLocal(String host) {
        try {
            var address = InetAddress.ofLiteral(host);
            return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// What is not allowed, or is not there.
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /// A connection to a host that the rules allow.
    ///
    /// @param host a name or an address
    /// @throws Refused if the rules do not allow it
    /// @throws IOException if it cannot be reached
    SocketChannel connect(String host, int port) throws IOException {
        for (var address : addresses(host))
            if (rules.cover(address, port) && !isOffLimits(address)) return open(address, port);
        throw new Refused("the function may not connect to " + host + ":" + port);
    }

    /// A connection to where the host of this JVM has a port lead.
    SocketChannel connect(Rules.Target target) throws IOException {
        if (target.isOwn()) return open(InetAddress.getLoopbackAddress(), target.port());
        for (var address : addresses(target.host())) if (!isOffLimits(address)) return open(address, target.port());
        throw new Refused(target.host() + " may not be reached");
    }

    private static InetAddress[] addresses(String host) throws IOException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new Refused(host + " is not known");
        }
    }

    private static SocketChannel open(InetAddress address, int port) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            channel.socket().setTcpNoDelay(true);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Whether an address is one that no rule opens: this machine's own, one of its link alone, or that where a cloud
    /// answers with the machine's credentials.
    static boolean isOffLimits(InetAddress address) throws SocketException {
        return METADATA.equals(address)
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || leadsBack(address.getAddress())
                || NetworkInterface.getByInetAddress(address) != null;
    }

    /// Addresses of IPv6 that mean one of IPv4, which systems may take for the local machine: `::a.b.c.d` and
    /// NAT64's.
    private static boolean leadsBack(byte[] bytes) {
        if (bytes.length != 16) return bytes[0] == 0;
        boolean compatible = true;
        for (int i = 0; i < 12; i++) compatible &= bytes[i] == 0;
        boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xFF && bytes[3] == (byte) 0x9B;
        return compatible || translated;
    }
}
