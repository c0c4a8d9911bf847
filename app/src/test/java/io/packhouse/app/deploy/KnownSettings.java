package io.packhouse.app.deploy;

import io.packhouse.app.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The environment variables that our programs read: those in our own sources, and those of Spring
/// Boot from the metadata of its jars.
final class KnownSettings {

    private static final Set<String> OF_THE_IMAGE = Set.of("JAVA_FLAGS", "HEALTH_PATH", "HEALTH_PORT");

    private static final Pattern PROPERTY = Pattern.compile("\\bpackhouse\\.[a-z][a-z0-9.-]*");
    private static final Pattern KEY = Pattern.compile("\"name\": *\"([a-z][a-z0-9.-]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\b(PACKHOUSE|STRIPE)_[A-Z][A-Z_]*[A-Z]\\b");
    private static final Pattern LOGIN = Pattern.compile("given\\(settings, \"([a-z.]+)\"");

    static final KnownSettings SETTINGS = new KnownSettings();

    private final Set<String> names = new HashSet<>();

    private KnownSettings() {
        try {
            readOurs();
            readSprings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isSetting(String variable) {
        return OF_THE_IMAGE.contains(variable) || names.contains(variable);
    }

    private void readOurs() throws IOException {
        Settings.all().forEach(setting -> names.add(setting.variable()));
        try (Stream<Path> files = Files.walk(ContainersTest.ROOT)) {
            for (var file : files.filter(KnownSettings::isSource).toList()) {
                var text = Files.readString(file);
                PROPERTY.matcher(text).results().forEach(one -> add(one.group()));
                for (var login : LOGIN.matcher(text).results().toList()) {
                    add(login.group(1) + ".username");
                    add(login.group(1) + ".password");
                }
                VARIABLE.matcher(text).results().forEach(one -> names.add(one.group()));
            }
        }
    }

    private static boolean isSource(Path file) {
        var path = file.toString();
        return path.contains("/src/main/") && (path.endsWith(".java") || path.endsWith(".yaml"));
    }

    private void readSprings() throws IOException {
        var name = "META-INF/spring-configuration-metadata.json";
        var urls = KnownSettings.class.getClassLoader().getResources(name);
        while (urls.hasMoreElements()) {
            try (var stream = urls.nextElement().openStream()) {
                var text = new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                KEY.matcher(text).results().forEach(one -> add(one.group(1)));
            }
        }
    }

    private void add(String property) {
        names.add(property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
