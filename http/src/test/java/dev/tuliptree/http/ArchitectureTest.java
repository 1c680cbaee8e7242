package dev.tuliptree.http;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Who may know whom among the packages of this module. */
@AnalyzeClasses(packages = "dev.tuliptree.http", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.tuliptree.http";

    private static ArchRule neverSees(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Arrays.stream(others).map(other -> ROOT + "." + other).toArray(String[]::new));
    }

    @ArchTest
    static final ArchRule theProtocolsAreBytesAndNothingElse = noClasses()
            .that(resideInAPackage(ROOT + ".wire"))
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(
                            ROOT + ".wire",
                            "java.lang..",
                            "java.util..",
                            "java.nio..",
                            "java.time..",
                            "java.security..",
                            "org.jspecify..")
                    .or(resideInAPackage("java.io"))));

    @ArchTest
    static final ArchRule theProtocolsDoNoIo = noClasses()
            .that(resideInAPackage(ROOT + ".wire"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file.."));

    @ArchTest
    static final ArchRule routesKnowPathsAlone = noClasses()
            .that(resideInAPackage(ROOT + ".routing"))
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(
                    ROOT + ".routing", ROOT + ".wire", "java.lang..", "java.util..", "org.jspecify..")));

    @ArchTest
    static final ArchRule buffersDoNotKnowWhatTheyAreFor = noClasses()
            .that(resideInAPackage(ROOT + ".stream"))
            .should()
            .dependOnClassesThat(
                    resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(ROOT + ".stream", ROOT + ".wire"))));

    @ArchTest
    static final ArchRule webSocketsDoNotKnowHowTheyCameToBe =
            neverSees("websocket", "server", "client", "files", "routing");

    @ArchTest
    static final ArchRule filesDoNotKnowWhoServesThem = neverSees("files", "server", "client", "websocket", "routing");

    @ArchTest
    static final ArchRule clientAndServerAreStrangers = neverSees("client", "server", "files", "routing");

    @ArchTest
    static final ArchRule serverAndClientAreStrangers = neverSees("server", "client", "files");

    @ArchTest
    static final ArchRule onlyTheRuntimeIsBelow = noClasses()
            .that(not(resideInAnyPackage(ROOT + ".json", ROOT + ".coding", ROOT + ".template")))
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(
                    "dev.tuliptree..", "java..", "javax.crypto..", "javax.net.ssl..", "org.jspecify..")));

    @ArchTest
    static final ArchRule sessionsAreMadeOfWhatEveryMiddlewareSees =
            neverSees("session", "server", "client", "routing", "websocket", "stream");

    @ArchTest
    static final ArchRule codingsKnowBuffersAndTheLibrariesForThem = noClasses()
            .that(resideInAPackage(ROOT + ".coding"))
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(
                    ROOT + ".coding",
                    ROOT + ".stream",
                    ROOT + ".wire",
                    "java..",
                    "org.jspecify..",
                    "com.github.luben..")));

    @ArchTest
    static final ArchRule templatesKnowPebbleAndNothingOfTheWeb = noClasses()
            .that(resideInAPackage(ROOT + ".template"))
            .should()
            .dependOnClassesThat(
                    not(resideInAnyPackage(ROOT + ".template", "java..", "org.jspecify..", "io.pebbletemplates..")));

    @ArchTest
    static final ArchRule jsonKnowsJacksonAndNothingOfTheWeb = noClasses()
            .that(resideInAPackage(ROOT + ".json"))
            .should()
            .dependOnClassesThat(
                    not(resideInAnyPackage(ROOT + ".json", "java..", "org.jspecify..", "tools.jackson..")));
}
