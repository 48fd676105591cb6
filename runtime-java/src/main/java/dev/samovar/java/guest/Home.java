package dev.samovar.java.guest;

/// A class loader that serves one guest. Its facades and its poll find the guest through it.
public interface Home {
    Guest guest();

    /// Instruments a class that the guest's code is about to define by itself.
    byte[] instrument(byte[] classFile);

    /// The guest of the class loader that defined a class.
    static Guest guestOf(Class<?> facade) {
        if (facade.getClassLoader() instanceof Home home) return home.guest();
        throw new IllegalStateException(facade + " was not defined by an environment's class loader");
    }
}
