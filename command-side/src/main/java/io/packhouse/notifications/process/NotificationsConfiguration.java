package io.packhouse.notifications.process;

import io.packhouse.engine.mail.OnMailCondition;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// Notifications share a processor that reads the same events, so they cost no further position. That position also
/// moves on while there is no mail server: one that is set later gets no e-mails about the past.
@Configuration(proxyBeanMethods = false)
@Conditional(OnMailCondition.class)
class NotificationsConfiguration {

    @Bean
    ConfigurerModule notificationsShareAProcessor() {
        return configurer -> configurer.eventProcessing(processing ->
                processing.assignProcessingGroup(MailBuyerOnOrderEvents.GROUP, MailBuyerOnOrderEvents.PROCESSOR));
    }
}
