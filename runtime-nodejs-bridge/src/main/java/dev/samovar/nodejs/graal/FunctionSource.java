package dev.samovar.nodejs.graal;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.js.runtime.JSRealm;

/// The text of a file as the body of a function. What makes a function of it is not counted in its lines and columns.
///
/// @param parameters separated by commas
record FunctionSource(Source body, String parameters) {
    /// How the engine is told that what stands around a text follows.
    private static final String AROUND = "%NODE_ENV_PARSE_TOKEN%";

    private static final String AFTER = "\n})";

    private String before() {
        return "(function (" + parameters + ") {";
    }

    /// Parses it, unless a context of the engine has done so.
    CallTarget parse(JSRealm realm) {
        try {
            return realm.getEnv().parsePublic(body, AROUND, before(), AFTER, "false");
        } catch (IllegalArgumentException e) {
            // The engine cannot say where an error is that it finds after the text, such as a brace that is missing.
            return realm.getEnv().parsePublic(whole());
        }
    }

    /// The function, of this realm.
    Object function(JSRealm realm) {
        return realm.isMainRealm() ? parse(realm).call() : InnerRealms.run(realm, whole());
    }

    private Source whole() {
        return Source.newBuilder("js", before() + body.getCharacters() + AFTER, body.getName())
                .build();
    }
}
