package io.packhouse.sandbox.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void aKnownBodyHasAKnownSignature() {
        var body = "{\n  \"id\": \"evt_test_webhook\",\n  \"object\": \"event\"\n}";
        assertThat(Signature.header("whsec_test_secret", 1_700_000_000, body))
                .isEqualTo("t=1700000000,v1=4f1cd7feda9826e746b7d482c4badebb657398df1099e1046364f6196a230150");
    }
}
