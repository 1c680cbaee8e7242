package dev.tuliptree.bench.report;

import java.util.Map;

/**
 * The Universal Scalability Law (Gunther, "Guerrilla Capacity Planning", 2007): on {@code n} cores a system is {@code n
 * / (1 + sigma (n - 1) + kappa n (n - 1))} times as fast as on one.
 *
 * @param sigma the part of the work that only one core can do at a time
 * @param kappa what each core spends on agreeing with each other one
 */
record Scalability(double sigma, double kappa) {
    /** As fast as on one core, so many times. */
    double speedUp(int cores) {
        return cores / (1 + (cores - 1) * (sigma + kappa * cores));
    }

    /** What is missing at one number of cores, put down to waiting alone. Nothing, if nothing is missing. */
    static Scalability ofWaiting(int cores, double speedUp) {
        return new Scalability(Math.max(0, missing(cores, speedUp)), 0);
    }

    /** The same, put down to agreeing alone. */
    static Scalability ofAgreeing(int cores, double speedUp) {
        return new Scalability(0, Math.max(0, missing(cores, speedUp) / cores));
    }

    /**
     * The nearest to several speed-ups, by least squares; neither part is negative.
     *
     * @param speedUps by the number of cores, at least two numbers above one
     */
    static Scalability fit(Map<Integer, Double> speedUps) {
        double n = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (Map.Entry<Integer, Double> one : speedUps.entrySet()) {
            int cores = one.getKey();
            if (cores == 1) continue;
            double missing = missing(cores, one.getValue());
            n++;
            x += cores;
            y += missing;
            xx += (double) cores * cores;
            xy += cores * missing;
        }
        if (n < 2) throw new IllegalArgumentException("two parameters need two numbers of cores above one");
        double kappa = (n * xy - x * y) / (n * xx - x * x);
        if (kappa < 0) return new Scalability(Math.max(0, y / n), 0);
        double sigma = (y - kappa * x) / n;
        return sigma < 0 ? new Scalability(0, Math.max(0, xy / xx)) : new Scalability(sigma, kappa);
    }

    /** The law is linear in this: it is {@code sigma + kappa n}. */
    private static double missing(int cores, double speedUp) {
        return (cores / speedUp - 1) / (cores - 1);
    }
}
