package io.packhouse.identity.credential.attempt;

import io.packhouse.engine.http.InvalidFieldException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An e-mail address in the form that identifies an account: without surrounding blanks, in NFC and in lower case.
/// Dots and a part after `+` are kept: only the provider of the mailbox knows whether they make another mailbox, and
/// two persons must never share an account.
public record EmailAddress(String value) {

    public static final int MOST = 254;
    private static final Pattern FORM =
            Pattern.compile("[^\\s@\\p{Cntrl}<>\"(),;:\\\\]{1,64}@[^\\s@\\p{Cntrl}<>\"(),;:\\\\]{1,253}");

    public EmailAddress {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /// The reason why mail cannot be sent to it; null when it has the form of an address.
    public static @Nullable String problem(@Nullable String text) {
        var address = new EmailAddress(text == null ? "" : text).value();
        var domain = address.substring(address.indexOf('@') + 1);
        var isAddress = FORM.matcher(address).matches()
                && domain.indexOf('.') > 0
                && !domain.endsWith(".")
                && !domain.contains("..");
        return isAddress && address.length() <= MOST ? null : "must be an e-mail address";
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
