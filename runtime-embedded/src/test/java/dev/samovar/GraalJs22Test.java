package dev.samovar;

/// Runtime `nodejs22.x` on engine `graaljs`.
final class GraalJs22Test extends NodeBefore24Contract {
    GraalJs22Test() {
        super("graaljs", "nodejs22.x");
    }

    @Override
    Samovar with(Samovar builder) {
        return builder;
    }
}
