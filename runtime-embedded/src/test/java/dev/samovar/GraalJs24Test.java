package dev.samovar;

/// Runtime `nodejs24.x` on engine `graaljs`.
final class GraalJs24Test extends NodeFrom24Contract {
    GraalJs24Test() {
        super("graaljs", "nodejs24.x");
    }

    @Override
    Samovar with(Samovar builder) {
        return builder;
    }
}
