package dev.samovar.cli.deploy;

import java.util.List;
import java.util.Map;

/// What a deployment would do, or did.
///
/// @param steps in the order in which they are done
/// @param outputs the template's, as far as they are known
public record Plan(List<Step> steps, Map<String, String> outputs) {

    /// Every step, one a line.
    public List<String> lines() {
        return steps.stream().map(Step::line).toList();
    }

    /// Whether there is anything to do.
    public boolean changesSomething() {
        return steps.stream().anyMatch(step -> step.change().changesSomething());
    }

    /// Whether something is refused, by the endpoint or before it is asked.
    public boolean wasRefused() {
        return steps.stream().anyMatch(step -> step.change() == Change.REFUSED);
    }

    /// How many steps of each kind there are, such as `2 to create, 1 to update, 3 unchanged`.
    public String summary() {
        return count(Change.CREATE) + " to create, " + count(Change.UPDATE) + " to update, " + count(Change.REMOVE)
                + " to remove, " + count(Change.UNCHANGED) + " unchanged"
                + (wasRefused() ? ", " + count(Change.REFUSED) + " refused" : "");
    }

    private long count(Change change) {
        return steps.stream().filter(step -> step.change() == change).count();
    }
}
