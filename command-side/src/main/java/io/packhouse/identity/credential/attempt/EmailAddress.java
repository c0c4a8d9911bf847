package io.packhouse.identity.credential.attempt;

import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.shared.validation.ValidEmail;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An e-mail address in the form that identifies an account: without surrounding blanks, in NFC and in lower case.
/// Dots and a part after `+` are kept: only the provider of the mailbox knows whether they make another mailbox, and
/// two persons must never share an account.
public record EmailAddress(String value) {

    public EmailAddress {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /// The reason why mail cannot be sent to it; null when it has the form of an address.
    public static @Nullable String problem(@Nullable String text) {
        return ValidEmail.Check.problem(new EmailAddress(text == null ? "" : text).value());
    }

    /// The address in that field of a request, which must have the form of one.
    public static EmailAddress require(String field, String text) {
        var problem = problem(text);
        if (problem != null) {
            throw new InvalidFieldException(field, "not-an-address", problem);
        }
        return new EmailAddress(text);
    }

    String localPart() {
        return value.substring(0, Math.max(0, value.indexOf('@')));
    }

    /// For a person who knows the address: `a•••@example.com`.
    public String masked() {
        return value.charAt(0) + "•••" + value.substring(value.indexOf('@'));
    }

    /// Texts that a password must not consist of.
    public String[] parts() {
        return new String[] {value, localPart()};
    }
}
