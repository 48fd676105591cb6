package dev.samovar.cli.deploy;

import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.Evaluator;
import dev.samovar.cli.template.ForeignValues;
import dev.samovar.cli.template.Template;
import dev.samovar.cli.template.TemplateException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings a stack at an endpoint to what its template says. The template is read anew each time.
public final class Deployment {
    private final TemplateSource source;
    private final Map<String, String> parameters;
    private final Permitted permitted;
    private final Function<String, Optional<String>> doubts;
    private final Stack stack;
    private final Archives archives;

    /// What is done only where it was asked for.
    ///
    /// @param prune to remove what the template no longer speaks of
    /// @param adopt to take functions into the stack that belong to none
    public record Permitted(boolean prune, boolean adopt) {}

    /// @param parameters those that are given
    /// @param doubts what speaks against a runtime, if anything does
    public Deployment(
            TemplateSource source,
            Endpoint endpoint,
            Map<String, String> parameters,
            Permitted permitted,
            Function<String, Optional<String>> doubts) {
        this.source = source;
        this.parameters = parameters;
        this.permitted = permitted;
        this.doubts = doubts;
        this.stack = new Stack(source.stack(), EndpointAccount.of(endpoint), endpoint);
        this.archives = new Archives(source.directory(), Assets.in(source.directory()));
    }

    /// Looks what has to be done, and does nothing.
    ///
    /// @throws TemplateException if the template cannot be followed
    public Plan plan() {
        return walk(false, _ -> {});
    }

    /// Does what has to be done.
    ///
    /// @param told each step that changed something, once it is done, and each that was refused
    /// @throws TemplateException if the template cannot be followed
    public Plan apply(Consumer<String> told) {
        return walk(true, step -> {
            if (step.change().changesSomething()) told.accept("done: " + step.line());
            else if (step.change() == Change.REFUSED) told.accept(step.line());
        });
    }

    /// What the last look read: the template, and code.
    public List<Path> files() {
        var files = new ArrayList<Path>();
        files.add(source.template());
        files.addAll(archives.used());
        return files;
    }

    private Plan walk(boolean acting, Consumer<Step> told) {
        archives.forget();
        var template = Template.read(source.template());
        var evaluator = template.evaluator(parameters, stack.account(), stack.name());
        var texts = new ArrayList<String>();
        var resources = template.resources(evaluator, texts);
        texts.addAll(unbuilt(resources));
        texts.addAll(unread(template));
        var steps = new ArrayList<Step>();
        Consumer<Step> found = step -> {
            steps.add(step);
            told.accept(step);
        };
        texts.forEach(text -> found.accept(Step.remark(text)));
        var layers = new HashSet<String>();
        var functions = new FunctionRules(permitted.adopt(), doubts);
        var kinds = new Kinds(stack, archives, resources.keySet(), functions, layers, found);
        var foreign = new ForeignValues(stack.account(), stack.name());
        var walk = new Walk(resources, evaluator, kinds, foreign, found, acting);
        walk.all();
        var subjects = steps.stream().map(Step::subject).collect(Collectors.toSet());
        var refused = steps.stream()
                .filter(step -> step.change() == Change.REFUSED)
                .map(Step::subject)
                .collect(Collectors.toSet());
        for (var step : new Leftovers(stack, subjects, refused, layers, permitted.prune()).find()) {
            if (acting && step.change().changesSomething()) step.act();
            found.accept(step);
        }
        return new Plan(List.copyOf(steps), outputs(template, evaluator, walk));
    }

    /// Functions whose sources SAM has to build first.
    private List<String> unbuilt(Map<String, Declared> resources) {
        if (source.isBuilt()) return List.of();
        return resources.values().stream()
                .filter(one -> one.metadata().has("BuildMethod"))
                .map(one -> "not built here: " + one.id() + " ("
                        + one.metadata().get("BuildMethod").asString("")
                        + "); sam build makes .aws-sam/build/template.yaml, which can be deployed")
                .toList();
    }

    /// Parameters whose values another service has. The CDK's own says nothing to functions.
    private List<String> unread(Template template) {
        var texts = new ArrayList<String>();
        template.section("Parameters").forEachEntry((name, parameter) -> {
            if (parameter.path("Type").asString("").startsWith("AWS::SSM::Parameter::")
                    && !parameters.containsKey(name)
                    && !name.equals("BootstrapVersion"))
                texts.add("not read: the SSM parameter that " + name + " names, "
                        + parameter.path("Default").asString("")
                        + "; its value is given with --parameter " + name + "=VALUE");
        });
        return texts;
    }

    private static Map<String, String> outputs(Template template, Evaluator evaluator, Walk walk) {
        var outputs = new LinkedHashMap<String, String>();
        template.section("Outputs").forEachEntry((name, output) -> {
            @Nullable
            String condition = output.has("Condition") ? output.get("Condition").asString("") : null;
            if (condition != null && !evaluator.holds(condition)) return;
            try {
                var value = evaluator.resolve(output.path("Value"), walk);
                outputs.put(name, value.isContainer() ? value.toString() : value.asString(""));
            } catch (TemplateException e) {
                throw e.about("output " + name);
            }
        });
        return outputs;
    }
}
