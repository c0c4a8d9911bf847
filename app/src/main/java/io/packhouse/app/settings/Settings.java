package io.packhouse.app.settings;

import java.util.List;
import java.util.regex.Pattern;

/// All settings. The engine does not start with an unknown one.
public final class Settings {

    static final String OURS = "packhouse.";
    static final String OUR_VARIABLES = "PACKHOUSE_";

    private static final String LOYALTY = "packhouse.loyalty."; // Bound and validated as a whole.

    /// Variables of other Packhouse programs and of the launch scripts.
    private static final List<String> OTHERS = List.of(
            "PACKHOUSE_PORT",
            "PACKHOUSE_HEAP",
            "PACKHOUSE_AXONSERVER",
            "PACKHOUSE_CHROMIUM",
            "PACKHOUSE_TOKEN",
            "PACKHOUSE_TERMINAL");

    private static final List<String> OTHERS_BEGIN =
            List.of("PACKHOUSE_SANDBOX_", "PACKHOUSE_TEST_", "PACKHOUSE_LOYALTY_");

    /// Used by tests and by other programs.
    private static final List<String> OF_OTHER_PROGRAMS = List.of(
            "packhouse.port",
            "packhouse.axonserver",
            "packhouse.failpoint",
            "packhouse.docs",
            "packhouse.pictures",
            "packhouse.photograph",
            "packhouse.photographs");

    /// Set by Kubernetes in containers next to a service named packhouse.
    private static final Pattern OF_SERVICES =
            Pattern.compile("PACKHOUSE(_.+)?_(SERVICE_(HOST|PORT).*|PORT(_[0-9]+_(TCP|UDP).*)?)");

    private Settings() {}

    public static List<Setting> all() {
        return SettingDefinitions.all();
    }

    /// The variables of all secrets that can be in files.
    public static List<String> secrets() {
        return SecretFiles.KNOWN.keySet().stream().sorted().toList();
    }

    /// Whether a property or variable is known, or not one of Packhouse.
    public static boolean isKnown(String name) {
        if (name.startsWith(OUR_VARIABLES)) {
            return all().stream().anyMatch(setting -> setting.variables().contains(name))
                    || SecretFiles.KNOWN.keySet().stream().anyMatch(secret -> name.equals(secret + "_FILE"))
                    || OTHERS.contains(name)
                    || OTHERS_BEGIN.stream().anyMatch(name::startsWith)
                    || OF_SERVICES.matcher(name).matches();
        }
        return !name.startsWith(OURS)
                || all().stream().anyMatch(setting -> setting.isNamed(name))
                || OF_OTHER_PROGRAMS.contains(name)
                || name.startsWith(LOYALTY);
    }
}
