package dev.samovar.nodejs.graal.http;

/// How large a head may become: its address, names and values together.
final class HeadSize {
    private final int most;
    private int size;

    HeadSize(int most) {
        this.most = most;
    }

    void add(int at) throws HttpFault {
        if (++size >= most) throw new HttpFault("HPE_HEADER_OVERFLOW", "Header overflow", at);
    }
}
