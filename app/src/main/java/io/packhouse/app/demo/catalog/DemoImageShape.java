package io.packhouse.app.demo.catalog;

import io.packhouse.app.demo.catalog.DemoPictures.Tones;
import java.util.Arrays;
import java.util.Locale;

/// Drawings of products, standing on the point (0, 0), up to 360 high. `@b`, `@l`, `@d` stand for
/// the product's base, light and dark colour; `@a`, `@p`, `@q` for those of its label.
enum DemoImageShape {
    CUP(
            140,
            "cup mug coffee espresso tumbler glass bowl glassware",
            "<path d='M95-190c80-18 118 30 96 84-14 36-60 52-104 46' fill='none' stroke='@d'"
                    + " stroke-width='24'/><path d='M-125-235h240l-18 195c-3 26-20 40-46 40h-112c-26"
                    + " 0-43-14-46-40z' fill='url(#b)'/><ellipse cx='-5' cy='-235' rx='120' ry='24'"
                    + " fill='@l'/><ellipse cx='-5' cy='-232' rx='104' ry='17' fill='@d'/><path"
                    + " d='M-117-150h226l-4 44h-218z' fill='@a' opacity='.85'/>"),
    KETTLE(
            170,
            "kettle teapot pan saucepan jug carafe cookware",
            "<path d='M120-190c90-10 110 90 20 130' fill='none' stroke='@d'"
                    + " stroke-width='22'/><path d='M-115-150c-60-10-70-60-105-82l30-16c40 20 50 40 86"
                    + " 42z' fill='@d'/><path d='M-130-90c0-90 50-150 130-150s130 60 130 150c0 62-40"
                    + " 90-130 90s-130-28-130-90z' fill='url(#b)'/><ellipse cx='0' cy='-236' rx='66'"
                    + " ry='14' fill='@l'/><path d='M-62-240c10-30 114-30 124 0z' fill='@b'/><circle"
                    + " cx='0' cy='-276' r='16' fill='@a'/>"),
    BOTTLE(
            80,
            "bottle oil water juice wine syrup cleaner soap shampoo spray detergent lotion",
            "<rect x='-26' y='-352' width='52' height='34' rx='6' fill='@a'/><path"
                    + " d='M-20-322h40v54c0 26 52 36 52 84v158c0 18-10 26-28"
                    + " 26h-88c-18 0-28-8-28-26v-158c0-48 52-58 52-84z' fill='url(#b)'/><path"
                    + " d='M-72-160h144v104h-144z' fill='#f7f4ec'/>@m<path d='M-52-188c2-22 24-34"
                    + " 38-46' fill='none' stroke='#fff' stroke-opacity='.4' stroke-width='9'"
                    + " stroke-linecap='round'/>"),
    JAR(
            105,
            "honey jar jam spice sugar salt cream powder preserve sauce candle candles vase butter",
            "<rect x='-92' y='-252' width='184' height='50' rx='8' fill='@a'/><path"
                    + " d='M-92-228h184' stroke='@q' stroke-width='3' opacity='.5'/><path"
                    + " d='M-84-202h168c18 14 26 28 26 50v116c0 24-12 36-36 36h-148c-24"
                    + " 0-36-12-36-36v-116c0-22 8-36 26-50z' fill='url(#b)'/><rect x='-80' y='-140'"
                    + " width='160' height='92' rx='4' fill='#f7f4ec'/>@m"),
    TIN(
            110,
            "tin can tea paint filter drum",
            "<path d='M-104-228v206c0 30 208 30 208 0v-206z' fill='url(#b)'/><path"
                    + " d='M-104-160v92c0 30 208 30 208 0v-92c0 30-208 30-208 0z'"
                    + " fill='#f7f4ec'/>@m<path d='M-108-262v34c0 32 216 32 216 0v-34z'"
                    + " fill='@a'/><ellipse cx='0' cy='-262' rx='108' ry='25' fill='@p'/><ellipse"
                    + " cx='0' cy='-264' rx='84' ry='17' fill='none' stroke='@a' stroke-width='3'/>"),
    BAG(
            120,
            "bag linen tote sack pouch backpack carrier beans",
            "<path d='M-56-230c-4-120 116-120 112 0' fill='none' stroke='@d'"
                    + " stroke-width='14'/><path d='M-118-240h236l16 240h-268z' fill='url(#b)'/><path"
                    + " d='M-118-240h236l2 26h-240z' fill='@d' opacity='.5'/><circle cx='0' cy='-110'"
                    + " r='46' fill='none' stroke='@l' stroke-width='7'/><path d='M-22-110h44M0-132v44'"
                    + " stroke='@l' stroke-width='7'/>"),
    SPOON(
            70,
            "spoon ladle cutlery fork knife whisk utensil",
            "<g transform='rotate(14)'><path d='M-11-215h22l7 200c0 20-36 20-36 0z'"
                    + " fill='@b'/><ellipse cx='0' cy='-268' rx='44' ry='66' fill='url(#b)'/><ellipse"
                    + " cx='4' cy='-264' rx='29' ry='48' fill='@d' opacity='.35'/></g><g"
                    + " transform='translate(64 4) rotate(24)'><path d='M-9-200h18l6 188c0 16-30 16-30"
                    + " 0z' fill='@p'/><ellipse cx='0' cy='-242' rx='34' ry='52' fill='@a'/></g>"),
    CABLE(
            150,
            "cable cord wire lead adapter charger usb hdmi hose rope plug network",
            "<g fill='none' stroke-linecap='round'><ellipse cx='0' cy='-110' rx='132' ry='104'"
                    + " stroke='@d' stroke-width='22'/><ellipse cx='6' cy='-112' rx='104' ry='78'"
                    + " stroke='@b' stroke-width='22'/><ellipse cx='-4' cy='-108' rx='76' ry='54'"
                    + " stroke='@l' stroke-width='20'/><path d='M120-150c40-40 20-120-36-140'"
                    + " stroke='@b' stroke-width='20'/></g><g transform='translate(78 -292)"
                    + " rotate(-64)'><rect x='-24' y='-64' width='48' height='66' rx='8'"
                    + " fill='@d'/><rect x='-15' y='-96' width='30' height='34'"
                    + " fill='#c9ccd0'/></g><path d='M-26-218h52v36h-52z' fill='@a'/>"),
    LAMP(
            130,
            "lamp light lighting bulb led lantern",
            "<ellipse cx='0' cy='-10' rx='84' ry='16' fill='@d'/><path d='M0-14V-214' stroke='@d'"
                    + " stroke-width='13'/><path d='M-62-348h124l62 146h-248z' fill='url(#b)'/><ellipse"
                    + " cx='0' cy='-202' rx='124' ry='20' fill='#fdf3cf'/><ellipse cx='0' cy='-348'"
                    + " rx='62' ry='10' fill='@l'/><path d='M76-186v66' stroke='@a'"
                    + " stroke-width='4'/><circle cx='76' cy='-112' r='9' fill='@a'/>"),
    CHAIR(
            120,
            "chair seat stool furniture sofa bench",
            "<path d='M-84-150l-26 150M84-150l26 150M-58-150l-6 122M58-150l6 122' stroke='@q'"
                    + " stroke-width='13' stroke-linecap='round'/><path"
                    + " d='M-92-352h184c14 0 20 8 18 22l-16 142h-188l-16-142c-2-14 4-22 18-22z'"
                    + " fill='url(#b)'/><path d='M-70-318h140l-10 100h-120z' fill='@l'"
                    + " opacity='.45'/><path d='M-106-190h212c16 0 22 12 18 26l-8"
                    + " 24h-232l-8-24c-4-14 2-26 18-26z' fill='@b'/><path d='M-116-140h232l-4"
                    + " 14h-224z' fill='@d'/>"),
    TABLE(
            180,
            "desk table shelf rack workbench trolley cabinet",
            "<path d='M-150-170V0M150-170V0M-116-170v140M116-170v140' stroke='@d'"
                    + " stroke-width='15'/><path d='M-186-196h372v30h-372z' fill='url(#b)'/><path"
                    + " d='M-160-222h320l26 28h-372z' fill='@l'/><path d='M-108-166h216v54h-216z'"
                    + " fill='@b'/><path d='M-22-140h44' stroke='@p' stroke-width='8'"
                    + " stroke-linecap='round'/><path d='M-90-222h50v-50h-50z' fill='@a'/><path"
                    + " d='M-30-222h26v-66h-26z' fill='@p'/>"),
    SHIRT(
            150,
            "shirt jacket vest apparel clothing coat apron uniform workwear glove trousers",
            "<path d='M-58-318c26 34 90 34 116 0l92 50-34 84-40-16v200h-152v-200l-40 16-34-84z'"
                    + " fill='url(#b)'/><path d='M-58-318c26 34 90 34 116 0l-16-10c-22 20-62 20-84 0z'"
                    + " fill='@d'/><path d='M0-288V0' stroke='@d' stroke-width='4' opacity='.6'/><rect"
                    + " x='24' y='-212' width='40' height='36' rx='3' fill='@a'/><g fill='@l'><circle"
                    + " cx='0' cy='-236' r='5'/><circle cx='0' cy='-170' r='5'/><circle cx='0'"
                    + " cy='-104' r='5'/></g>"),
    HELMET(
            150,
            "helmet safety hat goggle mask protection boot",
            "<path d='M-136-60c0-120 60-186 140-186s128 66 128 186z' fill='url(#b)'/><path"
                    + " d='M-30-240c6-18 62-18 68 0l8 180h-84z' fill='@l' opacity='.6'/><path"
                    + " d='M-150-66h330c14 0 18 30-8 34h-322c-24 0-24-34 0-34z' fill='@d'/><path"
                    + " d='M-120-32c10 50 60 40 90 0' fill='none' stroke='@q' stroke-width='10'/>"),
    TOOL(
            100,
            "tool hammer drill screwdriver wrench pliers saw spanner screw bolt hardware nail brush rake",
            "<g transform='rotate(-24) translate(-10 10)'><path d='M-15-260h30l10"
                    + " 238c0 20-50 20-50 0z' fill='url(#b)'/><path d='M-21-110h42l5 88c0 20-52"
                    + " 20-52 0z' fill='@d'/><path d='M-76-336h40v-8h72c30 0 62 26 70"
                    + " 72-26-22-42-24-70-22v18h-72v-8h-40z' fill='#6b7177'/><path"
                    + " d='M-76-336h40v-8h72c24 0 46 14 60 44-20-18-40-26-60-26h-112z'"
                    + " fill='#9ba1a7'/></g>"),
    SCREEN(
            185,
            "screen monitor laptop tablet display computer electronics phone notebook keyboard",
            "<path d='M-40-60h80l14 54h-108z' fill='#8d9298'/><path d='M-84-8h168v10h-168z'"
                    + " fill='#6b7177'/><rect x='-184' y='-296' width='368' height='240' rx='14'"
                    + " fill='#3a3f45'/><rect x='-170' y='-282' width='340' height='206' rx='4'"
                    + " fill='url(#b)'/><path d='M-170-130l90-70 70 50 80-84 100 92v66h-340z'"
                    + " fill='@l' opacity='.55'/><circle cx='100' cy='-232' r='24' fill='@p'/>"),
    BOOK(
            130,
            "book paper notebook calendar folder stationery binder office pen label envelope",
            "<path d='M-120-36l24-274h206l-24 274z' fill='url(#b)'/><path d='M-120-36h206l10"
                    + " 22h-206c-16 0-20-22-10-22z' fill='#f7f4ec'/><path d='M-110-14h206l-10"
                    + " 14h-200c-14 0-16-36-6-36l2 22z' fill='@d'/><path d='M-74-266h150l-6 70h-150z'"
                    + " fill='#f7f4ec'/><path d='M-60-244h110M-62-220h76' stroke='@d'"
                    + " stroke-width='8'/><path d='M62-310l-14 158 22-20 18 20 14-158z' fill='@a'/>"),
    PLANT(
            110,
            "plant planter garden flower pot pots seed herb tree soil",
            "<path d='M0-130c-10-80-90-80-106-150 70-10 110 40 106 110 4-90 40-150 100-166 16 70-40"
                    + " 120-92 170 40-30 80-30 112-10-24 40-80 50-112 30z' fill='#6f8a6a'/><path"
                    + " d='M4-120c-4-60-50-90-80-130M4-120c10-80 40-120 76-160' fill='none'"
                    + " stroke='#4f6a4b' stroke-width='6'/><path d='M-92-150h184l-20 150h-144z'"
                    + " fill='@a'/><path d='M-102-166h204v34h-204z' fill='@p'/>"),
    BOX(
            150,
            "",
            "<path d='M-150-210L0-250l150 40L0-166z' fill='@l'/><path"
                    + " d='M-150-210L0-166V0l-150-46z' fill='@b'/><path d='M150-210L0-166V0l150-46z'"
                    + " fill='@d'/><path d='M-30-242l150 40-30 9-150-41z' fill='@p' opacity='.9'/><path"
                    + " d='M90-193l30-9v60l-30 10z' fill='@a'/><path d='M-126-150l84 25v56l-84-25z'"
                    + " fill='#f7f4ec'/><path d='M-114-130l58 17M-114-110l36 11' stroke='@d'"
                    + " stroke-width='6'/>");

    private final int halfWidth;
    private final String words;
    private final String drawing;

    DemoImageShape(int halfWidth, String words, String drawing) {
        this.halfWidth = halfWidth;
        this.words = " " + words + " ";
        this.drawing = drawing.replace('\'', '"');
    }

    /// By the product name before the category; unknown products are drawn as a box.
    static DemoImageShape of(String name, String category) {
        return Arrays.stream(new String[] {name, category})
                .map(text -> text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1))
                .flatMap(words -> Arrays.asList(words).reversed().stream())
                .filter(word -> !word.isEmpty())
                .flatMap(word -> Arrays.stream(values()).filter(shape -> shape.isCalled(word)))
                .findFirst()
                .orElse(BOX);
    }

    int halfWidth() {
        return halfWidth;
    }

    /// `label` selects one of three label layouts.
    String drawing(Tones own, Tones accent, int label) {
        var mark = switch (label) {
            case 0 -> "<circle cx=\"0\" cy=\"-104\" r=\"26\" fill=\"@a\"/>";
            case 1 -> "<path d=\"M-44-122h88M-44-102h88M-44-82h52\" stroke=\"@a\" stroke-width=\"9\"/>";
            default -> "<path d=\"M0-134l28 28-28 28-28-28z\" fill=\"@a\"/>";
        };
        return drawing.replace("@m", mark)
                .replace("@b", own.base())
                .replace("@l", own.light())
                .replace("@d", own.dark())
                .replace("@a", accent.base())
                .replace("@p", accent.light())
                .replace("@q", accent.dark());
    }

    private boolean isCalled(String word) {
        return words.contains(" " + word + " ")
                || (word.endsWith("s") && words.contains(" " + word.substring(0, word.length() - 1) + " "));
    }
}
