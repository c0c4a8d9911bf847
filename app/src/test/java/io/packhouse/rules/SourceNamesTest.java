package io.packhouse.rules;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Names and sizes of types and methods, read from the parsed sources. Each rule holds for the production sources and
/// is violated by a source that was written to break it.
class SourceNamesTest {

    private static final int MOST_LINES = 40;
    private static final int MOST_TYPES = 15;

    /// Metaphors, pronouns, adverbs and verbs without an object: none is a term of the field. A dead letter is one.
    private static final Set<String> BANNED = Set.of(
            "album",
            "bell",
            "bring",
            "desk",
            "door",
            "elsewhere",
            "happened",
            "hear",
            "heard",
            "house",
            "keeper",
            "letter",
            "lone",
            "mind",
            "nobody",
            "passing",
            "prize",
            "promised",
            "pulse",
            "shelf",
            "shell",
            "somebody",
            "tell",
            "told",
            "till",
            "voice",
            "whatever",
            "whereabouts",
            "whoever",
            "wish",
            "wished");

    private static final List<Declaration> PRODUCTION = declarations(path -> path.contains("/src/main/"));
    private static final List<Declaration> BROKEN = declarations(path -> path.contains("/io/packhouse/broken/"));

    /// A type or a method with its number of lines.
    record Declaration(String packageName, @Nullable String type, String name, boolean isMethod, long lines) {

        boolean isTopLevelType() {
            return type == null;
        }

        boolean hasABannedName() {
            var words = List.of(
                    name.replace("DeadLetter", "").replace("deadLetter", "").split("(?=[A-Z])|_", -1));
            return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).anyMatch(BANNED::contains)
                    || Arrays.stream(packageName.split("\\.", -1)).anyMatch(BANNED::contains);
        }

        boolean isTooLong() {
            return isMethod && lines > MOST_LINES;
        }
    }

    @Test
    void namesAreTermsOfTheField() {
        assertThat(PRODUCTION)
                .hasSizeGreaterThan(5_000)
                .filteredOn(Declaration::hasABannedName)
                .isEmpty();
        assertThat(BROKEN)
                .filteredOn(Declaration::hasABannedName)
                .extracting(Declaration::name)
                .containsOnly("OrderDesk", "tellWarehouse");
    }

    @Test
    void noMethodHasMoreThan40Lines() {
        assertThat(PRODUCTION).filteredOn(Declaration::isTooLong).isEmpty();
        assertThat(BROKEN)
                .filteredOn(Declaration::isTooLong)
                .extracting(Declaration::name)
                .containsExactly("longer");
    }

    @Test
    void noTwoTopLevelTypesHaveOneName() {
        assertThat(repeated(PRODUCTION)).isEmpty();
        assertThat(repeated(BROKEN)).containsExactly("OrderDesk");
    }

    @Test
    void noPackageHasMoreThan15Types() {
        assertThat(crowded(PRODUCTION)).isEmpty();
        assertThat(crowded(BROKEN)).containsExactly("io.packhouse.broken.crowded");
    }

    /// The sandbox is a program of its own, with payments and disputes of its own.
    private static Stream<String> repeated(List<Declaration> all) {
        var engine = all.stream().filter(one -> !one.packageName().startsWith("io.packhouse.sandbox"));
        return count(engine, Declaration::name).entrySet().stream()
                .filter(one -> one.getValue() > 1)
                .map(Map.Entry::getKey);
    }

    private static Stream<String> crowded(List<Declaration> all) {
        return count(all.stream(), Declaration::packageName).entrySet().stream()
                .filter(one -> one.getValue() > MOST_TYPES)
                .map(Map.Entry::getKey);
    }

    private static Map<String, Long> count(Stream<Declaration> all, Function<Declaration, String> key) {
        return all.filter(Declaration::isTopLevelType).collect(groupingBy(key, counting()));
    }

    private static List<Declaration> declarations(Predicate<String> wanted) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var paths = TidyTest.sources(path -> wanted.test(path.toString()));
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths));
            var trees = Trees.instance(task);
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .flatMap(unit -> declarations(unit, trees).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Declaration> declarations(CompilationUnitTree unit, Trees trees) {
        var found = new ArrayList<Declaration>();
        new TreeScanner<@Nullable Void, @Nullable String>() {

            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable String outer) {
                found.add(declaration(type, type.getSimpleName().toString(), outer));
                return super.visitClass(type, type.getSimpleName().toString());
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable String type) {
                found.add(declaration(method, method.getName().toString(), type));
                return super.visitMethod(method, type);
            }

            private Declaration declaration(Tree tree, String name, @Nullable String outer) {
                var positions = trees.getSourcePositions();
                var lines = unit.getLineMap();
                var first = lines.getLineNumber(positions.getStartPosition(unit, tree));
                var last = lines.getLineNumber(positions.getEndPosition(unit, tree));
                return new Declaration(
                        unit.getPackageName().toString(), outer, name, tree instanceof MethodTree, last - first + 1);
            }
        }.scan(unit, null);
        return found;
    }
}
