package io.packhouse.identity.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {

    static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    @Test
    void theDrawingIsReadAsTheText() throws Exception {
        var text = "otpauth://totp/Packhouse:ada%40example.com?secret=GEZDGNBVGY3TQOJQ&issuer=Packhouse";
        var code = QrCode.of(text);
        var modules = new BitMatrix(code.size() - 8);
        assertThat(MODULE.matcher(code.path()).replaceAll("")).isEmpty();
        MODULE.matcher(code.path())
                .results()
                .forEach(module ->
                        modules.set(Integer.parseInt(module.group(1)) - 4, Integer.parseInt(module.group(2)) - 4));
        assertThat(new Decoder().decode(modules).getText()).isEqualTo(text);
    }
}
