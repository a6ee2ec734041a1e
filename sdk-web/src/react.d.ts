/** Makes TypeScript know the element in JSX: `import type {} from '@heed/web/react'`, once, with React 19. */
import type {DetailedHTMLProps, HTMLAttributes} from 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'preference-center': DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>;
    }
  }
}
