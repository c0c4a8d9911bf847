package io.packhouse.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.AccountRegistration;
import io.packhouse.identity.credential.password.Passwords;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.AuthenticatorApp;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RecordedMails;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.StripeWebhook;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends requests one after another with the role ADMIN, and keeps the first response of each
/// operation.
///
/// `{name}` in a request is the id in the answer of that name, `{name/items/0/cause}` any other
/// value in it, `{me}` the id of the sender, `{mail/template}` the token of the last such e-mail, `{code/name}` a code
/// for the secret in the answer of that name, `{challenge}` that of a sign-in. The method PAY pays an installment on
/// the provider's page.
final class OperationRequests {

    static final String PAY = "PAY";

    private static final int ME = 77;
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)(/[^}]+)?}");
    private static final Set<Integer> NOT_YET = Set.of(404, 409, 503);
    private static final String TOKEN = "Consistency-Token";

    private final RunningEngine engine;
    private final OpenApiDocument description;
    private final Client staff;
    private final Map<String, Answer> named = new HashMap<>();
    private final Map<String, Answer> answers = new TreeMap<>();
    private String token = "g.0";

    OperationRequests(RunningEngine engine, OpenApiDocument description) {
        this.engine = engine;
        this.description = description;
        staff = engine.as(Role.ADMIN, ME);
        var hash = engine.bean(Passwords.class).hash("unused");
        engine.bean(AccountRegistration.class)
                .createHashed(RunningEngine.person(ME), "me@example.com", "Me", Role.ADMIN, hash, true, "a test");
    }

    /// Answers by operation id.
    Map<String, Answer> send(List<RequestLine> requests) {
        requests.stream().map(request -> request.with(this::filled)).forEach(this::send);
        return answers;
    }

    private void send(RequestLine request) {
        if (request.method().equals(PAY)) {
            pay(request.path(), request.body());
            return;
        }
        var answer = successful(request);
        token = answer.headers().firstValue(TOKEN).orElse(token);
        named.put(request.name(), answer);
        answers.putIfAbsent(description.operationId(request.method(), request.path()), answer);
    }

    private Answer successful(RequestLine request) {
        var answer = await(request.toString())
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> asked(request), OperationRequests::isComplete);
        assertThat(answer.status()).as("%s: %s", request, answer.text()).isLessThan(400);
        return answer;
    }

    /// Processes and projections handle the request before after its answer. A list without an item
    /// does not show what an item looks like.
    private static boolean isComplete(Answer answer) {
        var items = answer.body().has("items") ? answer.body().path("items") : answer.body();
        return !NOT_YET.contains(answer.status()) && (!items.isArray() || !items.isEmpty());
    }

    private Answer asked(RequestLine request) {
        return sender(request.path())
                .send(
                        request.method(),
                        request.path(),
                        request.body(),
                        "Content-Type",
                        request.contentType(),
                        TOKEN,
                        token,
                        "Stripe-Signature",
                        StripeWebhook.signature(engine, request.body()));
    }

    /// Some operations are of a session, or of a guest.
    private Client sender(String path) {
        if (path.endsWith("/logout")) {
            return engine.with(named.get("signedIn").string("accessToken"));
        }
        return path.endsWith("/guest-link") ? engine.with(named.get("guest").string("accessToken")) : staff;
    }

    private void pay(String order, String installment) {
        var shop = new Shop(engine);
        shop.pay(order, installment);
        shop.event("pay_" + order + "_" + installment, "payment.PaymentCaptured");
        shop.event(order, "ordering.OrderConfirmed");
    }

    private String filled(String text) {
        return VALUE.matcher(text).replaceAll(value -> Matcher.quoteReplacement(value(value)));
    }

    private String value(MatchResult value) {
        if (value.group(1).equals("me")) {
            return RunningEngine.person(ME).value();
        }
        if (value.group(1).equals("mail")) {
            return engine.bean(RecordedMails.class).lastToken(value.group(2).substring(1));
        }
        if (value.group(1).equals("code")) {
            var secret = named.get(value.group(2).substring(1)).string("secret");
            return new AuthenticatorApp(secret, engine).code();
        }
        if (value.group(1).equals("challenge")) {
            return new AccountClient(engine)
                    .login("me@example.com", AccountClient.PASSWORD)
                    .string("challenge");
        }
        var answer = named.get(value.group(1));
        if (answer == null) {
            return value.group(); // A JSON object.
        }
        return value.group(2) == null
                ? id(answer)
                : answer.body().at(value.group(2)).asString();
    }

    private static String id(Answer answer) {
        if (answer.body().has("sessionId")) {
            return answer.string("sessionId");
        }
        var location = answer.header("Location");
        return answer.string("id").isEmpty() ? location.substring(location.lastIndexOf('/') + 1) : answer.string("id");
    }
}
