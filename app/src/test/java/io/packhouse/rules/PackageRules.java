package io.packhouse.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.packhouse.rules.ArchitectureRules.ArchitectureRule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.stereotype.Controller;

/// Who may see what: contexts, roles and tools.
final class PackageRules {

    /// Of the packages `io.packhouse.<context>.<role>`. The engine's, the program's and the sandbox's have none.
    private static final Pattern ROLE =
            Pattern.compile("(io\\.packhouse\\.(?!(?:engine|app|sandbox|bench)\\.)\\w+)\\.(\\w+)(?:\\..*)?");

    private static final String[] INNER = {"command", "process", "provider", "http", "projection", "query"};
    private static final String[] TOOLS = {
        "io.packhouse.app.demo..", "io.packhouse.app.maintenance..", "io.packhouse.app.cli.."
    };

    private PackageRules() {}

    static Stream<ArchitectureRule> all() {
        return Stream.of(
                ArchitectureRules.rule(
                        "a type is public only for another package of its context",
                        classes()
                                .that(inRole(INNER))
                                .and()
                                .areTopLevelClasses()
                                .and()
                                .arePublic()
                                .and()
                                .areNotAnnotatedWith(Saga.class) // Axon creates them.
                                .should(beUsedByAnotherPackageOfTheirContextOrByAPage()),
                        ArchitectureRules.BROKEN + "command.PublicAggregate"),
                ArchitectureRules.rule(
                        "a context shows others only its published language; pages may use its queries",
                        classes().that(resideInAPackage("io.packhouse..")).should(useNoInnerTypeOfAnotherContext()),
                        ArchitectureRules.BROKEN + "query.ReadsInnerType"),
                ArchitectureRules.rule(
                        "endpoints for commands are in http",
                        classes()
                                .that(inRole("command", "process", "provider", "http", "projection"))
                                .and()
                                .areMetaAnnotatedWith(Controller.class)
                                .should()
                                .resideInAPackage("io.packhouse.(*).http.."),
                        ArchitectureRules.BROKEN + "command.EndpointOutsideHttp"),
                ArchitectureRules.rule(
                        "production packages do not see tools",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(TOOLS)
                                .should(dependOnClassesThat(resideInAnyPackage(TOOLS))),
                        ArchitectureRules.BROKEN + "query.CallsTool"));
    }

    static DescribedPredicate<JavaClass> inRole(String... roles) {
        return ArchitectureRules.are("in " + String.join(", ", roles), type -> hasRole(type, roles));
    }

    static boolean hasRole(JavaClass type, String... roles) {
        var name = ROLE.matcher(type.getPackageName());
        return name.matches() && List.of(roles).contains(name.group(2));
    }

    /// Without the role: `io.packhouse.catalog` for a type of `io.packhouse.catalog.command.pack`.
    private static String context(JavaClass type) {
        var name = ROLE.matcher(type.getPackageName());
        return name.matches() ? name.group(1) : type.getPackageName();
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackageOfTheirContextOrByAPage() {
        return new ArchCondition<>("be used by another package of their context or by a page") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var isUsed = type.getPackage().getClasses().stream()
                        .filter(one -> one.equals(type) || one.getName().startsWith(type.getName() + "$"))
                        .flatMap(one -> one.getDirectDependenciesToSelf().stream())
                        .map(Dependency::getOriginClass)
                        .anyMatch(user -> isPageOfQuery(user, type)
                                || (context(user).equals(context(type))
                                        && !user.getPackageName().equals(type.getPackageName())));
                events.add(new SimpleConditionEvent(type, isUsed, type.getName() + " is public for no other package"));
            }
        };
    }

    /// Pages show what other contexts can be asked, instead of reading their tables again.
    private static boolean isPageOfQuery(JavaClass user, JavaClass type) {
        return context(user).equals("io.packhouse.storefront") && hasRole(type, "query");
    }

    private static ArchCondition<JavaClass> useNoInnerTypeOfAnotherContext() {
        return new ArchCondition<>("use no inner type of another context") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(one -> hasRole(one.getTargetClass(), INNER))
                        .filter(one -> !context(one.getTargetClass()).equals(context(type)))
                        .filter(one -> !isPageOfQuery(type, one.getTargetClass()))
                        .forEach(one -> events.add(SimpleConditionEvent.violated(type, one.getDescription())));
            }
        };
    }
}
