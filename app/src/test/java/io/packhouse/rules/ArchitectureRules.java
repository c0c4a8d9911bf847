package io.packhouse.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import io.packhouse.broken.api.BrokenEvent;
import io.packhouse.broken.api.ExposesOtherTypes;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import java.io.InputStream;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.beans.factory.annotation.Autowired;

/// Architecture rules that are checked on bytecode, each with a class that breaks it.
final class ArchitectureRules {

    static final String BROKEN = "io.packhouse.broken.";

    private static final DescribedPredicate<JavaClass> INNER = resideInAnyPackage(
                    "io.packhouse..command..", "io.packhouse..process..", "io.packhouse..projection..")
            .or(PackageRules.inRole("http"));

    record ArchitectureRule(String name, ArchRule rule, String brokenBy) {

        @Override
        public String toString() {
            return name;
        }
    }

    private ArchitectureRules() {}

    static Stream<ArchitectureRule> all() {
        return Stream.of(ofBytecode(), PackageRules.all(), MessageRules.all(), GroupRules.all())
                .flatMap(rules -> rules);
    }

    private static Stream<ArchitectureRule> ofBytecode() {
        return Stream.of(
                rule(
                        "the published language has no framework types",
                        noClasses()
                                .that(are("in api", ArchitectureRules::isPublishedLanguage))
                                .should(dependOnClassesThat(are("foreign", ArchitectureRules::isForeignToApi))),
                        ExposesOtherTypes.class.getName()),
                rule(
                        "the command side never reads tables",
                        noClasses()
                                .that(PackageRules.inRole("command", "process", "provider", "http"))
                                .should(dependOnClassesThat(
                                        resideInAnyPackage("io.packhouse..projection..", "io.packhouse..query.."))),
                        BROKEN + "command.ReadsAnotherContext"),
                rule(
                        "projections and queries never decide",
                        noClasses()
                                .that()
                                .resideInAnyPackage("io.packhouse..projection..", "io.packhouse..query..")
                                .should(dependOnClassesThat(
                                        PackageRules.inRole("command", "process", "provider", "http"))),
                        BROKEN + "projection.ProjectionSendsCommand"),
                rule( // An order is made of quotes of the catalog, and its endpoints request its payments.
                        "a context of the command side depends on no other context",
                        classes()
                                .that(PackageRules.inRole("command", "http"))
                                .and()
                                .resideOutsideOfPackage("io.packhouse.ordering.http..")
                                .should(Conditions.dependOnOneContext()),
                        BROKEN + "command.ReadsAnotherContext"),
                rule(
                        "decisions read neither clock nor random numbers",
                        noClasses()
                                .that(INNER)
                                .should()
                                .callMethod("java.time.Instant", "now")
                                .orShould()
                                .callMethod("java.time.LocalDate", "now")
                                .orShould()
                                .callMethod("java.lang.System", "currentTimeMillis")
                                .orShould()
                                .callMethod("java.util.UUID", "randomUUID")
                                .orShould()
                                .callMethod("java.lang.Math", "random")
                                .orShould()
                                .callConstructor("java.util.Random"),
                        BROKEN + "command.UsesClockAndRandom"),
                rule( // Formatting without a locale is a compile error: DefaultLocale.
                        "nothing depends on the language of the machine",
                        noClasses()
                                .should()
                                .callMethodWhere(are("of the machine", ArchitectureRules::readsDefaultLocale))
                                .orShould()
                                .callConstructor(Scanner.class, String.class)
                                .orShould()
                                .callConstructor(Scanner.class, InputStream.class),
                        BROKEN + "command.SystemLanguage"),
                rule(
                        "amounts are whole numbers",
                        fields().that()
                                .areDeclaredInClassesThat(INNER.or(resideInAPackage("io.packhouse..api..")))
                                .should(Conditions.notBeFloating()),
                        BROKEN + "command.UsesDouble"),
                rule(
                        "a name states what the type is",
                        noClasses().that().resideInAPackage("io.packhouse..").should(Conditions.haveABannedSuffix()),
                        BROKEN + "command.PriceService"),
                rule(
                        "dependencies are constructor parameters",
                        fields().that()
                                .areAnnotatedWith(Autowired.class)
                                .should()
                                .beDeclaredInClassesThat()
                                .areAnnotatedWith(Saga.class),
                        BROKEN + "command.Injected"),
                rule(
                        "a constraint is declared at the field that it checks",
                        noMethods()
                                .should()
                                .beAnnotatedWith(AssertTrue.class)
                                .orShould()
                                .beAnnotatedWith(AssertFalse.class),
                        BROKEN + "command.UsesAssertTrue"),
                rule(
                        "a process sends through SagaCommandGateway, which awaits the result",
                        noClasses()
                                .that(PackageRules.inRole("process", "http"))
                                .should()
                                .dependOnClassesThat()
                                .areAssignableTo(CommandGateway.class),
                        BROKEN + "process.DropsCommandResult"),
                rule(
                        "every event has a revision and consists of plain values",
                        classes()
                                .that(are("events", ArchitectureRules::isEvent))
                                .should(Conditions.bePlainRecords()),
                        BrokenEvent.class.getName()));
    }

    static ArchitectureRule rule(String name, ArchRule rule, String brokenBy) {
        return new ArchitectureRule(name, rule.as(name).allowEmptyShould(false), brokenBy);
    }

    static <T> DescribedPredicate<T> are(String what, Predicate<T> test) {
        return DescribedPredicate.describe(what, test);
    }

    private static boolean readsDefaultLocale(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        var name = call.getTarget().getName();
        var parameters = call.getTarget().getRawParameterTypes();
        return (owner.isEquivalentTo(Locale.class) && name.equals("getDefault"))
                || (owner.isEquivalentTo(DateTimeFormatter.class) && name.startsWith("ofLocalized"))
                || (owner.isEquivalentTo(String.class)
                        && List.of("toLowerCase", "toUpperCase").contains(name)
                        && parameters.isEmpty());
    }

    private static boolean isPublishedLanguage(JavaClass type) {
        return type.getPackageName().matches("io\\.packhouse\\.\\w+\\.api(\\.\\w+)?");
    }

    private static boolean isForeignToApi(JavaClass type) {
        return !type.getPackageName().startsWith("java.")
                && !type.getPackageName().startsWith("org.jspecify.")
                && !type.getPackageName().startsWith("com.fasterxml.jackson.annotation")
                && !isPublishedLanguage(type)
                && !type.isPrimitive()
                && !type.isArray()
                && !List.of("TargetAggregateIdentifier", "RoutingKey", "Revision")
                        .contains(type.getSimpleName());
    }

    static boolean isEvent(JavaClass type) {
        return type.getInterfaces().stream()
                .anyMatch(parent -> parent.getName().endsWith("Event")
                        && parent.getName().matches("io\\.packhouse\\.\\w+\\.api\\.(\\w+\\.)?\\w+"));
    }
}
