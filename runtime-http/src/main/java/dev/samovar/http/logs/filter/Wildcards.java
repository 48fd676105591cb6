package dev.samovar.http.logs.filter;

import java.util.function.Predicate;

/// A text in which each star stands for any characters, or none.
record Wildcards(String pattern) implements Predicate<String> {

    /// What a star took is taken back for the last star only, which suffices.
    @Override
    public boolean test(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (in < pattern.length() && pattern.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < pattern.length() && pattern.charAt(in) == text.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else return false;
        }
        while (in < pattern.length() && pattern.charAt(in) == '*') in++;
        return in == pattern.length();
    }
}
