package app;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Map;
import java.util.TreeMap;

public class Customer {
    public Map<String, String> greet(Map<String, String> event, Context context) {
        var name = event.get("name");
        if (name.equals("nobody")) throw new IllegalStateException("nobody is here");
        var answer = new TreeMap<String, String>(java.util.Comparator.reverseOrder());
        answer.put("greeting", "hello " + name);
        answer.put("function", context.getFunctionName());
        return answer;
    }
}
