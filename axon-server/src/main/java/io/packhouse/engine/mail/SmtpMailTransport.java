package io.packhouse.engine.mail;

import io.packhouse.engine.mail.MailRenderer.RenderedMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Sends an e-mail by SMTP, with a connection of its own and bounded waits.
public final class SmtpMailTransport {

    private static final String UTF_8 = "UTF-8";

    private final JavaMailSenderImpl server = new JavaMailSenderImpl();
    private final MailSettings settings;
    private final Clock clock;

    public SmtpMailTransport(MailSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        server.setHost(settings.host());
        server.setPort(settings.port());
        server.setDefaultEncoding(UTF_8);
        if (!settings.username().isEmpty()) {
            server.setUsername(settings.username());
            server.setPassword(settings.password());
        }
        server.setJavaMailProperties(properties(settings));
    }

    void send(OutboxMail mail, InternetAddress to, RenderedMail rendered) {
        var message = server.createMimeMessage();
        try {
            var sender = settings.sender();
            message.setFrom(sender);
            message.setRecipient(Message.RecipientType.TO, to);
            message.setSubject(rendered.subject(), UTF_8);
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Message-ID", mail.messageId(domain(sender))); // Spring keeps it.
            message.setHeader("Auto-Submitted", "auto-generated");
            var content = new MimeMultipart("alternative");
            content.addBodyPart(part(rendered.text(), "plain"));
            content.addBodyPart(part(rendered.html(), "html")); // The last is the preferred one.
            message.setContent(content);
        } catch (MessagingException e) {
            throw new MailParseException(e);
        }
        server.send(message);
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, UTF_8, type);
        return part;
    }

    private static String domain(InternetAddress sender) {
        return sender.getAddress().substring(sender.getAddress().lastIndexOf('@') + 1);
    }

    private static Properties properties(MailSettings settings) {
        var all = new Properties();
        var timeout = String.valueOf(settings.timeout().toMillis());
        all.setProperty("mail.smtp.connectiontimeout", timeout);
        all.setProperty("mail.smtp.timeout", timeout);
        all.setProperty("mail.smtp.writetimeout", timeout);
        all.setProperty("mail.smtp.auth", String.valueOf(!settings.username().isEmpty()));
        var starttls = String.valueOf(settings.encryption() == MailSettings.Encryption.STARTTLS);
        all.setProperty("mail.smtp.starttls.enable", starttls);
        all.setProperty("mail.smtp.starttls.required", starttls);
        all.setProperty("mail.smtp.ssl.enable", String.valueOf(settings.encryption() == MailSettings.Encryption.TLS));
        all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return all;
    }
}
