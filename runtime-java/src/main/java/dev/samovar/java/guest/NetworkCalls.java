package dev.samovar.java.guest;

import java.net.Authenticator;
import java.net.ContentHandlerFactory;
import java.net.CookieHandler;
import java.net.FileNameMap;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.net.http.HttpClient;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// URLs, HTTP clients, and the process-wide defaults of networking. The latter would change the host, and there is no
/// telling guests apart when the JDK asks for them: they are refused, with a line in the guest's log.
@SuppressWarnings("deprecation")
public final class NetworkCalls {
    private NetworkCalls() {}

    @Instead(of = URL.class, member = "setURLStreamHandlerFactory", at = Site.STATIC)
    public static void setURLStreamHandlerFactory(Guest guest, URLStreamHandlerFactory factory) {
        guest.network().streamHandlers(factory);
    }

    @Instead(of = URL.class, at = Site.NEW)
    public static URL url(Guest guest, String spec) throws MalformedURLException {
        return guest.network().url(null, spec, null);
    }

    @Instead(of = URL.class, at = Site.NEW)
    public static URL url(Guest guest, @Nullable URL context, String spec) throws MalformedURLException {
        return guest.network().url(context, spec, null);
    }

    @Instead(of = URL.class, at = Site.NEW)
    public static URL url(Guest guest, @Nullable URL context, String spec, @Nullable URLStreamHandler handler)
            throws MalformedURLException {
        return guest.network().url(context, spec, handler);
    }

    @Instead(of = URI.class, member = "toURL", at = Site.VIRTUAL)
    public static URL toUrl(Guest guest, URI uri) throws MalformedURLException {
        if (!uri.isAbsolute()) return uri.toURL();
        return guest.network().url(null, uri.toString(), null);
    }

    @Instead(of = HttpClient.class, member = "newHttpClient", at = Site.STATIC)
    public static HttpClient newHttpClient(Guest guest) {
        return guest.network().noted(HttpClient.newHttpClient());
    }

    @Instead(of = HttpClient.Builder.class, member = "build", at = Site.VIRTUAL)
    public static HttpClient build(Guest guest, HttpClient.Builder builder) {
        return guest.network().noted(builder.build());
    }

    @Instead(of = URLConnection.class, member = "setContentHandlerFactory", at = Site.STATIC)
    public static void refuseFactory(Guest guest, ContentHandlerFactory factory) {
        refuse(guest, "URLConnection.setContentHandlerFactory");
    }

    @Instead(of = URLConnection.class, member = "setFileNameMap", at = Site.STATIC)
    public static void refuseMap(Guest guest, FileNameMap map) {
        refuse(guest, "URLConnection.setFileNameMap");
    }

    @Instead(of = HttpURLConnection.class, member = "setFollowRedirects", at = Site.STATIC)
    public static void refuse(Guest guest, boolean follow) {
        refuse(guest, "HttpURLConnection.setFollowRedirects");
    }

    @Instead(of = HttpsURLConnection.class, member = "setDefaultHostnameVerifier", at = Site.STATIC)
    public static void refuseVerifier(Guest guest, HostnameVerifier verifier) {
        refuse(guest, "HttpsURLConnection.setDefaultHostnameVerifier");
    }

    @Instead(of = HttpsURLConnection.class, member = "setDefaultSSLSocketFactory", at = Site.STATIC)
    public static void refuse(Guest guest, SSLSocketFactory factory) {
        refuse(guest, "HttpsURLConnection.setDefaultSSLSocketFactory");
    }

    @Instead(of = SSLContext.class, member = "setDefault", at = Site.STATIC)
    public static void refuse(Guest guest, SSLContext context) {
        refuse(guest, "SSLContext.setDefault");
    }

    @Instead(of = Authenticator.class, member = "setDefault", at = Site.STATIC)
    public static void refuse(Guest guest, @Nullable Authenticator authenticator) {
        refuse(guest, "Authenticator.setDefault");
    }

    @Instead(of = ProxySelector.class, member = "setDefault", at = Site.STATIC)
    public static void refuse(Guest guest, @Nullable ProxySelector selector) {
        refuse(guest, "ProxySelector.setDefault");
    }

    @Instead(of = CookieHandler.class, member = "setDefault", at = Site.STATIC)
    public static void refuse(Guest guest, @Nullable CookieHandler handler) {
        refuse(guest, "CookieHandler.setDefault");
    }

    @Instead(of = ResponseCache.class, member = "setDefault", at = Site.STATIC)
    public static void refuse(Guest guest, @Nullable ResponseCache cache) {
        refuse(guest, "ResponseCache.setDefault");
    }

    static void refuse(Guest guest, String call) {
        guest.err().println("[samovar] " + call + " was not done: it would change the whole JVM for every function");
    }
}
