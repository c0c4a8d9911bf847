package io.packhouse.app.demo.mail;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.mail.MailRenderer;
import io.packhouse.engine.mail.MailRenderer.RenderedMail;
import io.packhouse.engine.mail.MailStatus;
import io.packhouse.engine.mail.MailStore;
import io.packhouse.engine.mail.OutboxMail;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Demo only: the newest e-mails with their texts, so that a visitor can open the links in them without a mail server.
/// This page does not exist outside the demo.
@Controller
@Profile("demo")
class DemoMailsEndpoint {

    private static final int MOST = 50;

    private final MailStore store;
    private final MailRenderer renderer;
    private final PersonalDataCipher cipher;

    DemoMailsEndpoint(MailStore store, MailRenderer renderer, PersonalDataCipher cipher) {
        this.store = store;
        this.renderer = renderer;
        this.cipher = cipher;
    }

    /// `link` is the address that the e-mail asks to open.
    record ShownMail(
            Instant at,
            String recipient,
            String subject,
            MailStatus status,
            String text,
            @Nullable String link) {}

    @GetMapping(path = "/demo/mails", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    String page(Model model) {
        model.addAttribute("mails", store.latest(MOST).stream().map(this::shown).toList());
        return "mails";
    }

    private ShownMail shown(OutboxMail mail) {
        var recipient = cipher.open(mail.address(), String.class).orElse("[erased]");
        var content =
                Optional.ofNullable(mail.content()).flatMap(stored -> cipher.open(stored, OutboxMail.Content.class));
        var rendered = content.map(it -> renderer.render(mail.template(), it.values()))
                .orElse(new RenderedMail(mail.template(), "Its text is no longer kept.", ""));
        var link = content.map(it -> it.values().get("link")).orElse(null);
        return new ShownMail(mail.createdAt(), recipient, rendered.subject(), mail.status(), rendered.text(), link);
    }
}
