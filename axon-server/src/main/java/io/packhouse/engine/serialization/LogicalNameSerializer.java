package io.packhouse.engine.serialization;

import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

/// Stores events under their logical names; leaves other types unchanged.
public final class LogicalNameSerializer implements Serializer {

    private final Serializer delegate;
    private final EventTypeRegistry names;

    public LogicalNameSerializer(Serializer delegate, EventTypeRegistry names) {
        this.delegate = delegate;
        this.names = names;
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> representation) {
        var serialized = delegate.serialize(object, representation);
        return retyped(serialized, logical(serialized.getType(), object.getClass()));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return delegate.canSerializeTo(representation);
    }

    @Override
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        return delegate.deserialize(retyped(serialized, java(serialized.getType())));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return delegate.classForType(java(type));
    }

    @Override
    @SuppressWarnings("rawtypes") // Required by the interface.
    public SerializedType typeForClass(Class type) {
        return logical(delegate.typeForClass(type), type);
    }

    @Override
    public Converter getConverter() {
        return delegate.getConverter();
    }

    private SerializedType logical(SerializedType type, Class<?> javaType) {
        return names.nameOf(javaType)
                .<SerializedType>map(name -> new SimpleSerializedType(name, type.getRevision()))
                .orElse(type);
    }

    private SerializedType java(SerializedType type) {
        return names.typeOf(type.getName())
                .<SerializedType>map(java -> new SimpleSerializedType(java.getName(), type.getRevision()))
                .orElse(type);
    }

    private static <T> SerializedObject<T> retyped(SerializedObject<T> object, SerializedType type) {
        return object.getType().equals(type)
                ? object
                : new SimpleSerializedObject<>(object.getData(), object.getContentType(), type);
    }
}
