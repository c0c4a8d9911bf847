package io.packhouse.engine.postgres;

import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The logins by purpose. An external database may have fewer: then the app's login also reads.
public record DatabaseLogins(DatabaseLogin owner, DatabaseLogin app, DatabaseLogin reader, DatabaseLogin analyst) {

    public static final String GIVEN_URL = "spring.datasource.url";

    /// Whether there is a login of its own for migrations.
    public boolean hasOwner() {
        return !owner.user().equals(app.user());
    }

    public static DatabaseLogins of(Environment settings, @Nullable EmbeddedPostgres local) {
        if (local != null) {
            return new DatabaseLogins(local.owner(), local.app(), local.reader(), local.analyst());
        }
        var app = new DatabaseLogin(
                settings.getRequiredProperty(GIVEN_URL),
                settings.getProperty("spring.datasource.username", ""),
                settings.getProperty("spring.datasource.password", ""));
        var owner = new DatabaseLogin(
                settings.getProperty("spring.flyway.url", app.url()),
                settings.getProperty("spring.flyway.user", app.user()),
                settings.getProperty("spring.flyway.password", app.password()));
        var reader = app.as(
                settings.getProperty("packhouse.reader.username", ""),
                settings.getProperty("packhouse.reader.password", ""));
        var analyst = reader.as(
                settings.getProperty("packhouse.analyst.username", ""),
                settings.getProperty("packhouse.analyst.password", ""));
        return new DatabaseLogins(owner, app, reader, analyst);
    }
}
