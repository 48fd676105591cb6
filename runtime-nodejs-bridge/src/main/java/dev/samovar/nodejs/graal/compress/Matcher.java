package dev.samovar.nodejs.graal.compress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds what came before: by chains of places whose next four bytes hash alike.
public final class Matcher {
    private static final int BLOCK = 1 << 18;
    private static final int HASH_BITS = 16;
    private static final int LONGEST = 1 << 16;

    private final int reach;
    private final int tries;
    private final int[] heads = new int[1 << HASH_BITS];
    private byte[] data = new byte[1 << 12];
    private int[] earlier = new int[1 << 12];
    private int size;
    private int begun;
    private int lastDistance;
    private int nextDistance;

    /// Looks back so far, at so many places.
    public Matcher(int reach, int tries, int firstDistance) {
        this.reach = reach;
        this.tries = tries;
        lastDistance = firstDistance;
        Arrays.fill(heads, -1);
    }

    public void add(byte[] source, int from, int count) {
        room(count);
        System.arraycopy(source, from, data, size, count);
        size += count;
    }

    /// What was added counts as written.
    public void known() {
        for (int at = begun; at < size; at++) note(at);
        begun = size;
    }

    /// Where the bytes that are not written yet are.
    public byte[] data() {
        return data;
    }

    public int from() {
        return begun;
    }

    public int pending() {
        return size - begun;
    }

    /// The pending bytes have been written, by their matches or as they are: then their distances are not known.
    public void written(boolean byMatches) {
        if (byMatches) lastDistance = nextDistance;
        begun = size;
    }

    /// The pending bytes as literals and copies.
    public List<Match> matches() {
        var matches = new ArrayList<Match>();
        int literalsFrom = begun;
        int at = begun;
        int before = lastDistance;
        while (at < size) {
            long found = search(at, before);
            int length = (int) (found >> 32);
            note(at);
            if (length == 0) {
                // Where nothing has matched for long, nothing is likely to.
                at += 1 + ((at - literalsFrom) >> 8);
                continue;
            }
            // A longer one may begin a byte later.
            if (tries > 16 && length < 64) {
                long next = search(at + 1, before);
                if ((int) (next >> 32) > length + 1) {
                    found = next;
                    length = (int) (next >> 32);
                    note(++at);
                }
            }
            int distance = (int) found;
            matches.add(new Match(at - literalsFrom, length, distance, distance == before));
            before = distance;
            for (int i = 1; i < length; i++) note(at + i);
            at += length;
            literalsFrom = at;
        }
        if (literalsFrom < size) matches.add(new Match(size - literalsFrom, 0, 0, false));
        nextDistance = before;
        return matches;
    }

    /// The length of the best match, or zero, and below it the distance.
    private long search(int at, int before) {
        if (at + 4 > size) return 0;
        int best = 3;
        int distance = 0;
        if (before <= Math.min(at, reach)) {
            int length = same(at, at - before);
            if (length > best) {
                best = length + 1;
                distance = before;
            }
        }
        int most = distance == 0 ? best : best - 1;
        int place = heads[hash(at)];
        for (int i = 0; i < tries && place >= 0 && at - place <= reach; i++, place = earlier[place]) {
            if (place >= at) continue;
            if (at + best < size && data[place + best] != data[at + best]) continue;
            int length = same(at, place);
            if (length <= best || (length < 6 && at - place > 1 << 14)) continue;
            best = most = length;
            distance = at - place;
        }
        return distance == 0 ? 0 : (long) most << 32 | distance;
    }

    private int same(int at, int place) {
        int limit = Math.min(size - at, LONGEST);
        int difference = Arrays.mismatch(data, at, at + limit, data, place, place + limit);
        return difference < 0 ? limit : difference;
    }

    private void note(int at) {
        if (at + 4 > size) {
            if (at < size) earlier[at] = -1;
            return;
        }
        int hash = hash(at);
        earlier[at] = heads[hash];
        heads[hash] = at;
    }

    private int hash(int at) {
        int low = (data[at] & 0xff) | ((data[at + 1] & 0xff) << 8);
        int four = low | ((data[at + 2] & 0xff) << 16) | (data[at + 3] << 24);
        return (four * 0x9E3779B1) >>> (32 - HASH_BITS);
    }

    private void room(int more) {
        if (size + more <= data.length) return;
        if (begun >= 4 * BLOCK + reach) slide(begun - reach);
        if (size + more <= data.length) return;
        int length = Math.max(size + more, 2 * data.length);
        data = Arrays.copyOf(data, length);
        earlier = Arrays.copyOf(earlier, length);
    }

    /// Forgets what no match can reach any more.
    private void slide(int by) {
        System.arraycopy(data, by, data, 0, size - by);
        System.arraycopy(earlier, by, earlier, 0, size - by);
        size -= by;
        begun -= by;
        for (int i = 0; i < heads.length; i++) heads[i] = Math.max(-1, heads[i] - by);
        for (int i = 0; i < size; i++) earlier[i] = Math.max(-1, earlier[i] - by);
    }
}
