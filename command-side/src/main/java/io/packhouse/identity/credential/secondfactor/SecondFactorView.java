package io.packhouse.identity.credential.secondfactor;

import java.time.Instant;

/// A second factor as its person sees it; `kind` is TOTP, codes of an authenticator app.
public record SecondFactorView(String kind, Instant addedAt, int recoveryCodesLeft) {}
