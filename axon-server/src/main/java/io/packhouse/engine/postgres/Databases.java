package io.packhouse.engine.postgres;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Who logs in where. A database given from outside may name fewer people: then the app reads too.
public record Databases(Login owner, Login app, Login reader, Login analyst) {

    static final String GIVEN_URL = "spring.datasource.url";

    static Databases of(Environment settings, @Nullable LocalDatabase local) {
        if (local != null) {
            return new Databases(local.owner(), local.app(), local.reader(), local.analyst());
        }
        var app =
                new Login(
                        settings.getRequiredProperty(GIVEN_URL),
                        settings.getProperty("spring.datasource.username", ""),
                        settings.getProperty("spring.datasource.password", ""));
        var owner =
                new Login(
                        settings.getProperty("spring.flyway.url", app.url()),
                        settings.getProperty("spring.flyway.user", app.user()),
                        settings.getProperty("spring.flyway.password", app.password()));
        var reader = given(settings, "packhouse.reader", app);
        return new Databases(owner, app, reader, given(settings, "packhouse.analyst", reader));
    }

    private static Login given(Environment settings, String prefix, Login otherwise) {
        var user = settings.getProperty(prefix + ".username");
        if (user == null || user.isBlank()) {
            return otherwise;
        }
        var password = settings.getProperty(prefix + ".password", "");
        return new Login(otherwise.url(), user, password);
    }
}
