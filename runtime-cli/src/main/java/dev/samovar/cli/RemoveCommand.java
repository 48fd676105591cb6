package dev.samovar.cli;

import dev.samovar.api.AliasName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.Qualifier;
import dev.samovar.api.Version;
import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.endpoint.LambdaPaths;
import org.jspecify.annotations.Nullable;

/// `samovar rm`: removes a function, or one of its versions or aliases.
final class RemoveCommand {
    private final Endpoint endpoint;
    private final Console console;

    RemoveCommand(Endpoint endpoint, Console console) {
        this.endpoint = endpoint;
        this.console = console;
    }

    /// Removes what a reference names.
    ///
    /// @param reference `name`, `name:7` or `name:live`
    /// @param question asks first, or is not used
    /// @param asked whether the user said already that it shall be done
    ///
    /// @throws WrongUse if it is no reference
    int run(String reference, Question question, boolean asked) {
        return switch (qualifier(reference)) {
            case null -> function(reference, question, asked);
            case Version _ -> part(reference, "version ", question, asked);
            case AliasName _ -> part(reference, "alias ", question, asked);
        };
    }

    private static @Nullable Qualifier qualifier(String reference) {
        try {
            return FunctionRef.parse(reference).qualifier();
        } catch (IllegalArgumentException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private int function(String name, Question question, boolean asked) {
        endpoint.get(LambdaPaths.configuration(name, null));
        var what = "function " + name + counted(name);
        if (!asked && !question.agrees("remove " + what + " from " + endpoint.uri() + "?")) return kept(name);
        endpoint.delete(LambdaPaths.function(name));
        console.note("removed " + what);
        return ExitStatus.OK;
    }

    private String counted(String name) {
        // $LATEST is in the list.
        int versions = endpoint.list(LambdaPaths.versions(name), "Versions").size() - 1;
        int aliases = endpoint.list(LambdaPaths.aliases(name), "Aliases").size();
        if (versions == 0 && aliases == 0) return "";
        return " with " + versions + (versions == 1 ? " version" : " versions") + " and " + aliases
                + (aliases == 1 ? " alias" : " aliases");
    }

    private int part(String reference, String kind, Question question, boolean asked) {
        int colon = reference.lastIndexOf(':');
        var name = reference.substring(0, colon);
        var qualifier = reference.substring(colon + 1);
        endpoint.get(LambdaPaths.configuration(name, qualifier));
        var what = kind + reference;
        if (!asked && !question.agrees("remove " + what + " from " + endpoint.uri() + "?")) return kept(reference);
        endpoint.delete(
                kind.equals("version ")
                        ? LambdaPaths.function(name) + LambdaPaths.qualified(qualifier)
                        : LambdaPaths.alias(name, qualifier));
        console.note("removed " + what);
        return ExitStatus.OK;
    }

    private int kept(String reference) {
        console.note("kept " + reference);
        return ExitStatus.OK;
    }
}
