package dev.samovar.cli;

import dev.samovar.api.FunctionRuntimeException;
import dev.samovar.api.RequestRefusedException;
import dev.samovar.cli.deploy.Deployment;
import dev.samovar.cli.deploy.Plan;
import dev.samovar.cli.deploy.TemplateSource;
import dev.samovar.cli.endpoint.Endpoint;
import dev.samovar.cli.template.TemplateException;
import java.io.UncheckedIOException;

/// `samovar deploy`: brings an endpoint to what a template says.
final class DeployCommand {
    private final DeployOptions options;
    private final Endpoint endpoint;
    private final Question question;
    private final Console console;

    DeployCommand(DeployOptions options, Endpoint endpoint, Question question, Console console) {
        this.options = options;
        this.endpoint = endpoint;
        this.question = question;
        this.console = console;
    }

    /// Deploys, again and again if it watches, and answers the exit status.
    ///
    /// @throws WrongUse if the template cannot be followed
    int run() throws InterruptedException {
        try {
            var source = TemplateSource.find(options.path(), options.stack());
            console.note("stack " + source.stack() + " from " + source.template() + " to " + endpoint.uri());
            var deployment = new Deployment(
                    source,
                    endpoint,
                    options.parameters(),
                    new Deployment.Permitted(options.prune(), options.adopt()),
                    Runtimes::doubt);
            var plan = deployment.plan();
            show(plan);
            var watch = CodeWatch.of(deployment::files);
            if (options.dryRun() || !plan.changesSomething()) {
                outputs(plan);
                if (plan.wasRefused() && !options.watch()) return ExitStatus.REFUSED;
            } else if (!options.agreed() && !question.agrees("apply this?")) {
                console.note("nothing was changed");
                return ExitStatus.OK;
            } else if (!apply(deployment) && !options.watch()) return ExitStatus.REFUSED;
            if (options.watch()) watch(deployment, watch);
            return ExitStatus.OK;
        } catch (TemplateException e) {
            throw new WrongUse(String.valueOf(e.getMessage()));
        }
    }

    private void show(Plan plan) {
        plan.lines().forEach(console::line);
        console.note(plan.summary());
    }

    /// Whether the endpoint took all of it.
    private boolean apply(Deployment deployment) {
        var done = deployment.apply(console::note);
        outputs(done);
        return !done.wasRefused();
    }

    private void outputs(Plan plan) {
        if (plan.outputs().isEmpty()) return;
        console.line("Outputs:");
        plan.outputs().forEach((name, value) -> console.line("  " + name + " = " + value));
    }

    private void watch(Deployment deployment, CodeWatch watch) throws InterruptedException {
        while (true) {
            console.note("watching " + options.path() + " and its code; end with Ctrl-C");
            watch.awaitChange();
            try {
                var _ = apply(deployment);
            } catch (RequestRefusedException e) {
                console.note(Sentences.of(e.refusal()));
            } catch (TemplateException | FunctionRuntimeException | UncheckedIOException e) {
                console.note(String.valueOf(e.getMessage()));
            }
        }
    }
}
