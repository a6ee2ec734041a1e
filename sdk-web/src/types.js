/**
 * The shapes of the contract, by name.
 *
 * @typedef {import('./api.d.ts').components['schemas']['Catalog']} Catalog
 * @typedef {import('./api.d.ts').components['schemas']['Preferences']} Preferences
 * @typedef {import('./api.d.ts').components['schemas']['Effective']} Effective
 * @typedef {import('./api.d.ts').components['schemas']['Choices']} Patch
 * @typedef {import('./api.d.ts').components['schemas']['Circumstances']} Circumstances
 * @typedef {import('./api.d.ts').components['schemas']['Preview']} Preview
 * @typedef {import('./api.d.ts').components['schemas']['HistoryItem']} HistoryItem
 * @typedef {import('./api.d.ts').components['schemas']['Contact']} Contact
 * @typedef {import('./api.d.ts').components['schemas']['Consents']} Consents
 * @typedef {import('./api.d.ts').components['schemas']['FeedbackRequest']} FeedbackRequest
 * @typedef {import('./api.d.ts').components['schemas']['FeedbackGiven']} FeedbackGiven
 */

/**
 * A value, and the ETag of the version it is.
 *
 * @template T
 * @typedef {{value: T, etag: string}} Versioned
 */

export {};
