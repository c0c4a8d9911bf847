package io.packhouse.shared.api;

/// The currencies the shop sells in, for doors to check codes against before anything is decided.
public final class SupportedCurrencies {

    /// Their ISO 4217 codes, as a regular expression.
    public static final String FORM = "EUR|USD|GBP|CHF|JPY|KWD";

    /// What a person is told who named another.
    public static final String WANTED = "must be one of EUR, USD, GBP, CHF, JPY, KWD";

    private SupportedCurrencies() {}
}
