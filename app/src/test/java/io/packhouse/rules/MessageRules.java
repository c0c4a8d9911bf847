package io.packhouse.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.rules.ArchitectureRules.ArchitectureRule;
import io.packhouse.shared.api.CommandRejectedException;
import java.lang.annotation.Annotation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.saga.SagaEventHandler;

/// Every message has a handler, and a process gets an event for every command it sends.
final class MessageRules {

    /// Commands that a process sends although their handler can reject them, and why that is
    /// allowed.
    private static final Map<String, String> ALLOWED = Map.of(
            "CancelOrder", "only a person's reasons are refused",
            "GetAccount", "a person may have no account",
            "RequestPayment", "a process asks for one amount under one id",
            "DispatchReservation", "only its order releases a committed reservation");

    /// Events for readers of the log, and why no handler of ours needs them.
    private static final Map<String, String> PUBLISHED_ONLY = Map.of(
            "PurchaseRecorded", "PurchaseQualified follows with the result",
            "PurchasePaid", "PurchaseQualified follows with the result",
            "PurchaseRefunded", "PurchaseQualified follows with the result");

    private MessageRules() {}

    static Stream<ArchitectureRule> all() {
        return Stream.of(
                ArchitectureRules.rule(
                        "a command of a process is answered with an event in every state",
                        classes()
                                .that(ArchitectureRules.are("commands", MessageRules::isCommand))
                                .should(judged("be answered", MessageRules::refusals)),
                        "io.packhouse.broken.command.RejectsProcessCommand"),
                ArchitectureRules.rule(
                        "every command has exactly one handler",
                        classes()
                                .that(ArchitectureRules.are("commands", MessageRules::isCommand))
                                .should(judged("have one handler", MessageRules::handling)),
                        "io.packhouse.broken.api.BrokenCommand$WithoutHandler"),
                ArchitectureRules.rule(
                        "every event is raised in exactly one command package",
                        classes()
                                .that(ArchitectureRules.are("events", ArchitectureRules::isEvent))
                                .should(judged("be raised once", MessageRules::raising)),
                        "io.packhouse.broken.api.BrokenEvent$RaisedNowhere"),
                ArchitectureRules.rule(
                        "every event has a handler",
                        classes()
                                .that(ArchitectureRules.are("events", ArchitectureRules::isEvent))
                                .should(judged("be handled", MessageRules::handlersOfEvent)),
                        "io.packhouse.broken.api.BrokenEvent$WithMutableValue"));
    }

    static boolean isCommand(JavaClass type) {
        return type.getInterfaces().stream()
                .anyMatch(parent -> parent.getName().matches("io\\.packhouse\\.\\w+\\.api\\.(\\w+\\.)?\\w+Command"));
    }

    private static List<String> refusals(JavaClass command, Collection<JavaClass> all) {
        if (!isSentByProcess(command)) {
            return List.of();
        }
        var refusals = handlers(command, all).stream()
                .flatMap(handler -> reached(handler).stream())
                .filter(unit -> calls(unit).anyMatch(MessageRules::isRefusal))
                .map(unit -> unit.getFullName() + " refuses " + command.getName())
                .toList();
        if (!ALLOWED.containsKey(command.getSimpleName())) {
            return refusals;
        }
        return refusals.isEmpty() ? List.of(command.getName() + " is excepted and never refused") : List.of();
    }

    private static boolean isSentByProcess(JavaClass command) {
        return command.getConstructorCallsToSelf().stream()
                .map(call -> call.getOriginOwner())
                .filter(PackageRules.inRole("process", "provider", "http"))
                .anyMatch(type -> type.getDirectDependenciesFromSelf().stream()
                        .noneMatch(d -> d.getTargetClass().isEquivalentTo(CommandDispatcher.class)));
    }

    private static Set<JavaCodeUnit> reached(JavaCodeUnit from) {
        var seen = new HashSet<JavaCodeUnit>(Set.of(from));
        var open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            calls(open.pop())
                    .filter(call -> PackageRules.hasRole(call.getTargetOwner(), "command"))
                    .flatMap(call -> call.getTarget().resolveMember().stream())
                    .filter(JavaCodeUnit.class::isInstance)
                    .map(JavaCodeUnit.class::cast)
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return seen;
    }

    private static Stream<JavaAccess<?>> calls(JavaCodeUnit unit) {
        return unit.getAccessesFromSelf().stream();
    }

    private static boolean isRefusal(JavaAccess<?> call) {
        return call.getTargetOwner().isEquivalentTo(CommandRejectedException.class)
                && call.getName().equals("<init>");
    }

    private static List<String> handling(JavaClass command, Collection<JavaClass> all) {
        var handlers = handlers(command, all);
        return handlers.size() == 1 ? List.of() : List.of(command.getName() + " has " + handlers.size() + " handlers");
    }

    private static List<? extends JavaCodeUnit> handlers(JavaClass command, Collection<JavaClass> all) {
        return taking(command, all, CommandHandler.class).toList();
    }

    private static List<String> raising(JavaClass event, Collection<JavaClass> all) {
        var raisers = event.getConstructorCallsToSelf().stream()
                .map(call -> call.getOriginOwner())
                .toList();
        var packages =
                raisers.stream().map(JavaClass::getPackageName).distinct().toList();
        return packages.size() == 1 && PackageRules.hasRole(raisers.getFirst(), "command")
                ? List.of()
                : List.of(event.getName() + " is raised in " + packages);
    }

    private static List<String> handlersOfEvent(JavaClass event, Collection<JavaClass> all) {
        var languages =
                Stream.concat(Stream.of(event), event.getInterfaces().stream().map(parent -> parent.toErasure()));
        var isHandled = languages.anyMatch(
                type -> Stream.concat(taking(type, all, EventHandler.class), taking(type, all, SagaEventHandler.class))
                        .findAny()
                        .isPresent());
        var isPublishedOnly = PUBLISHED_ONLY.containsKey(event.getSimpleName());
        if (isHandled == isPublishedOnly) {
            var how = isHandled ? " has a handler and is listed as published" : " has no handler";
            return List.of(event.getName() + how);
        }
        return List.of();
    }

    private static Stream<JavaCodeUnit> taking(
            JavaClass message, Collection<JavaClass> all, Class<? extends Annotation> handler) {
        return all.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.isAnnotatedWith(handler))
                .filter(unit -> unit.getRawParameterTypes().getFirst().equals(message));
    }

    static ArchCondition<JavaClass> judged(
            String what, BiFunction<JavaClass, Collection<JavaClass>, List<String>> judge) {
        return new ArchCondition<>(what) {
            private List<JavaClass> all = List.of();

            @Override
            public void init(Collection<JavaClass> matching) {
                all = ArchitectureRulesTest.beside(matching).stream().toList();
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                judge.apply(type, all).forEach(line -> events.add(SimpleConditionEvent.violated(type, line)));
            }
        };
    }
}
