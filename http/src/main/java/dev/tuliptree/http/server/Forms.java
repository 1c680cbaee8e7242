package dev.tuliptree.http.server;

import dev.tuliptree.http.Form;
import dev.tuliptree.http.FormFile;
import dev.tuliptree.http.FormLimits;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Multipart;
import dev.tuliptree.http.Parameters;
import dev.tuliptree.http.Part;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.wire.HeaderParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads forms. */
final class Forms {
    private Forms() {}

    static Form read(Request request, FormLimits limits) throws IOException {
        String header = request.header("Content-Type");
        String type = header == null ? "" : HeaderParameters.parse(header).value();
        return switch (type) {
            case "application/x-www-form-urlencoded" -> new Form(fields(request.text(), limits), List.of());
            case "multipart/form-data" -> parts(request.multipart(limits));
            default -> throw new HttpException(415, "The body is not a form.");
        };
    }

    private static Parameters fields(String encoded, FormLimits limits) {
        if (encoded.chars().filter(c -> c == '&').count() >= limits.maxFields()) {
            throw new HttpException(413, "The form has more than " + limits.maxFields() + " fields.");
        }
        return Parameters.parse(encoded);
    }

    private static Form parts(Multipart multipart) throws IOException {
        List<String> fields = new ArrayList<>();
        List<FormFile> files = new ArrayList<>();
        for (Part part = multipart.next(); part != null; part = multipart.next()) {
            String name = part.name();
            if (name == null) {
                throw new HttpException(400, "A field of the form has no name.");
            }
            if (part.isFile()) {
                files.add(new FormFile(name, part.fileName(), part.contentType(), part.bytes()));
            } else {
                fields.add(name);
                fields.add(part.text());
            }
        }
        return new Form(Parameters.of(fields.toArray(String[]::new)), files);
    }
}
