package dev.samovar.junit;

import dev.samovar.api.FunctionName;
import dev.samovar.api.InvocationRequest;
import dev.samovar.api.InvocationResult;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What a test has ordered for the next invocations.
final class Injections {
    private final ConcurrentHashMap<FunctionName, Queue<InvocationResult>> answers = new ConcurrentHashMap<>();
    private final Set<FunctionName> cold = ConcurrentHashMap.newKeySet();

    void answer(FunctionName function, InvocationResult result) {
        answers.computeIfAbsent(function, _ -> new ConcurrentLinkedQueue<>()).add(result);
    }

    void coldStart(FunctionName function) {
        cold.add(function);
    }

    /// Forgets what was ordered and has not happened.
    void clear() {
        answers.clear();
        cold.clear();
    }

    /// The answer that was ordered for the next invocation, if one was.
    Optional<InvocationResult> take(FunctionName function) {
        var queue = answers.get(function);
        return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
    }

    InvocationRequest applyTo(InvocationRequest request) {
        return cold.remove(request.function().name()) ? request.freshEnvironment(true) : request;
    }
}
