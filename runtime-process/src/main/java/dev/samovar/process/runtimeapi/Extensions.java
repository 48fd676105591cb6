package dev.samovar.process.runtimeapi;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import dev.samovar.process.runtimeapi.Extension.Event;
import dev.samovar.process.runtimeapi.Extension.Step;
import dev.samovar.spi.ProcessEnd;
import dev.samovar.spi.RuntimeInvocation;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// The conversation with the extensions of one environment, moved by its event loop.
///
/// 1. Programs of `/opt/extensions` are external extensions: each registers by the name of its file. Whoever registers
///    by another name, until the initialisation is over, is internal, a part of the runtime's process.
/// 2. An extension asks for events one at a time. Asking for the first one it says that it is initialised, for each
///    later one that it is done with the one before.
/// 3. An event is the extension's once it was sent. One whose connection was gone by then gets it when it asks again.
/// 4. The first that fails, or ends before it was told to, ends the environment; what others do then is of no account.
///
/// Source: AWS Lambda developer guide, "Using the Lambda Extensions API to create extensions".
final class Extensions {
    /// The most extensions of a function, as on Lambda.
    static final int LIMIT = 10;

    private static final String NAME = "Lambda-Extension-Name";
    private static final String ID = "Lambda-Extension-Identifier";
    private static final String EVENT_ID = "Lambda-Extension-Event-Identifier";
    private static final String FEATURES = "Lambda-Extension-Accept-Feature";
    private static final String ERROR_TYPE = "Lambda-Extension-Function-Error-Type";

    private static final String INVALID_STATE = "Extension.InvalidExtensionState";

    private final Heard heard;
    private final Guests guests;
    private final Runnable onReady;
    private final Telemetry telemetry;
    private final List<Extension> all = new CopyOnWriteArrayList<>();
    private boolean initialised;
    private boolean failed;
    private boolean shutsDown;

    /// @param onReady hears that perhaps all are ready now
    Extensions(Heard heard, Guests guests, Telemetry telemetry, Runnable onReady) {
        this.telemetry = telemetry;
        this.heard = heard;
        this.guests = guests;
        this.onReady = onReady;
        for (var name : guests.extensions()) all.add(new Extension(name, true));
    }

    // --- the environment

    /// Whether nobody is initialising, or busy with an event, any more.
    boolean areReady() {
        return all.stream().allMatch(it -> it.step() == Step.READY);
    }

    /// The initialisation is over: nobody registers any more.
    void initialised() {
        if (!initialised) telemetry.initialised(told());
        initialised = true;
    }

    /// There will be no initialisation, unless it is over already. Who subscribed hears at once what became of whom.
    void initFailed() {
        if (initialised) return;
        initialised();
        telemetry.flush();
    }

    /// Whether there is one. Any thread may ask.
    boolean areThere() {
        return !all.isEmpty();
    }

    /// Whether one is a program of its own. Any thread may ask.
    boolean arePrograms() {
        return !guests.extensions().isEmpty();
    }

    /// What the log says of them. Any thread may ask.
    List<ExtensionState> told() {
        return all.stream().map(Extension::told).toList();
    }

    /// Tells those who want to know of an invocation.
    void hand(RuntimeInvocation invocation) {
        for (var extension : all) if (extension.hears(Event.INVOKE)) extension.tell(event(Json.invoke(invocation)));
    }

    /// Tells those who want to know that the environment ends.
    void shutDown(String reason, long deadlineMillis) {
        shutsDown = true;
        telemetry.flush();
        for (var extension : all)
            if (extension.hears(Event.SHUTDOWN)) extension.tell(event(Json.shutdown(reason, deadlineMillis)));
        tellDown();
    }

    private static Answer event(String json) {
        return Answer.ok(json, EVENT_ID, UUID.randomUUID().toString());
    }

    /// A program has ended.
    ///
    /// @param number where it is in the list of programs, from 1 on
    void ended(int number, ProcessEnd end) {
        if (number > guests.extensions().size()) return;
        var extension = all.get(number - 1);
        extension.exited();
        if (shutsDown) tellDown();
        else fail(new Fault(Fault.Kind.EXIT, "Extension.Crash", words(end), Payload.EMPTY));
    }

    /// As AWS's emulator has it.
    private static String words(ProcessEnd end) {
        return end.equals(ProcessEnd.status(0)) ? "exit code 0" : end.words();
    }

    private void tellDown() {
        if (all.stream().noneMatch(it -> it.isExternal() && it.hears(Event.SHUTDOWN) && it.isThere()))
            heard.add(new Said.ExtensionsDown());
    }

    private void fail(Fault fault) {
        if (failed) return;
        failed = true;
        initFailed();
        heard.add(new Said.ExtensionFailed(fault));
    }

    void disconnected(Connection on) {
        all.forEach(extension -> extension.disconnected(on));
    }

    // --- the extensions

    /// What becomes of a request, whose head has come, if it is one of an extension.
    Optional<Body> begin(HttpRequest head, Connection on) {
        var made = ExtensionCall.at(head.uri());
        if (made.isEmpty()) return Optional.empty();
        var call = made.get();
        if (!call.method().equals(head.method().name()))
            return Optional.of(_ -> on.answer(Answer.notAllowed(call.method())));
        var headers = head.headers();
        return Optional.of(
                switch (call) {
                    case REGISTER -> whole(on, body -> register(headers, body));
                    case NEXT -> _ -> next(headers, on);
                    case INIT_ERROR -> whole(on, body -> failure(headers, body, true));
                    case EXIT_ERROR -> whole(on, body -> failure(headers, body, false));
                    case LOGS -> whole(on, _ -> noLogsApi(headers));
                    case TELEMETRY -> whole(on, body -> subscribe(headers, body));
                });
    }

    private interface Answering {
        Answer to(Payload body);
    }

    private static Body whole(Connection on, Answering answering) {
        return new CollectedBody() {
            @Override
            void complete(Payload payload) {
                on.answer(answering.to(payload));
            }

            @Override
            void tooLarge() {
                on.answer(Answer.TOO_LARGE);
            }
        };
    }

    private Answer register(HttpHeaders headers, Payload body) {
        var name = headers.get(NAME, "");
        if (name.isEmpty()) return Answer.refused("Extension.InvalidExtensionName", "Empty extension name");
        var wanted = Json.events(body);
        if (wanted.isEmpty()) return Answer.refused("InvalidRequestFormat", "The body is no list of events in JSON");
        var there = all.stream().filter(it -> it.name().equals(name)).findFirst();
        boolean external = there.filter(Extension::isExternal).isPresent();
        var events = EnumSet.noneOf(Event.class);
        for (var word : wanted.get()) {
            var event = List.of(Event.values()).stream()
                    .filter(it -> it.name().equals(word))
                    .findFirst();
            if (event.isEmpty()) return invalidEvent(word, "ErrorInvalidEventType");
            if (!external && event.get() == Event.SHUTDOWN)
                return invalidEvent(word, "ShutdownEventNotSupportedForInternalExtension");
            events.add(event.get());
        }
        if (!external) return registerInternal(name, events, headers);
        var program = there.get();
        return program.step() == Step.STARTED
                ? registered(program, events, headers)
                : outOfOrder(program, Step.REGISTERED, name);
    }

    private static Answer invalidEvent(String word, String why) {
        return Answer.refused("Extension.InvalidEventType", word + ": " + why);
    }

    private Answer registerInternal(String name, Set<Event> events, HttpHeaders headers) {
        if (initialised) return Answer.refused("Extension.RegistrationClosed", "Extension registration closed already");
        if (all.stream().anyMatch(it -> it.name().equals(name)))
            return Answer.refused(INVALID_STATE, "Extension with this name already registered");
        if (all.size() >= LIMIT)
            return Answer.refused("Extension.TooManyExtensions", "Extension limit (" + LIMIT + ") reached");
        var extension = new Extension(name, false);
        all.add(extension);
        return registered(extension, events, headers);
    }

    private Answer registered(Extension extension, Set<Event> events, HttpHeaders headers) {
        extension.register(events);
        boolean last =
                extension.isExternal() && all.stream().noneMatch(it -> it.isExternal() && it.step() == Step.STARTED);
        if (last) heard.add(new Said.ExtensionsRegistered());
        boolean withAccount =
                List.of(headers.get(FEATURES, "").split("[, ]+", -1)).contains("accountId");
        return Answer.ok(Json.registered(guests.version(), withAccount), ID, id(extension));
    }

    private void next(HttpHeaders headers, Connection on) {
        switch (identified(headers)) {
            case Identified.Unknown(var answer) -> on.answer(answer);
            case Identified.Known(var extension) -> {
                if (extension.ask(on)) onReady.run();
                else on.answer(outOfOrder(extension, Step.READY, id(extension)));
            }
        }
    }

    private Answer failure(HttpHeaders headers, Payload body, boolean inInit) {
        return switch (identified(headers)) {
            case Identified.Unknown(var answer) -> answer;
            case Identified.Known(var extension) -> {
                var type = headers.get(ERROR_TYPE, "");
                if (type.isEmpty()) yield Answer.refused("Extension.MissingHeader", ERROR_TYPE + " not found");
                if (!extension.fail(inInit, type))
                    yield outOfOrder(extension, inInit ? Step.FAILED_INIT : Step.FAILED, id(extension));
                var said = Errors.message(body);
                if (!shutsDown)
                    fail(new Fault(
                            Fault.Kind.EXIT,
                            inInit ? "Extension.InitError" : "Extension.ExitError",
                            said.isEmpty() ? type : said,
                            Payload.EMPTY));
                yield Answer.ACCEPTED;
            }
        };
    }

    private Answer subscribe(HttpHeaders headers, Payload body) {
        return switch (identified(headers)) {
            case Identified.Unknown(var answer) -> answer;
            case Identified.Known(var extension) -> {
                try {
                    var wanted = Subscription.of(body);
                    yield telemetry.subscribe(extension.name(), wanted)
                            ? Answer.SUBSCRIBED
                            : Answer.refused(
                                    "Telemetry.SubscriptionClosed", "Telemetry API subscription is closed already");
                } catch (Subscription.Refused e) {
                    yield Answer.invalid("ValidationError", String.valueOf(e.getMessage()));
                }
            }
        };
    }

    /// The answer of AWS's emulator.
    private Answer noLogsApi(HttpHeaders headers) {
        return switch (identified(headers)) {
            case Identified.Unknown(var answer) -> answer;
            case Identified.Known _ -> Answer.notSupported("Logs API is not supported", "Logs.NotSupported");
        };
    }

    private sealed interface Identified {
        record Known(Extension extension) implements Identified {}

        record Unknown(Answer answer) implements Identified {}
    }

    private Identified identified(HttpHeaders headers) {
        var id = headers.get(ID, "");
        if (id.isEmpty())
            return new Identified.Unknown(
                    Answer.refused("Extension.MissingExtensionIdentifier", "Missing " + ID + " header"));
        for (var extension : all) if (id(extension).equals(id)) return new Identified.Known(extension);
        return new Identified.Unknown(
                isId(id)
                        ? Answer.refused("Extension.UnknownExtensionIdentifier", "Unknown extension " + id)
                        : Answer.refused("Extension.InvalidExtensionIdentifier", "Invalid " + ID));
    }

    private static boolean isId(String text) {
        return text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    }

    private static String id(Extension extension) {
        return extension.id().toString();
    }

    /// @param called the extension, by its name while it registers, then by its identifier
    private static Answer outOfOrder(Extension extension, Step wanted, String called) {
        return Answer.refused(
                INVALID_STATE,
                "State transition from " + extension.step().title() + " to " + wanted.title() + " failed for extension "
                        + called + ". Error: State transition is not allowed");
    }
}
