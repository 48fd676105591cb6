package dev.samovar.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What intrinsic functions answer, in their short and their long form.
final class EvaluatorTest {
    @TempDir
    private Path directory;

    private static final String HEAD = """
            Parameters:
              Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
              Zones: {Type: CommaDelimitedList, Default: "a, b,c"}
              Size: {Type: Number, Default: 3}
            Mappings:
              Sizes:
                dev: {memory: 128}
                prod: {memory: 1024}
            Conditions:
              IsProd: !Equals [!Ref Stage, prod]
              IsDev: !Not [!Condition IsProd]
              IsEither: !Or [!Condition IsProd, !Condition IsDev]
              IsBoth: {"Fn::And": [{"Condition": IsProd}, {"Condition": IsDev}]}
            Resources:
              Thing:
                Type: Custom::Thing
                Properties:
                  Value: %s
            """;

    private String value(String text, Map<String, String> parameters) {
        return Templates.of(directory, parameters, HEAD.formatted(text))
                .properties("Thing")
                .path("Value")
                .toString();
    }

    private String value(String text) {
        return value(text, Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "!Ref Stage | \"dev\"",
                "{Ref: Stage} | \"dev\"",
                "!Ref Other | \"<Other>\"",
                "!Ref AWS::Region | \"eu-west-1\"",
                "!Ref AWS::AccountId | \"123456789012\"",
                "!Ref AWS::StackName | \"shop\"",
                "!Ref AWS::Partition | \"aws\"",
                "!Ref AWS::URLSuffix | \"amazonaws.com\"",
                "!Ref Zones | [\"a\",\"b\",\"c\"]",
                "!GetAtt Other.Arn | \"<Other.Arn>\"",
                "!GetAtt Other.Outputs.Name | \"<Other.Outputs.Name>\"",
                "!GetAtt [Other, Arn] | \"<Other.Arn>\"",
                "{\"Fn::GetAtt\": [Other, Arn]} | \"<Other.Arn>\"",
                "{\"Fn::GetAtt\": Other.Arn} | \"<Other.Arn>\"",
                "!Sub 'a-${Stage}-${Other}-${Other.Arn}-${AWS::Region}-${!kept}' | \"a-dev-<Other>-<Other.Arn>-eu-west-1-${kept}\"",
                "!Sub ['${A}-${Stage}', {A: !Ref Other}] | \"<Other>-dev\"",
                "{\"Fn::Sub\": 'cost: $5 ${Stage}'} | \"cost: $5 dev\"",
                "!Join ['-', [a, !Ref Stage, 1]] | \"a-dev-1\"",
                "!Join ['', !Ref Zones] | \"abc\"",
                "!Select [1, !Ref Zones] | \"b\"",
                "!Select ['0', !Split ['/', 'x/y']] | \"x\"",
                "!Split [',', 'a,b'] | [\"a\",\"b\"]",
                "!FindInMap [Sizes, !Ref Stage, memory] | 128",
                "{\"Fn::FindInMap\": [Sizes, prod, memory]} | 1024",
                "!If [IsProd, yes, no] | \"no\"",
                "!If [IsDev, [1, 2], no] | [1,2]",
                "!If [IsEither, a, b] | \"a\"",
                "!If [IsBoth, a, b] | \"b\"",
                "{a: 1, b: !If [IsProd, 2, !Ref AWS::NoValue]} | {\"a\":1}",
                "[1, !Ref AWS::NoValue, 3] | [1,3]",
                "!Base64 hello | \"aGVsbG8=\"",
                "!Select [0, !GetAZs ''] | \"eu-west-1a\"",
                "2012-10-17 | \"2012-10-17\"",
                "012345678901 | \"012345678901\"",
                "1.10 | 1.10",
                "True | true",
                "null | null",
                "{Condition: {StringEquals: {a: b}}} | {\"Condition\":{\"StringEquals\":{\"a\":\"b\"}}}"
            })
    void answers(String text, String answer) {
        assertThat(value(text)).isEqualTo(answer);
    }

    @Test
    void givenParametersComeBeforeDefaults() {
        assertThat(value("!If [IsProd, !Ref Size, no]", Map.of("Stage", "prod", "Size", "7")))
                .isEqualTo("\"7\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "!ImportValue x | Fn::ImportValue reads another stack's exports",
                "{\"Fn::Transform\": {Name: x}} | Fn::Transform is not supported",
                "{\"Fn::Brew\": tea} | Fn::Brew is no intrinsic function",
                "!Brew tea | has !Brew, which is no intrinsic function",
                "!GetAtt Other | has !GetAtt Other without an attribute",
                "!FindInMap [Sizes, dev, cpu] | the mappings hold nothing at Sizes / dev / cpu",
                "!Select [9, !Ref Zones] | Fn::Select has no element 9 of 3",
                "!If [Nope, 1, 2] | there is no condition Nope",
                "!Sub ['${Zones}', {}] | Fn::Sub of ${Zones} takes a text there",
                "!Join [a] | Fn::Join takes a list of 2 values",
                "{a: 1, a: 2} | has a twice"
            })
    void refuses(String text, String why) {
        assertThatThrownBy(() -> value(text))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesParametersThatAreMissingUnknownOrNotAllowed() {
        assertThatThrownBy(() -> value("1", Map.of("Stage", "test")))
                .hasMessage("parameter Stage is one of dev, prod, not test");
        assertThatThrownBy(() -> value("1", Map.of("Stag", "dev")))
                .hasMessage("there is no parameter Stag; there are: Stage, Zones, Size");
        assertThatThrownBy(() -> value("1", Map.of("Size", "big"))).hasMessage("parameter Size is a number, not big");
        assertThatThrownBy(() -> Templates.of(directory, Map.of(), """
                        Parameters: {Secret: {Type: String, NoEcho: true}}
                        Resources: {A: {Type: Custom::A}}
                        """))
                .hasMessage("parameters without a value: Secret; give each with --parameter NAME=VALUE");
    }

    @Test
    void refusesConditionsThatReferToEachOther() {
        assertThatThrownBy(() -> Templates.of(directory, Map.of(), """
                        Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}
                        Resources: {X: {Type: Custom::X, Condition: A}}
                        """))
                .hasMessage("conditions that refer to each other: A, B");
    }

    @Test
    void leavesOutResourcesWhoseConditionDoesNotHold() {
        var made = Templates.of(directory, Map.of(), """
                Conditions: {No: !Equals [a, b], Yes: !Equals [1, '1']}
                Resources: {A: {Type: Custom::A, Condition: No}, B: {Type: Custom::B, Condition: Yes}}
                """);
        assertThat(made.resources).containsOnlyKeys("B");
    }

    @Test
    void followsAnchorsAndMerges() {
        var made = Templates.of(directory, Map.of(), """
                Resources:
                  A: {Type: Custom::A, Properties: &shared {x: 1, y: 2}}
                  B: {Type: Custom::B, Properties: {<<: *shared, y: 3}}
                """);
        assertThat(made.properties("B").toString()).isEqualTo("{\"y\":3,\"x\":1}");
    }

    @Test
    void boundsWhatAliasesMultiply() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++)
            text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(5, "*a" + (i - 1)))));
        assertThatThrownBy(() -> Templates.read(directory, text + "Resources: {A: {Type: Custom::A}}\n"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("has more than 200000 values");
        assertThatThrownBy(() -> Templates.read(directory, "a: &a [*a]\n")).isInstanceOf(TemplateException.class);
    }

    @Test
    void refusesWhatIsNoTemplateOrNeedsAnotherTransform() {
        assertThatThrownBy(() -> Templates.read(directory, "- 1\n")).hasMessageContaining("is no template");
        assertThatThrownBy(() -> Templates.read(directory, "Resources: {}\n")).hasMessageContaining("has no Resources");
        assertThatThrownBy(() -> Templates.read(directory, "a: 1\nb: {x: [}\n"))
                .hasMessageContaining("is not YAML: line 2: ");
        assertThatThrownBy(() -> Templates.read(
                        directory,
                        "Transform: [AWS::Serverless-2016-10-31, MyMacro]\nResources: {A: {Type: Custom::A}}\n"))
                .hasMessageContaining("needs the transform MyMacro, which only AWS has");
        assertThatThrownBy(() -> Template.read(directory.resolve("nowhere.yaml")))
                .hasMessageContaining("cannot read the template");
    }
}
