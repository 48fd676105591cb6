package app;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

public class Customer implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        System.out.println("reached handleRequest");
        out.write(("{\"trace\":\"" + trace() + "\"}").getBytes());
    }

    public Map<String, Object> map(Map<String, Object> event, Context context) {
        System.out.println("reached map");
        return Map.of("saw", event.get("a"));
    }

    public APIGatewayProxyResponseEvent api(APIGatewayProxyRequestEvent event, Context context) {
        System.out.println("reached api");
        return new APIGatewayProxyResponseEvent().withStatusCode(201).withBody(event.getPath() + " " + trace());
    }

    public String queue(SQSEvent event, Context context) {
        System.out.println("reached queue");
        return event.getRecords().get(0).getBody();
    }

    private static String trace() {
        return Span.current().getSpanContext().getTraceId();
    }
}
