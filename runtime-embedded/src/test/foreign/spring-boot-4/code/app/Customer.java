package app;

import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class Customer {
    @GetMapping("/tea")
    public Map<String, String> tea() {
        return Map.of("tea", "hot");
    }
}
