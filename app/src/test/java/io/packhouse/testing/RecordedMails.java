package io.packhouse.testing;

import io.packhouse.engine.mail.Mail;
import io.packhouse.engine.mail.MailOutbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Keeps every e-mail for the tests, and gives it to the engine's outbox.
@Component
@Primary
public class RecordedMails implements MailOutbox {

    private volatile boolean isAvailable = true;

    private final List<Mail> all = new CopyOnWriteArrayList<>();
    private final ObjectProvider<MailOutbox> outboxes;

    RecordedMails(ObjectProvider<MailOutbox> outboxes) {
        this.outboxes = outboxes;
    }

    /// As an installation without a mail server.
    public void setAvailable(boolean available) {
        isAvailable = available;
    }

    @Override
    public boolean isAvailable() {
        return isAvailable;
    }

    @Override
    public void add(Mail mail) {
        whenCommitted(() -> all.add(mail));
        outboxes.stream().filter(outbox -> !(outbox instanceof RecordedMails)).forEach(outbox -> outbox.add(mail));
    }

    /// Before, the link in it would not work yet.
    private static void whenCommitted(Runnable work) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    work.run();
                }
            });
        } else {
            work.run();
        }
    }

    public List<Mail> to(String address) {
        return all.stream().filter(mail -> mail.address().equals(address)).toList();
    }

    /// The e-mail number `count` of that template to that address.
    public Mail await(String address, String template, int count) {
        return Awaitility.await(template + " to " + address)
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> to(address).stream()
                                .filter(mail -> mail.template().equals(template))
                                .toList(),
                        mails -> mails.size() >= count)
                .get(count - 1);
    }

    /// The token of its link.
    public String token(String address, String template, int count) {
        return token(await(address, template, count));
    }

    /// The token of the last e-mail of that template.
    public String lastToken(String template) {
        return Awaitility.await(template)
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> all.stream()
                                .filter(mail -> mail.template().equals(template))
                                .reduce((_, last) -> last)
                                .map(RecordedMails::token),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String token(Mail mail) {
        var link = String.valueOf(mail.values().get("link"));
        return link.substring(link.indexOf("token=") + "token=".length());
    }
}
