package io.packhouse.engine.image;

import static io.packhouse.engine.image.ImageRejection.DRAWING_NOT_PLAIN;
import static io.packhouse.engine.image.ImageRejection.NOT_AN_IMAGE;

import io.packhouse.shared.api.CommandRejectedException;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Accepts SVG images with an allowlist: no scripts, no external references, nothing that is not
/// SVG.
final class SvgSanitizer {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int MOST_ELEMENTS = 20_000;
    private static final int MOST_WIDE = 10_000;

    private static final Set<String> ELEMENTS =
            Set.of(("svg g path rect circle ellipse line polyline polygon defs clipPath mask"
                            + " linearGradient radialGradient stop title desc text tspan")
                    .split(" "));
    private static final Set<String> ATTRIBUTES =
            Set.of(("id class d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height viewBox"
                            + " version points transform preserveAspectRatio fill fill-opacity"
                            + " fill-rule stroke stroke-width stroke-opacity stroke-linecap"
                            + " stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset"
                            + " opacity offset stop-color stop-opacity gradientUnits gradientTransform"
                            + " spreadMethod clip-path clip-rule clipPathUnits mask maskUnits style"
                            + " role aria-label text-anchor font-family font-size font-weight"
                            + " font-style lang space")
                    .split(" "));

    /// The only allowed reference is to a part of the same image.
    private static final Pattern PLAIN =
            Pattern.compile("(?si)(?:(?!url\\s*\\(|src\\s*\\(|image\\s*\\(|image-set|//|[a-z]+script\\s*:"
                    + "|[@\\\\]).|url\\(#[\\w.-]+\\))*");

    private static final Pattern NUMBERS = Pattern.compile("[\\s,]+");

    private SvgSanitizer() {}

    static ImageMetadata check(byte[] bytes) {
        try {
            var reader = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
            return read(reader);
        } catch (XMLStreamException | NumberFormatException e) {
            throw new CommandRejectedException(NOT_AN_IMAGE);
        }
    }

    private static ImageMetadata read(XMLStreamReader reader) throws XMLStreamException {
        ImageMetadata facts = null;
        var elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (facts == null) {
                        facts = root(reader);
                    }
                    requireAllowedSvg(reader);
                    if (++elements > MOST_ELEMENTS) {
                        throw notPlain("more than " + MOST_ELEMENTS + " elements");
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw notPlain("DOCTYPE");
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw notPlain("<?" + reader.getPITarget());
                default -> {} // Text, whitespace and end tags.
            }
        }
        if (facts == null) {
            throw new CommandRejectedException(NOT_AN_IMAGE);
        }
        return facts;
    }

    private static ImageMetadata root(XMLStreamReader reader) {
        if (!reader.getLocalName().equals("svg") || !SVG.equals(reader.getNamespaceURI())) {
            throw new CommandRejectedException(NOT_AN_IMAGE);
        }
        var box = reader.getAttributeValue(null, "viewBox");
        if (box == null) {
            return facts(length(reader, "width"), length(reader, "height"));
        }
        var numbers = NUMBERS.split(box.strip(), -1);
        if (numbers.length != 4) {
            throw new CommandRejectedException(NOT_AN_IMAGE);
        }
        return facts(numbers[2], numbers[3]);
    }

    private static String length(XMLStreamReader reader, String name) {
        var given = reader.getAttributeValue(null, name);
        return given == null ? "" : given.replaceFirst("px$", "");
    }

    private static ImageMetadata facts(String width, String height) {
        return new ImageMetadata(ImageMetadata.SVG, whole(width), whole(height));
    }

    private static int whole(String number) {
        var value = Double.parseDouble(number);
        if (!(value >= 1 && value <= MOST_WIDE)) {
            throw new CommandRejectedException(NOT_AN_IMAGE);
        }
        return (int) Math.round(value);
    }

    private static void requireAllowedSvg(XMLStreamReader reader) {
        var element = reader.getLocalName();
        if (!SVG.equals(reader.getNamespaceURI()) || !ELEMENTS.contains(element)) {
            throw notPlain("<" + element + ">");
        }
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var name = reader.getAttributeLocalName(i);
            var space = reader.getAttributeNamespace(i);
            var ours = space == null || space.isEmpty() || space.equals(XMLConstants.XML_NS_URI);
            if (!ours || !ATTRIBUTES.contains(name)) {
                throw notPlain(name + "=");
            }
            var value = reader.getAttributeValue(i).toLowerCase(Locale.ROOT);
            if (!isPlain(value)) {
                throw notPlain(name + "=\"" + value.substring(0, Math.min(40, value.length())));
            }
        }
    }

    /// A long path has no alphabetic characters that could form an address; only other values are
    /// checked in detail.
    private static boolean isPlain(String value) {
        var suspicious = value.contains("url") || value.contains(":") || value.contains("@") || value.contains("\\");
        return !suspicious || (value.length() < 2_000 && PLAIN.matcher(value).matches());
    }

    private static CommandRejectedException notPlain(String found) {
        return new CommandRejectedException(DRAWING_NOT_PLAIN, Map.of("found", found));
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
