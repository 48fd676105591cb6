package dev.samovar.cli.deploy;

/// What a step of a plan does.
enum Change {
    CREATE("+ create"),
    UPDATE("~ update"),
    UNCHANGED("= unchanged"),
    REMOVE("- remove"),
    LEFT("- no longer in the template:"),
    REFUSED("! refused:"),
    NOTHING("!");

    private final String words;

    Change(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean changesSomething() {
        return this == CREATE || this == UPDATE || this == REMOVE;
    }
}
