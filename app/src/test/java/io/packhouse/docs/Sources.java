package io.packhouse.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The project's own sources as text: generated pages are made from them.
final class Sources {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Sources() {}

    static List<Path> main(String module) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The `///` sentences right before a declaration, in one line.
    static String sentence(String source, String declaration) {
        var block = Pattern.compile(
                        "((?:^ *///[^\\n]*\\n)+)(?:^ *@[^\\n]*\\n)*^ *" + Pattern.quote(declaration) + "\\b",
                        Pattern.MULTILINE)
                .matcher(source);
        return block.find()
                ? block.group(1)
                        .lines()
                        .map(line -> line.strip().substring(3).strip())
                        .collect(Collectors.joining(" "))
                : "";
    }

    /// Simple names of the classes of a module whose source matches.
    static String classesThat(List<String> modules, Pattern pattern) {
        var names = modules.stream()
                .flatMap(module -> main(module).stream())
                .filter(file -> pattern.matcher(text(file)).find())
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .map(name -> "`" + name + "`")
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "no class yet: published only" : names;
    }
}
