package dev.samovar.nodejs.graal.http;

/// How large a head may become: its address, names and values together.
final class HeadSize {
    private final int most;
    private int size;

    HeadSize(int most) {
        this.most = most;
    }

    void add() {
        size++;
    }

    /// Said at the end of a part, or of what has come, as Node says it.
    void check(int at) throws HttpFault {
        if (size >= most) throw new HttpFault("HPE_HEADER_OVERFLOW", "Header overflow", at);
    }

    /// Whether it is so large that its part is not read on.
    boolean isFull() {
        return size >= most;
    }
}
