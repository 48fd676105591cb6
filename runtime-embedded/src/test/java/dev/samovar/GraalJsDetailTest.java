package dev.samovar;

import org.junit.jupiter.api.Nested;

/// Engine `graaljs` keeps the small print of Lambda's Node.js runtimes.
final class GraalJsDetailTest {
    @Nested
    final class Handlers extends NodeHandlerContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }

    @Nested
    final class Answers extends NodeAnswerContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }

    @Nested
    final class Callbacks extends NodeCallbackContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }

    @Nested
    final class Promises extends NodePromiseContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }

    @Nested
    final class Contexts extends NodeContextContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }

    @Nested
    final class Errors extends NodeErrorContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }

    @Nested
    final class Consoles extends NodeConsoleContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }

    @Nested
    final class Streams extends NodeStreamContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }

    @Nested
    final class Environments extends NodeEnvironmentContract {
        @Override
        NodeEngine engine() {
            return NodeEngine.GRAALJS;
        }
    }
}
