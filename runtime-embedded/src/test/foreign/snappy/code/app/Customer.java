package app;

import com.amazonaws.services.lambda.runtime.Context;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import org.xerial.snappy.Snappy;

public class Customer {
    static {
        if ("package".equals(System.getenv("LIBRARY"))) System.setProperty("org.xerial.snappy.use.systemlib", "true");
    }

    /// Compresses and restores a text with native code while another environment does the same: it goes on
    /// when it is told to on the port it is given.
    public Map<String, String> restore(Map<String, Object> event, Context context) throws Exception {
        if (event.get("exit") != null) System.exit((Integer) event.get("exit"));
        byte[] compressed = Snappy.compress((String) event.get("text"));
        if (event.get("port") != null) await((Integer) event.get("port"));
        return Map.of(
                "text", Snappy.uncompressString(compressed),
                "version", context.getFunctionVersion(),
                "environment", context.getLogStreamName());
    }

    private static void await(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getInputStream().read();
        }
    }
}
