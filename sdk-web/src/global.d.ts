/** What JSDoc cannot say of the element: its attributes and events by name, for the page, for React and for Vue. */
import type {PreferenceCenter} from './element.js';
import type {Patch, Preferences} from './types.js';

export interface PreferenceCenterAttributes {
  /** Where Heed is, such as `https://heed.example.com`. Where the script came from, when left out. */
  server?: string;
  /** The language to speak (BCP 47). The customer's own, when left out. */
  lang?: string;
  /** The colors. What the device prefers, when left out. */
  theme?: 'light' | 'dark';
  /** What is noted as the place where a choice was made. `widget`, when left out. */
  surface?: 'widget' | 'hosted_page' | 'app';
}

export interface PreferenceCenterEventMap {
  /** It shows what holds. */
  'heed-load': CustomEvent<{preferences: Preferences}>;
  /** A choice was made and is about to be saved. Can be canceled. */
  'heed-change': CustomEvent<{patch: Patch}>;
  /** A choice was saved, or taken back. */
  'heed-saved': CustomEvent<{preferences: Preferences; patch?: Patch}>;
  /** Something failed; the element says so itself. */
  'heed-error': CustomEvent<{kind: string; requestId?: string}>;
  /** The credential is no longer taken, and the function gave no other. */
  'heed-expired': CustomEvent<{kind: string}>;
}

declare module './element.js' {
  interface PreferenceCenter {
    addEventListener<K extends keyof PreferenceCenterEventMap>(type: K, listener: (this: PreferenceCenter, event: PreferenceCenterEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
    addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
    addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
    removeEventListener<K extends keyof PreferenceCenterEventMap>(type: K, listener: (this: PreferenceCenter, event: PreferenceCenterEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
    removeEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown, options?: boolean | EventListenerOptions): void;
    removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'preference-center': PreferenceCenter;
  }
}
