package app;

import com.opensymphony.xwork2.ActionSupport;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

public class Customer extends ActionSupport {
    public InputStream getTea() {
        return new ByteArrayInputStream("{\"tea\":\"hot\"}".getBytes());
    }
}
