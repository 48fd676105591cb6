package dev.samovar;

import org.junit.jupiter.api.Nested;

/// Engine `node` keeps the small print of Lambda's Node.js runtimes.
final class NodeDetailTest {
    @Nested
    final class Handlers extends NodeHandlerContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }

    @Nested
    final class Answers extends NodeAnswerContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }

    @Nested
    final class Callbacks extends NodeCallbackContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }

    @Nested
    final class Promises extends NodePromiseContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }

    @Nested
    final class Contexts extends NodeContextContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }

    @Nested
    final class Errors extends NodeErrorContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }

    @Nested
    final class Consoles extends NodeConsoleContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }

    @Nested
    final class Streams extends NodeStreamContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }

    @Nested
    final class Environments extends NodeEnvironmentContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.NODE;
        }
    }
}
