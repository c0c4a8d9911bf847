package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.testing.Client.Answer;
import java.util.UUID;

/// Registers and signs in over HTTP, and reads the links in the e-mails.
public final class AccountClient {

    public static final String PASSWORD = "seven wet umbrellas dry";

    private static final String AUTH = "/api/v1/auth/";

    private final RunningEngine engine;
    private final Client visitor;

    public AccountClient(RunningEngine engine) {
        this.engine = engine;
        visitor = engine.anonymous();
    }

    public static String newAddress() {
        return "ada-" + UUID.randomUUID() + "@example.com";
    }

    public Answer register(String address, String password) {
        return post("register", "email", address, "password", password, "name", "Ada Example");
    }

    public Answer login(String address, String password) {
        return post("login", "email", address, "password", password);
    }

    public Answer refresh(String token) {
        return post("refresh", "refreshToken", token);
    }

    public Answer verify(String token) {
        return post("verify-email", "token", token);
    }

    /// A new customer who has verified the address.
    public String customer() {
        var address = newAddress();
        assertThat(register(address, PASSWORD).status()).isEqualTo(201);
        var token = mails().token(address, "verify-email", 1);
        // The e-mail is recorded before the transaction with its token commits.
        await().untilAsserted(() -> assertThat(verify(token).status()).isEqualTo(204));
        return address;
    }

    /// The tokens of a sign-in that must succeed.
    public Answer signedIn(String address, String password) {
        var answer = login(address, password);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /// A client with the access token of that answer.
    public Client with(Answer tokens) {
        return engine.with(tokens.string("accessToken"));
    }

    public RecordedMails mails() {
        return engine.bean(RecordedMails.class);
    }

    /// Posts an object of texts to an endpoint of authentication.
    public Answer post(String path, String... fields) {
        return visitor.post(AUTH + path, json(fields));
    }

    public static String json(String... fields) {
        var body = new StringBuilder("{");
        for (var i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(fields[i])
                    .append("\":\"")
                    .append(fields[i + 1])
                    .append('"');
        }
        return body.append('}').toString();
    }
}
