/**
 * The shapes of the contract, by name.
 *
 * @typedef {import('./api.js').components['schemas']['Catalog']} Catalog
 * @typedef {Catalog['topics'][number]} Topic
 * @typedef {Catalog['purposes'][number]} Purpose
 * @typedef {import('./api.js').components['schemas']['Preferences']} Preferences
 * @typedef {import('./api.js').components['schemas']['Effective']} Effective
 * @typedef {import('./api.js').components['schemas']['Choices']} Patch
 * @typedef {import('./api.js').components['schemas']['Circumstances']} Circumstances
 * @typedef {import('./api.js').components['schemas']['Preview']} Preview
 * @typedef {import('./api.js').components['schemas']['HistoryItem']} HistoryItem
 * @typedef {import('./api.js').components['schemas']['Contact']} Contact
 * @typedef {import('./api.js').components['schemas']['Consents']} Consents
 * @typedef {import('./api.js').components['schemas']['FeedbackRequest']} FeedbackRequest
 * @typedef {import('./api.js').components['schemas']['FeedbackGiven']} FeedbackGiven
 */

/**
 * A value, and the ETag of the version it is.
 *
 * @template T
 * @typedef {{value: T, etag: string}} Versioned
 */

export {};
