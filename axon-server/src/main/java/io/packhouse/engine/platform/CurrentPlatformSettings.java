package io.packhouse.engine.platform;

import io.packhouse.platform.api.PlatformSettings;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The platform settings as they were at most a second ago, for pages. Without the database, or while the read table is
/// filled again, the last known ones: the page of a problem shows them too. What must not be wrong queries the Platform
/// aggregate.
@Component
public class CurrentPlatformSettings {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentPlatformSettings.class);
    private static final long VALID = Duration.ofSeconds(1).toNanos();

    private final JdbcClient jdbc;
    private volatile Known known = new Known(PlatformSettings.DEFAULTS, System.nanoTime() - VALID);

    private record Known(PlatformSettings settings, long readAt) {

        boolean isValid() {
            return System.nanoTime() - readAt < VALID;
        }
    }

    CurrentPlatformSettings(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    public PlatformSettings get() {
        var last = known;
        if (last.isValid()) {
            return last.settings();
        }
        known = new Known(last.settings(), System.nanoTime()); // One thread reads.
        try {
            known = new Known(read().orElse(last.settings()), System.nanoTime());
        } catch (DataAccessException e) {
            LOG.debug("The platform settings cannot be read; the last known ones are used", e);
        }
        return known.settings();
    }

    private Optional<PlatformSettings> read() {
        return jdbc.sql("select shop_name, support_email, notice, registration_open from read.platform_settings")
                .query((row, _) -> new PlatformSettings(
                        row.getString("shop_name"),
                        row.getString("support_email"),
                        row.getString("notice"),
                        row.getBoolean("registration_open")))
                .optional();
    }
}
