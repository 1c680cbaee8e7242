package dev.tuliptree.http.client;

/**
 * Who the client is, and what it knows to prove that.
 *
 * @param user a name without a colon
 */
record Credentials(String user, String password) {
    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if there is a colon in the name, or a control character in either
     */
    Credentials {
        Authorization.basic(user, password);
    }

    /** The value of an Authorization header that tells both. */
    String basic() {
        return Authorization.basic(user, password);
    }

    /** The name alone. */
    @Override
    public String toString() {
        return user;
    }
}
