package io.packhouse.shared.api;

/// The currencies of the shop, with which endpoints validate currency codes.
public final class SupportedCurrencies {

    /// Their ISO 4217 codes, as a regular expression.
    public static final String FORM = "EUR|USD|GBP|CHF|JPY|KWD";

    /// The validation message for any other code.
    public static final String WANTED = "must be one of EUR, USD, GBP, CHF, JPY, KWD";

    private SupportedCurrencies() {}
}
