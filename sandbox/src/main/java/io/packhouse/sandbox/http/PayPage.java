package io.packhouse.sandbox.http;

import io.packhouse.sandbox.model.LineItem;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.TestCard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The pages for buyers. All external values are escaped.
final class PayPage {

    private static final String STYLE = style();

    private PayPage() {}

    static String cards(Session session, @Nullable String problem) {
        var amount = money(session.terms().amount(), session.terms().currency());
        return page(
                "Pay " + amount,
                "two",
                summary(session)
                        + """
                        <section class="panel" aria-labelledby="how">
                        <h2 id="how">Pay by test card</h2>
                        %s<form method="post" action="/pay/%s">
                        <fieldset><legend>Card</legend>%s</fieldset>
                        <button type="submit">Pay %s</button></form>%s</section>
                        """.formatted(problem(problem), session.id(), cardChoices(), escape(amount), back(session)));
    }

    static String step(Session session, @Nullable String problem) {
        return page("Confirm the payment", "two", summary(session) + """
                        <section class="panel" aria-labelledby="how">
                        <h2 id="how">Your bank asks</h2>
                        %s<p>Is it you who wants to pay?</p>
                        <form method="post" action="/pay/%s/confirm">
                        <button name="outcome" value="succeed">Approve</button>
                        <button name="outcome" value="fail" class="plain">Refuse</button>
                        </form></section>
                        """.formatted(problem(problem), session.id()));
    }

    static String complete(Session session) {
        return message(
                "This payment is complete", "Nothing more will be taken.", link(successUrl(session), "Continue"));
    }

    static String expired(Session session) {
        return message("This page has expired", "Nothing was taken.", back(session));
    }

    static String successUrl(Session session) {
        return session.terms().successUrl().replace("{CHECKOUT_SESSION_ID}", session.id());
    }

    private static String message(String title, String text, String link) {
        return page(
                title, "", "<section class=\"panel\"><h1>" + title + "</h1><p>" + text + "</p>" + link + "</section>");
    }

    private static String summary(Session session) {
        var terms = session.terms();
        var lines =
                terms.lines().stream().map(line -> line(line, terms.currency())).collect(Collectors.joining());
        return """
        <section aria-labelledby="amount">
        <p class="mark">Packhouse sandbox. No real money moves.</p>
        <h1 id="amount">%s</h1><ul class="lines">%s</ul></section>
        """.formatted(escape(money(terms.amount(), terms.currency())), lines);
    }

    private static String line(LineItem line, String currency) {
        return "<li><span>%s<small>%s × %s</small></span><span>%s</span></li>"
                .formatted(
                        escape(line.name()),
                        line.quantity(),
                        escape(money(line.unitAmount(), currency)),
                        escape(money(line.amount(), currency)));
    }

    private static String cardChoices() {
        return Arrays.stream(TestCard.values()).map(PayPage::choice).collect(Collectors.joining());
    }

    private static String choice(TestCard card) {
        return """
        <label class="card"><input type="radio" name="card" value="%s" required%s>
        <span>%s<small>%s</small></span></label>
        """.formatted(
                        card.number(),
                        card == TestCard.SUCCEEDS ? " checked" : "",
                        card.number().replaceAll("(\\d{4})(?=\\d)", "$1 "),
                        card.label());
    }

    private static String problem(@Nullable String problem) {
        if (problem == null) return "";
        return "<p class=\"problem\" role=\"alert\">" + escape(problem) + "</p>";
    }

    private static String back(Session session) {
        var cancelUrl = session.terms().cancelUrl();
        return cancelUrl == null ? "" : link(cancelUrl, "Cancel and go back");
    }

    private static String link(String url, String words) {
        return "<a class=\"button plain\" href=\"" + escape(url) + "\">" + words + "</a>";
    }

    private static String money(long minor, String code) {
        var currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        var text = String.format(Locale.ROOT, "%,." + digits + "f", BigDecimal.valueOf(minor, digits));
        return currency.getCurrencyCode() + "\u00a0" + text;
    }

    private static String page(String title, String layout, String content) {
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
        <body><main class="%s">%s</main></body></html>
        """.formatted(escape(title), STYLE, layout, content);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String style() {
        try (InputStream in = PayPage.class.getResourceAsStream("pay.css")) {
            if (in == null) throw new IllegalStateException("No pay.css");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
