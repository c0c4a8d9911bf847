package io.packhouse.identity.credential.secondfactor;

import io.packhouse.engine.http.SignInRejectedException;
import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.identity.credential.attempt.AuthenticationEventType;
import io.packhouse.identity.credential.attempt.AuthenticationLog;
import io.packhouse.identity.credential.attempt.AuthenticationLog.Subject;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.shared.api.PersonId;
import org.springframework.stereotype.Component;

/// Checks and uses the codes of sign-ins and of changes, and logs them.
@Component
public class CodeCheck {

    private static final String WRONG = "The code is wrong, or it was used before.";

    private final SecondFactors secondFactors;
    private final AuthenticationLog log;

    CodeCheck(SecondFactors secondFactors, AuthenticationLog log) {
        this.secondFactors = secondFactors;
        this.log = log;
    }

    /// A right code, which is used in the transaction of what it permits; a wrong one is logged as `failure`.
    public AcceptedCode require(PersonId person, String code, AuthenticationEventType failure, ClientOrigin origin) {
        try {
            return secondFactors.check(person, code, origin).orElseThrow(() -> wrong(person, failure, origin));
        } catch (TooManyRequestsException e) {
            log.append(AuthenticationEventType.LOCKED, Subject.person(person), origin, "CODE");
            throw e;
        }
    }

    /// In the transaction of what the code permits; false when it was used before.
    public boolean use(AcceptedCode code, ClientOrigin origin) {
        var used = secondFactors.use(code);
        if (used && code.isRecoveryCode()) {
            log.append(AuthenticationEventType.RECOVERY_CODE_USED, Subject.person(code.person()), origin);
        }
        return used;
    }

    /// As [#use]; rejected when the code was used before.
    public void requireUse(AcceptedCode code, ClientOrigin origin) {
        if (!use(code, origin)) {
            throw new SignInRejectedException(WRONG);
        }
    }

    public SignInRejectedException wrong(PersonId person, AuthenticationEventType failure, ClientOrigin origin) {
        log.append(failure, Subject.person(person), origin, "WRONG_CODE");
        return new SignInRejectedException(WRONG);
    }
}
