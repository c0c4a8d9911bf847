package io.packhouse.engine.image;

import static io.packhouse.engine.image.ImageRejection.DRAWING_NOT_PLAIN;
import static io.packhouse.engine.image.ImageRejection.NOT_AN_IMAGE;
import static io.packhouse.engine.image.ImageRejection.TOO_MANY_PIXELS;
import static io.packhouse.engine.image.ImageRejection.TOO_MANY_SCANS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.packhouse.shared.api.CommandRejectedException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files are accepted as images, and which are not.
class ImageMetadataTest {

    @Test
    void typeAndSizeAreReadFromTheBytes() {
        assertThat(ImageMetadata.of(TestImages.png(30, 20))).isEqualTo(new ImageMetadata("image/png", 30, 20));
        assertThat(ImageMetadata.of(TestImages.jpeg(31, 20))).isEqualTo(new ImageMetadata("image/jpeg", 31, 20));
        assertThat(ImageMetadata.of(TestImages.svg("<path d=\"M0 0h9\" fill=\"url(#a)\"/>")))
                .isEqualTo(new ImageMetadata("image/svg+xml", 400, 300));
        assertThat(ImageMetadata.of("""
                                <?xml version="1.0"?>
                                <svg xmlns="http://www.w3.org/2000/svg" width="12px" height="7">
                                <style/></svg>
                                """.replace("<style/>", "").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new ImageMetadata("image/svg+xml", 12, 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8})
    void aTurnedPhotographIsMeasuredUpright(int orientation) {
        assertThat(ImageMetadata.of(TestImages.turnedJpeg(40, 20, orientation)))
                .isEqualTo(new ImageMetadata("image/jpeg", 20, 40));
        assertThat(ImageMetadata.of(TestImages.turnedJpeg(40, 20, 3)))
                .isEqualTo(new ImageMetadata("image/jpeg", 40, 20));
    }

    @Test
    void aFileThatIsNoImageIsRefused() {
        for (var bytes : new byte[][] {
            {},
            "plain words".getBytes(StandardCharsets.UTF_8),
            "<html><body/></html>".getBytes(StandardCharsets.UTF_8),
            "<svg/>".getBytes(StandardCharsets.UTF_8),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8),
            "GIF89a\1\0\1\0".getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOf(TestImages.png(300, 200), 60),
            Arrays.copyOf(TestImages.jpeg(300, 200), 60),
        }) {
            refused(NOT_AN_IMAGE, bytes);
        }
    }

    @Test
    void moreThanFortyMillionPixelsAreNotDecoded() {
        refused(TOO_MANY_PIXELS, TestImages.bomb(60_000, 60_000));
        refused(TOO_MANY_PIXELS, TestImages.bomb(8_000, 5_001));
        refused(NOT_AN_IMAGE, TestImages.bomb(8_000, 5_000)); // Few enough, but the file has none.
    }

    @Test
    void noSideIsLongerThanARowThatFitsIntoMemory() {
        refused(TOO_MANY_PIXELS, TestImages.bomb(40_000_000, 1));
        refused(TOO_MANY_PIXELS, TestImages.bomb(1, 30_001));
    }

    @Test
    void aJpegOfMoreThanAHundredScansIsNotDecoded() {
        assertThat(ImageMetadata.of(TestImages.scans(64, 0)).width()).isEqualTo(64);
        assertThat(ImageMetadata.of(TestImages.scans(64, 50)).width()).isEqualTo(64);
        refused(TOO_MANY_SCANS, TestImages.scans(64, 100));
    }

    @Test
    void twoHundredKilobytesThatCostAMinuteAreRefusedAtOnce() {
        var bomb = TestImages.scans(6_300, 2_000);
        assertThat(bomb.length).isLessThan(300_000);
        assertThat(cpu(() -> refused(TOO_MANY_SCANS, bomb))).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void decodingStopsAfterAFewSeconds() {
        assertThatThrownBy(() -> RasterImages.reading(
                        TestImages.jpeg(2_000, 2_000), ImageMetadata.JPEG, Duration.ZERO, reader -> reader.read(0)))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        refused -> assertThat(refused.answer().code()).isEqualTo("DECODING_TOO_COSTLY"));
    }

    @Test
    void aTextOfAPngIsNotUnpacked() {
        var bomb = TestImages.textBomb(200);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        assertThat(ImageMetadata.of(bomb)).isEqualTo(new ImageMetadata("image/png", 9, 9));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>1</script>",
                "<foreignObject/>",
                "<image href=\"data:image/png;base64,AA\"/>",
                "<use href=\"https://other.example/a.svg#b\"/>",
                "<a href=\"javascript:1\"/>",
                "<style>@import 'https://other.example';</style>",
                "<animate attributeName=\"href\"/>",
                "<path onload=\"1\"/>",
                "<path d=\"M0 0\" href=\"#a\"/>",
                "<path fill=\"url(https://other.example/a)\"/>",
                "<path fill=\"url (https://other.example/a)\"/>",
                "<path style=\"fill:URL(&quot;//other.example&quot;)\"/>",
                "<path style=\"fill:\\75rl(//other.example)\"/>",
                "<path style=\"mask-image:image-set('https:a.example/x.png' 1x)\"/>",
                "<path style=\"cursor:src('a.example')\"/>",
                "<path style=\"x:JavaScript:1\"/>",
                "<rect xmlns=\"http://www.w3.org/1999/xhtml\"/>",
                "<path xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"#a\"/>",
                "<?xml-stylesheet href=\"//other.example\"?>",
            })
    void anSvgWithActiveContentIsRefused(String inside) {
        refused(DRAWING_NOT_PLAIN, TestImages.svg("<g>" + inside + "</g>"));
    }

    @Test
    void entitiesAreNotRead() {
        var drawing = new String(TestImages.svg("<text>&a;</text>"), StandardCharsets.UTF_8);
        var declared = "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>" + drawing;
        refused(DRAWING_NOT_PLAIN, declared.getBytes(StandardCharsets.UTF_8));
        refused(DRAWING_NOT_PLAIN, TestImages.svg("<g/>".repeat(20_001)));
    }

    private static Duration cpu(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        var begun = threads.getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun);
    }

    private static void refused(ImageRejection why, byte[] bytes) {
        assertThatThrownBy(() -> ImageMetadata.of(bytes))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        refused -> assertThat(refused.answer().code()).isEqualTo(why.name()));
    }
}
