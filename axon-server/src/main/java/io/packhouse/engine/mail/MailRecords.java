package io.packhouse.engine.mail;

import io.packhouse.engine.encryption.EncryptedTexts;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.shared.api.PersonId;
import java.time.Instant;
import java.util.List;

/// The e-mails to one person, without their content.
public final class MailRecords implements PersonalRecords {

    private final MailStore store;
    private final PersonalDataCipher personalDataCipher;

    private record SentMail(String template, String cause, String address, MailStatus status, Instant createdAt) {

        static SentMail of(OutboxMail mail, EncryptedTexts texts) {
            return new SentMail(
                    mail.template(), mail.cause(), texts.open(mail.address()), mail.status(), mail.createdAt());
        }
    }

    public MailRecords(MailStore store, PersonalDataCipher personalDataCipher) {
        this.store = store;
        this.personalDataCipher = personalDataCipher;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<?> about(PersonId person) {
        var texts = personalDataCipher.texts();
        return store.to(person).stream().map(mail -> SentMail.of(mail, texts)).toList();
    }

    @Override
    public void erase(PersonId person) {
        store.deleteTo(person);
    }
}
