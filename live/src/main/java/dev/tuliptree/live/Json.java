package dev.tuliptree.live;

import static tools.jackson.databind.DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES;
import static tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES;
import static tools.jackson.databind.MapperFeature.ALLOW_COERCION_OF_SCALARS;

import tools.jackson.databind.json.JsonMapper;

/** The one mapper. A class of its own, so that Jackson is loaded with the first message and not with the program. */
final class Json {
    /** Takes nothing for anything else: no null for what is missing, no text for a number. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(FAIL_ON_MISSING_CREATOR_PROPERTIES, FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(ALLOW_COERCION_OF_SCALARS)
            .build();

    private Json() {}
}
