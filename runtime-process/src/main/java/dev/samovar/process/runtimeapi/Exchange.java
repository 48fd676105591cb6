package dev.samovar.process.runtimeapi;

import dev.samovar.api.Fault;
import dev.samovar.api.Payload;
import dev.samovar.process.runtimeapi.Said.AskedForNext;
import dev.samovar.process.runtimeapi.Said.Failed;
import dev.samovar.process.runtimeapi.Said.FailedInit;
import dev.samovar.process.runtimeapi.Said.Piece;
import dev.samovar.process.runtimeapi.Said.Returned;
import dev.samovar.process.runtimeapi.Said.Streams;
import dev.samovar.process.runtimeapi.Said.WaitsForExtensions;
import dev.samovar.process.runtimeapi.State.Answered;
import dev.samovar.process.runtimeapi.State.Answering;
import dev.samovar.process.runtimeapi.State.Away;
import dev.samovar.process.runtimeapi.State.Restoring;
import dev.samovar.process.runtimeapi.State.Running;
import dev.samovar.process.runtimeapi.State.Started;
import dev.samovar.process.runtimeapi.State.Waiting;
import dev.samovar.spi.RuntimeInvocation;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The conversation with one runtime, moved by one event loop.
///
/// 1. A runtime asks for an invocation, gets it, answers it, and asks again. Its first question ends its
///    initialisation; each later one ends the invocation before.
/// 2. A call that does not fit is refused at once, and changes nothing.
/// 3. An invocation is the runtime's until it answers. Who asks again without answering gets the same one again, as
///    of AWS's emulator, so that a connection that broke on the way loses nothing.
/// 4. The first answer counts. It is claimed when its head comes: meanwhile another one is out of order, and
///    afterwards its id is unknown.
/// 5. The environment hears that the runtime asks once its extensions have asked too.
final class Exchange {
    /// The most connections that a runtime may have at a time.
    private static final int CONNECTIONS = 128;

    static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String RESPONSE_MODE = "Lambda-Runtime-Function-Response-Mode";

    private final Heard heard = new Heard();
    private final Telemetry telemetry = new Telemetry();
    private final boolean restores;
    private final Set<Connection> connections = new HashSet<>();
    private final Extensions extensions;
    private State state = new Started();

    /// When the runtime was given what it runs.
    private long handedAt;

    /// How many bytes of the answer have come.
    private long bytes;

    /// Whether the runtime asked, and the environment has not heard it.
    private boolean asked;

    private boolean closed;

    /// @param guests whom it is with
    /// @param restores whether the runtime is told when it goes on after a snapshot
    Exchange(Guests guests, boolean restores) {
        this.extensions = new Extensions(heard, guests, telemetry, this::settle);
        this.restores = restores;
    }

    /// What it says to the environment.
    Heard heard() {
        return heard;
    }

    /// Who tells its extensions what happens.
    Telemetry telemetry() {
        return telemetry;
    }

    // --- connections

    /// Whether one more may stay.
    boolean connected(Connection connection) {
        return !closed && connections.size() < CONNECTIONS && connections.add(connection);
    }

    void disconnected(Connection connection) {
        connections.remove(connection);
        extensions.disconnected(connection);
        if (state instanceof Waiting(var on) && on == connection) state = new Away();
    }

    /// There is room for more pieces of an answer.
    void readOn() {
        connections.forEach(connection -> connection.reads(true));
    }

    void close() {
        closed = true;
        Set.copyOf(connections).forEach(Connection::close);
    }

    // --- the environment

    /// Gives the runtime, which asked for it, an invocation.
    void hand(RuntimeInvocation invocation) {
        var before = state;
        state = new Running(invocation);
        handedAt = System.nanoTime();
        bytes = 0;
        telemetry.handed();
        extensions.hand(invocation);
        if (before instanceof Waiting(var on)) tell(invocation, on);
    }

    private static void tell(RuntimeInvocation invocation, Connection on) {
        on.answer(Answer.event(
                Map.of(
                        "Lambda-Runtime-Aws-Request-Id",
                        invocation.requestId().toString(),
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(invocation.deadlineMillis()),
                        "Lambda-Runtime-Invoked-Function-Arn",
                        invocation.invokedFunctionArn(),
                        "Lambda-Runtime-Trace-Id",
                        invocation.traceHeader(),
                        "Lambda-Runtime-Client-Context",
                        invocation.clientContext().orElse(""),
                        "Lambda-Runtime-Aws-Tenant-Id",
                        invocation.tenantId().orElse("")),
                Payload.owning(invocation.event().unsafeBytes())));
    }

    Extensions extensions() {
        return extensions;
    }

    /// The environment hears that the runtime asks, if it does and nobody else is busy.
    private void settle() {
        if (!asked || !extensions.areReady()) return;
        asked = false;
        extensions.initialised();
        heard.add(new AskedForNext());
    }

    // --- the runtime

    /// What becomes of a request, whose head has come.
    Body begin(HttpRequest head, Connection on) {
        return extensions.begin(head, on).orElseGet(() -> ofRuntime(head, on));
    }

    private Body ofRuntime(HttpRequest head, Connection on) {
        var made = Call.at(head.uri()).filter(it -> restores || !it.call().isAboutSnapshots());
        if (made.isEmpty()) return _ -> on.answer(Answer.NOT_FOUND);
        var call = made.get().call();
        if (!call.method().equals(head.method().name())) return _ -> on.answer(Answer.notAllowed(call.method()));
        return switch (call) {
            case PING -> _ -> on.answer(Answer.PONG);
            case NEXT -> _ -> next(on);
            case RESPONSE -> response(made.get().requestId(), head.headers(), on);
            case ERROR -> error(made.get().requestId(), head.headers(), on);
            case INIT_ERROR, RESTORE_ERROR -> initError(call, head.headers(), on);
            case RESTORE_NEXT -> _ -> restoreNext(on);
        };
    }

    private void next(Connection on) {
        switch (state) {
            case Started _, Restoring _, Answered _ -> {
                if (state instanceof Answered(var invocation)) {
                    telemetry.runtimeDone(invocation, System.nanoTime() - handedAt, bytes);
                    if (!extensions.areReady()) heard.add(new WaitsForExtensions());
                }
                state = new Waiting(on);
                asked = true;
                settle();
            }
            case Away _ -> state = new Waiting(on);
            case Running(var invocation) -> tell(invocation, on);
            case Waiting _, Answering _, State.FailedInit _ -> on.answer(Answer.outOfOrder(state, "Ready"));
        }
    }

    private void restoreNext(Connection on) {
        if (state instanceof Started) {
            state = new Restoring();
            on.answer(Answer.RESTORED);
        } else {
            on.answer(Answer.outOfOrder(state, "RestoreReady"));
        }
    }

    private Body initError(Call call, HttpHeaders headers, Connection on) {
        return new CollectedBody() {
            @Override
            void complete(Payload payload) {
                boolean fits = state instanceof Restoring || (state instanceof Started && call == Call.INIT_ERROR);
                if (!fits) {
                    on.answer(Answer.outOfOrder(state, "InitError"));
                    return;
                }
                state = new State.FailedInit();
                on.answer(Answer.ACCEPTED);
                extensions.initFailed();
                heard.add(new FailedInit(Errors.reported(Fault.Kind.INIT, headers.get(ERROR_TYPE, ""), payload)));
            }

            @Override
            void tooLarge() {
                on.answer(Answer.TOO_LARGE);
            }
        };
    }

    private Body error(String requestId, HttpHeaders headers, Connection on) {
        return claimed(requestId, true, on, invocation -> new AnswerBody(this, invocation.requestId(), on) {
            @Override
            Said said(Payload payload) {
                boolean hasCause = headers.get(HttpHeaderNames.CONTENT_TYPE, "").equals(ErrorWithCause.CONTENT_TYPE);
                var words = hasCause ? ErrorWithCause.forCaller(payload) : payload;
                return new Failed(Errors.reported(Fault.Kind.HANDLER, headers.get(ERROR_TYPE, ""), words));
            }
        });
    }

    private Body response(String requestId, HttpHeaders headers, Connection on) {
        return claimed(requestId, false, on, invocation -> {
            var id = invocation.requestId();
            return switch (headers.get(RESPONSE_MODE, "")) {
                case "" ->
                    new AnswerBody(this, id, on) {
                        @Override
                        Said said(Payload payload) {
                            return new Returned(payload);
                        }
                    };
                case "streaming" -> {
                    heard.add(new Streams(headers.get(HttpHeaderNames.CONTENT_TYPE, "application/octet-stream")));
                    yield new StreamedBody(this, id, on);
                }
                default -> _ -> answered(new Failed(Errors.invalidResponseMode(id)), on, Answer.INVALID_RESPONSE_MODE);
            };
        });
    }

    /// What becomes of an answer to a request, if it is the first.
    private Body claimed(String requestId, boolean error, Connection on, Function<RuntimeInvocation, Body> body) {
        if (state instanceof Running(var invocation) && isOf(invocation, requestId)) {
            state = new Answering(invocation, error);
            return body.apply(invocation);
        }
        boolean isBeingAnswered = state instanceof Answering(var invocation, var _) && isOf(invocation, requestId);
        var refusal = isBeingAnswered
                ? Answer.outOfOrder(state, error ? "InvocationErrorResponse" : "InvocationResponse")
                : Answer.INVALID_REQUEST_ID;
        return _ -> on.answer(refusal);
    }

    private static boolean isOf(RuntimeInvocation invocation, String requestId) {
        return invocation.requestId().toString().equals(requestId);
    }

    // --- the bodies of answers

    /// A piece of an answer has come; false if the next one should wait.
    boolean piece(Payload piece) {
        bytes += piece.size();
        return heard.add(new Piece(piece));
    }

    /// The invocation is answered, and so is the runtime.
    void answered(Said said, Connection on, Answer answer) {
        answered(said);
        on.answer(answer);
    }

    /// The invocation is answered.
    void answered(Said said) {
        if (said instanceof Returned(var payload)) bytes = payload.size();
        if (state instanceof Answering(var invocation, var _)) state = new Answered(invocation);
        heard.add(said);
    }
}
