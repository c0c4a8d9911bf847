package io.packhouse.storefront.query;

import io.packhouse.engine.operations.BackgroundTaskProgress;
import io.packhouse.engine.platform.CurrentPlatformSettings;
import io.packhouse.platform.api.PlatformSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// The data around the content of every page. Templates use it as `frame`.
@Component
class PageLayout {

    private static final Set<String> THEMES = Set.of("light", "dark");

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

    /// The address of this page, to return to it.
    public String here() {
        return request().map(HttpServletRequest::getRequestURI).orElse("/");
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
