/** All of it: the element, which defines itself, and the client. */
// @ts-check
export * from './client.js';
export * from './element.js';
