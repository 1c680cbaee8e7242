package dev.tuliptree.testing;

import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a JUnit test method whose body is a coroutine: it runs as the main task of an event loop on a
 * {@link VirtualClockEngine}, so it may sleep as long as it likes, and takes no time.
 *
 * <pre>{@code
 * @LoopTest
 * void sleepsForAsLongAsAskedTo() {
 *     long start = loop().nanoTime();
 *     sleep(seconds(3600));
 *     assertThat(loop().nanoTime() - start).isEqualTo(seconds(3600).toNanos());
 * }
 * }</pre>
 *
 * <p>Every test is run several times, each time on a new instance of its class and a new loop: on both carriers
 * (mounting only where the JVM was started with the flag for it), once with ready tasks in the order they became ready
 * and then with this order shuffled by different seeds. The seeds are the same in every build. A failure says how the
 * test was run, and with which system properties that one run is repeated:
 *
 * <ul>
 *   <li>{@code tuliptree.test.seed}: run under this seed alone, or with {@code none} unshuffled alone;
 *   <li>{@code tuliptree.carrier}: run on this carrier alone, {@code mounting} or {@code baton};
 *   <li>{@code tuliptree.test.schedules}: how many seeds to run with, for tests that do not say;
 *   <li>{@code tuliptree.test.network}: on what {@link Network} to run tests that do not say, {@code rough} for
 *       instance. Those whose peers are outside of the loop fail on any but {@code real}.
 * </ul>
 *
 * <p>A test also fails if, at its end, something of its loop is left: a task other than those that end without any more
 * help, a timer, something outside that is still under way, an open socket. And it fails if it takes longer than its
 * limit of real time; it then says what each task was waiting for.
 *
 * <p>Sockets are real, and their peers may be anyone's, unless a test asks for a {@link #network} or has a parameter of
 * type {@link SimulatedNetwork}: then it runs on a network in memory, with the seed of its schedule, 0 for the
 * unshuffled one.
 *
 * <p>Methods of JUnit's life cycle, {@code @BeforeEach} and the like, do not run on the loop. A test method may have a
 * parameter of type {@link RandomGenerator}, seeded as the schedule is.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(LoopTestExtension.class)
public @interface LoopTest {
    /** How many seeded schedules are run unless something else is asked for. */
    int DEFAULT_SCHEDULES = 2;

    /**
     * How many seeded schedules to run on each carrier, besides the unshuffled one.
     *
     * @return the number; negative for that of the system property, or {@value #DEFAULT_SCHEDULES}
     */
    int schedules() default -1;

    /**
     * On which carriers to run.
     *
     * @return the carriers
     */
    CarrierKind[] carriers() default {CarrierKind.MOUNTING, CarrierKind.BATON};

    /**
     * How long one run may take.
     *
     * @return seconds of real time
     */
    int limit() default 30;

    /**
     * On what network to run.
     *
     * @return the kind
     */
    Network network() default Network.REAL;

    /** Kinds of networks. */
    enum Network {
        /**
         * The system's sockets; or, where the test has a parameter of type {@link SimulatedNetwork}, {@link #IDEAL}.
         */
        REAL,
        /** A simulated network in which everything arrives at once: {@link LinkConditions#IDEAL}. */
        IDEAL,
        /**
         * A simulated network in which happens what TCP allows, other things under each seed: see
         * {@link LinkConditions#rough}.
         */
        ROUGH,
        /** A simulated network in which connections break as well: see {@link LinkConditions#hostile}. */
        HOSTILE;

        /** The system property that says on what network tests run that do not say themselves. */
        static final String PROPERTY = "tuliptree.test.network";

        /** This one, or what the system property says if this is the default. */
        Network orGiven() {
            return this == REAL ? valueOf(System.getProperty(PROPERTY, "real").toUpperCase(Locale.ROOT)) : this;
        }

        LinkConditions conditions(RandomGenerator random) {
            return switch (this) {
                case REAL, IDEAL -> LinkConditions.IDEAL;
                case ROUGH -> LinkConditions.rough(random);
                case HOSTILE -> LinkConditions.hostile(random);
            };
        }
    }
}
