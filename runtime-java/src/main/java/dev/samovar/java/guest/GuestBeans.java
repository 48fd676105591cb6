package dev.samovar.java.guest;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;

/// An MBean server that holds the platform's beans and those of one guest. Nothing outside the guest knows it, so it
/// goes with the guest.
final class GuestBeans {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer("DefaultDomain");

    GuestBeans() {
        for (var type : ManagementFactory.getPlatformManagementInterfaces())
            for (PlatformManagedObject bean : ManagementFactory.getPlatformMXBeans(type)) register(bean);
    }

    MBeanServer server() {
        return server;
    }

    private void register(PlatformManagedObject bean) {
        try {
            if (!server.isRegistered(bean.getObjectName())) server.registerMBean(bean, bean.getObjectName());
        } catch (JMException e) {
            throw new IllegalStateException("the platform's " + bean.getObjectName() + " cannot be shown", e);
        }
    }
}
