package io.packhouse.ordering.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.shared.api.TypeId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderNumberTest {

    static final List<String> ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
            .chars()
            .mapToObj(Character::toString)
            .toList();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    /// Frozen: order numbers are printed on paper, so their derivation never changes.
    @Test
    void staysTheSameForOneOrder() {
        assertThat(OrderNumber.derivedFrom(new OrderId("ord_01h455vb4pex5vsknk084sn02q")))
                .hasToString("PH-084SN02QW");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noticesOneWrongCharacterAndTwoThatChangedPlaces(long seed) {
        var number = random(seed).value();
        for (var at = 3; at < number.length(); at++) {
            for (var other : ALPHABET) {
                var typed = number.substring(0, at) + other + number.substring(at + 1);
                noticed(number, typed);
            }
            if (at > 3 && at < number.length() - 1) {
                noticed(
                        number,
                        number.substring(0, at - 1)
                                + number.charAt(at)
                                + number.charAt(at - 1)
                                + number.substring(at + 1));
            }
        }
    }

    /// The check digit counts modulo 31, so it does not distinguish 0 and Z, the two ends of the
    /// alphabet.
    private static void noticed(String number, String typed) {
        if (!number.replace('Z', '0').equals(typed.replace('Z', '0'))) {
            assertThatThrownBy(() -> new OrderNumber(typed))
                    .as("%s typed as %s", number, typed)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PH-", "PH-84SN02QX", "ph-k084sn02q", "PH-ILOU00000", "PH-00000000"})
    void ofAnotherFormIsRefused(String text) {
        assertThatThrownBy(() -> new OrderNumber(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static OrderNumber random(long seed) {
        var random = new Random(seed);
        var id = new UUID(random.nextLong(), random.nextLong());
        return OrderNumber.derivedFrom(new OrderId(TypeId.text("ord", id)));
    }
}
