/** All of it: the element, which defines itself, and the client. */
export * from './client.js';
export * from './element.js';
