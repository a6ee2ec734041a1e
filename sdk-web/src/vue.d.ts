/** Makes TypeScript know the element in Vue 3 templates: `import type {} from '@heed/web/vue'`, once. */
import type {PreferenceCenter} from './element.js';
import type {PreferenceCenterAttributes, PreferenceCenterEventMap} from './global.js';

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Capitalize<Head>}${Camel<Tail>}` : Capitalize<S>;
type Listeners = {[K in keyof PreferenceCenterEventMap as `on${Camel<K>}`]?: (event: PreferenceCenterEventMap[K]) => void};

declare module 'vue' {
  interface GlobalComponents {
    'preference-center': new () => {$props: PreferenceCenterAttributes & Listeners & {token?: PreferenceCenter['token']}};
  }
}
