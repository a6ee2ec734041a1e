package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.heed.problem.Fault;
import java.util.List;

/** A schema of the contract, against which values are held. */
public final class Form {
    /** Where a value may be null or something else, that it is not null is no fault of its own. */
    private static final String NOT_NULL = "/anyOf/1/type";

    private final Schema schema;

    Form(Schema schema) {
        this.schema = schema;
    }

    /**
     * Every way in which a value does not fit.
     *
     * @param prefix where the value stands
     */
    public List<Fault> faults(JsonNode value, String prefix) {
        return schema.validate(value).stream()
            .filter(error -> !error.getEvaluationPath().toString().endsWith(NOT_NULL)).map(error -> fault(error, prefix)).distinct().toList();
    }

    private static Fault fault(Error error, String prefix) {
        var at = prefix + error.getInstanceLocation();
        if ("additionalProperties".equals(error.getKeyword()) && error.getProperty() != null) {
            return new Fault(at + "/" + Contract.escaped(error.getProperty()), "the contract has no such member");
        }
        return new Fault(at, error.getMessage());
    }
}
