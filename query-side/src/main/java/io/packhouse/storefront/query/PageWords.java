package io.packhouse.storefront.query;

import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// What every template knows, those that tell of a problem too.
@Configuration(proxyBeanMethods = false)
class PageWords {

    @Bean
    static SmartInitializingSingleton knownToTemplates(
            ThymeleafViewResolver thymeleafViewResolver, Frame frame, Wording wording) {
        return () ->
                thymeleafViewResolver.setStaticVariables(
                        Map.of("frame", frame, "wording", wording));
    }
}
