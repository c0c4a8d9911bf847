package io.packhouse.storefront.query;

import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// Model attributes of every template, error pages included.
@Configuration(proxyBeanMethods = false)
class TemplateGlobals {

    @Bean
    static SmartInitializingSingleton knownToTemplates(
            ThymeleafViewResolver thymeleafViewResolver, PageLayout pageLayout, DisplayFormatter displayFormatter) {
        return () -> thymeleafViewResolver.setStaticVariables(Map.of("frame", pageLayout, "wording", displayFormatter));
    }
}
