comment on column operations.operation_log.reason is 'What the actor wrote, sealed under the actor: person, version of the key and ciphertext.';
