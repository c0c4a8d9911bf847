package io.packhouse.identity.credential.passkey;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.encryption.PersonalRecords;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.shared.api.PersonId;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The passkeys of persons. Spring Security checks what devices sign. The device verifies its person (fingerprint,
/// face or PIN), so that a passkey is two factors in one.
@Component
public class Passkeys implements PersonalRecords {

    private static final String SIGN_IN = "sign-in";

    private final Passkey.Rows passkeys;
    private final PasskeyRepository repository;
    private final PasskeyChallenges challenges;
    private final PersonalDataCipher cipher;
    private final TransactionOperations transactions;
    private final RelyingParty party;
    private final PublicKeyCredentialRpEntity entity;
    private final WebAuthnRelyingPartyOperations operations;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            Passkey.Rows passkeys,
            PasskeyRepository repository,
            PasskeyChallenges challenges,
            PersonalDataCipher cipher,
            @Qualifier("credentialTransactions") TransactionOperations transactions,
            @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String publicUrl) {
        this.passkeys = passkeys;
        this.repository = repository;
        this.challenges = challenges;
        this.cipher = cipher;
        this.transactions = transactions;
        party = RelyingParty.of(publicUrl);
        entity = PublicKeyCredentialRpEntity.builder()
                .id(party.host())
                .name("Packhouse")
                .build();
        operations =
                new Webauthn4JRelyingPartyOperations(new PasskeyUsers(), repository, entity, Set.of(party.origin()));
    }

    /// Whether browsers accept passkeys for the address of this shop.
    public boolean isPossible() {
        return party.isPossible();
    }

    /// For `navigator.credentials.create`; `purpose` is that of its challenge.
    String creationOptions(Account account, String purpose) {
        var user = PasskeyUsers.user(account.id(), account.email(), account.name());
        return json.writeValueAsString(creation(user, challenges.make(purpose)));
    }

    /// For `navigator.credentials.get`.
    public String requestOptions() {
        return json.writeValueAsString(request(challenges.make(SIGN_IN)));
    }

    /// Stores a new passkey, in the transaction of the caller. Throws a runtime exception when it is not right.
    void add(PersonId person, String purpose, String label, String credential) {
        var given = json.readValue(
                credential, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
        var challenge = challenges.use(given.getResponse().getClientDataJSON(), purpose);
        var user = PasskeyUsers.user(person, person.value(), "");
        operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                creation(user, challenge), new RelyingPartyPublicKey(given, label)));
    }

    /// Whose passkey signed the challenge, in the transaction of the caller. Throws a runtime exception when it is not
    /// right.
    PersonId authenticate(String credential) {
        var given =
                json.readValue(credential, new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {});
        var challenge = challenges.use(given.getResponse().getClientDataJSON(), SIGN_IN);
        return Passkey.person(operations
                .authenticate(new RelyingPartyAuthenticationRequest(request(challenge), given))
                .getId());
    }

    /// The oldest first.
    public List<PasskeyView> list(PersonId person) {
        var rows = transactions.execute(_ -> passkeys.findByPersonIdOrderByCreatedAt(person.value()));
        var texts = cipher.texts();
        return rows.stream()
                .map(one -> new PasskeyView(
                        one.credentialId(), String.valueOf(texts.open(one.label())), one.createdAt(), one.lastUsedAt()))
                .toList();
    }

    int count(PersonId person) {
        return transactions.execute(_ -> passkeys.countByPersonId(person.value()));
    }

    /// In the transaction of the caller; false when the person has no such passkey.
    boolean remove(PersonId person, String id) {
        return passkeys.deleteOne(id, person.value()) == 1;
    }

    /// In the transaction of the caller; false when there was none.
    public boolean removeAll(PersonId person) {
        return passkeys.deleteOf(person.value()) > 0;
    }

    @Override
    public String name() {
        return "passkey";
    }

    @Override
    public List<?> about(PersonId person) {
        return list(person);
    }

    @Override
    public void erase(PersonId person) {
        transactions.executeWithoutResult(_ -> removeAll(person));
    }

    public void prune() {
        transactions.executeWithoutResult(_ -> challenges.prune());
    }

    private PublicKeyCredentialCreationOptions creation(PublicKeyCredentialUserEntity user, Bytes challenge) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(entity)
                .user(user)
                .challenge(challenge)
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.RS256)
                .attestation(AttestationConveyancePreference.NONE)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .excludeCredentials(transactions.execute(_ -> repository.findByUserId(user.getId())).stream()
                        .map(one -> PublicKeyCredentialDescriptor.builder()
                                .id(one.getCredentialId())
                                .transports(one.getTransports())
                                .build())
                        .toList())
                .timeout(PasskeyChallenges.VALID)
                .build();
    }

    private PublicKeyCredentialRequestOptions request(Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .challenge(challenge)
                .rpId(party.host())
                .allowCredentials(List.of())
                .userVerification(UserVerificationRequirement.REQUIRED)
                .timeout(PasskeyChallenges.VALID)
                .build();
    }
}
