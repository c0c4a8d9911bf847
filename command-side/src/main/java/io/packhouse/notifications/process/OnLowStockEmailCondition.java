package io.packhouse.notifications.process;

import io.packhouse.engine.mail.OnMailCondition;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Without an address for it, no event of stock is read.
final class OnLowStockEmailCondition implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        var address = context.getEnvironment().getProperty(MailStaffOnLowStock.EMAIL, "");
        return !address.isBlank() && new OnMailCondition().matches(context, metadata);
    }
}
