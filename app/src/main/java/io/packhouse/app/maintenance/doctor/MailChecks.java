package io.packhouse.app.maintenance.doctor;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.store.TableCatalog;
import io.packhouse.engine.mail.MailSettings;
import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;

/// Checks of the mail server and the outbox.
record MailChecks(MaintenanceContext here) {

    private static final int PATIENCE_MILLIS = 5_000;

    CheckResult server() {
        try {
            var settings = MailSettings.of(here.settings());
            return settings.isConfigured()
                    ? reached(settings)
                    : CheckResult.skipped("mail", "No mail server is configured, so no e-mail is sent.");
        } catch (StartupException refused) {
            return CheckResult.broken("mail", refused.getMessage(), refused.advice());
        }
    }

    private static CheckResult reached(MailSettings settings) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), PATIENCE_MILLIS);
            return CheckResult.fine("mail", settings + " accepts connections.");
        } catch (IOException e) {
            return CheckResult.broken(
                    "mail",
                    "%s does not accept connections: e-mails wait.".formatted(settings),
                    "Check PACKHOUSE_MAIL_HOST, PACKHOUSE_MAIL_PORT and the network.");
        }
    }

    CheckResult outbox(Connection owner) throws SQLException {
        var tables = new TableCatalog(owner);
        if (tables.number("select count(to_regclass('engine.mail'))") == 0) {
            return CheckResult.skipped("outbox", "There is none yet.");
        }
        var waiting = tables.number("select count(*) from engine.mail where status = 'PENDING'");
        var failed = tables.number("select count(*) from engine.mail where status = 'FAILED'");
        var late = tables.number("select count(*) from engine.mail where status = 'PENDING'"
                + " and created_at < clock_timestamp() - interval '15 minutes'");
        var found = "%s e-mails wait, %s could not be sent.".formatted(waiting, failed);
        return late == 0
                ? CheckResult.fine("outbox", found)
                : CheckResult.warning(
                        "outbox",
                        found + " Some have been waiting for more than 15 minutes.",
                        "See error in operations.mail, and check the mail server.");
    }
}
