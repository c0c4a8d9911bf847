package io.packhouse.engine.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.packhouse.engine.serialization.EventTypeRegistry;
import io.packhouse.engine.serialization.LogicalNameSerializer;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/// Two JSON mappers: a flat one for messages and events, whose form is a contract; one by fields
/// for snapshots, sagas and tokens, which are internal.
@Configuration(proxyBeanMethods = false)
public class SerializationConfiguration {

    @Bean
    EventTypeRegistry eventNames() {
        return EventTypeRegistry.ofPublishedLanguage();
    }

    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(json -> json.polymorphicTypeValidator(ours())
                        .changeDefaultVisibility(
                                visible -> visible.withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                                        .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)))
                .build();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(json -> json.polymorphicTypeValidator(ours()))
                .build();
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(EventTypeRegistry names) {
        return new LogicalNameSerializer(Jackson3Serializer.builder().build(), names);
    }

    private static PolymorphicTypeValidator ours() {
        return BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .allowIfSubType("io.packhouse.")
                .build();
    }
}
