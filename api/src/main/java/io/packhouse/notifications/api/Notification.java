package io.packhouse.notifications.api;

/// What an e-mail is about; each has texts of its own.
public enum Notification {
    ORDER_CONFIRMED("order-confirmed"),
    ORDER_SHIPPED("order-shipped"),
    ORDER_CANCELLED("order-cancelled"),
    LOW_STOCK("low-stock");

    private final String template;

    Notification(String template) {
        this.template = template;
    }

    /// The name of its texts.
    public String template() {
        return template;
    }

    /// A person gets one e-mail for each cause.
    public String cause(String subject) {
        return template + "/" + subject;
    }
}
