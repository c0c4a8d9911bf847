package io.packhouse.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.RecordedMails;
import io.packhouse.testing.SharedEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Without a mail server nothing is begun that only a link in an e-mail could complete.
class RegistrationWithoutMailTest {

    final SharedEngine engine = SharedEngine.shared();
    final RecordedMails mails = engine.bean(RecordedMails.class);

    @BeforeEach
    void withoutServer() {
        mails.setAvailable(false);
    }

    @AfterEach
    void withServer() {
        mails.setAvailable(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/auth/register | {'email':'a@example.com','name':'A','password':'seven wet umbrellas dry'}",
                "/api/v1/auth/forgot-password | {'email':'a@example.com'}",
                "/api/v1/auth/resend-verification | {'email':'a@example.com'}",
                "/api/v1/users | {'email':'a@example.com','name':'A','role':'VENDOR'}"
            },
            quoteCharacter = '"')
    void isRefused(String path, String body) {
        var answer = engine.as(Role.ADMIN).command(path, body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.at("/reason")).isEqualTo("NO_MAIL_SERVER");
    }
}
