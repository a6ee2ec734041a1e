package dev.heed.sdk;

/** Answers as the contract has them, small. */
final class Samples {
    static final String PREFERENCES = "{\"customerId\":\"c-42\",\"version\":7,\"catalogVersion\":3,"
            + "\"updatedAt\":\"2026-03-01T12:00:00.000Z\",\"chosen\":{\"tone\":\"warm\"},\"effective\":{}}";
    static final String PROBLEM = "{\"type\":\"/problems/catalog_violation\",\"title\":\"The catalog does not offer this\","
            + "\"status\":422,\"detail\":\"there is no jane.doe@example.com\",\"instance\":\"019a8c2e7b1d7a529c410b1f6f1f2a3c\","
            + "\"errors\":[{\"pointer\":\"/chosen/topics/ofers\",\"detail\":\"did you mean offers?\"},"
            + "{\"pointer\":\"/chosen/tone\",\"detail\":\"there is no tone jane\"}]}";

    static final String ALLOWED = "{\"decision\":\"allow\",\"reasons\":[],\"allowedFrom\":\"2026-03-01T12:00:00.000Z\","
            + "\"onOverflow\":\"drop\",\"alternatives\":[],\"style\":{\"tone\":\"warm\",\"language\":\"en\","
            + "\"relationship\":null,\"purposes\":[]},\"reservation\":{\"contactId\":"
            + "\"019a8c2e-7b1d-7a52-9c41-0b1f6f1f2a3c\",\"expiresAt\":\"2026-03-01T12:15:00.000Z\"},"
            + "\"basis\":{\"preferencesVersion\":7,\"catalogVersion\":3,\"treeSize\":9}}";
    static final String DENIED = "{\"decision\":\"deny\",\"reasons\":[{\"code\":\"paused\",\"detail\":\"the customer has paused\","
            + "\"until\":\"2026-12-05T09:30:00.000Z\"},{\"code\":\"full_moon\",\"detail\":\"later\"}],"
            + "\"allowedFrom\":\"2026-12-05T09:30:00.000Z\",\"onOverflow\":\"hold\",\"alternatives\":[\"push\",\"post\"]}";

    private Samples() {}

    static String problem(String kind, int status) {
        return "{\"type\":\"/problems/" + kind + "\",\"title\":\"t\",\"status\":" + status
                + ",\"detail\":\"d\",\"instance\":\"019a8c2e7b1d7a529c410b1f6f1f2a3c\"}";
    }
}
