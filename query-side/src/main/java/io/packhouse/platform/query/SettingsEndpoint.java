package io.packhouse.platform.query;

import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.platform.api.PlatformSettings;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The platform settings, which everybody may read: pages show them.
@RestController
@RequestMapping("/api/v1/settings")
class SettingsEndpoint {

    private static final Row NEVER_CHANGED = new Row(PlatformSettings.DEFAULTS, 0, -1);

    private final JdbcClient jdbc;

    private record Row(PlatformSettings settings, long position, long streamVersion) {}

    SettingsEndpoint(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    /// The current settings; the defaults until an administrator changes them.
    @GetMapping
    @PublicEndpoint
    @ReadsProjections("projection-platform-settings")
    ResponseEntity<PlatformSettings> settings(WebRequest request) {
        var row = jdbc.sql("select * from read.platform_settings")
                .query((columns, _) -> new Row(
                        new PlatformSettings(
                                columns.getString("shop_name"),
                                columns.getString("support_email"),
                                columns.getString("notice"),
                                columns.getBoolean("registration_open")),
                        columns.getLong("position"),
                        columns.getLong("stream_version")))
                .optional()
                .orElse(NEVER_CHANGED);
        var version = ETags.version(String.valueOf(row.position()), row.streamVersion());
        return ETags.own(request, version, row.settings());
    }
}
