package io.packhouse.engine.mail;

import io.packhouse.shared.api.PersonId;
import java.util.Map;

/// An e-mail to one person. `cause` is what it is about, for example `order-confirmed/ord_…`: a person gets one e-mail
/// for each cause. `template` names its texts; `values` are its variables.
public record Mail(PersonId person, String address, String cause, String template, Map<String, String> values) {}
