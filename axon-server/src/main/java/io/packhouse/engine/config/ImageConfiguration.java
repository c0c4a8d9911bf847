package io.packhouse.engine.config;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.image.FileImageStore;
import io.packhouse.engine.image.ImageStore;
import io.packhouse.engine.image.Renditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The stores of images and of their renditions.
@Configuration(proxyBeanMethods = false)
public class ImageConfiguration {

    @Bean
    ImageStore imageStore(DataDirectory data) {
        return new FileImageStore(data.shared().resolve("images"));
    }

    @Bean
    Renditions renditions(ImageStore images, DataDirectory data, HeavyWork heavy) {
        var copies = new FileImageStore(data.shared().resolve("image-copies"));
        return new Renditions(images, copies, heavy);
    }
}
