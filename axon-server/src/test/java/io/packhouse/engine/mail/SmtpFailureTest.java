package io.packhouse.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.net.ConnectException;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;

class SmtpFailureTest {

    @Test
    void aReceiverThatDoesNotExistIsNotTriedAgain() throws Exception {
        assertThat(SmtpFailure.of(receiver(550)))
                .isEqualTo(new SmtpFailure("The mail server refused the receiver with 550.", true, false));
    }

    @Test
    void aReceiverThatIsBusyIsTriedAgain() throws Exception {
        assertThat(SmtpFailure.of(receiver(451)))
                .isEqualTo(new SmtpFailure("The mail server refused the receiver with 451.", false, false));
    }

    @Test
    void aRefusedTextIsNotTriedAgain() {
        var refused = new SMTPSendFailedException(".", 554, "554 spam from ada@example.com", null, null, null, null);
        assertThat(SmtpFailure.of(new MailSendException(Map.of("message", refused))))
                .isEqualTo(new SmtpFailure("The mail server refused the e-mail with 554.", true, false));
    }

    @Test
    void aRefusedLoginConcernsAllEmailsAndCanBeCorrected() {
        var refused = new MailAuthenticationException(new AuthenticationFailedException("535 ada"));
        assertThat(SmtpFailure.of(refused))
                .isEqualTo(new SmtpFailure("The mail server refused the login.", false, true));
    }

    @Test
    void aServerThatIsDownIsTriedAgain() {
        var down = new MailSendException("Mail server connection failed", new ConnectException("refused"));
        assertThat(SmtpFailure.of(down))
                .isEqualTo(new SmtpFailure("The mail server cannot be used: ConnectException.", false, true));
    }

    /// As Jakarta Mail chains it.
    private static MailSendException receiver(int code) throws Exception {
        var address = new InternetAddress("ada@example.com");
        var one = new SMTPAddressFailedException(address, "RCPT TO", code, code + " <ada@example.com> is unknown");
        var all = new SendFailedException("Invalid Addresses", one);
        return new MailSendException(Map.of("message", all));
    }
}
