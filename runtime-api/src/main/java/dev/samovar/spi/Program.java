package dev.samovar.spi;

/// One version's code, prepared: what an [Instance] is specialised to.
public interface Program extends AutoCloseable {

    /// Which instances can be specialised to it.
    BlankKey blankKey();

    /// The version is gone and so are its instances.
    @Override
    void close();
}
