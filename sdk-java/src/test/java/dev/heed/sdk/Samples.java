package dev.heed.sdk;

/** Answers as the contract has them, small. */
final class Samples {
    static final String PREFERENCES = "{\"customerId\":\"c-42\",\"version\":7,\"catalogVersion\":3,"
            + "\"updatedAt\":\"2026-03-01T12:00:00.000Z\",\"chosen\":{\"tone\":\"warm\"},\"effective\":{}}";
    static final String PROBLEM = "{\"type\":\"/problems/catalog_violation\",\"title\":\"The catalog does not offer this\","
            + "\"status\":422,\"detail\":\"there is no jane.doe@example.com\",\"instance\":\"019a8c2e7b1d7a529c410b1f6f1f2a3c\","
            + "\"errors\":[{\"pointer\":\"/chosen/topics/ofers\",\"detail\":\"did you mean offers?\"},"
            + "{\"pointer\":\"/chosen/tone\",\"detail\":\"there is no tone jane\"}]}";

    private Samples() {}

    static String problem(String kind, int status) {
        return "{\"type\":\"/problems/" + kind + "\",\"title\":\"t\",\"status\":" + status
                + ",\"detail\":\"d\",\"instance\":\"019a8c2e7b1d7a529c410b1f6f1f2a3c\"}";
    }
}
