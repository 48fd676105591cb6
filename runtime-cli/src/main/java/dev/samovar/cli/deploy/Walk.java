package dev.samovar.cli.deploy;

import dev.samovar.api.Refusal;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.cli.template.Declared;
import dev.samovar.cli.template.Evaluator;
import dev.samovar.cli.template.ForeignValues;
import dev.samovar.cli.template.References;
import dev.samovar.cli.template.TemplateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One way through the resources of a template, each after those that it refers to: first to see what has to be
/// done, and then, told to act, doing it. Whoever refers to a resource gets what it answers, which only the
/// second way knows for sure.
final class Walk implements References {
    private final Map<String, Declared> resources;
    private final Evaluator evaluator;
    private final Kinds kinds;
    private final ForeignValues foreign;
    private final boolean acting;
    private final Consumer<Step> steps;
    private final Map<String, Answers> answers = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();

    /// @param steps told what was found
    /// @param acting whether steps are done
    Walk(
            Map<String, Declared> resources,
            Evaluator evaluator,
            Kinds kinds,
            ForeignValues foreign,
            Consumer<Step> steps,
            boolean acting) {
        this.resources = resources;
        this.evaluator = evaluator;
        this.kinds = kinds;
        this.foreign = foreign;
        this.steps = steps;
        this.acting = acting;
    }

    /// Visits every resource.
    ///
    /// @throws TemplateException if one cannot be made, or they refer to each other
    void all() {
        for (var declared : resources.values()) {
            if (kinds.has(declared.type())) visit(declared);
            else if (!declared.generated()) steps.accept(remark(declared));
        }
    }

    private Step remark(Declared declared) {
        if (declared.type().startsWith("AWS::Lambda::"))
            return Step.remark("not supported: " + declared.type() + " " + declared.id());
        // With the transform there are none of these any more.
        if (declared.type().equals("AWS::Serverless::Function")
                || declared.type().equals("AWS::Serverless::LayerVersion"))
            return Step.remark("not made: " + declared.type() + " " + declared.id()
                    + ", since the template lacks the line Transform: AWS::Serverless-2016-10-31");
        return Step.remark(
                "not made here: " + declared.type() + " " + declared.id() + ", known as " + foreignRef(declared));
    }

    private Answers visit(Declared declared) {
        var known = answers.get(declared.id());
        if (known != null) return known;
        if (!underway.add(declared.id())) {
            var names = new ArrayList<>(underway);
            names.add(declared.id());
            throw new TemplateException("resources refer to each other in a circle: "
                    + String.join(" → ", names.subList(names.indexOf(declared.id()), names.size())));
        }
        try {
            for (var one : declared.dependsOn()) {
                var other = resources.get(one);
                if (other != null && kinds.has(other.type())) visit(other);
            }
            var step = kinds.step(declared, resolved(declared.properties()));
            var said = acting && step.change().changesSomething() ? act(declared, step) : predict(step);
            answers.put(declared.id(), said);
            underway.remove(declared.id());
            return said;
        } catch (TemplateException e) {
            throw e.about(declared.id());
        }
    }

    private Answers predict(Step step) {
        steps.accept(step);
        return step.predicted();
    }

    /// A function that the endpoint does not take, such as one of a runtime that it lacks, does not keep it
    /// from taking the others.
    private Answers act(Declared declared, Step step) {
        try {
            var said = step.act();
            steps.accept(step);
            return said;
        } catch (RequestRefusedException e) {
            var refusal = e.refusal();
            if (!declared.type().equals("AWS::Lambda::Function") || step.change() != Change.CREATE)
                throw new RequestRefusedException(
                        Refusal.of(refusal.status(), refusal.code(), step.subject() + ": " + refusal.message()));
            kinds.isNotMade(step.predicted().ref());
            steps.accept(step.refused(refusal.message()));
            return step.predicted();
        }
    }

    @Override
    public String ref(String resource) {
        var declared = resources.get(resource);
        if (declared != null)
            return kinds.has(declared.type()) ? visit(declared).ref() : foreignRef(declared);
        // SAM's name for what it made out of a function: MyFunction.Alias, MyFunction.Version.
        int dot = resource.indexOf('.');
        if (dot > 0)
            return ref(madeOf(resource.substring(0, dot), resource.substring(dot + 1))
                    .id());
        throw noSuch(resource);
    }

    @Override
    public String attribute(String resource, String name) {
        var declared = resources.get(resource);
        if (declared == null) throw noSuch(resource);
        if (!kinds.has(declared.type()))
            return foreign.attribute(declared.id(), declared.type(), naming(declared), name);
        var said = visit(declared);
        var value = said.attributes().get(name);
        if (value != null) return value;
        if (said.ref().equals(Evaluator.UNKNOWN) || said.ref().equals(Kinds.NEVER)) return said.ref();
        if (name.equals("Alias") || name.equals("Version")) return ref(resource + "." + name);
        throw new TemplateException(
                "it asks " + resource + " for " + name + ", which " + declared.type() + " does not tell here");
    }

    private Declared madeOf(String function, String what) {
        return resources.values().stream()
                .filter(one -> one.generated()
                        && one.id().startsWith(function + what)
                        && one.type().equals("AWS::Lambda::" + what))
                .findFirst()
                .orElseThrow(() -> noSuch(function + "." + what));
    }

    private static TemplateException noSuch(String resource) {
        return new TemplateException("it refers to " + resource
                + ", which is no parameter and no resource of the template whose condition holds");
    }

    private String foreignRef(Declared declared) {
        return foreign.ref(declared.id(), declared.type(), naming(declared));
    }

    /// The properties that decide what a resource is called; the others may refer to anything.
    private ObjectNode naming(Declared declared) {
        var naming = JsonNodeFactory.instance.objectNode();
        for (var name : ForeignValues.naming(declared.type()))
            if (declared.properties().has(name))
                naming.set(name, declared.properties().get(name));
        if (!underway.add(declared.id()))
            throw new TemplateException("the names of resources refer to each other: " + String.join(", ", underway));
        var resolved = resolved(naming);
        underway.remove(declared.id());
        return resolved;
    }

    private ObjectNode resolved(ObjectNode properties) {
        if (evaluator.resolve(properties, this) instanceof ObjectNode object) return object;
        throw new TemplateException("its Properties are no map");
    }
}
