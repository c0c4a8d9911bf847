package io.packhouse.app.settings;

import io.packhouse.app.problem.SimilarNames;
import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.startup.StartupException;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/// Before the start: reads secrets, rejects unknown settings and invalid values.
public final class SettingsCheck implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment all, SpringApplication application) {
        everyNameIsKnown(all);
        SecretFiles.addTo(all);
        SecretFiles.KNOWN.forEach((variable, property) -> requireOwnSecret(variable, all.getProperty(property, "")));
        Settings.all().forEach(setting -> requireKnownSetting(setting, all));
        if (all.getProperty("packhouse.node", "").isBlank()) {
            var alone = !"true".equals(all.getProperty("packhouse.cluster"));
            Map<String, Object> name =
                    Map.of("packhouse.node", alone ? Node.alone().name() : Node.ownName());
            all.getPropertySources().addLast(new MapPropertySource("name of the node", name));
        }
        if ("json".equals(all.getProperty("packhouse.log"))) {
            Map<String, Object> format = Map.of("logging.structured.format.console", "ecs");
            all.getPropertySources().addLast(new MapPropertySource("format of the log", format));
        }
    }

    private static void everyNameIsKnown(ConfigurableEnvironment all) {
        for (var source : all.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> names) {
                Arrays.stream(names.getPropertyNames())
                        .filter(name -> !Settings.isKnown(name))
                        .findFirst()
                        .ifPresent(name -> {
                            throw unknown(name, names.getName());
                        });
            }
        }
    }

    private static StartupException unknown(String name, String source) {
        var isVariable = name.startsWith(Settings.OUR_VARIABLES);
        var prefix = isVariable ? Settings.OUR_VARIABLES : Settings.OURS;
        var known = Settings.all().stream()
                .map(setting -> isVariable ? setting.variable() : setting.key())
                .map(one -> one.substring(prefix.length()))
                .toList();
        var meant = SimilarNames.to(name.substring(prefix.length()), known).stream()
                .map(one -> prefix + one)
                .toList();
        return new StartupException(
                StartupException.Reason.BAD_SETTING,
                "There is no setting %s (%s).".formatted(name, place(source)),
                (meant.isEmpty() ? "" : "Did you mean %s? ".formatted(String.join(" or ", meant)))
                        + "docs/configuration.md lists all settings; remove unknown ones.");
    }

    private static void requireOwnSecret(String variable, String secret) {
        if (secret.contains(SecretFiles.PLACEHOLDER)) {
            throw new StartupException(
                    StartupException.Reason.BAD_SETTING,
                    "The secret %s is the placeholder of an example.".formatted(variable),
                    "Replace it by a secret of your own.");
        }
    }

    private static void requireKnownSetting(Setting setting, ConfigurableEnvironment all) {
        var value = all.getProperty(setting.key(), "").strip();
        if (value.isEmpty() || setting.kind().accepts(value)) {
            return;
        }
        throw new StartupException(
                StartupException.Reason.BAD_SETTING,
                "%s is \"%s\", which is not %s."
                        .formatted(setting.key(), value, setting.kind().description()),
                "Set %s (or %s in the environment) to %s, or leave it out: then it is %s."
                        .formatted(
                                setting.key(),
                                setting.variable(),
                                setting.kind().description(),
                                setting.standard().isEmpty() ? "not used" : setting.standard()));
    }

    private static String place(String source) {
        return switch (source) {
            case "systemEnvironment" -> "in the environment";
            case "commandLineArgs" -> "on the command line";
            case "systemProperties" -> "given to java with -D";
            default -> "in " + source;
        };
    }

    /// After the configuration files are read.
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 10;
    }
}
