package io.packhouse.projecting;

import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Personal;

/// Texts as they stand in messages, with the text itself where the ciphertext would be.
public final class Sealed {

    public static final PersonId PERSON = new PersonId("per_0000000000000000000000000a");

    private Sealed() {}

    public static Personal<String> sealed(String text) {
        return new Personal<>(PERSON, 1, text);
    }
}
