package app;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

@SpringBootConfiguration
@EnableAutoConfiguration
public class Customer {
    @Bean
    public Function<String, String> upper() {
        return text -> text.toUpperCase();
    }

    @Bean
    public Function<SQSEvent, List<String>> bodies() {
        return event -> event.getRecords().stream().map(SQSEvent.SQSMessage::getBody).toList();
    }
}
