package dev.samovar.process.egress;

import java.math.BigInteger;
import java.net.InetAddress;

/// The addresses of a network in CIDR notation, such as `10.1.0.0/16` or `2001:db8::/32`; an address alone is a
/// network of one.
public record Network(InetAddress base, int prefix) {

    /// A network as it is written.
    ///
    /// @throws IllegalArgumentException if the text is none; names are not looked up
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        try {
            var base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = bits(base);
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix < 0 || prefix > bits) throw new IllegalArgumentException(text);
            return new Network(base, prefix);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a network such as 10.1.0.0/16: " + text, e);
        }
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * 8;
    }

    boolean contains(InetAddress address) {
        return bits(address) == bits(base) && beginning(address).equals(beginning(base));
    }

    private BigInteger beginning(InetAddress address) {
        return new BigInteger(1, address.getAddress()).shiftRight(bits(address) - prefix);
    }
}
