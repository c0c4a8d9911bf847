package io.packhouse.shared.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class IdsTest {

    @Nested
    class ATypeId {

        /// The example of the specification, and both ends of the range.
        @Test
        void isWrittenAsSpecified() {
            assertThat(text("01890a5d-ac96-774b-bcce-b302099a8057")).isEqualTo("per_01h455vb4pex5vsknk084sn02q");
            assertThat(text("00000000-0000-0000-0000-000000000000")).isEqualTo("per_00000000000000000000000000");
            assertThat(text("ffffffff-ffff-ffff-ffff-ffffffffffff")).isEqualTo("per_7zzzzzzzzzzzzzzzzzzzzzzzzz");
        }

        @Test
        void sortsAsItsTimeDoes() {
            assertThat(text("01890a5d-ac96-774b-bcce-b302099a8057"))
                    .isLessThan(text("01890a5d-ac97-7000-8000-000000000000"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ord_01h455vb4pex5vsknk084sn02q",
                    "per_01h455vb4pex5vsknk084sn02",
                    "per_81h455vb4pex5vsknk084sn02q",
                    "per_01H455VB4PEX5VSKNK084SN02Q",
                    "per_01h455vb4pex5vsknk084sn02u",
                    "per_",
                    ""
                })
        void ofTheWrongKindOrFormIsRefused(String text) {
            assertThatThrownBy(() -> new PersonId(text)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isItsOwnTextInJson() {
            var json = JsonMapper.shared();
            assertThat(json.writeValueAsString(VendorId.SHOP)).isEqualTo("\"ven_00000000000000000000000000\"");
            assertThat(json.readValue("\"ven_00000000000000000000000000\"", VendorId.class))
                    .isEqualTo(VendorId.SHOP)
                    .hasToString("ven_00000000000000000000000000");
        }

        private String text(String uuid) {
            return TypeId.text("per", UUID.fromString(uuid));
        }
    }

    @Nested
    class ASku {

        @Test
        void mayHaveDotsDashesAndSixtyFourCharacters() {
            assertThat(new Sku("TEA-1.5")).hasToString("TEA-1.5");
            assertThat(new Sku("0" + "A".repeat(63)).value()).hasSize(64);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "tea-1", "-TEA", ".TEA", "TEA 1", "TEA_1", "TEA-1\n", "TÉA"})
        void ofAnotherFormIsRefused(String text) {
            assertThatThrownBy(() -> new Sku(text)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void longerThanSixtyFourCharactersIsRefused() {
            assertThatThrownBy(() -> new Sku("A".repeat(65))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
