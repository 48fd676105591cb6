package dev.samovar.http.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.samovar.api.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is wrong with a request, word for word.
final class ValidationTest {
    private static final String FAILED = "' failed to satisfy constraint: ";
    private static final String CONFIGURATION = "PUT /2015-03-31/functions/f/configuration";
    private static final String ARCHITECTURES =
            FAILED + "Member must satisfy constraint: [Member must satisfy enum value"
                    + " set: [x86_64, arm64], Member must not be null]";

    private final Model model = Model.read("lambda.json");
    private final InputReader reader = new InputReader(model, Faults.LAMBDA);
    private final Router router = new Router(model);

    /// @param request its method and target
    private RequestRefusedException refused(String request, String body) {
        var parts = request.split(" ", -1);
        var route = Objects.requireNonNull(router.find(parts[0], parts[1]), request);
        return catchThrowableOfType(
                RequestRefusedException.class,
                () -> reader.read(route, _ -> null, body.getBytes(StandardCharsets.UTF_8)));
    }

    private void assertInvalid(String request, String body, String... problems) {
        var refusal = refused(request, body).refusal();
        assertThat(refusal.code()).isEqualTo("ValidationException");
        assertThat(refusal.message())
                .isEqualTo((problems.length == 1 ? "1 validation error" : problems.length + " validation errors")
                        + " detected: " + String.join("; ", problems));
    }

    private void assertInvalidCode(String architectures, String... problems) {
        assertInvalid(
                "PUT /2015-03-31/functions/f/code",
                "{\"ZipFile\": \"\", \"Architectures\": " + architectures + "}",
                problems);
    }

    private void assertInvalidWeights(String weights, String... problems) {
        assertInvalid(
                "PUT /2015-03-31/functions/f/aliases/live",
                "{\"RoutingConfig\": {\"AdditionalVersionWeights\": " + weights + "}}",
                problems);
    }

    @Test
    void valuesArePrintedAsJavaPrintsThem() {
        assertInvalidCode(
                "[\"x86_64\", \"arm64\"]",
                "Value '[x86_64, arm64]' at 'architectures" + FAILED
                        + "Member must have length less than or equal to 1");
        assertInvalidCode(
                "[]", "Value '[]' at 'architectures" + FAILED + "Member must have length greater than or equal to 1");
    }

    @Test
    void wrongElementsOfAListAreToldOnceWithAllThatTheyMustSatisfy() {
        assertInvalidCode("[\"bad\"]", "Value '[bad]' at 'architectures" + ARCHITECTURES);
        assertInvalidCode("[null]", "Value '[null]' at 'architectures" + ARCHITECTURES);
        assertInvalidCode(
                "[\"bad\", \"worse\"]",
                "Value '[bad, worse]' at 'architectures" + FAILED + "Member must have length less than or equal to 1",
                "Value '[bad, worse]' at 'architectures" + ARCHITECTURES);
        assertInvalid(
                CONFIGURATION,
                "{\"VpcConfig\": {\"SubnetIds\": [\"subnet-1\", \"net\"]}}",
                "Value '[subnet-1, net]' at 'vpcConfig.subnetIds" + FAILED
                        + "Member must satisfy constraint: [Member must"
                        + " have length less than or equal to 1024, Member must have length greater than or equal to 0,"
                        + " Member must satisfy regular expression pattern: subnet-[0-9a-z]*, Member must not be null]");
    }

    @Test
    void structuresInAListAreToldOneByOne() {
        assertInvalid(
                CONFIGURATION,
                "{\"FileSystemConfigs\": [{\"Arn\": \"arn:aws:elasticfilesystem:us-east-1:000000000000:access-point/"
                        + "fsap-0123456789abcdef0\"}]}",
                "Value null at 'fileSystemConfigs.1.member.localMountPath" + FAILED + "Member must not be null");
        assertInvalid(
                CONFIGURATION,
                "{\"FileSystemConfigs\": [null]}",
                "Value null at 'fileSystemConfigs.1.member" + FAILED + "Member must not be null");
    }

    @Test
    void keysAndValuesOfAMapAreToldOnceEach() {
        var value = "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must"
                + " have value greater than or equal to 0.0, Member must not be null]";
        var keys = "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must"
                + " have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+,"
                + " Member must not be null]";
        var place = "' at 'routingConfig.additionalVersionWeights" + FAILED;

        assertInvalidWeights("{\"2\": 2}", "Value '{2=2.0}" + place + value);
        assertInvalidWeights("{\"2\": 2.0, \"3\": -1}", "Value '{2=2.0, 3=-1.0}" + place + value);
        assertInvalidWeights("{\"2\": null}", "Value '{2=null}" + place + value);
        assertInvalidWeights(
                "{\"a\": 0.5, \"b\": 7}",
                "Value '{a=0.5, b=7.0}" + place + keys,
                "Value '{a=0.5, b=7.0}" + place + value);
    }

    @Test
    void listsInAMapAreCheckedToTheirElements() {
        var endpoints = refused(
                        "POST /2015-03-31/event-source-mappings",
                        "{\"FunctionName\": \"f\", \"SelfManagedEventSource\": {\"Endpoints\":"
                                + " {\"KAFKA_BOOTSTRAP_SERVERS\": [\"nowhere\"]}}}")
                .refusal()
                .message();

        assertThat(endpoints)
                .startsWith("1 validation error detected: Value '{KAFKA_BOOTSTRAP_SERVERS=[nowhere]}' at"
                        + " 'selfManagedEventSource.endpoints" + FAILED
                        + "Map value must satisfy constraint: [Member must"
                        + " have length less than or equal to 10, Member must have length greater than or equal to 1,"
                        + " Member must satisfy constraint: [Member must have length less than or equal to 300,")
                .endsWith(", Member must not be null], Member must not be null]");
    }

    @Test
    void whatIsSensitiveIsNotShown() {
        assertInvalid(
                CONFIGURATION,
                "{\"Environment\": {\"Variables\": {\"1SECRET\": \"hush\"}}}",
                "Value at 'environment.variables" + FAILED + "Map keys must satisfy constraint: [Member must satisfy"
                        + " regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, Member must not be null]");
    }

    @Test
    void runtimesOfALayerAreElementsLikeOthers() {
        var refusal = refused(
                        "POST /2018-10-31/layers/l/versions",
                        "{\"Content\": {\"ZipFile\": \"\"}, \"CompatibleRuntimes\": [\"nodejs99.x\"]}")
                .refusal();

        assertThat(refusal.code()).isEqualTo("ValidationException");
        assertThat(refusal.message())
                .startsWith("1 validation error detected: Value '[nodejs99.x]' at 'compatibleRuntimes" + FAILED
                        + "Member must satisfy constraint: [Member must satisfy enum value set: [nodejs, ")
                .endsWith("], Member must not be null]");
    }

    @Test
    void everyConstraintThatFailsIsTold() {
        var pattern = "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)";
        assertInvalid(
                "POST /2015-03-31/functions/f/aliases",
                "{\"Name\": \"\", \"FunctionVersion\": \"1\"}",
                "Value '' at 'name" + FAILED + "Member must have length greater than or equal to 1",
                "Value '' at 'name" + FAILED + pattern);
    }

    @Test
    void aParameterThatIsNoNumberIsNoMatterOfTheBody() {
        assertInvalid(
                "GET /2015-03-31/functions?MaxItems=abc",
                "",
                "Value 'abc' at 'maxItems" + FAILED + "Member must be a number");
    }

    @Test
    void whatHasTheWrongTypeInABodyIsNotParsed() {
        for (var body :
                List.of("{\"Timeout\": \"3\"}", "{\"Layers\": [1]}", "{\"Environment\": {\"Variables\": {\"A\": 1}}}"))
            assertThat(refused(CONFIGURATION, body).refusal().code()).isEqualTo("InvalidRequestContentException");
    }
}
