package dev.samovar.nodejs.graal.tls;

import dev.samovar.nodejs.graal.crypto.Certificate;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// One end of a connection, without the connection: bytes that came are put in, bytes that are to go and what
/// was said are taken out.
///
/// What a handshake has to compute is computed by whoever puts in what asks for it, as in Node: nothing waits
/// for another thread. Of each call the whole outcome is there when it returns; an error stays.
public final class TlsEngine {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final boolean client;
    private TlsContext context;
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private byte[] received = {};
    private @Nullable SSLEngine engine;
    private @Nullable String serverName;
    private List<String> protocols = List.of();
    private @Nullable Function<List<String>, @Nullable String> chooser;
    private boolean asksForCertificate;
    private boolean insists;
    private boolean holdsForName;
    private boolean established;
    private boolean ended;
    private @Nullable TlsFailure failure;

    public TlsEngine(TlsContext context, boolean client) {
        this.context = context;
        this.client = client;
    }

    // --- before it begins

    /// The name of the server that a client wants.
    public void serverName(String name) {
        serverName = name;
    }

    /// The protocols to choose from.
    public void protocols(List<String> names) {
        protocols = names;
    }

    /// Who chooses a protocol of those that a client offers: one of them, or null for none.
    public void chooser(Function<List<String>, @Nullable String> chooser) {
        this.chooser = chooser;
    }

    /// Whether a server asks for a certificate, and goes on without one.
    public void asksForCertificate(boolean asks, boolean insists) {
        asksForCertificate = asks;
        this.insists = insists;
    }

    /// A server waits for [#continueAs] when it knows whom the client wants.
    public void holdForName() {
        holdsForName = true;
    }

    /// A client says hello.
    public void begin() {
        if (engine == null) step(() -> run(started()));
    }

    /// A server that held goes on.
    public void continueAs(@Nullable TlsContext other) {
        if (other != null) context = other;
        holdsForName = false;
        step(() -> run(started()));
    }

    private SSLEngine started() throws SSLException {
        var there = engine;
        if (there != null) return there;
        try {
            there = context.engine(client);
        } catch (GeneralSecurityException e) {
            throw new SSLException(e);
        }
        var parameters = there.getSSLParameters();
        if (client && serverName != null && !serverName.isEmpty()) {
            try {
                parameters.setServerNames(List.of(new SNIHostName(IDN.toASCII(serverName))));
            } catch (IllegalArgumentException e) {
                // A name that cannot be asked for, such as an address, is not asked for.
            }
        }
        if (!protocols.isEmpty()) parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        if (!client && asksForCertificate) {
            if (insists) parameters.setNeedClientAuth(true);
            else parameters.setWantClientAuth(true);
        }
        there.setSSLParameters(parameters);
        var chooses = chooser;
        if (chooses != null) there.setHandshakeApplicationProtocolSelector((_, offered) -> chooses.apply(offered));
        there.beginHandshake();
        engine = there;
        return there;
    }

    // --- what comes and goes

    /// Bytes came. The name that a client wants is told once, when a server holds for it.
    ///
    /// @return whether a server now waits for [#continueAs]
    public boolean receive(byte[] bytes) {
        received = joined(received, bytes);
        if (!client && engine == null) {
            var hello = ClientHello.of(received);
            if (hello == null) return false;
            if (isHttp()) {
                failure = TlsFailure.HTTP_REQUEST;
                return false;
            }
            serverName = hello.serverName();
            if (holdsForName) return true;
        }
        if (failure == null) step(() -> run(started()));
        return false;
    }

    private boolean isHttp() {
        return new String(received, 0, Math.min(received.length, 5), StandardCharsets.US_ASCII)
                .matches("(GET|POST|HEAD|PUT) .*");
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (first.length == 0) return second;
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /// Says something. Only an end that is [#established] does.
    public void send(byte[] bytes) {
        var content = ByteBuffer.wrap(bytes);
        step(() -> {
            var there = started();
            while (content.hasRemaining() && wrap(there, content)) {
                // One record more.
            }
            run(there);
        });
    }

    /// Says that this end says no more.
    public void end() {
        var there = engine;
        if (there == null || failure != null) return;
        there.closeOutbound();
        step(() -> {
            while (!there.isOutboundDone() && wrap(there, NOTHING)) {
                // One record more.
            }
        });
    }

    /// The bytes that are to go since this was last asked.
    public byte[] outgoing() {
        return taken(outgoing);
    }

    /// What the other end said since this was last asked.
    public byte[] said() {
        return taken(said);
    }

    private static byte[] taken(ByteArrayOutputStream from) {
        var bytes = from.toByteArray();
        from.reset();
        return bytes;
    }

    /// Whether the handshake is done.
    public boolean established() {
        return established;
    }

    /// Whether the other end said that it says no more.
    public boolean ended() {
        return ended;
    }

    public @Nullable TlsFailure failure() {
        return failure;
    }

    // --- the JDK's engine

    @FunctionalInterface
    private interface Step {
        void run() throws SSLException;
    }

    private void step(Step step) {
        if (failure != null) return;
        try {
            step.run();
        } catch (SSLException e) {
            failure = TlsFailure.of(e);
            alert();
        } catch (IllegalArgumentException | IllegalStateException e) {
            failure = TlsFailure.of(new SSLException(e.getMessage()));
        }
    }

    /// What the engine still has to say after an error.
    private void alert() {
        var there = engine;
        if (there == null) return;
        try {
            while (!there.isOutboundDone() && wrap(there, NOTHING)) {
                // One record more.
            }
        } catch (SSLException e) {
            // It is the error that is known already.
        }
    }

    private void run(SSLEngine there) throws SSLException {
        while (true) {
            switch (there.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (Runnable task; (task = there.getDelegatedTask()) != null; ) task.run();
                }
                case NEED_WRAP -> {
                    if (!wrap(there, NOTHING)) return;
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!unwrap(there)) return;
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    // An engine that is closed during its handshake is not handshaking either.
                    established |= !there.getSession().getProtocol().equals("NONE");
                    if (received.length == 0 || !unwrap(there)) return;
                }
            }
        }
    }

    /// @return whether there was something to say
    private boolean wrap(SSLEngine there, ByteBuffer content) throws SSLException {
        var out = ByteBuffer.allocate(there.getSession().getPacketBufferSize());
        var result = there.wrap(content, out);
        outgoing.write(out.array(), 0, out.position());
        return result.getStatus() == SSLEngineResult.Status.OK && result.bytesProduced() > 0;
    }

    /// @return whether more can be done with what was received
    private boolean unwrap(SSLEngine there) throws SSLException {
        if (ended) return false;
        var in = ByteBuffer.wrap(received);
        var out = ByteBuffer.allocate(there.getSession().getApplicationBufferSize());
        SSLEngineResult result;
        boolean more = true;
        do {
            result = there.unwrap(in, out);
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW && out.position() == 0)
                out = ByteBuffer.allocate(2 * out.capacity());
            said.write(out.array(), 0, out.position());
            out.clear();
            more = result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW;
        } while (more
                && result.getStatus() != SSLEngineResult.Status.CLOSED
                && result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
                && in.hasRemaining());
        received = Arrays.copyOfRange(received, in.position(), received.length);
        ended |= result.getStatus() == SSLEngineResult.Status.CLOSED;
        return more && !ended;
    }

    // --- what is known about it

    /// The name that the client wants.
    public @Nullable String serverName() {
        return serverName;
    }

    /// The protocol that was chosen, if one was.
    public @Nullable String protocol() {
        var there = engine;
        var chosen = there == null ? null : there.getApplicationProtocol();
        return chosen == null || chosen.isEmpty() ? null : chosen;
    }

    private @Nullable SSLSession session() {
        var there = engine;
        if (there == null) return null;
        var during = there.getHandshakeSession();
        return during == null ? there.getSession() : during;
    }

    /// The version of TLS that is spoken.
    public @Nullable String version() {
        var session = session();
        return session == null || session.getProtocol().equals("NONE") ? null : session.getProtocol();
    }

    /// The suite: OpenSSL's name, the standard's, and the oldest version that has it.
    public List<String> suite() {
        var session = session();
        if (session == null || !established) return List.of();
        var name = session.getCipherSuite();
        return List.of(CipherSuites.name(name), name, CipherSuites.version(name));
    }

    /// What the other end showed, its own certificate first.
    public List<Certificate> peers() {
        var session = session();
        List<Certificate> peers = new ArrayList<>();
        try {
            if (session != null)
                for (var each : session.getPeerCertificates()) peers.add(new Certificate((X509Certificate) each));
        } catch (SSLPeerUnverifiedException e) {
            // It showed none.
        }
        return peers;
    }

    /// What the other end showed and who issued it, as far as is known.
    public List<Certificate> peerChain() throws GeneralSecurityException {
        var peers = peers();
        return peers.isEmpty() ? peers : context.chainOf(peers).certificates();
    }

    /// This end's own certificate.
    public @Nullable Certificate certificate() {
        var session = session();
        var own = session == null ? null : session.getLocalCertificates();
        if (own != null && own.length > 0) return new Certificate((X509Certificate) own[0]);
        return client ? null : context.certificate();
    }

    /// Why the other end is not trusted; null if it is.
    public @Nullable Distrust distrust() throws GeneralSecurityException {
        var peers = peers();
        if (peers.isEmpty()) return Distrust.UNABLE_TO_GET_ISSUER_CERT;
        return context.chainOf(peers).error(client, Instant.now());
    }

    /// Keys that both ends alone can compute.
    public byte[] exported(String label, byte @Nullable [] about, int length) throws SSLException {
        var session = session();
        if (!(session instanceof ExtendedSSLSession extended)) throw new SSLException("there is no session");
        return extended.exportKeyingMaterialData(label, about, length);
    }
}
