package io.packhouse.storefront.query;

import io.packhouse.engine.operations.BackgroundTaskProgress;
import io.packhouse.engine.platform.CurrentPlatformSettings;
import io.packhouse.platform.api.PlatformSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriUtils;

/// The data around the content of every page. Templates use it as `frame`.
@Component
class PageLayout {

    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /// Pages to which a person who has just signed in does not want to return.
    private static final Pattern OF_SIGN_IN = Pattern.compile(
            "/(sign-in|register|verify-email|resend-verification|forgot-password|reset-password|session)(/.*)?");

    /// A form is sent to an address below that of its page.
    private static final Pattern OF_FORM = Pattern.compile("(/account|/packs/[^/]+)/.*");

    private final boolean demo;
    private final boolean guests;
    private final CurrentPlatformSettings settings;
    private final ReadModelChangeNotifier readModelChangeNotifier;
    private final ObjectProvider<BackgroundTaskProgress> works;

    PageLayout(
            Environment environment,
            CurrentPlatformSettings settings,
            ReadModelChangeNotifier readModelChangeNotifier,
            ObjectProvider<BackgroundTaskProgress> works) {
        guests = environment.getProperty("packhouse.guests.enabled", Boolean.class, true);
        demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.settings = settings;
        this.readModelChangeNotifier = readModelChangeNotifier;
        this.works = works;
    }

    public boolean isDemo() {
        return demo;
    }

    public PlatformSettings settings() {
        return settings.get();
    }

    /// To write to the support; null when there is no address. Its characters must not become other parts of the link.
    public @Nullable String supportLink() {
        var address = settings.get().supportEmail();
        return address == null
                ? null
                : "mailto:" + UriUtils.encode(address, StandardCharsets.UTF_8).replace("%40", "@");
    }

    /// Whether a visitor may order without an account.
    public boolean isGuestsEnabled() {
        return guests;
    }

    public boolean isSignedIn() {
        return request().map(HttpServletRequest::getUserPrincipal).isPresent();
    }

    /// The reader's choice; null follows the system.
    public @Nullable String theme() {
        return request()
                .map(HttpServletRequest::getCookies)
                .flatMap(cookies ->
                        Arrays.stream(cookies).filter(PageLayout::isTheme).findFirst())
                .map(Cookie::getValue)
                .filter(THEMES::contains)
                .orElse(null);
    }

    /// The address to return to after signing in: of this page, or of the page with the form that was sent.
    public String here() {
        return request().map(PageLayout::returnAddress).orElse("/");
    }

    static String returnAddress(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (OF_SIGN_IN.matcher(path).matches()) {
            return "/";
        }
        if (READING.contains(request.getMethod())) {
            return path;
        }
        var form = OF_FORM.matcher(path);
        return form.matches() ? form.group(1) : "/";
    }

    /// The background task to show on every page; null for none.
    public BackgroundTaskProgress.@Nullable TaskProgress backgroundTask() {
        return works.orderedStream()
                .map(BackgroundTaskProgress::progress)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public long position() {
        return readModelChangeNotifier.position();
    }

    private static boolean isTheme(Cookie cookie) {
        return cookie.getName().equals("theme");
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
