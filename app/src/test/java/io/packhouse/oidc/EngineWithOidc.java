package io.packhouse.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Client;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.RunningEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An engine that was started while its authorization server was down, and that server, started after it.
public final class EngineWithOidc {

    static final String BEGIN = "/oauth2/authorization/oidc";

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static @Nullable EngineWithOidc shared;

    final RunningEngine engine;
    final AuthorizationServer server;

    /// What was answered while the authorization server was down.
    final Client.Answer withoutIssuer;

    final int signInWithoutIssuer;

    private EngineWithOidc(Path folder) throws IOException {
        var port = FreePort.any();
        var issuer = "http://127.0.0.1:" + port;
        engine = RunningEngine.start(
                folder,
                "--packhouse.oidc.issuer=" + issuer,
                "--packhouse.oidc.roles=customers=CUSTOMER, makers=VENDOR, shop-admins=ADMIN, stock=LOGISTICS",
                "--packhouse.password.bcrypt-rounds=10",
                "--packhouse.oidc.client.id=shop",
                "--packhouse.oidc.client.secret=" + AuthorizationServer.SECRET,
                "--packhouse.oidc.client.name=Example Ltd");
        var early = TokenForgery.signed(AuthorizationServer.newKey(), TokenForgery.claims(issuer, "early"));
        withoutIssuer = engine.with(early).get("/api/v1/orders");
        signInWithoutIssuer =
                new Browser().open(engine.base() + "/oauth2/authorization/oidc").statusCode();
        server = AuthorizationServer.start(port, engine.base(), Files.createDirectories(folder.resolve("server")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> new Browser().open(engine.base() + BEGIN, issuer).statusCode() == 302);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            engine.close();
            server.close();
        }));
    }

    public static synchronized EngineWithOidc shared() {
        if (shared == null) {
            try {
                shared = new EngineWithOidc(Files.createTempDirectory("packhouse-oidc"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // Axon has one clock a JVM, and another engine may have moved its own.
        GenericEventMessage.clock = shared.engine.bean(Clock.class);
        return shared;
    }

    public RunningEngine engine() {
        return engine;
    }

    Client as(String person) {
        return engine.with(accessToken(person));
    }

    /// By authorization code with PKCE, as an app on a phone gets it.
    String accessToken(String person) {
        var verifier = "v".repeat(43);
        var browser = new Browser();
        var query = Browser.form(Map.of(
                "response_type", "code",
                "client_id", "app",
                "redirect_uri", AuthorizationServer.APP_CALLBACK,
                "scope", "openid inventory:write",
                "state", "s",
                "code_challenge", sha256(verifier),
                "code_challenge_method", "S256"));
        var login = browser.open(server.issuer() + "/oauth2/authorize?" + query);
        var end = browser.signIn(login, person, AuthorizationServer.APP_CALLBACK);
        var code = CODE.matcher(end.headers().firstValue("Location").orElse(""));
        assertThat(code.find()).as(end.body()).isTrue();
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "app",
                "redirect_uri",
                AuthorizationServer.APP_CALLBACK,
                "code",
                code.group(1),
                "code_verifier",
                verifier));
    }

    /// By client credentials.
    String machineToken() {
        return token(Map.of(
                "grant_type", "client_credentials",
                "client_id", "robot",
                "client_secret", AuthorizationServer.MACHINE_SECRET));
    }

    private String token(Map<String, String> request) {
        var answer = new Browser().post(server.issuer() + "/oauth2/token", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString("");
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
