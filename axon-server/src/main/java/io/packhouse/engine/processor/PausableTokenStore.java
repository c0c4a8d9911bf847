package io.packhouse.engine.processor;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/// Gives out no segment of a paused processor: it runs and has nothing to do, on this node and
/// after any restart.
public final class PausableTokenStore implements TokenStore {

    private final TokenStore store;
    private final DesiredProcessorState desired;
    private final Consumer<String> claimed;

    /// `claimed` is called with the processor, in the transaction that claims a segment.
    public PausableTokenStore(TokenStore store, DesiredProcessorState desired, Consumer<String> claimed) {
        this.store = store;
        this.desired = desired;
        this.claimed = claimed;
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        if (!desired.mayClaim(processor, segment.getSegmentId())) {
            throw new UnableToClaimTokenException(
                    "Segment %s of %s is paused.".formatted(segment.getSegmentId(), processor));
        }
        var token = store.fetchToken(processor, segment);
        claimed.accept(processor);
        return token;
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        return store.fetchToken(processor, segment);
    }

    @Override
    public void initializeTokenSegments(String processor, int count) {
        store.initializeTokenSegments(processor, count);
    }

    @Override
    public void initializeTokenSegments(String processor, int count, @Nullable TrackingToken initial) {
        store.initializeTokenSegments(processor, count, initial);
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        store.storeToken(token, processor, segment);
    }

    @Override
    public void extendClaim(String processor, int segment) {
        store.extendClaim(processor, segment);
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        store.releaseClaim(processor, segment);
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        store.initializeSegment(token, processor, segment);
    }

    @Override
    public void deleteToken(String processor, int segment) {
        store.deleteToken(processor, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return store.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processor) {
        return store.fetchSegments(processor);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        return store.fetchAvailableSegments(processor);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return store.retrieveStorageIdentifier();
    }
}
