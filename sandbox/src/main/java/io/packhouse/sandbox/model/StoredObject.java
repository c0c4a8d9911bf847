package io.packhouse.sandbox.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// An object of the provider. Objects are immutable, so an old value is its own history.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "object")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Session.class, name = "checkout.session"),
    @JsonSubTypes.Type(value = Payment.class, name = "payment_intent"),
    @JsonSubTypes.Type(value = Refund.class, name = "refund"),
    @JsonSubTypes.Type(value = Dispute.class, name = "dispute")
})
public sealed interface StoredObject permits Session, Payment, Refund, Dispute {

    String id();

    long created();
}
