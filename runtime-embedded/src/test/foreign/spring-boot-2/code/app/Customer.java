package app;

import java.util.Map;
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
    public Function<Map<String, Object>, Map<String, Object>> saw() {
        return event -> Map.of("saw", event);
    }
}
