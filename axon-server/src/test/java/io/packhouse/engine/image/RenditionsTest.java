package io.packhouse.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.heavy.HeavyWorkRejectedException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Renditions of images as served.
class RenditionsTest {

    @TempDir
    Path folder;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final HeavyWork heavy = new HeavyWork(2, 8, Duration.ofSeconds(20), meters);
    FileImageStore originals;
    Renditions renditions;

    @BeforeEach
    void open() {
        originals = new FileImageStore(folder.resolve("originals"));
        renditions = new Renditions(originals, new FileImageStore(folder.resolve("copies")), heavy);
    }

    @AfterEach
    void close() {
        heavy.close();
    }

    @Test
    void areAsWideAsAskedAndNeverWiderThanTheImage() throws IOException {
        for (var bytes : List.of(TestImages.png(500, 250), TestImages.jpeg(500, 250))) {
            var name = originals.put(bytes);
            assertThat(image(name, 320)).extracting(BufferedImage::getWidth).isEqualTo(320);
            assertThat(image(name, 320)).extracting(BufferedImage::getHeight).isEqualTo(160);
            assertThat(image(name, 640)).extracting(BufferedImage::getWidth).isEqualTo(500);
            assertThat(image(name, null)).extracting(BufferedImage::getWidth).isEqualTo(500);
            assertThat(ImageMetadata.typeOf(renditions.find(name, 320).orElseThrow()))
                    .isEqualTo(ImageMetadata.typeOf(bytes));
            assertThat(image(name, 160).getRGB(20, 40) >> 16 & 0xff).isGreaterThan(240);
        }
        assertThat(image(originals.put(TestImages.jpeg(3_000, 30)), null).getWidth())
                .isEqualTo(2560);
    }

    @Test
    void areUprightAndWithoutCameraMetadata() throws IOException {
        var turned = TestImages.turnedJpeg(400, 200, 6);
        assertThat(new String(turned, StandardCharsets.ISO_8859_1)).contains("SecretCamera");
        var name = originals.put(turned);
        for (var width : new Integer[] {null, 160}) {
            var upright = image(name, width);
            assertThat(upright.getHeight()).isEqualTo(2 * upright.getWidth());
            assertThat(upright.getRGB(20, 20) >> 16 & 0xff).as("red is on top").isGreaterThan(240);
            assertThat(new String(find(name, width), StandardCharsets.ISO_8859_1))
                    .doesNotContain("SecretCamera", "Exif");
        }
    }

    @Test
    void ofAnSvgAreTheSvg() {
        var drawing = TestImages.svg("<path d=\"M0 0h9\"/>");
        assertThat(renditions.find(originals.put(drawing), 160)).contains(drawing);
        assertThat(folder.resolve("copies")).doesNotExist();
    }

    @Test
    void areCreatedOnceAndStoredInOneFile() throws IOException {
        var name = originals.put(TestImages.png(900, 600));
        var asked = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> find(name, 320))
                .distinct()
                .toList();
        assertThat(asked).allSatisfy(copy -> assertThat(copy).isEqualTo(asked.getFirst()));
        try (var files = Files.walk(folder.resolve("copies"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
        assertThat(meters.get("packhouse.heavy.work")
                        .tag("kind", "image")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(renditions.find("img_" + "0".repeat(64), 320)).isEmpty();
    }

    @Test
    void areRejectedWhenTheQueueIsFullAndSucceedLater() throws Exception {
        var name = originals.put(TestImages.png(90, 60));
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 10; i++) {
                var _ = threads.submit(() -> heavy.run(HeavyWork.Kind.IMAGE, () -> awaited(end)));
            }
            await().until(() ->
                    meters.get("packhouse.heavy.work.waiting").gauge().value() == 8);
            assertThatThrownBy(() -> find(name, 320)).isInstanceOf(HeavyWorkRejectedException.class);
            end.countDown();
        }
        assertThat(image(name, 320).getWidth()).isEqualTo(90);
    }

    private static boolean awaited(CountDownLatch end) throws InterruptedException {
        end.await();
        return true;
    }

    private byte[] find(String name, @Nullable Integer width) {
        return renditions.find(name, width).orElseThrow();
    }

    private BufferedImage image(String name, @Nullable Integer width) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(find(name, width)));
    }
}
