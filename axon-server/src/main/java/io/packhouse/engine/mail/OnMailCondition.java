package io.packhouse.engine.mail;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Whether e-mails are kept at all: there is a mail server, or the demo shows them. An installation without either
/// spends nothing on them.
public final class OnMailCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var environment = context.getEnvironment();
        return isDemo(environment)
                || !environment.getProperty(MailSettings.HOST, "").isBlank();
    }

    public static boolean isDemo(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("demo"));
    }
}
