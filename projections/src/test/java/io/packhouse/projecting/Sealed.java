package io.packhouse.projecting;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;

/// Encrypted texts as they are in messages, with the plain text in place of the ciphertext.
public final class Sealed {

    public static final PersonId PERSON = new PersonId("per_0000000000000000000000000a");

    private Sealed() {}

    public static EncryptedPersonal<String> sealed(String text) {
        return new EncryptedPersonal<>(PERSON, 1, text);
    }
}
