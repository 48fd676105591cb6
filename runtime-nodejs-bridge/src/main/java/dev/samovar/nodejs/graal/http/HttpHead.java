package dev.samovar.nodejs.graal.http;

import java.util.List;

/// The head of a message.
///
/// @param major the protocol's version, before its dot
/// @param headers names and values in turns
/// @param method Node's number of the method, or -1 for a response
/// @param url empty for a response
/// @param status 0 for a request
/// @param upgrade whether another protocol follows
/// @param keepAlive whether the connection can be used again
public record HttpHead(
        int major,
        int minor,
        List<String> headers,
        int method,
        String url,
        int status,
        String reason,
        boolean upgrade,
        boolean keepAlive) {}
