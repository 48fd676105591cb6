package dev.samovar.nodejs.graal.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// An authority that issues certificates for tests, with keys that are made for it.
public final class TestAuthority {
    /// A certificate and its key.
    public record Issued(Certificate certificate, KeyPair keys) {
        public String pem() throws GeneralSecurityException {
            return TestAuthority.pem("CERTIFICATE", certificate.encoded());
        }

        public String key() {
            return TestAuthority.pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        }
    }

    private static final byte[] ECDSA_WITH_SHA256 = {0x30, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2
    };
    private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};
    private static final byte[] TRUE = {1, 1, (byte) 0xff};
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String name;
    private final Issued own;
    private int issued = 1;

    private TestAuthority(String name, Issued own) {
        this.name = name;
        this.own = own;
    }

    /// A new one, that issued itself.
    public static TestAuthority root(String name) throws GeneralSecurityException {
        var keys = keys();
        return new TestAuthority(name, made(1, name, keys, name, keys, year(), constraints(true)));
    }

    /// A new one, that issued itself and is good for names in one domain alone.
    public static TestAuthority rootOf(String domain) throws GeneralSecurityException {
        var keys = keys();
        return new TestAuthority(
                domain, made(1, domain, keys, domain, keys, year(), constraints(true), nameConstraints(domain)));
    }

    /// One that this one vouches for.
    public TestAuthority below(String name) throws GeneralSecurityException {
        var keys = keys();
        return new TestAuthority(name, made(++issued, name, keys, this.name, own.keys(), year(), constraints(true)));
    }

    /// A certificate for hosts, which are names or addresses in version 4.
    public Issued issue(String name, String... hosts) throws GeneralSecurityException {
        var keys = keys();
        return made(++issued, name, keys, this.name, own.keys(), year(), constraints(false), names(hosts));
    }

    /// One whose time is over.
    public Issued expired(String name) throws GeneralSecurityException {
        var keys = keys();
        Instant[] past = {Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z")};
        return made(++issued, name, keys, this.name, own.keys(), past, constraints(false), names(name));
    }

    /// One whose key may be used for one thing alone.
    ///
    /// @param bit the use's number, as X.509 counts them
    public Issued only(int bit, String name) throws GeneralSecurityException {
        var keys = keys();
        return made(++issued, name, keys, this.name, own.keys(), year(), constraints(false), names(name), usage(bit));
    }

    /// One whose extension of its key's identifier is empty.
    public Issued malformed(String name) throws GeneralSecurityException {
        var keys = keys();
        byte[] id = {6, 3, 0x55, 0x1d, 0x0e};
        var nothing = Der.write(Der.SEQUENCE, id, Der.write(Der.OCTETS));
        return made(++issued, name, keys, this.name, own.keys(), year(), constraints(false), names(name), nothing);
    }

    public Certificate certificate() {
        return own.certificate();
    }

    public String pem() throws GeneralSecurityException {
        return own.pem();
    }

    /// Everything that tests of TLS need, as files of a directory.
    public static void writeAll(Path directory) throws GeneralSecurityException, IOException {
        var root = root("Test Root");
        var server = root.issue("localhost", "localhost", "*.example.test", "127.0.0.1");
        write(directory, "ca", root.own);
        write(directory, "server", server);
        write(directory, "other", root.issue("other.test", "other.test"));
        write(directory, "client", root.issue("a client"));
        write(directory, "expired", root.expired("localhost"));
        write(directory, "self", root("localhost").own);
        var between = root.below("Test Between");
        write(directory, "between", between.own);
        write(directory, "below", between.issue("localhost", "localhost"));
        try (var out = Files.newOutputStream(directory.resolve("server.p12"))) {
            store(out, server, root.own);
        }
    }

    private static void store(OutputStream out, Issued server, Issued root)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var password = "secret".toCharArray();
        store.setKeyEntry("server", server.keys().getPrivate(), password, new java.security.cert.Certificate[] {
            server.certificate().x509(), root.certificate().x509()
        });
        store.store(out, password);
    }

    private static void write(Path directory, String name, Issued issued) throws GeneralSecurityException, IOException {
        Files.writeString(directory.resolve(name + ".pem"), issued.pem());
        Files.writeString(directory.resolve(name + ".key"), issued.key());
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static Instant[] year() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Instant[] {now.minus(1, ChronoUnit.DAYS), now.plus(365, ChronoUnit.DAYS)};
    }

    private static Issued made(
            int number,
            String subject,
            KeyPair keys,
            String issuer,
            KeyPair signer,
            Instant[] times,
            byte[]... extensions)
            throws GeneralSecurityException {
        var version = Der.write(0xa0, Der.write(Der.INTEGER, new byte[] {2}));
        var content = Der.write(
                Der.SEQUENCE,
                version,
                Der.write(Der.INTEGER, BigInteger.valueOf(number).toByteArray()),
                ECDSA_WITH_SHA256,
                name(issuer),
                Der.write(Der.SEQUENCE, time(times[0]), time(times[1])),
                name(subject),
                keys.getPublic().getEncoded(),
                Der.write(0xa3, Der.write(Der.SEQUENCE, extensions)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(signer.getPrivate());
        signature.update(content);
        var whole =
                Der.write(Der.SEQUENCE, content, ECDSA_WITH_SHA256, Der.write(Der.BITS, new byte[1], signature.sign()));
        return new Issued(Certificate.of(whole), keys);
    }

    private static byte[] name(String commonName) {
        var value = Der.write(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
        return Der.write(Der.SEQUENCE, Der.write(0x31, Der.write(Der.SEQUENCE, COMMON_NAME, value)));
    }

    private static byte[] time(Instant time) {
        return Der.write(0x18, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] constraints(boolean authority) {
        byte[] id = {6, 3, 0x55, 0x1d, 0x13};
        return Der.write(
                Der.SEQUENCE, id, TRUE, Der.write(Der.OCTETS, Der.write(Der.SEQUENCE, authority ? TRUE : new byte[0])));
    }

    private static byte[] nameConstraints(String domain) {
        byte[] id = {6, 3, 0x55, 0x1d, 0x1e};
        var name = Der.write(0x82, domain.getBytes(StandardCharsets.US_ASCII));
        var permitted = Der.write(0xa0, Der.write(Der.SEQUENCE, name));
        return Der.write(Der.SEQUENCE, id, TRUE, Der.write(Der.OCTETS, Der.write(Der.SEQUENCE, permitted)));
    }

    private static byte[] usage(int bit) {
        byte[] id = {6, 3, 0x55, 0x1d, 0x0f};
        byte[] bits = {(byte) (7 - bit), (byte) (0x80 >> bit)};
        return Der.write(Der.SEQUENCE, id, TRUE, Der.write(Der.OCTETS, Der.write(Der.BITS, bits)));
    }

    private static byte[] names(String... hosts) {
        byte[] id = {6, 3, 0x55, 0x1d, 0x11};
        List<byte[]> names = new ArrayList<>();
        for (var host : hosts)
            names.add(
                    host.matches("[\\d.]+")
                            ? Der.write(0x87, address(host))
                            : Der.write(0x82, host.getBytes(StandardCharsets.US_ASCII)));
        if (names.isEmpty()) names.add(Der.write(0x81, "a@b.test".getBytes(StandardCharsets.US_ASCII)));
        return Der.write(
                Der.SEQUENCE, id, Der.write(Der.OCTETS, Der.write(Der.SEQUENCE, names.toArray(byte[][]::new))));
    }

    private static byte[] address(String text) {
        var parts = text.split("\\.", -1);
        var address = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) address[i] = (byte) Integer.parseInt(parts[i]);
        return address;
    }

    private static String pem(String label, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
