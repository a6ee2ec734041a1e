/** Makes TypeScript know the element in JSX, with React 19: `import type {} from '@heed/web/react'`, once. */
import type {DetailedHTMLProps, HTMLAttributes} from 'react';
import type {PreferenceCenter} from './element.js';
import type {PreferenceCenterAttributes, PreferenceCenterEventMap} from './global.js';

type Listeners = {[K in keyof PreferenceCenterEventMap as `on${K}`]?: (event: PreferenceCenterEventMap[K]) => void};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'preference-center': DetailedHTMLProps<HTMLAttributes<PreferenceCenter>, PreferenceCenter> & PreferenceCenterAttributes & Listeners & {token?: PreferenceCenter['token']};
    }
  }
}
