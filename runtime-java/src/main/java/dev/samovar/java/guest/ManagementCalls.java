package dev.samovar.java.guest;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;

/// The platform's MBean server: the guest registers in one of its own.
public final class ManagementCalls {
    private ManagementCalls() {}

    @Instead(of = ManagementFactory.class, member = "getPlatformMBeanServer", at = Site.STATIC)
    public static MBeanServer getPlatformMBeanServer(Guest guest) {
        return guest.beans().server();
    }
}
