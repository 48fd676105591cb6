package dev.samovar.http.logs.filter;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;

/// A text that may be looked at so often: a regular expression that goes back again and again is given up.
final class CountedText implements CharSequence {
    private static final int MOST_LOOKS = 2_000_000;

    private final String text;
    private int looks;

    CountedText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++looks > MOST_LOOKS)
            throw new RequestRefusedException(Refusal.of(
                    400, "InvalidParameterException", "The filter pattern takes too long on one of the log events."));
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
