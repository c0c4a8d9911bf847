package io.packhouse.identity.credential.passkey;

import io.packhouse.shared.api.PersonId;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/// Persons as Spring Security asks for them: their id is all that a passkey needs.
final class PasskeyUsers implements PublicKeyCredentialUserEntityRepository {

    @Override
    public PublicKeyCredentialUserEntity findById(Bytes id) {
        return user(Passkey.person(id), Passkey.person(id).value(), "");
    }

    @Override
    public PublicKeyCredentialUserEntity findByUsername(String username) {
        return user(new PersonId(username), username, "");
    }

    @Override
    public void save(PublicKeyCredentialUserEntity user) {
        throw new UnsupportedOperationException("Nothing is stored about the person of a passkey.");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("Nothing is stored about the person of a passkey.");
    }

    static PublicKeyCredentialUserEntity user(PersonId person, String email, String name) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Passkey.handle(person))
                .name(email)
                .displayName(name)
                .build();
    }
}
