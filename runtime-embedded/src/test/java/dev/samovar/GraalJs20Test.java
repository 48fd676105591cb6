package dev.samovar;

/// Runtime `nodejs20.x` on engine `graaljs`.
final class GraalJs20Test extends NodeBefore24Contract {
    GraalJs20Test() {
        super("graaljs", "nodejs20.x");
    }

    @Override
    Samovar with(Samovar builder) {
        return builder;
    }
}
