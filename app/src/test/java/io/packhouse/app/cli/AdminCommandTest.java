package io.packhouse.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Client;
import io.packhouse.testing.SharedEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/// The owner of the data folder needs no account to make the first one.
class AdminCommandTest {

    @TempDir
    Path folder;

    /// Its clock is that of the machine, as that of the command.
    final SharedEngine engine = SharedEngine.shared();
    final MockEnvironment settings = new MockEnvironment();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void anAdministratorIsMadeAndSignsIn() throws IOException {
        settings.setProperty(
                "packhouse.data", engine.bean(DataDirectory.class).path().toString());
        var address = AccountClient.newAddress();
        var password = Files.writeString(folder.resolve("password"), AccountClient.PASSWORD + "\n");
        var code = run("admin", "create", "--email", address, "--password-file", password.toString(), url());
        assertThat(code).as("%s", err).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(address, "/sign-in");
        var login = AccountClient.json("email", address, "password", AccountClient.PASSWORD);
        var tokens = with("").post("/api/v1/auth/login", login);
        var me = with(tokens.string("accessToken")).get("/api/v1/auth/me");
        assertThat(me.text()).contains("ADMIN", "accounts:manage");

        Files.writeString(password, "short");
        code = run("admin", "create", "--email", "x" + address, "--password-file", password.toString(), url());
        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("password: must have at least 10 characters");
    }

    @Test
    void aPersonIsErasedByAddressAfterAConfirmation() {
        settings.setProperty(
                "packhouse.data", engine.bean(DataDirectory.class).path().toString());
        var address = AccountClient.newAddress();
        var admin = with(token("ADMIN"));
        var id = admin.post("/api/v1/users", """
                        {"email":"%s","name":"Ada","role":"CUSTOMER","password":"%s","emailVerified":true}
                        """.formatted(address, AccountClient.PASSWORD))
                .string("id");
        await().until(() -> admin.get("/api/v1/users/" + id).status() == 200);
        assertThat(run("admin", "erase", "--email", address, url())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("use --yes");
        assertThat(admin.get("/api/v1/users/" + id).string("status")).isEqualTo("ACTIVE");

        assertThat(run("admin", "erase", "--email", address.toUpperCase(Locale.ROOT), "--yes", url()))
                .as("%s", err)
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(id + " is erased.");
        await().until(() -> admin.get("/api/v1/users/" + id).string("status").equals("ERASED"));
        await().until(() -> run("admin", "erase", "--email", address, "--yes", url()) == 1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No account has this address");
        assertThat(run("admin", "erase", "--person", id, "--yes", url())).isZero();
        assertThat(run("admin", "erase", "--person", "ada", "--yes", url())).isEqualTo(1);
        assertThat(run("admin", "erase", "--yes", url())).isEqualTo(2);
    }

    private String token(String role) {
        assertThat(run("token", "--role", role)).as("%s", err).isZero();
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void aTokenForARoleIsSignedWithTheKeyOfTheFolder() {
        settings.setProperty(
                "packhouse.data", engine.bean(DataDirectory.class).path().toString());
        assertThat(run("token", "--role", "AUDITOR", "--expires", "PT5M"))
                .as("%s", err)
                .isZero();
        var client = with(out.toString(StandardCharsets.UTF_8).strip());
        assertThat(client.get("/api/v1/audit/authentication").status()).isEqualTo(200);
        assertThat(client.get("/api/v1/users").status()).isEqualTo(403);
        assertThat(run("token", "--role", "ADMIN", "--expires", "P31D")).isEqualTo(1);
    }

    @Test
    void aFolderWithoutAKeyGetsNone() {
        settings.setProperty("packhouse.data", folder.toString());
        assertThat(run("token", "--role", "ADMIN")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no key for tokens");
        assertThat(folder.resolve("keys")).doesNotExist();
    }

    private String url() {
        return "--url=" + base();
    }

    private String base() {
        return "http://127.0.0.1:" + engine.port();
    }

    private Client with(String token) {
        return new Client(base(), token);
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return new PackhouseCli(
                        settings,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false)
                .run(arguments);
    }
}
