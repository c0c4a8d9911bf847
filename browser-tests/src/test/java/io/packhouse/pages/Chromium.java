package io.packhouse.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// The Chromium of this machine, one for all tests of a JVM. Without one, its tests are skipped, by name and with a
/// message.
public final class Chromium {

    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private static @Nullable Chromium shared;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path program) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setChromiumSandbox(false)
                        .setArgs(List.of("--disable-background-networking")));
    }

    public static synchronized Chromium shared(Class<?> test) {
        if (shared == null) {
            shared = open(test);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    private static Chromium open(Class<?> test) {
        var found = find();
        if (found.isEmpty()) {
            var why = test.getSimpleName()
                    + " is SKIPPED: there is no Chromium here. Install it (apt install"
                    + " chromium) or name one in PACKHOUSE_CHROMIUM.";
            System.err.println(why);
            Assumptions.abort(why);
        }
        return new Chromium(found.orElseThrow());
    }

    public Browser browser() {
        return browser;
    }

    private void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> find() {
        return Stream.concat(Stream.ofNullable(System.getenv("PACKHOUSE_CHROMIUM")), PLACES.stream())
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
