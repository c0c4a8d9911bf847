package io.packhouse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.packhouse.rules.ArchitectureRules.ArchitectureRule;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule holds for the production classes, and every rule is violated by the class written to
/// break it, with the rule's own name: a rule that nothing can break checks nothing.
class ArchitectureRulesTest {

    static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.packhouse");
    static final JavaClasses BROKEN = new ClassFileImporter().importPackages("io.packhouse.broken");

    /// The classes that a rule may look at when it judges some of them.
    static JavaClasses beside(Collection<JavaClass> judged) {
        return judged.stream().anyMatch(type -> type.getName().startsWith(ArchitectureRules.BROKEN))
                ? BROKEN
                : PRODUCTION;
    }

    static Stream<ArchitectureRule> rules() {
        return ArchitectureRules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchitectureRule rule) {
        rule.rule().check(PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isBrokenByItsBrokenClass(ArchitectureRule rule) {
        var report = rule.rule().evaluate(BROKEN).getFailureReport();
        assertThat(report.toString()).contains(rule.name());
        assertThat(report.getDetails()).as("what breaks \"%s\"", rule).anyMatch(line -> line.contains(rule.brokenBy()));
    }
}
