package dev.samovar.http.identity;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// XML elements, one after the other.
final class Xml {
    private final StringBuilder text = new StringBuilder();

    boolean isEmpty() {
        return text.isEmpty();
    }

    /// An element with a text, or none if that is null.
    Xml text(String name, @Nullable String value) {
        if (value == null) return this;
        text.append('<').append(name).append('>');
        value.codePoints().forEach(this::escaped);
        return end(name);
    }

    private void escaped(int character) {
        switch (character) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '\r' -> text.append("&#13;");
            default -> text.appendCodePoint(isAllowed(character) ? character : '\uFFFD');
        }
    }

    private static boolean isAllowed(int character) {
        return character >= ' '
                ? !Character.isSurrogate((char) character) || character > 0xFFFF
                : character == '\t' || character == '\n';
    }

    private Xml end(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    /// An element with others in it.
    Xml within(String name, Consumer<Xml> content) {
        text.append('<').append(name).append('>');
        content.accept(this);
        return end(name);
    }

    /// An element of a namespace with others in it.
    Xml within(String name, String namespace, Consumer<Xml> content) {
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        content.accept(this);
        return end(name);
    }

    /// An element with these in it.
    Xml within(String name, Xml content) {
        return within(name, _ -> text.append(content.text));
    }

    /// A list, each of its elements in one called `member`.
    <T> Xml list(String name, Collection<T> elements, BiConsumer<Xml, T> shown) {
        return within(
                name,
                list -> elements.forEach(element -> list.within("member", member -> shown.accept(member, element))));
    }

    /// A list of texts.
    Xml list(String name, Collection<String> texts) {
        return within(name, list -> texts.forEach(element -> list.text("member", element)));
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
