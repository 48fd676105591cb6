package dev.samovar.cli.deploy;

import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.Evaluator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// The types of resources that are made here.
final class Kinds {
    private static final List<String> TARGETS = List.of("FunctionName", "TargetFunctionArn");

    /// Stands for what a resource would answer that is not made.
    static final String NEVER = "(not made here)";

    private static final Pattern DYNAMIC = Pattern.compile("\\{\\{resolve:[^}]*}}");

    private final Consumer<Step> remarks;
    private final Map<String, ResourceKind> kinds = new HashMap<>();
    private final Set<String> notMade = new HashSet<>();

    /// @param declared the logical ids of the template
    /// @param layers told the names of the layers that it makes or uses
    Kinds(
            Stack stack,
            Archives archives,
            Set<String> declared,
            FunctionRules functions,
            Set<String> layers,
            Consumer<Step> remarks) {
        this.remarks = remarks;
        var fingerprints = new Fingerprints();
        kinds.put("AWS::Lambda::Function", new FunctionKind(stack, archives, fingerprints, functions, layers, remarks));
        kinds.put("AWS::Lambda::Version", new VersionKind(stack, fingerprints, declared));
        kinds.put("AWS::Lambda::Alias", new AliasKind(stack));
        kinds.put("AWS::Lambda::LayerVersion", new LayerKind(stack, archives, layers));
        kinds.put("AWS::Lambda::Permission", new PermissionKind(stack));
        kinds.put("AWS::Lambda::Url", new UrlKind(stack));
        kinds.put("AWS::Lambda::EventInvokeConfig", new EventInvokeKind(stack));
        kinds.put("AWS::Lambda::EventSourceMapping", new EventSourceKind(stack, remarks));
    }

    boolean has(String type) {
        return kinds.containsKey(type);
    }

    /// Remembers that a function is not there, so that nothing is made for it.
    void isNotMade(String function) {
        notMade.add(function);
    }

    /// What has to be done for a resource of a type that is made.
    Step step(Declared declared, ObjectNode resolved) {
        var properties = TypedProperties.of(resolved);
        var dynamic = DYNAMIC.matcher(properties.toString());
        if (dynamic.find())
            remarks.accept(Step.remark("not read: " + dynamic.group() + " of " + declared.id() + " stays as it is"));
        for (var name : TARGETS) {
            var target = properties.path(name).asString("");
            if (declared.type().equals("AWS::Lambda::Function") || target.isEmpty()) continue;
            // Comes true once what it is for is there.
            if (target.contains(Evaluator.UNKNOWN))
                return Step.create(declared.id(), " (" + declared.type() + ")", unknown(), Kinds::unknown);
            if (target.contains(NEVER)
                    || notMade.contains(Stack.function(target).name().value()))
                return Step.notMade(
                        "not supported: " + declared.id() + ", since its function is not",
                        new Answers(NEVER, Map.of()));
        }
        var step = kind(declared).step(declared, properties);
        boolean isMade = step.change() != Change.NOTHING && step.change() != Change.REFUSED;
        if (declared.type().equals("AWS::Lambda::Function") && !isMade)
            notMade.add(step.predicted().ref());
        return step;
    }

    private ResourceKind kind(Declared declared) {
        var kind = kinds.get(declared.type());
        if (kind == null) throw new IllegalArgumentException(declared.type() + " is not made here");
        return kind;
    }

    private static Answers unknown() {
        return new Answers(Evaluator.UNKNOWN, Map.of());
    }
}
