package dev.tuliptree.live;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What a page sent with a message, as a typed view of its JSON. The fields of a submitted form are read by their names,
 * {@code data.text("message")}; richer content one step at a time, {@code data.at("cursor").at("line").integer()}, or
 * at once into a record, {@code data.as(Cursor.class)}.
 *
 * <p>A page is not to be trusted: whatever is missing or of another kind raises {@link DataException}, and no method
 * guesses. Immutable, for any thread; nothing here suspends.
 */
public final class Data {
    /** What a message without content carries: JSON's null. */
    static final Data NOTHING = new Data(NullNode.getInstance());

    private final JsonNode node;
    private final String path;

    Data(JsonNode node) {
        this(node, "data");
    }

    private Data(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /**
     * The member of that name.
     *
     * @param name its name
     * @return its value
     * @throws DataException if there is none
     */
    public Data at(String name) {
        JsonNode member = node.get(name);
        if (member == null) throw new DataException("there is no " + path + "." + name);
        return new Data(member, path + "." + name);
    }

    /**
     * Whether there is a member of that name. A form that did not have the field, or had it unchecked, has none.
     *
     * @param name its name
     * @return true if there is
     */
    public boolean has(String name) {
        return node.get(name) != null;
    }

    /**
     * The names of the members, in the order of the page; none if this is not an object.
     *
     * @return a set of its own
     */
    public Set<String> names() {
        return new LinkedHashSet<>(node.propertyNames());
    }

    /**
     * The elements of a list.
     *
     * @return an unmodifiable list
     * @throws DataException if this is none
     */
    public List<Data> items() {
        if (!node.isArray()) throw wrongKind("a list");
        return node.valueStream().map(item -> new Data(item, path + "[]")).toList();
    }

    /**
     * This value, a text.
     *
     * @return the text
     * @throws DataException if it is none
     */
    public String text() {
        if (!node.isString()) throw wrongKind("a text");
        return node.stringValue();
    }

    /**
     * The text of that name: a form's field, as its user left it.
     *
     * @param name its name
     * @return the text
     * @throws DataException if there is none
     */
    public String text(String name) {
        return at(name).text();
    }

    /** Whether there is a text of that name. */
    boolean isText(String name) {
        JsonNode member = node.get(name);
        return member != null && member.isString();
    }

    /**
     * All texts of that name: for the fields of a form that may occur any number of times, also never or once.
     *
     * @param name their name
     * @return an unmodifiable list
     * @throws DataException if there is something else than texts
     */
    public List<String> texts(String name) {
        if (!has(name)) return List.of();
        Data value = at(name);
        return value.node.isString()
                ? List.of(value.text())
                : value.items().stream().map(Data::text).toList();
    }

    /**
     * The files that the user has chosen in a form's field of that name; none if the form did not have it. Their
     * content stays with the page until {@link Client#open} asks for it.
     *
     * @param name its name
     * @return an unmodifiable list
     * @throws DataException if there is something else than files
     */
    public List<UploadFile> files(String name) {
        if (!has(name)) return List.of();
        Data value = at(name);
        return value.node.isArray() ? value.items().stream().map(Data::file).toList() : List.of(value.file());
    }

    private UploadFile file() {
        long size = at("size").integer();
        if (size < 0) throw wrongKind("a file");
        return new UploadFile(at("file").integer(), text("name"), size, text("type"));
    }

    /**
     * This value, a number without fraction that fits a {@code long}.
     *
     * @return the number
     * @throws DataException if it is none
     */
    public long integer() {
        if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToLong()) {
            throw wrongKind("a whole number");
        }
        return node.asLong();
    }

    /**
     * This value, a number.
     *
     * @return the number nearest to it
     * @throws DataException if it is none
     */
    public double number() {
        if (!node.isNumber()) throw wrongKind("a number");
        return node.asDouble();
    }

    /**
     * This value, true or false.
     *
     * @return which of both
     * @throws DataException if it is neither
     */
    public boolean flag() {
        if (!node.isBoolean()) throw wrongKind("true or false");
        return node.booleanValue();
    }

    /**
     * Whether this value is JSON's null: what a message without content carries.
     *
     * @return true if it is
     */
    public boolean isNull() {
        return node.isNull();
    }

    /**
     * This value as a record, a list, a map, or whatever else Jackson can make of JSON; for the finest control ask for
     * a {@code tools.jackson.databind.JsonNode}. Each component of a record must be there; members that have none are
     * left out.
     *
     * @param type the type
     * @param <T> the same
     * @return the value
     * @throws DataException if it is not of that type
     */
    public <T> T as(Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(node, type);
        } catch (JacksonException e) {
            throw new DataException("%s is not a %s".formatted(path, type.getSimpleName()), e);
        }
    }

    /** The JSON, as text. */
    @Override
    public String toString() {
        return node.toString();
    }

    private DataException wrongKind(String wanted) {
        return new DataException("%s is not %s".formatted(path, wanted));
    }
}
