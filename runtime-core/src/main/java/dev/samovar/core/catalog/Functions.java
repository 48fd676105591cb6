package dev.samovar.core.catalog;

import dev.samovar.api.Account;
import dev.samovar.api.FunctionArn;
import dev.samovar.api.FunctionName;
import dev.samovar.api.FunctionRef;
import dev.samovar.api.FunctionVersion;
import dev.samovar.api.Qualifier;
import dev.samovar.api.RequestRefusedException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The functions that resources belong to, as this package needs them.
///
/// @param describe finds what a reference means, or refuses it with Lambda's error
record Functions(Account account, Function<FunctionRef, FunctionVersion> describe) {

    /// Refuses what is not there.
    void require(FunctionName function, @Nullable Qualifier qualifier) {
        var _ = describe.apply(qualifier == null ? FunctionRef.of(function) : FunctionRef.of(function, qualifier));
    }

    boolean has(FunctionName function, @Nullable Qualifier qualifier) {
        try {
            require(function, qualifier);
            return true;
        } catch (RequestRefusedException e) {
            return false;
        }
    }

    FunctionArn arn(FunctionName function, @Nullable Qualifier qualifier) {
        return account.arnOf(function, qualifier);
    }
}
