package dev.samovar.cli;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows of `docs/architecture.md`. The command sees every module but the benchmarks, so they are held
/// here.
final class ArchitectureTest {
    private static final String OURS = "dev.samovar..";
    private static final String API = "dev.samovar.api..";
    private static final String SPI = "dev.samovar.spi..";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.samovar");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.samovar",
                "dev.samovar.api",
                "dev.samovar.spi",
                "dev.samovar.core",
                "dev.samovar.java",
                "dev.samovar.nodejs.graal",
                "dev.samovar.nodejs.process",
                "dev.samovar.process",
                "dev.samovar.http",
                "dev.samovar.testkit",
                "dev.samovar.junit",
                "dev.samovar.cli"
            })
    void everyModuleIsUnderTheseRules(String name) {
        assertThat(CODE)
                .as("classes of %s", name)
                .anyMatch(it -> it.getPackageName().equals(name));
    }

    @Test
    void theApiNeedsTheJdkAndJSpecifyOnly() {
        classes()
                .that()
                .resideInAnyPackage(API, SPI)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(API, SPI, "java..", "org.jspecify..")
                .check(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "java", "nodejs", "process", "http", "events", "workflow", "cluster", "testkit"})
    void aMiddleModuleSeesTheApiAndNoOtherModule(String module) {
        var itself = "dev.samovar." + module + "..";
        noClasses()
                .that()
                .resideInAPackage(itself)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(itself, API, SPI))))
                .allowEmptyShould(true)
                .check(CODE);
    }

    /// Time, chance and threads are handed to every part, and so is the ledger that they write down in;
    /// neither sees a part itself.
    @Test
    void thePartsOfTheCoreDoNotSeeEachOther() {
        slices().matching("dev.samovar.core.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.samovar.core.seam.."))
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.samovar.core.ledger.."))
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void thePartsOfTheCoreDoNotSeeWhatWiresThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.samovar.core.*..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.samovar.core"))
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CODE);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
                .check(CODE);
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass it) {
            return SliceIdentifier.of(it.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };
}
