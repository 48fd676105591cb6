package app;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

public class Customer {
    private static final Logger LOG = LogManager.getLogger(Customer.class);

    public void brew(Object event) {
        LOG.warn("hot");
    }
}
