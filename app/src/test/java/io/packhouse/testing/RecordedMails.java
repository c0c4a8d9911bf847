package io.packhouse.testing;

import io.packhouse.engine.mail.Mail;
import io.packhouse.engine.mail.MailOutbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.springframework.stereotype.Component;

/// An outbox that keeps its e-mails for the tests of accounts.
@Component
public class RecordedMails implements MailOutbox {

    private final List<Mail> all = new CopyOnWriteArrayList<>();

    @Override
    public void add(Mail mail) {
        all.add(mail);
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
        var link = await(address, template, count).values().get("link");
        return link.substring(link.indexOf("token=") + "token=".length());
    }
}
