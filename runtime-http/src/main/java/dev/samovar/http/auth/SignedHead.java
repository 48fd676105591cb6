package dev.samovar.http.auth;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The head of a request, as far as signatures know it.
///
/// @param uri path and query as they were sent
/// @param names the names of the headers, in lower case
public record SignedHead(String method, String uri, Headers headers, Set<String> names) {
    /// The headers of a request.
    @FunctionalInterface
    public interface Headers {
        /// All values of a header, by its name in whatever case.
        List<String> all(String name);
    }

    @Nullable
    String header(String name) {
        var all = headers.all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    String query() {
        int query = uri.indexOf('?');
        return query < 0 ? "" : uri.substring(query + 1);
    }
}
