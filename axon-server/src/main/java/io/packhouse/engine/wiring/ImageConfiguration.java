package io.packhouse.engine.wiring;

import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.image.ImageFolder;
import io.packhouse.engine.image.ImageStore;
import io.packhouse.engine.image.Renditions;
import io.packhouse.engine.postgres.DataFolder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where images lie, and their copies in other sizes.
@Configuration(proxyBeanMethods = false)
public class ImageConfiguration {

    @Bean
    ImageStore imageStore(DataFolder data) {
        return new ImageFolder(data.shared().resolve("images"));
    }

    @Bean
    Renditions renditions(ImageStore images, DataFolder data, HeavyWork heavy) {
        var copies = new ImageFolder(data.shared().resolve("image-copies"));
        return new Renditions(images, copies, heavy);
    }
}
