package dev.samovar.process.egress;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A port that leads to a host. A function whose connections end at once cannot tell why: that is said once in the log
/// of
/// this JVM.
final class Forward {
    private static final Logger LOG = LoggerFactory.getLogger(Forward.class);

    private final Destinations destinations;
    private final Rules.Target target;
    private final AtomicBoolean said = new AtomicBoolean();

    Forward(Destinations destinations, Rules.Target target) {
        this.destinations = destinations;
        this.target = target;
    }

    void serve(SocketChannel child) throws IOException {
        Pump.run(child, connection());
    }

    private SocketChannel connection() throws IOException {
        try {
            return destinations.connect(target);
        } catch (IOException e) {
            if (said.compareAndSet(false, true))
                LOG.warn("a function's port leads nowhere: {}:{}: {}", target.host(), target.port(), e.getMessage());
            throw e;
        }
    }
}
